"""Whom a verb is about, and what it says beside the motion."""

from generation.engines.sketch.reading.drafts import Draft
from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.reading.vocabulary import Meaning

LIVING_MOTIONS = {"jump", "swim", "dance", "chase"}


def movers(motion: Meaning, drafts: list[Draft], last: list[Draft], main: list[Draft], after_and: bool) -> list[Draft]:
    """Those a verb is about: who was named last, unless that one is beside the point and another is free."""
    last = last or drafts[:1]
    beside = last[0].rank and not any(draft in main for draft in last)
    if not main or not (beside or after_and):
        return last
    if after_and or main[0].motion is None:
        return main
    lifeless = motion.value in LIVING_MOTIONS and not last[0].alive
    return main if lifeless or not motion.verb else last


def gesture(verb: Piece, movers: list[Draft]) -> None:
    """Whoever sits or waves keeps still in a way of their own."""
    if said := verb.meaning("gesture"):
        for draft in movers:
            draft.gesture = draft.gesture or said.value


def hasten(speeds: list[tuple[int, Meaning, Piece]], moves: list[tuple[int, list[Draft]]], drafts: list[Draft]) -> None:
    """Give every "slowly" to the nearest verb, or to the first subject when there is none."""
    for at, speed, piece in speeds:
        nearest = sorted(moves, key=lambda move: (abs(move[0] - at), -move[0]))
        for draft in nearest[0][1] if nearest else drafts[:1]:
            draft.speed, piece.stands = float(speed.value), True
