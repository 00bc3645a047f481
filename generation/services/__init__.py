"""What people do with clips. What workers do is in `rendering`, which web processes never import."""

from generation.services.casting import remixable
from generation.services.credits import balance, grant_credits
from generation.services.moderation import allow, refuse, restore, take_down
from generation.services.requests import LimitReached, QueueFull, cancel, discard, request, retry
from generation.services.waiting import Wait, outlook, wait
from generation.services.withdrawal import withdraw, withdraw_all

__all__ = [
    "LimitReached",
    "QueueFull",
    "Wait",
    "allow",
    "balance",
    "cancel",
    "discard",
    "grant_credits",
    "outlook",
    "refuse",
    "remixable",
    "request",
    "restore",
    "retry",
    "take_down",
    "wait",
    "withdraw",
    "withdraw_all",
]
