"""Lists that people page through, newest first."""

from dataclasses import dataclass

from django.utils.translation import gettext

from generation.models import Casting, CreditEntry, Generation, Style
from generation.models.clips import UNMADE
from safety.models import Standing
from sora_site.paging import before, mark, moment_and_key, newest_first

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


def own_drafts(person, *, cursor: str = "") -> Page:
    """The finished clips that `person` may go on with. Raises ValueError for a cursor that is none."""
    rows = Generation.objects.owned_by(person).drafts().order_by("-requested_at", "-pk")
    if cursor:
        rows = rows.filter(before("requested_at", "pk", *moment_and_key(cursor)))
    found = list(rows[: PAGE + 1])
    further = mark(found[PAGE - 1].requested_at, found[PAGE - 1].pk) if len(found) > PAGE else ""
    return Page(found[:PAGE], further)


def sheet_of(person, sheet) -> list[Generation]:
    """The variants that `person` asked for together, in the order of their seeds' drawing."""
    return list(Generation.objects.owned_by(person).filter(sheet=sheet).order_by("requested_at", "pk"))


def style_name(slug: str) -> str:
    """What a style is called in the reader's language, also one that is offered no more."""
    names = Style.objects.names()
    return gettext(names[slug]) if slug in names else slug.replace("-", " ").capitalize()
