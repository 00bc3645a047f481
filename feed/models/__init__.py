"""What people show each other, do with it and say about it."""

from feed.models.comments import Comment
from feed.models.posts import LISTED, Post, SearchEntry
from feed.models.reactions import Bookmark, Like, SeeLess

__all__ = ["LISTED", "Bookmark", "Comment", "Like", "Post", "SearchEntry", "SeeLess"]
