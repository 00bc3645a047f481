"""What each plan allows and what a clip costs. No Django model, no queue, no torch in here."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Allowance:
    """`seconds`: the lengths offered; `daily`: credits within any 24 hours; `in_flight`: clips on their way at once."""

    seconds: tuple[int, ...]
    daily: int
    in_flight: int


def allowance(plan: str) -> Allowance:
    """What the plan of that name allows; an unknown one is the free one."""
    return Allowance(**settings.PLANS.get(plan, settings.PLANS["free"]))


def cost(seconds: float) -> int:
    """Credits for so many seconds that an engine makes; none for none: joining what is there is free."""
    return next(price for limit, price in settings.PRICES if seconds <= limit) if seconds else 0
