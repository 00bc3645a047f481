"""The feeds, one function each."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from feed.models import Post

PAGE = 8


@dataclass(frozen=True)
class Page:
    posts: list[Post]
    next_cursor: str  # empty on the last page


def latest() -> QuerySet[Post]:
    """Everything listed, newest first."""
    return Post.objects.listed().with_clips().order_by("-published_at", "-id")


def of(author) -> QuerySet[Post]:
    return latest().filter(author=author)


def page(posts: QuerySet[Post], cursor: str = "", size: int = PAGE) -> Page:
    """The `size` posts after `cursor`. Keyset paging: the same cost on every page, no post twice. Raises ValueError."""
    if cursor:
        when, pk = _decode(cursor)
        # Written so that the index is used: a plain OR of the two cases is not.
        posts = posts.filter(Q(published_at__lte=when) & (Q(published_at__lt=when) | Q(id__lt=pk)))
    found = list(posts[: size + 1])
    more = len(found) > size
    return Page(posts=found[:size], next_cursor=_encode(found[size - 1]) if more else "")


def _encode(post: Post) -> str:
    return base64.urlsafe_b64encode(f"{post.published_at.isoformat()} {post.pk.hex}".encode()).decode()


def _decode(cursor: str) -> tuple[datetime, UUID]:
    try:
        when, pk = base64.urlsafe_b64decode(cursor.encode()).decode().split(" ")
        return datetime.fromisoformat(when), UUID(pk)
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("no such page") from error
