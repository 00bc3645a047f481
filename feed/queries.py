"""What there is to watch, one function a page."""

from django.db.models import F

from accounts.models import Follow
from feed import paging
from feed.models import Post
from feed.paging import GRID, Page
from feed.threads import comments_of, replies_of

__all__ = [
    "comments_of",
    "following",
    "for_you",
    "kept",
    "latest",
    "of",
    "remixes_of",
    "replies_of",
    "starring",
]


def for_you(viewer, cursor="") -> Page:
    return latest(viewer, cursor)


def following(viewer, cursor="") -> Page:
    """What the people that `viewer` follows show, newest first."""
    followed = Follow.objects.filter(follower=viewer).values("followed")
    return paging.page(_cards(viewer).filter(author__in=followed), cursor)


def latest(viewer, cursor="") -> Page:
    """Everything listed, newest first."""
    return paging.page(_cards(viewer), cursor)


def of(author, viewer, cursor="") -> Page:
    return paging.page(_cards(viewer).filter(author=author), cursor, size=GRID)


def starring(person, viewer, cursor="") -> Page:
    """The clips that `person` is in."""
    return paging.page(_cards(viewer).filter(clip__castings__person=person), cursor, size=GRID)


def kept(viewer, cursor="") -> Page:
    """What `viewer` kept, the last kept first; what is found by its address only as well."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer).filter(bookmarks__user=viewer)
    posts = posts.annotate(kept_at=F("bookmarks__made_at"), kept_row=F("bookmarks__pk"))
    return paging.page(posts, cursor, size=GRID, by=("kept_at", "kept_row"), key_type=int)


def remixes_of(post, viewer, cursor="") -> Page:
    return paging.page(_cards(viewer).filter(parent=post), cursor, size=GRID)


def _cards(viewer):
    return Post.objects.listed_for(viewer).for_cards(viewer)
