"""The 64 bits of a hidden mark: 40 random bits name the clip, 24 bits prove that this site chose them."""

import hmac
import secrets

from safety.marks.secret import digest

NAME_BYTES, PROOF_BYTES = 5, 3
BITS = 8 * (NAME_BYTES + PROOF_BYTES)


def new() -> str:
    """A fresh payload as 16 hex digits."""
    name = secrets.token_bytes(NAME_BYTES)
    return (name + _proof(name)).hex()


def genuine(payload: str) -> bool:
    """Whether this site made these 16 hex digits; a made-up payload passes once in 16 million."""
    bits = bytes.fromhex(payload)
    return hmac.compare_digest(bits[NAME_BYTES:], _proof(bits[:NAME_BYTES]))


def _proof(name: bytes) -> bytes:
    return digest("hidden mark", name)[:PROOF_BYTES]
