"""Makes a page of a queryset, newest first."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.db.models import QuerySet

from feed.prepared import prepared
from sora_site.paging import before, mark, moment_and_key

SIZE = 6  # full screens: the next ones are fetched long before the last is seen
GRID = 12  # tiles: full rows of two, three and four
WINDOW = 5  # pages of rows among which a page is looked for where not all may be seen


@dataclass(frozen=True)
class Page:
    posts: list
    next_cursor: str  # empty on the last page


def paged(*, size: int = SIZE, by=("published_at", "pk"), key_type=UUID, among: Callable[..., QuerySet] | None = None):
    """Make of a function that builds a queryset one that answers a page of it, newest first by a time and a key.

    It takes the `cursor` of the page before besides, and raises ValueError for one that nobody gave out. `among`
    builds the rows to choose from where they can be walked in that order by an index alone, and the rest cannot.
    """
    when, key = by

    def after(rows: QuerySet, last_when, last_key) -> QuerySet:
        rows = rows.order_by(f"-{when}", f"-{key}")
        return rows.filter(before(when, key, last_when, last_key)) if last_when else rows

    @prepared
    def window_end(last_when, last_key, *subjects):
        return after(among(*subjects), last_when, last_key).values(when, key)[size * WINDOW - 1 : size * WINDOW]

    def decorate(build: Callable[..., QuerySet]) -> Callable[..., Page]:
        @prepared
        def rows(last_when, last_key, *subjects):
            found = after(build(*subjects), last_when, last_key)
            if among:
                window = after(among(*subjects), last_when, last_key).values("pk")[: size * WINDOW]
                found = build(*subjects).filter(pk__in=window).order_by(f"-{when}", f"-{key}")
            return found[: size + 1]

        @wraps(build)
        def page(*subjects, cursor: str = "") -> Page:
            last = moment_and_key(cursor, key_type) if cursor else (None, None)
            while True:
                posts = rows(*last, *subjects)
                if len(posts) > size:
                    return Page(posts[:size], mark(getattr(posts[size - 1], when), getattr(posts[size - 1], key)))
                ends = window_end(*last, *subjects) if among else []
                last = next(((end[when], end[key]) for end in ends), None)
                if posts or not last:
                    return Page(posts, mark(*last) if last else "")

        return page

    return decorate
