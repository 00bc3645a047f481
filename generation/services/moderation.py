"""What moderators decide about clips. Each decision leaves a row that is never changed."""

from django.db import transaction
from django.utils import timezone

from generation import queue
from generation.models import Generation
from generation.states import State
from safety.models import ModerationAction, Standing
from safety.services import record_action

Action = ModerationAction.Action


def allow(generation: Generation, *, by, why: str = "") -> bool:
    """Make it after all. False when it was neither held nor refused any more."""
    if generation.state not in (State.HELD, State.REFUSED):
        return False
    with transaction.atomic():
        won = generation.move(State.QUEUED, queued_at=timezone.now(), finished_at=None)
        if won:
            record_action(Action.ALLOW, generation, by=by, why=why)
    if won:
        queue.ring(generation.pk)
    return won


def refuse(generation: Generation, *, by, why: str = "") -> bool:
    """Do not make it. False when it was not held any more."""
    if generation.state != State.HELD:
        return False
    with transaction.atomic():
        won = generation.move(State.REFUSED)
        if won:
            record_action(Action.REFUSE, generation, by=by, why=why)
    return won


def take_down(generation: Generation, *, by, why: str = "") -> bool:
    """Hide the clip from everybody but moderators; its files stay, so that it can be restored."""
    return _stand(generation, Standing.REMOVED, Action.TAKE_DOWN, by=by, why=why)


def restore(generation: Generation, *, by, why: str = "") -> bool:
    return _stand(generation, Standing.LIVE, Action.RESTORE, by=by, why=why)


@transaction.atomic
def _stand(generation, standing, action, *, by, why) -> bool:
    changed = Generation.objects.filter(pk=generation.pk).exclude(standing=standing).update(standing=standing)
    if changed:
        generation.standing = standing
        record_action(action, generation, by=by, why=why)
    return bool(changed)
