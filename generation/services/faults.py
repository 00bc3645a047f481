"""What becomes of a clip whose making went wrong: again, again with less memory, or given up and the reason said."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.notices import Kind
from accounts.notifications import notify
from generation import queue
from generation.lease import abandon_process, standstill
from generation.models import Generation
from generation.services import casting
from generation.states import State

log = logging.getLogger(__name__)

#: Makers are told of clips that took longer than this: they are not looking any more.
WORTH_TELLING = timedelta(seconds=20)


def give_up(generation: Generation, failure: str, *, trouble: str = "") -> None:
    """FAILED, its credits given back and its maker told. `failure`: a key of `generation.failures.REASONS`."""
    if generation.move(State.FAILED, failure=failure, trouble=trouble):
        tell_maker(generation, Kind.FAILED)


def tell_maker(generation: Generation, kind: Kind) -> None:
    """That it is finished, if they waited for so long that they may have left."""
    waited = (generation.finished_at or timezone.now()) - generation.queued_at
    if waited > WORTH_TELLING and generation.owner.is_active and not generation.is_preview:
        notify(generation.owner, kind, link=generation.get_absolute_url(), about=generation.prompt)


def again_or_give_up(generation: Generation, failure: str, *, trouble: str, lean: bool = False) -> None:
    """Another attempt, `lean` if so said; not after GENERATION_ATTEMPTS of them."""
    if generation.tries >= settings.GENERATION_ATTEMPTS:
        give_up(generation, failure, trouble=trouble)
    else:
        _again(generation, trouble=trouble, lean=lean or generation.lean)


def lean_or_give_up(generation: Generation, failure: str, *, trouble: str) -> None:
    """One more attempt that takes less memory and more time; not after a lean one."""
    if generation.lean:
        give_up(generation, failure, trouble=trouble)
    else:
        _again(generation, trouble=trouble, lean=True)


def hand_back(generation: Generation) -> None:
    """The worker ends before the clip does: another's turn at once, and no try is spent."""
    if generation.state == State.RUNNING:
        _again(generation, tries=generation.tries - 1)


def stopped(generation: Generation) -> None:
    """Cancelled, deleted or given away: nothing to do. Its maker was locked out, or something is in its way: say so."""
    ours = Generation.objects.unmoved(generation).filter(state=State.RUNNING)
    if ours.filter(owner__is_active=False).exists():
        give_up(generation, "account")
    elif ours.exists() and (obstacle := casting.obstacle(generation)):
        give_up(generation, obstacle)


def end_stalled_process(generation: Generation) -> None:
    """Leave a trace of the standstill in the row, from the thread of its lease, and end this process with it."""
    try:
        trouble = f"no progress for {settings.GENERATION_STALL_SECONDS} s: {standstill()}"
        log.error("%s %s", generation.pk, trouble)
        # Its own copy: the thread that stands still may yet move and use the other.
        if ours := Generation.objects.unmoved(generation).filter(state=State.RUNNING).first():
            lean_or_give_up(ours, "stalled", trouble=trouble)
    except Exception:
        log.exception("the row of %s does not say that it stood still; the sweep will find it", generation.pk)
    finally:
        connection.close()
        abandon_process()


def heal_silent() -> int:
    """Take back the clips of workers that went silent, as those that were killed do; how many there were."""
    silent = list(Generation.objects.silent())
    for generation in silent:
        # It may have been the clip that took the worker with it: from now on with less memory.
        again_or_give_up(generation, "silent", trouble="the lease ran out", lean=True)
    return len(silent)


def _again(generation: Generation, **changes) -> None:
    if generation.move(State.QUEUED, **changes):
        queue.ring(generation.pk)
