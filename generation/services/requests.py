"""Ask for a clip, for several of one script, for a quick look at one, or for finished ones laid end to end."""

import secrets
import uuid
from contextlib import ExitStack
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from generation import pictures, queue
from generation.models import Generation, Part
from generation.models.ledger import NotEnough
from generation.script import SIZES
from generation.services import casting, changes, limits, reviewing
from generation.services.credits import balance, shortage, shortage_of_many
from generation.services.limits import LimitReached, Unable
from generation.services.orders import SEEDS, Order
from generation.states import State
from safety import review
from safety.services import record_decision

FIRST_STATE = {
    review.Verdict.ALLOW: State.QUEUED,
    review.Verdict.HOLD: State.HELD,
    review.Verdict.REFUSE: State.REFUSED,
}
JOINER = "joiner"  # the engine that lays clips end to end
MOST_JOINED = 12  # clips
PREVIEW_KEPT = timedelta(hours=1)


def request(
    *, owner, prompt, seconds, size, style="", seed=None, engine="", key="", source=None, strength=None, shots=(),
    first=None, last=None, before=(), sheet=None, preview=False, limited=True, ring=True,
) -> Generation:  # fmt: skip
    """Ask for a clip; the Generation says what the review made of it: QUEUED, HELD or REFUSED.

    The same `key` again answers with the row it made the first time. With a `source` it is a remix of that clip,
    which begins from its pictures where there is a `strength`. `shots` take the place of `prompt` and `seconds`.
    `before`: own drafts that come first; it goes on from the last of them. `first` and `last` are pictures that
    `generation.pictures` drew. `ring=False`: the caller makes it itself.
    Raises Unable where the engine cannot make that, and LimitReached when `limited` and the owner has nothing left,
    or they or the site have too much on its way.
    """
    order = Order.of(
        owner=owner, prompt=prompt, seconds=seconds, size=size, style=style, seed=seed, engine=engine, source=source,
        strength=strength, shots=shots, first=first, last=last, before=tuple(before),
    )  # fmt: skip
    if preview:
        order = order.as_preview
    return _place(order, [(key, order.seed)], sheet=sheet, limited=limited, ring=ring)[0]


def preview(*, owner, limited=True, **order) -> Generation:
    """A quick, free look at an order: short, drawn by `sketch`. It takes the place of the owner's last one."""
    shown = request(owner=owner, limited=limited, preview=True, **order)
    forget_previews(Generation.objects.filter(owner=owner, requested_at__lt=shown.requested_at))
    return shown


def forget_previews(among=None) -> int:
    """Delete the previews `among` those clips, or those whose time is over; how many there were."""
    old = Generation.objects.filter(requested_at__lt=timezone.now() - PREVIEW_KEPT) if among is None else among
    gone = list(old.filter(is_preview=True))
    for clip in gone:
        changes.discard(clip)
    return len(gone)


def request_variants(*, owner, count=4, key="", limited=True, ring=True, seed=None, **asked) -> list[Generation]:
    """Ask for `count` clips of one script whose seeds differ: all of them, each at its price, or none.

    A script that the review refuses is one refused clip. Raises as `request` does.
    """
    order = Order.of(owner=owner, seed=seed, **asked)
    # The first keeps the seed that was asked for; neighbours of a seed are as different as any.
    seeds = [order.seed, *((order.seed + 1 + secrets.randbelow(SEEDS - 1)) % SEEDS for _nth in range(count - 1))]
    keyed = [(f"{key}-{number}" if key else "", seed) for number, seed in enumerate(seeds, start=1)]
    return _place(order, keyed, sheet=uuid.uuid4(), limited=limited, ring=ring)


def stitch(*, owner, clips, size=None, key="", limited=True, ring=True) -> Generation:
    """Lay finished clips of one's own end to end: free, at once. Raises Unable, and LimitReached as `request` does."""
    clips = tuple(clips)
    if not 1 < len(clips) <= MOST_JOINED:
        raise Unable(_("Choose two clips at least, and %(most)d at most.") % {"most": MOST_JOINED})
    size = size or _size_of(clips[0])
    words = "\n".join(clip.prompt for clip in clips)
    order = Order.of(owner=owner, prompt=words, seconds=0, size=size, engine=JOINER, before=clips, seed=clips[0].seed)
    return _place(order, [(key, order.seed)], sheet=None, limited=limited, ring=ring)[0]


def _place(order: Order, keyed: list[tuple[str, int]], *, sheet, limited, ring) -> list[Generation]:
    """One clip for each key and seed, all or none; those that were there already where the keys are known."""
    keys = [key for key, _seed in keyed]
    if known := _requested_before(order.owner, keys):
        return known
    limits.check_possible(order)
    opinion = reviewing.review(order)
    clips, are_new = _write_down(order, keyed, sheet, opinion, limited)
    for clip in clips if are_new and ring else []:
        if clip.state == State.QUEUED:
            queue.ring(clip.pk)
    return clips


@transaction.atomic
def _write_down(order: Order, keyed, sheet, opinion, limited) -> tuple[list[Generation], bool]:
    # Two requests at once are counted one after the other; and whoever is told of it is locked in one order.
    User.objects.hold(order.owner, *(cameo.owner for cameo in order.people))
    if known := _requested_before(order.owner, [key for key, _seed in keyed]):
        return known, False
    state = FIRST_STATE[opinion.verdict]
    if order.is_preview and state == State.HELD:
        state = State.REFUSED  # no moderator has to look at what is forgotten in an hour
    if state == State.REFUSED:
        keyed, sheet = keyed[:1], None
    if limited:
        limits.check_limits(order, len(keyed))
    decision = record_decision(opinion, text=order.prompt, asked_by=order.owner)
    facts = order.row | {"decision": decision, "state": state, "sheet": sheet}
    clips = _begun(order, keyed, facts, limited)
    if state != State.REFUSED:
        casting.announce(*clips)
    return clips, True


def _begun(order: Order, keyed, facts: dict, limited: bool) -> list[Generation]:
    """The rows, with what belongs to them. Too few credits for all of them are one more limit that was reached."""
    left = balance(order.owner) if len(keyed) > 1 else None
    try:
        with ExitStack() as stored:
            return [_begin(order, facts | {"request_key": key, "seed": seed}, limited, stored) for key, seed in keyed]
    except NotEnough as error:
        raise LimitReached(shortage_of_many(error, left, len(keyed)) if left else shortage(error)) from error


def _begin(order: Order, facts: dict, limited: bool, stored: ExitStack) -> Generation:
    """One row; its pictures go again if `stored` is left by an error."""
    pk = uuid.uuid4()
    facts |= stored.enter_context(pictures.kept(pk, order.first, order.last))
    clip = Generation.objects.begin(limited=limited, pk=pk, **facts)
    parts = enumerate(order.before, start=1)
    Part.objects.bulk_create(Part(clip=clip, source=source, position=position) for position, source in parts)
    casting.cast_in(clip, order.people)
    return clip


def _requested_before(owner, keys: list[str]) -> list[Generation]:
    keys = [key for key in keys if key]
    return list(Generation.objects.filter(owner=owner, request_key__in=keys).order_by("request_key")) if keys else []


def _size_of(clip: Generation) -> str:
    """The name of its size; the usual one where that is offered no more."""
    size = (clip.width, clip.height)
    return next((name for name, known in SIZES.items() if known == size), next(iter(SIZES)))
