"""The pages about people: their settings, who knows whom, and what they are told."""
