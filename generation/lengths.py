"""The lengths that the composer shows: what each costs, and whether somebody can have it."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from generation.models.ledger import Balance, Purse
from generation.plans import allowance, cost
from generation.services.credits import back_in_words, balance, credits_in_words, left_in_words

LONGEST_PRICED = settings.PRICES[-1][0]


@dataclass(frozen=True)
class Length:
    seconds: int
    price: str  # "1 credit"
    line: str  # what it costs and what is left: "1 credit · 9 of 10 left today"
    is_offered: bool
    needs_pro: bool  # only the plan is in the way
    is_chosen: bool


@dataclass(frozen=True)
class Prices:
    lengths: list[Length]
    line: str  # of what is chosen
    variants: str  # of several of it: "4 credits"


def prices(user, *, chosen: float, possible: float, count: int) -> Prices:
    """Every length there is, those of other plans too, and what `chosen` seconds cost, once and `count` times.

    `possible`: the seconds that the engine can make at most.
    """
    left, offered = balance(user), allowance(user.plan).seconds
    line = cache(lambda price: _line(user, left, price))
    lengths = [
        Length(
            seconds=seconds,
            price=credits_in_words(cost(seconds)),
            line=line(cost(seconds)),
            is_offered=seconds in offered and seconds <= possible,
            needs_pro=seconds not in offered and seconds <= possible,
            is_chosen=seconds == chosen,
        )
        for seconds in settings.PLANS["pro"]["seconds"]
    ]
    price = cost(min(chosen, LONGEST_PRICED))
    return Prices(lengths, line(price), credits_in_words(count * price))


def _line(user, left: Balance, price: int) -> str:
    said = f"{credits_in_words(price)} · {left_in_words(user, left)}"
    purse = left.purse_for(price)
    if purse is None:
        back = back_in_words(user, price)
        short = _("enough again in %(time)s") % {"time": back} if back else _("not enough")
        return f"{said} · {short}"
    granted = _("from those you were granted")
    return f"{said} · {granted}" if purse == Purse.CREDITS else said
