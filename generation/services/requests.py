"""Ask for a clip, and change your mind about it."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cameos.services import unusable_handles
from generation import queue
from generation.models import Generation
from generation.plans import allowance
from generation.script import SIZES
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


def request(*, owner, prompt, seconds, size, style="", seed=None, engine="", key="", limited=True, ring=True):
    """Ask for a clip; the Generation says what the review made of it: QUEUED, HELD or REFUSED.

    The same `key` again answers with the row it made the first time.
    `ring=False`: the caller makes it itself.
    Raises LimitReached when `limited` and the owner, or the site, has too much on its way.
    """
    if known := _requested_before(owner, key):
        return known
    handles = tuple(unusable_handles(owner, prompt))
    opinion = review.review_script(review.Request(text=prompt, style=style, unusable_handles=handles))
    width, height = SIZES[size]
    order = {"seconds": seconds, "width": width, "height": height, "style": style}
    order["seed"] = secrets.randbelow(SEEDS) if seed is None else seed
    order["engine"] = engine or settings.GENERATION_ENGINE
    generation, is_new = _write_down(owner, key, prompt, order, opinion, limited)
    if is_new and ring and generation.state == State.QUEUED:
        queue.ring(generation.pk)
    return generation


@transaction.atomic
def _write_down(owner, key, prompt, order, opinion, limited) -> tuple[Generation, bool]:
    User.objects.select_for_update().get(pk=owner.pk)  # two requests at once are counted one after the other
    if known := _requested_before(owner, key):
        return known, False
    if limited:
        _check_limits(owner)
    decision = record_decision(opinion, text=prompt, asked_by=owner)
    state, words = FIRST_STATE[opinion.verdict], storable(prompt)[:KEPT]
    first = {"owner": owner, "request_key": key, "prompt": words, "decision": decision, "state": state}
    return Generation.objects.create(**first, **order), True


def _requested_before(owner, key) -> Generation | None:
    return Generation.objects.filter(owner=owner, request_key=key).first() if key else None


def _check_limits(owner) -> None:
    mine = Generation.objects.filter(owner=owner)
    limit = allowance(owner.plan).in_flight
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


def retry(generation: Generation, *, ring=True) -> bool:
    """Try a failed clip once more, from its place at the end of its maker's line."""
    if generation.state != State.FAILED:
        return False
    won = generation.move(State.QUEUED, tries=0, queued_at=timezone.now(), failure="", trouble="", finished_at=None)
    if won and ring:
        queue.ring(generation.pk)
    return won


def discard(generation: Generation) -> None:
    """Delete a finished clip: its row, its files, its post. The registry keeps no more than its mark."""
    if not generation.is_finished:
        cancel(generation)
    files = [file for file in (generation.video, generation.poster, generation.preview) if file]
    generation.delete()
    for file in files:
        file.storage.delete(file.name)
