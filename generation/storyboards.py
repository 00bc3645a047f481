"""Shots from a sentence, and what may be done to a row of them. No Django, no queue, no torch in here."""

import re

from generation.script import Shot
from safety.review.rewrite import language_of

MOST_SHOTS = 8
SHORTEST = 1  # second

#: What is said in quotes stays whole, whatever stands in it.
SPOKEN = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»")
NEXT = r"(?:and\s+then|then|after\s+that|afterwards|et\s+puis|et\s+ensuite|puis|ensuite|après\s+cela)"
BREAK = re.compile(
    rf"\s*;\s*|\s*\n+\s*|(?<=[.!?…])\s+|\s*,?\s*\b{NEXT}\b\s*,?\s*",
    re.IGNORECASE,
)
#: One clause alone is looked at from three distances.
VIEWS = {"en": ("wide shot", "closer", "close-up of a detail"), "fr": ("plan large", "plus près", "gros plan")}


def draft(sentence: str, seconds: int) -> list[Shot]:
    """The shots that `sentence` tells of, in order, together `seconds` long, whole seconds each.

    It is cut where something follows: at "then" and "puis", semicolons and the ends of sentences. One clause becomes
    three views of the same: wide, closer, a detail.
    """
    clauses = _clauses(sentence)
    if len(clauses) == 1:
        views = VIEWS.get(language_of(sentence), VIEWS["en"])
        clauses = [f"{clauses[0]}, {view}" for view in views]
    most = max(1, min(MOST_SHOTS, seconds // SHORTEST))
    if len(clauses) > most:
        clauses = [*clauses[: most - 1], "; ".join(clauses[most - 1 :])]
    lengths = shared(seconds, len(clauses))
    return [Shot(clause, length) for clause, length in zip(clauses, lengths, strict=True)]


def shared(seconds: int, count: int) -> list[int]:
    """`seconds` in `count` whole parts that differ by one at most, the longer ones first."""
    each, more = divmod(seconds, count) if count else (0, 0)
    return [max(SHORTEST, each + (number < more)) for number in range(count)]


def rearranged(shots: list, act: str, number: int) -> list:
    """The same shots after one is moved `up`, `down` or is `remove`d; as they were where that cannot be."""
    shots = list(shots)
    if not 0 <= number < len(shots):
        return shots
    if act == "remove":
        return shots[:number] + shots[number + 1 :] if len(shots) > 1 else shots
    other = number + {"up": -1, "down": 1}[act]
    if 0 <= other < len(shots):
        shots[number], shots[other] = shots[other], shots[number]
    return shots


def _clauses(sentence: str) -> list[str]:
    said: list[str] = []

    def hide(quote: re.Match) -> str:
        said.append(quote.group())
        return f"\0{len(said) - 1}\0"

    hidden = SPOKEN.sub(hide, sentence.replace("\0", ""))
    pieces = [re.sub("\0(\\d+)\0", lambda mark: said[int(mark[1])], piece) for piece in BREAK.split(hidden)]
    return [clause for piece in pieces if (clause := piece.strip().rstrip(".,;").strip())]
