"""What people do with clips. What workers do is in `rendering`, which web processes never import."""

from generation.services.moderation import allow, refuse, restore, take_down
from generation.services.requests import LimitReached, QueueFull, cancel, discard, request, retry
from generation.services.waiting import Wait, outlook, wait

__all__ = [
    "LimitReached",
    "QueueFull",
    "Wait",
    "allow",
    "cancel",
    "discard",
    "outlook",
    "refuse",
    "request",
    "restore",
    "retry",
    "take_down",
    "wait",
]
