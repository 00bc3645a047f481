"""Unknown words get the meaning of the known phrases they are nearest to, if near enough."""

from dataclasses import replace

from generation.engines.sketch.reading import meaning
from generation.engines.sketch.reading.inflection import singular
from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.reading.vocabulary import Meaning, english, listed

LONGEST = 3  # words in one span
SURE = 0.6  # nearness
MOST = 16  # spans in one sentence: each costs about two milliseconds
NOUN, QUALITY, VERB = {"kind", "place", "time", "weather"}, {"colour", "size", "mood"}, {"motion"}
#: "Keeper", "violinist": whoever does something, when something is said to be done by him.
AGENTS = ("er", "ist", "ian")


def guess(pieces: list[Piece]) -> list[Piece]:
    """The same sentence with unknown spans understood by nearness where they can be."""
    pieces = [_by_form(pieces, at) for at in range(len(pieces))]
    spans = _spans(pieces)
    guesses = meaning.nearest([_text(pieces, span) for span in spans], [_slots(pieces, span) for span in spans])
    if any(piece.meaning("kind") for piece in pieces):
        guesses = list(map(_sure_of_extras, guesses))
    taken: dict[int, Piece] = {}
    for span, found in sorted(zip(spans, guesses, strict=True), key=lambda pair: -pair[1].nearness):
        if found.meaning and not any(at in taken for at in span):
            taken |= dict.fromkeys(span, _joined(pieces, span, found.meaning))
    return list(dict.fromkeys(taken.get(at, piece) for at, piece in enumerate(pieces)))


def _sure_of_extras(found: meaning.Guess) -> meaning.Guess:
    """Beside a subject known by heart another is guessed only when there is little doubt."""
    doubtful = found.meaning and found.meaning.slot == "kind" and found.nearness < SURE
    return meaning.Guess(None, found.nearness) if doubtful else found


def _by_form(pieces: list[Piece], at: int) -> Piece:
    """An unknown word whose form alone tells: "cornfield" is a field, a "lion tamer" somebody."""
    piece = pieces[at]
    if not piece.unknown or piece.words in listed("english", "nothing"):
        return piece
    name = at > 0 and piece.text[0].isupper()  # "Liverpool" is no pool
    found = (() if name else _compound(piece.words)) or _agent(pieces, at)
    return replace(piece, meanings=found) if found else piece


def _compound(word: str) -> tuple[Meaning, ...]:
    if word.endswith(("ing", "ed", "ly")):
        return ()
    heads = [word[cut:] for cut in range(3, len(word) - 3)]
    known = next(filter(None, (english().meanings((head,)) for head in heads)), ())
    return tuple(meaning for meaning in known if meaning.slot in NOUN and meaning.firm)


def _agent(pieces: list[Piece], at: int) -> tuple[Meaning, ...]:
    word = pieces[at].words
    after = pieces[at + 1] if at + 1 < len(pieces) else Piece(())
    acts = after.meaning("motion") or after.words.endswith("ing") or (at and pieces[at - 1].meaning("kind"))
    if not acts or not singular(word).endswith(AGENTS):
        return ()
    return (Meaning("kind", "man", plural=singular(word) != word, stand_in=True),)


def _spans(pieces: list[Piece]) -> list[range]:
    """Runs of unknown words, shortest first, so that a long sentence loses only the long ones."""
    found = [
        range(start, start + length)
        for length in range(1, LONGEST + 1)
        for start in range(len(pieces) - length + 1)
        if all(piece.unknown for piece in pieces[start : start + length])
    ]
    nothing = listed("english", "nothing")
    return [span for span in found if _slots(pieces, span) and _text(pieces, span) not in nothing][:MOST]


def _text(pieces: list[Piece], span: range) -> str:
    return " ".join(pieces[at].words for at in span)


def _slots(pieces: list[Piece], span: range) -> set[str]:
    """What a span may be by its form and its neighbours: a verb, a quality or a thing."""
    last = pieces[span[-1]].words
    after = pieces[span[-1] + 1] if span[-1] + 1 < len(pieces) else Piece(())
    before = pieces[span[0] - 1] if span[0] else Piece(())
    if last.endswith("ly"):
        return set()
    if last.endswith(("ing", "ed")):
        return VERB
    if last.endswith("s") and (before.meaning("kind") or before.role in ("pronoun", "relative")):
        return VERB
    if after.meaning("kind") or after.unknown:
        return QUALITY
    return NOUN | {"colour"}


def _joined(pieces: list[Piece], span: range, found: Meaning) -> Piece:
    tokens = tuple(token for at in span for token in pieces[at].tokens)
    plural = found.slot == "kind" and singular(tokens[-1].word) != tokens[-1].word
    return Piece(tokens, meanings=(replace(found, plural=plural, stand_in=True),))
