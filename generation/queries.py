"""Lists that people page through, newest first."""

from dataclasses import dataclass

from generation.models import Casting, CreditEntry, Generation
from generation.models.clips import UNMADE
from safety.models import Standing

PAGE = 24


@dataclass(frozen=True)
class Page:
    items: list
    next_cursor: str  # empty on the last page


def starring(person, *, cursor: str = "") -> Page:
    """The clips and drafts with `person` in them, whoever made them. Raises ValueError for a cursor that is none."""
    castings = Casting.objects.filter(person=person).exclude(clip__state__in=UNMADE)
    rows = castings.exclude(clip__standing=Standing.WITHDRAWN).select_related("clip__owner")
    page = _page(rows, cursor)
    return Page([casting.clip for casting in page.items], page.next_cursor)


@dataclass(frozen=True)
class Line:
    """A line of the ledger and the clip that it is about, while there is one."""

    entry: CreditEntry
    clip: Generation | None


def ledger(person, *, cursor: str = "") -> Page:
    """The lines of the ledger about `person`. Raises ValueError for a cursor that is none."""
    page = _page(CreditEntry.objects.owned_by(person), cursor)
    clips = Generation.objects.owned_by(person).in_bulk([entry.clip for entry in page.items if entry.clip])
    return Page([Line(entry, clips.get(entry.clip)) for entry in page.items], page.next_cursor)


def _page(rows, cursor: str) -> Page:
    if cursor:
        rows = rows.filter(pk__lt=int(cursor))
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else "")
