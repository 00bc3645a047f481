"""Keyset paging: every page costs the same, and no post comes twice."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

SIZE = 8  # full screens
GRID = 12  # tiles: full rows of two, three and four


@dataclass(frozen=True)
class Page:
    posts: list
    next_cursor: str  # empty on the last page


def page(posts: QuerySet, cursor: str = "", *, size: int = SIZE, by=("published_at", "pk"), key_type=UUID) -> Page:
    """The `size` posts after `cursor`, newest first by a time and a key. Raises ValueError for no cursor of ours."""
    when, key = by
    rows = posts.order_by(f"-{when}", f"-{key}")
    if cursor:
        rows = rows.filter(before(when, key, *moment_and_key(cursor, key_type)))
    found = list(rows[: size + 1])
    more = len(found) > size
    return Page(found[:size], mark(getattr(found[size - 1], when), getattr(found[size - 1], key)) if more else "")


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
