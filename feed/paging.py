"""Keyset paging: every page costs the same, and no post comes twice."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from uuid import UUID

from django.db.models import Q, QuerySet

from feed.prepared import prepared

SIZE = 8  # full screens
GRID = 12  # tiles: full rows of two, three and four


@dataclass(frozen=True)
class Page:
    posts: list
    next_cursor: str  # empty on the last page


def paged(*, size: int = SIZE, by=("published_at", "pk"), key_type=UUID):
    """Make of a function that builds a queryset one that answers a page of it, newest first by a time and a key.

    It takes the `cursor` of the page before besides, and raises ValueError for one that nobody gave out.
    """
    when, key = by

    def decorate(build: Callable[..., QuerySet]) -> Callable[..., Page]:
        @prepared
        def rows(last_when, last_key, *subjects):
            found = build(*subjects).order_by(f"-{when}", f"-{key}")
            return (found.filter(before(when, key, last_when, last_key)) if last_when else found)[: size + 1]

        @wraps(build)
        def page(*subjects, cursor: str = "") -> Page:
            last = moment_and_key(cursor, key_type) if cursor else (None, None)
            posts = rows(*last, *subjects)
            end = posts[size - 1] if len(posts) > size else None
            return Page(posts[:size], mark(getattr(end, when), getattr(end, key)) if end else "")

        return page

    return decorate


def before(value: str, key: str, last_value, last_key) -> Q:
    """What comes after the last one, both falling."""
    # Written so that the index is used: a plain OR of the two cases is not.
    return Q(**{f"{value}__lte": last_value}) & (Q(**{f"{value}__lt": last_value}) | Q(**{f"{key}__lt": last_key}))


def mark(when: datetime, key) -> str:
    """The cursor after the row of that time and key."""
    return pack(when.isoformat(), key)


def moment_and_key(cursor: str, key_type=UUID) -> tuple:
    when, key = unpack(cursor)
    try:
        return datetime.fromisoformat(when).astimezone(UTC), key_type(key)
    except OverflowError as error:
        raise ValueError("no such page") from error


def pack(*parts) -> str:
    """A cursor that holds `parts`; none of them has a space."""
    return base64.urlsafe_b64encode(" ".join(map(str, parts)).encode()).decode().rstrip("=")


def unpack(cursor: str) -> list[str]:
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True).decode().split(" ")
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("no such page") from error
