"""What people do with what is shown."""

from feed.services.commenting import CannotComment, CommentRefused, TooManyComments, comment, delete_comment
from feed.services.leaving import leave
from feed.services.publishing import (
    CannotPublish,
    CaptionRefused,
    choose,
    discard,
    publish,
    rivals,
    unpublish,
)
from feed.services.reacting import keep, like, see_less, see_more, unkeep, unlike

__all__ = [
    "CannotComment",
    "CannotPublish",
    "CaptionRefused",
    "CommentRefused",
    "TooManyComments",
    "choose",
    "comment",
    "delete_comment",
    "discard",
    "keep",
    "leave",
    "like",
    "publish",
    "rivals",
    "see_less",
    "see_more",
    "unkeep",
    "unlike",
    "unpublish",
]
