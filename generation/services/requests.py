"""Ask for a clip, and change your mind about it."""

import secrets
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cameos.services import casting_of
from generation import files, queue
from generation.models import Generation
from generation.models.ledger import NotEnough
from generation.plans import allowance
from generation.script import SIZES
from generation.services import casting
from generation.services.credits import shortage
from generation.states import State
from safety import review
from safety.services import KEPT, record_decision, storable

FIRST_STATE = {
    review.Verdict.ALLOW: State.QUEUED,
    review.Verdict.HOLD: State.HELD,
    review.Verdict.REFUSE: State.REFUSED,
}
SEEDS = 2**31


class LimitReached(Exception):
    """Too much at once; the message says what would do."""


class QueueFull(LimitReached):
    """The whole site has too much to do."""


def request(
    *, owner, prompt, seconds, size, style="", seed=None, engine="", key="", source=None, limited=True, ring=True
):
    """Ask for a clip; the Generation says what the review made of it: QUEUED, HELD or REFUSED.

    The same `key` again answers with the row it made the first time. With a `source` it is a remix of that clip.
    `ring=False`: the caller makes it itself.
    Raises LimitReached when `limited` and the owner has nothing left, or they or the site have too much on its way.
    """
    if known := _requested_before(owner, key):
        return known
    cast = casting_of(owner, prompt)
    opinion = casting.review(owner, prompt, style, cast, source)
    width, height = SIZES[size]
    order = {"seconds": seconds, "made_seconds": seconds, "style": style, "source": source}
    order |= {"width": width, "height": height}
    order["seed"] = _seed(source) if seed is None else seed
    order["engine"] = engine or settings.GENERATION_ENGINE
    generation, is_new = _write_down(owner, key, prompt, order, opinion, cast.usable, limited)
    if is_new and ring and generation.state == State.QUEUED:
        queue.ring(generation.pk)
    return generation


def _seed(source: Generation | None) -> int:
    """A remix keeps that of its source, so that the picture stays recognisable."""
    return source.seed if source else secrets.randbelow(SEEDS)


@transaction.atomic
def _write_down(owner, key, prompt, order, opinion, cameos, limited) -> tuple[Generation, bool]:
    # Two requests at once are counted one after the other; and whoever is told of it is locked in one order.
    User.objects.hold(owner, *(cameo.owner for cameo in cameos))
    if known := _requested_before(owner, key):
        return known, False
    if limited:
        _check_limits(owner, order["seconds"])
    decision = record_decision(opinion, text=prompt, asked_by=owner)
    state, words = FIRST_STATE[opinion.verdict], storable(prompt)[:KEPT]
    first = {"owner": owner, "request_key": key, "prompt": words, "decision": decision, "state": state}
    with _told_in_words():
        generation = Generation.objects.begin(limited=limited, **first, **order)
    casting.cast_in(generation, cameos)
    if state != State.REFUSED:
        casting.announce(generation)
    return generation, True


@contextmanager
def _told_in_words():
    """Too few credits are one more limit that was reached."""
    try:
        yield
    except NotEnough as error:
        raise LimitReached(shortage(error)) from error


def _requested_before(owner, key) -> Generation | None:
    return Generation.objects.filter(owner=owner, request_key=key).first() if key else None


def _check_limits(owner, seconds: int) -> None:
    offered = allowance(owner.plan)
    if seconds > max(offered.seconds):
        raise LimitReached(_("Clips of %(seconds)d seconds belong to Pro.") % {"seconds": seconds})
    mine = Generation.objects.filter(owner=owner)
    limit = offered.in_flight
    if mine.in_flight().count() >= limit:
        raise LimitReached(
            _("You have %(limit)d clips on their way already. Wait for one, or cancel one.") % {"limit": limit}
        )
    hour_ago = timezone.now() - timedelta(hours=1)
    if mine.filter(requested_at__gt=hour_ago).count() >= settings.GENERATION_PER_HOUR:
        raise LimitReached(
            _("That was %(limit)d requests within an hour. Come back in a little while.")
            % {"limit": settings.GENERATION_PER_HOUR}
        )
    waiting = Generation.objects.waiting().count()
    if waiting >= settings.GENERATION_QUEUE_LIMIT:
        raise QueueFull(
            _("%(waiting)d clips are waiting, more than we can promise to make. Try again later.")
            % {"waiting": waiting}
        )


def cancel(generation: Generation) -> bool:
    """Stop it wherever it is; False when it was finished first."""
    while not generation.is_finished:
        if generation.move(State.CANCELLED):
            return True
    return False


def retry(generation: Generation, *, limited=True, ring=True) -> bool:
    """Try a failed clip once more, from its place at the end of its maker's line.

    Raises LimitReached when `limited` and they have too little left for it.
    """
    if generation.state != State.FAILED:
        return False
    afresh = {"tries": 0, "queued_at": timezone.now(), "failure": "", "trouble": "", "finished_at": None}
    with _told_in_words():
        won = generation.move(State.QUEUED, limited=limited, **afresh)
    if won and ring:
        queue.ring(generation.pk)
    return won


def discard(generation: Generation) -> None:
    """Delete a clip: its row, its files, its post. The registry keeps no more than its mark."""
    folder = files.folder(generation)
    with transaction.atomic():
        # Locked: what is under way is refunded, and cannot begin anew before it is gone.
        for row in Generation.objects.select_for_update().filter(pk=generation.pk):
            cancel(row)
            row.delete()
    files.clear(folder)
