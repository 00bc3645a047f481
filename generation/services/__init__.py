"""What people do with clips. What workers do is in `rendering`, which web processes never import."""

from generation.services.casting import remixable
from generation.services.changes import cancel, discard, retry, stop_remixes_of
from generation.services.credits import balance, grant_credits
from generation.services.limits import LimitReached, QueueFull, Unable
from generation.services.moderation import allow, refuse, restore, take_down
from generation.services.requests import forget_previews, preview, request, request_variants, stitch
from generation.services.waiting import Wait, outlook, wait
from generation.services.withdrawal import withdraw, withdraw_all

__all__ = [
    "LimitReached",
    "QueueFull",
    "Unable",
    "Wait",
    "allow",
    "balance",
    "cancel",
    "discard",
    "forget_previews",
    "grant_credits",
    "outlook",
    "preview",
    "refuse",
    "remixable",
    "request",
    "request_variants",
    "restore",
    "retry",
    "stitch",
    "stop_remixes_of",
    "take_down",
    "wait",
    "withdraw",
    "withdraw_all",
]
