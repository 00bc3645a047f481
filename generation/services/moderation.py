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

__all__ = ["allow", "refuse", "restore", "take_down"]
Action = ModerationAction.Action


def allow(generation: Generation, *, by, why: str = "") -> bool:
    """Make it after all. False when it was neither held nor refused any more."""
    if generation.state not in (State.HELD, State.REFUSED):
        return False
    won = _decide(generation, State.QUEUED, by=by, why=why, queued_at=timezone.now(), finished_at=None)
    if won:
        queue.ring(generation.pk)
    return won


def refuse(generation: Generation, *, by, why: str = "") -> bool:
    """Do not make it. False when it was not held any more."""
    return generation.state == State.HELD and _decide(generation, State.REFUSED, by=by, why=why)


@transaction.atomic
def _decide(generation, state, *, by, why, **changes) -> bool:
    was_refused = generation.state == State.REFUSED
    won = generation.move(state, **changes)
    if won:
        if was_refused:
            casting.announce(generation)  # those in a held one know of it already
        action, kind = (Action.REFUSE, Kind.REFUSED) if state == State.REFUSED else (Action.ALLOW, Kind.ALLOWED)
        record_action(action, generation, by=by, why=why)
        notify(generation.owner, kind, link=reverse("generation:clip", args=[generation.pk]), about=generation.line)
    return won
