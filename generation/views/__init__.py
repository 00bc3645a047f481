"""Pages of people who make clips, and of those who are in them."""

from generation.views.clips import serve_clip
from generation.views.composer import compose, made_from

__all__ = ["compose", "made_from", "serve_clip"]
