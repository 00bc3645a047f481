"""How much at once, how long, and what the engine can do at all: asked before anything is written or paid."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from generation.abilities import Abilities, abilities
from generation.models import Generation
from generation.plans import allowance
from generation.services.beginnings import is_part_for
from generation.services.casting import MOST
from generation.services.orders import Order

HOUR = timedelta(hours=1)


class LimitReached(Exception):
    """Too much at once; the message says what would do."""


class QueueFull(LimitReached):
    """The whole site has too much to do."""


class Unable(LimitReached):
    """What is asked for cannot be made by that engine, or from these clips."""


def check_possible(order: Order) -> None:
    """Raises Unable, whoever asks."""
    if not all(is_part_for(clip, order.owner) for clip in order.before):
        raise Unable(_("Only finished clips of your own can be gone on from or put together."))
    if order.total > settings.LONGEST_JOINED:
        raise Unable(
            _("Together that is %(total)d seconds; a clip can have %(most)d.")
            % {"total": round(order.total), "most": settings.LONGEST_JOINED}
        )
    longest = settings.PRICES[-1][0]
    if order.seconds > longest:
        raise Unable(_("%(most)d seconds at most can be made at once.") % {"most": longest})
    if order.seconds:
        able = abilities(order.engine)
        _check_people(order, able)
        _check_pictures(order, able)
        _check_length(order, able)


def check_limits(order: Order, count: int = 1) -> None:
    """May its owner ask for it `count` times at once, as far as plan, pace and queue go? Raises LimitReached."""
    _check_plan(order)
    if order.is_preview:  # there is one at a time
        _count_preview(order.owner)
    else:
        _check_in_flight(order.owner)
        _check_hour(order.owner, count)
    _check_queue()


def _check_people(order: Order, able: Abilities) -> None:
    people = [f"@{cameo.handle}" for cameo in order.cast.usable]
    if len(people) <= able.cast or able.cast >= MOST:  # more than a clip can hold: the review says so
        return
    said = {"model": able.model or order.engine, "most": able.cast, "people": ", ".join(people[able.cast :])}
    if not able.cast:
        raise Unable(_("%(model)s cannot show people by their cameos. Without %(people)s it can be made.") % said)
    raise Unable(
        ngettext(
            "%(model)s can show %(most)d person by their cameo. Without %(people)s it can be made.",
            "%(model)s can show %(most)d people by their cameos. Without %(people)s it can be made.",
            able.cast,
        )
        % said
    )


def _check_pictures(order: Order, able: Abilities) -> None:
    said = {"model": able.model or order.engine}
    if order.first and not able.first_frame:
        raise Unable(_("%(model)s cannot begin with a picture of yours. Leave it out.") % said)
    if order.last and not able.last_frame:
        raise Unable(_("%(model)s cannot end with a picture of yours. Leave it out.") % said)
    if order.strength is not None and not able.remix:
        raise Unable(_("%(model)s cannot begin from the pictures of a clip, only from its words.") % said)


def _check_length(order: Order, able: Abilities) -> None:
    if order.seconds > able.max_seconds:
        raise Unable(
            _("%(model)s makes %(most)d seconds at most.")
            % {"model": able.model or order.engine, "most": int(able.max_seconds)}
        )


def _check_plan(order: Order) -> None:
    if order.seconds > max(allowance(order.owner.plan).seconds):
        raise LimitReached(_("Clips of %(seconds)d seconds belong to Pro.") % {"seconds": order.seconds})


def _check_in_flight(owner) -> None:
    """Variants of one script count as one."""
    under_way = Generation.objects.filter(owner=owner, is_preview=False).in_flight()
    count = under_way.aggregate(n=Count(Coalesce("sheet", "pk"), distinct=True))["n"]
    limit = allowance(owner.plan).in_flight
    if count >= limit:
        raise LimitReached(
            _("You have %(limit)d clips on their way already. Wait for one, or cancel one.") % {"limit": limit}
        )


def _check_hour(owner, count: int) -> None:
    lately = Generation.objects.filter(owner=owner, is_preview=False, requested_at__gt=timezone.now() - HOUR)
    if lately.count() + count > settings.GENERATION_PER_HOUR:
        raise _within_an_hour()


def _count_preview(owner) -> None:
    """In the cache: the rows of previews go as soon as there is another one."""
    key = f"previews-{owner.pk}"
    cache.add(key, 0, HOUR.total_seconds())
    try:
        count = cache.incr(key)
    except ValueError:  # the hour is over this moment
        return
    if count > settings.GENERATION_PER_HOUR:
        raise _within_an_hour()


def _within_an_hour() -> LimitReached:
    limit = {"limit": settings.GENERATION_PER_HOUR}
    return LimitReached(_("That was %(limit)d requests within an hour. Come back in a little while.") % limit)


def _check_queue() -> None:
    waiting = Generation.objects.waiting().count()
    if waiting >= settings.GENERATION_QUEUE_LIMIT:
        raise QueueFull(
            _("%(waiting)d clips are waiting, more than we can promise to make. Try again later.")
            % {"waiting": waiting}
        )
