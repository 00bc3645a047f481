"""What moderators decide about clips. Each decision leaves a row that is never changed, and its maker is told."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.notices import Kind
from accounts.notifications import notify
from generation import queue
from generation.models import Generation
from generation.services import casting
from generation.states import State
from safety.models import ModerationAction
from safety.services import record_action, restore, take_down
from safety.services.appeals import UNDO
from safety.services.records import settle_appeals

__all__ = ["allow", "refuse", "restore", "take_down"]
Action = ModerationAction.Action


def allow(generation: Generation, *, by, why: str = "") -> ModerationAction | None:
    """Make it after all, and answer the appeal for it. None when it was neither held nor refused any more."""
    if generation.state not in (State.HELD, State.REFUSED):
        return None
    row = _decide(generation, State.QUEUED, by=by, why=why, queued_at=timezone.now(), finished_at=None)
    if row:
        queue.ring(generation.pk)
    return row


def refuse(generation: Generation, *, by, why: str = "") -> ModerationAction | None:
    """Do not make it. None when it was not held any more."""
    return _decide(generation, State.REFUSED, by=by, why=why) if generation.state == State.HELD else None


@transaction.atomic
def _decide(generation, state, *, by, why, **changes) -> ModerationAction | None:
    was_refused = generation.is_refused
    if not generation.move(state, **changes):
        return None
    if was_refused:
        casting.announce(generation)  # those in a held one know of it already
    action, kind = (Action.REFUSE, Kind.REFUSED) if state == State.REFUSED else (Action.ALLOW, Kind.ALLOWED)
    row = record_action(action, generation, by=by, why=why)
    if not settle_appeals(row):  # an answered appeal is told as such
        notify(generation.owner, kind, link=reverse("generation:clip", args=[generation.pk]), about=generation.line)
    return row


UNDO[Action.REFUSE] = allow
