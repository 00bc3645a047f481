"""What only this site can compute: keyed digests under MARK_SECRET."""

import hmac

from django.conf import settings


def digest(purpose: str, message: bytes) -> bytes:
    """HMAC-SHA256 of `message`, 32 bytes; one purpose's digests say nothing about another's."""
    return hmac.digest(settings.MARK_SECRET.encode(), purpose.encode() + b"\0" + message, "sha256")
