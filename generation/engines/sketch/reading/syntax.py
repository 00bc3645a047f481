"""What stands before and behind a piece of a sentence. Pure look-around, no memory."""

from generation.engines.sketch.reading.drafts import FLIERS
from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.reading.vocabulary import Meaning

QUALITIES = ("colour", "size", "number")
OWNERS = {"its", "his", "her", "their"}
#: Behind a noun these make a quality of it: "a star-shaped kite".
SHAPERS = {"shaped", "sized", "themed", "patterned"}
#: A direction behind a verb only: "rolls left", but not "was left alone".
BARE_DIRECTIONS = {"left", "right"}
NOBODY = Piece(())


class Syntax:
    """The pieces of one sentence, and questions about the one at a given place."""

    def __init__(self, pieces: list[Piece]):
        self.pieces = pieces

    def before(self, at: int) -> Piece:
        return self.pieces[at - 1] if at else NOBODY

    def after(self, at: int) -> Piece:
        return self.pieces[at + 1] if at + 1 < len(self.pieces) else NOBODY

    def head(self, at: int) -> Piece | None:
        """The noun a quality stands before, with nothing but other words of the same noun phrase between them."""
        head = None
        for place, piece in enumerate(self.pieces[at + 1 :], start=at + 1):
            if piece.meaning("kind") and self._is_verb_after_all(place):
                break
            if piece.meaning("kind", "clothes", "parts", "accessory"):
                return piece
            if piece.meaning(*QUALITIES) or is_participle(piece) or (piece.role == "conjunction" and not head):
                continue
            if piece.role or piece.meaning("motion", "camera", "speed"):
                break
            head = piece
        return head

    def before_kind(self, at: int) -> bool:
        head = self.head(at)
        return bool(head and head.meaning("kind"))

    def verbs(self, at: int) -> list[Meaning]:
        """What a piece says as a verb. One that is a noun too ("waves") is a verb only behind somebody who does it."""
        piece, before = self.pieces[at], self.before(at)
        if piece.words in BARE_DIRECTIONS and not before.meaning("motion", "speed"):
            return []
        motions = [meaning for meaning in piece.meanings if meaning.slot == "motion" and (meaning.firm or meaning.verb)]
        nouns = [meaning for meaning in piece.meanings if meaning.slot not in ("motion", "gesture") and meaning.firm]
        return (
            motions if not nouns or before.meaning("kind", "clothes", "accessory") or before.role == "pronoun" else []
        )

    def is_modifier(self, at: int) -> bool:
        """Whether a noun only says whose or what like another one is: "grandma's cat", "a fish-shaped kite"."""
        piece = self.pieces[at]
        owner = piece.tokens[-1].text.lower().endswith(("'s", "’s")) and self.head(at) is not None
        part = piece.meaning("parts") and self.before(at).words in OWNERS
        return bool(owner or part) or self._is_verb_after_all(at) or self.after(at).words in SHAPERS

    def _is_verb_after_all(self, at: int) -> bool:
        """ "Building a house", "a storm swallows the town": a noun by heart, but an article follows it."""
        piece = self.pieces[at]
        gerund = piece.words.endswith("ing") and not piece.words.endswith("ling")
        named = self.before(at).meaning("kind", "weather", "place")
        third_person = bool(named) and piece.words.endswith("s")
        return self.after(at).role == "determiner" and (gerund or third_person)

    def describes_the_next(self, at: int) -> bool:
        """In "a city bus" or "a desert road" the city and the desert only say what kind it is."""
        after = self.after(at)
        starts_anew = bool(after.tokens and after.tokens[0].role)  # "a mountain top above the clouds"
        return not starts_anew and any(meaning.slot in ("kind", "place") and meaning.firm for meaning in after.meanings)

    def is_idle_verb(self, at: int) -> bool:
        """A verb that moves no subject: "raindrops fall", "a tango dancer", "with gleaming wheels", "on a rock"."""
        before, piece = self.before(at), self.pieces[at]
        bare = not piece.tokens[0].word.endswith(("s", "ing", "ed"))
        in_noun_phrase = before.role == "determiner" or bool(before.meaning(*QUALITIES))
        if bare and in_noun_phrase and (self.after(at).meaning("kind") or self._is_place(at - 1)):
            return True
        if is_participle(piece) and before.role in ("determiner", "preposition") and not self.before_kind(at):
            return True
        return before.meaning("weather") is not None

    def _is_place(self, at: int) -> bool:
        """Whether the noun phrase that `at` is in says where: "on a grey rock"."""
        opening = self._opening(at)
        return opening.role == "preposition" and opening.words != "for"

    def _opening(self, at: int) -> Piece:
        """What stands before the noun phrase that `at` is in."""
        while at >= 0 and self.pieces[at].role in ("", "determiner") and not self.pieces[at].meaning("kind", "motion"):
            at -= 1
        return self.pieces[at] if at >= 0 else NOBODY

    def is_of_a_stranger(self, at: int) -> bool:
        """Whether a verb is about something that is no subject: "a horse gallops, its mane flying"."""
        before = self.before(at)
        nameless = before.unknown or (before.meaning("parts", "place", "clothes") and not before.meaning("kind"))
        return bool(nameless) and self._opening(at - 2).role in ("stop", "relative", "conjunction")

    def is_of_the_next(self, at: int, motion: Meaning) -> bool:
        """Whether a verb is about the noun behind it: "a bouncing ball", "flying a kite", "chased by a dog"."""
        if motion.value == "chase":
            return self.after(at).words == "by"
        if motion.value == "fly" and self._object_flies(at):
            return True
        before = self.before(at)
        follows_its_noun = before.meaning("kind") or before.role == "copula"
        return is_participle(self.pieces[at]) and self.before_kind(at) and not follows_its_noun

    def _object_flies(self, at: int) -> bool:
        head = self.head(at + 1 if self.after(at).role == "determiner" else at)
        kind = head and head.meaning("kind")
        return bool(kind and kind.value in FLIERS)


def is_participle(piece: Piece) -> bool:
    return bool(piece.meaning("motion")) and piece.words.endswith(("ing", "ed")) and " " not in piece.words
