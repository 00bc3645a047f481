"""How the people in the cast want to be shown, as far as it can be drawn: "always wears a fedora", "in red"."""

from collections.abc import Mapping

from generation.engines.sketch.reading.drafts import Draft
from generation.engines.sketch.reading.grammar import Grammar
from generation.engines.sketch.reading.phrases import Piece, cut
from generation.engines.sketch.reading.telling import skipped
from generation.engines.sketch.reading.vocabulary import english


def dress(drafts: list[Draft], cast: Mapping[str, str]) -> list[str]:
    """Give everybody what they like and the words do not say otherwise; answers the likings nothing stands for."""
    disregarded: list[str] = []
    for draft in (draft for draft in drafts if draft.who):
        liked, pieces = _liked(draft.who, cast[draft.who])
        if colour := liked.qualities.get("colour"):
            draft.qualities.setdefault("colour", colour)
        draft.worn = liked.worn | draft.worn
        disregarded += skipped(pieces)
    return disregarded


def _liked(handle: str, preferences: str) -> tuple[Draft, list[Piece]]:
    """The person as their preferences alone describe them, and the pieces of the preferences."""
    sentence = cut(f"@{handle} {preferences}", {handle})
    # "I always wear red" is about the same person as "always wears red".
    pieces = [piece for piece in sentence.pieces if piece.role not in ("pronoun", "stop")]
    grammar = Grammar(pieces, adjectives_follow=sentence.lexicon is not english())
    for piece in pieces[1:]:
        piece.stands = piece.stands and bool(piece.meaning("colour", "clothes", "accessory"))
    return grammar.drafts[0], pieces[1:]
