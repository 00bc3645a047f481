"""The lengths that the composer shows: what each costs, and whether somebody can have it."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _

from generation.models.ledger import Purse
from generation.plans import allowance, cost
from generation.services.credits import back_in_words, balance, credits_in_words, left_in_words


@dataclass(frozen=True)
class Length:
    seconds: int
    price: str  # "1 credit"
    line: str  # what it costs and what is left: "1 credit · 9 of 10 left today"
    is_offered: bool
    is_chosen: bool


def lengths(user, *, chosen: int) -> list[Length]:
    """Every length there is, those of other plans too."""
    left, offered = balance(user), allowance(user.plan).seconds
    line = cache(lambda price: _line(user, left, price))
    return [
        Length(seconds, credits_in_words(cost(seconds)), line(cost(seconds)), seconds in offered, seconds == chosen)
        for seconds in settings.PLANS["pro"]["seconds"]
    ]


def _line(user, left, price: int) -> str:
    said = f"{credits_in_words(price)} · {left_in_words(user, left)}"
    purse = left.purse_for(price)
    if purse is None:
        back = back_in_words(user, price)
        short = _("enough again in %(time)s") % {"time": back} if back else _("not enough")
        return f"{said} · {short}"
    granted = _("from those you were granted")
    return f"{said} · {granted}" if purse == Purse.CREDITS else said
