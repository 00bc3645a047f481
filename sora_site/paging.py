"""Keyset paging: every page costs the same, and nothing comes twice. What a cursor holds, and what comes after it."""

import base64
import binascii
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q


def before(value: str, key: str, last_value, last_key) -> Q:
    """What comes after the last one, both falling."""
    # Written so that the index is used: a plain OR of the two cases is not.
    return Q(**{f"{value}__lte": last_value}) & (Q(**{f"{value}__lt": last_value}) | Q(**{f"{key}__lt": last_key}))


def newest_first(rows, *, cursor: str, size: int, key: str = "pk") -> tuple[list, str]:
    """The `size` of `rows` after `cursor` by a number that grows with time, and the next cursor, "" on the last page.

    Raises ValueError for a cursor that is none.
    """
    if cursor:
        rows = rows.filter(**{f"{key}__lt": int(cursor)})
    found = list(rows.order_by(f"-{key}")[: size + 1])
    return found[:size], str(getattr(found[size - 1], key)) if len(found) > size else ""


def mark(when: datetime, key) -> str:
    """The cursor after the row of that time and key."""
    return pack(when.isoformat(), key)


def moment_and_key(cursor: str, key_type=UUID) -> tuple:
    when, key = unpack(cursor)
    return moment(when), key_type(key)


def moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
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
