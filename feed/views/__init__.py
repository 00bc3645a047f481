"""HTTP for what people watch, and what they do with it."""
