"""Lists of people, the latest tie first."""

from dataclasses import dataclass

from django.db.models import F

from accounts.models import User
from sora_site.paging import newest_first

PAGE = 30


@dataclass(frozen=True)
class Page:
    people: list[User]
    next_cursor: str  # empty on the last page


def followers_of(person: User, viewer, *, cursor: str = "") -> Page:
    """Those who follow `person`, but for people blocked either way by `viewer`. Raises ValueError for a bad cursor."""
    return _page(User.objects.welcome_to(viewer).filter(follows__followed=person), "follows", viewer, cursor)


def followed_by(person: User, viewer, *, cursor: str = "") -> Page:
    """Those whom `person` follows, in the same way."""
    return _page(User.objects.welcome_to(viewer).filter(followers__follower=person), "followers", viewer, cursor)


def blocked_by(viewer: User, *, cursor: str = "") -> Page:
    return _page(User.objects.blocked_by(viewer), "blocked_by", viewer, cursor)


def _page(people, tie: str, viewer, cursor: str) -> Page:
    people = people.annotate(tie=F(f"{tie}__pk")).with_ties_to(viewer)
    return Page(*newest_first(people, key="tie", cursor=cursor, size=PAGE))
