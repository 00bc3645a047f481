"""What the drafts page holds."""

from datetime import datetime

from django.http import Http404

from generation.cards import outcome
from generation.models import Generation
from generation.states import State
from safety.models import Standing

PAGE = 24
UNMADE = 24  # the latest ones that came to nothing


def drafts_of(user, after: str = "") -> dict:
    """Everything of one person: on its way, ready (newest first, from `after` on), and what came to nothing."""
    mine = Generation.objects.owned_by(user).order_by("-requested_at")
    ready = list(_before(mine.drafts().select_related("post"), after)[: PAGE + 1])
    under_way = mine.filter(state__in=(State.QUEUED, State.RUNNING, State.HELD), standing=Standing.LIVE)
    return {
        "under_way": [] if after else list(under_way),
        "ready": ready[:PAGE],
        "next": ready[PAGE - 1].requested_at.isoformat() if len(ready) > PAGE else "",
        "unmade": [] if after else _unmade(mine),
    }


def _before(clips, after: str):
    try:
        return clips.filter(requested_at__lt=datetime.fromisoformat(after)) if after else clips
    except ValueError as error:
        raise Http404 from error


def _unmade(mine) -> list[dict]:
    came_to_nothing = mine.filter(state__in=(State.REFUSED, State.FAILED, State.CANCELLED)) | mine.filter(
        standing=Standing.REMOVED
    )
    return [{"clip": clip} | outcome(clip) for clip in came_to_nothing.select_related("decision")[:UNMADE]]
