"""Lists that people page through, newest first."""

from dataclasses import dataclass

from generation.models import Casting, CreditEntry, Generation
from generation.models.clips import UNMADE
from safety.models import Standing
from sora_site.paging import newest_first

PAGE = 24


@dataclass(frozen=True)
class Page:
    items: list
    next_cursor: str  # empty on the last page


def starring(person, *, cursor: str = "") -> Page:
    """The clips and drafts with `person` in them, whoever made them. Raises ValueError for a cursor that is none."""
    castings = Casting.objects.filter(person=person).exclude(clip__state__in=UNMADE)
    rows = castings.exclude(clip__standing=Standing.WITHDRAWN).select_related("clip__owner")
    castings, further = newest_first(rows, cursor=cursor, size=PAGE)
    return Page([casting.clip for casting in castings], further)


@dataclass(frozen=True)
class Line:
    """A line of the ledger and the clip that it is about, while there is one."""

    entry: CreditEntry
    clip: Generation | None


def ledger(person, *, cursor: str = "") -> Page:
    """The lines of the ledger about `person`. Raises ValueError for a cursor that is none."""
    entries, further = newest_first(CreditEntry.objects.owned_by(person), cursor=cursor, size=PAGE)
    clips = Generation.objects.owned_by(person).in_bulk([entry.clip for entry in entries if entry.clip])
    return Page([Line(entry, clips.get(entry.clip)) for entry in entries], further)
