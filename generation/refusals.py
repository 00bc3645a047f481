"""What the review said, put so that its reader can do something about it."""

import re
from dataclasses import dataclass

from safety.models import Decision
from safety.review.reasons import reason_in


@dataclass(frozen=True)
class Refusal:
    """`pieces`: the sentence in order as (was it objected to, text)."""

    reasons: list[str]
    words: list[str]
    pieces: list[tuple[bool, str]]
    suggestion: str


def refusal_of(decision: Decision) -> Refusal:
    """From the row of a decision; its reasons are kept in English and said in the reader's language."""
    said = [opinion for opinion in decision.opinions if opinion["verdict"] == decision.verdict]
    words = list(dict.fromkeys(word for opinion in said for word in opinion["words"]))
    return Refusal(
        reasons=list(filter(None, dict.fromkeys(map(reason_in, said)))),
        words=words,
        pieces=marked(decision.text, words),
        suggestion=next((opinion["suggestion"] for opinion in said if opinion["suggestion"]), ""),
    )


def marked(text: str, words: list[str]) -> list[tuple[bool, str]]:
    """`text` cut at every one of `words`, longest first, whatever their case."""
    wanted = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return [(False, text)]
    parts = re.split(f"({'|'.join(map(re.escape, wanted))})", text, flags=re.IGNORECASE)
    return [(bool(n % 2), part) for n, part in enumerate(parts) if part]
