"""The clips that a clip begins from: its parts, and what it is a remix of. Are they still there?"""

from generation.models import Generation
from safety.models import Standing


def parts_of(clip: Generation) -> list[Generation | None]:
    """The clips that come first in it, in order; None for one that was deleted."""
    return [part.source for part in clip.parts.select_related("source__owner", "source__registry")]


def is_lost(clip: Generation) -> bool:
    """Was something it begins from deleted, taken down or taken back?"""
    return _has_lost_a_part(clip) or _has_lost_its_source(clip)


def is_part_for(source: Generation | None, owner) -> bool:
    """May `owner` put that clip whole into another one? Only their own drafts."""
    return source is not None and source.owner_id == owner.pk and source.is_shown and not source.is_preview


def _has_lost_a_part(clip: Generation) -> bool:
    return not all(is_part_for(source, clip.owner) for source in parts_of(clip))


def _has_lost_its_source(clip: Generation) -> bool:
    """A remix of words alone is still made when its source was deleted, but not when somebody objects to it."""
    if clip.source is None:
        return clip.strength is not None
    return clip.source.standing != Standing.LIVE or (clip.strength is not None and not clip.source.is_shown)
