"""Who does what: the pieces of a sentence become drafts of subjects and notes about the scene."""

from dataclasses import dataclass, replace

from generation.engines.sketch.reading import casting, moving
from generation.engines.sketch.reading.drafts import ROOTED, Draft
from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.reading.syntax import QUALITIES, SHAPERS, Syntax
from generation.engines.sketch.reading.vocabulary import Meaning, natural_colours

SCENERY = ("place", "time", "weather", "mood", "camera")
CARRYING = {"left", "right", "approach"}
AWAY = Meaning("motion", "right", firm=False)
#: Between a noun and what is said of it: "the cat IS black", "a woman IN red".
LINKS = {"copula", "silent", "conjunction"}
LINK_WORDS = {"in", "wearing", "of", "painted", "dyed", "with", "dressed", "clad", "en", "em"}
#: "The dog", when there is one already, is that one.
POINTERS = {"the", "this", "that", "his", "her", "its", "their"}


@dataclass(frozen=True)
class Note:
    """Something said about the whole scene, and the piece that says it."""

    meaning: Meaning
    piece: Piece


class Grammar:
    """Reads pieces from left to right once; afterwards `drafts`, `notes` and `denied` hold what was said."""

    def __init__(self, pieces: list[Piece], adjectives_follow: bool = False):
        self.adjectives_follow = adjectives_follow  # "un chat rouge"
        self.syntax = Syntax(pieces)
        self.pieces = pieces
        self.drafts: list[Draft] = []
        self.notes: list[Note] = []
        self.denied: list[Meaning] = []
        self.empty = False  # "an empty street": nobody is there
        self._main: list[Draft] = []  # whom the sentence is about just now
        self._last: list[Draft] = []  # who was named last
        self._rank = 0
        self._joining = False  # "a dog AND a cat run": one verb for both
        self._link: Draft | None = None  # who a quality behind the noun belongs to
        self._waiting: dict[str, tuple[Meaning, Piece]] = {}  # qualities and verbs before their noun
        self._denying = self._likening = self._after_and = False
        self._carrying: Meaning | None = None  # "a man rides A HORSE": it goes where he goes
        self._carried: list[Draft] = []
        self._riders: list[Draft] = []
        self._verb: Piece | None = None  # the last one that somebody does
        self._moves: list[tuple[int, list[Draft]]] = []
        self._speeds: list[tuple[int, Meaning, Piece]] = []
        for at, piece in enumerate(pieces):
            self._read(at, piece)
        moving.hasten(self._speeds, self._moves, self.drafts)

    @property
    def leaderless(self) -> tuple[Meaning, Piece] | None:
        """A verb that nobody was found for."""
        return self._waiting.get("motion")

    # --- Which kind of piece is it? ------------------------------------------------------------

    def _read(self, at: int, piece: Piece) -> None:
        if piece.role:
            self._grammar_word(at, piece)
        elif piece.unknown:
            piece.stands = self._denying
            self._link = None
        elif self._denying:
            denied = [meaning for meaning in piece.meanings if meaning.firm or meaning.slot == "motion"]
            self.denied += [meaning for meaning in denied if not meaning.who]
            piece.stands = True
        else:
            self._understand(at, piece)

    def _understand(self, at: int, piece: Piece) -> None:
        if verbs := self.syntax.verbs(at):
            self._motion(at, piece, verbs)
            return
        kind, quality = piece.meaning("kind"), piece.meaning(*QUALITIES)
        if quality and (not kind or self.syntax.before_kind(at)):  # "a lemon" is a thing, "a lemon car" is yellow
            self._quality(at, piece, quality)
        elif kind:
            self._kind(at, piece, kind)
        elif piece.meaning("clothes", "parts", "accessory"):
            piece.stands = casting.put_on(self.drafts, piece) or piece.stands
            self._link = None
        elif speed := piece.meaning("speed"):
            self._speeds.append((at, speed, piece))
        self._scenery(at, piece)

    # --- Words of grammar ----------------------------------------------------------------------

    def _grammar_word(self, at: int, piece: Piece) -> None:
        role, word = piece.role, piece.words
        if role != "determiner":
            self._carrying = None
        if role in ("stop", "relative"):
            self._new_clause(at, piece)
        elif role == "negation":
            self._denying = True
        elif role == "preposition":
            self._preposition(at, word)
        elif role == "conjunction":
            self._after_and = True
        elif role == "pronoun":
            self._last = self._main = self._main or self.drafts[:1]
        elif role == "empty":
            self.empty = True
        if role not in LINKS and word not in LINK_WORDS:
            self._link = None

    def _new_clause(self, at: int, piece: Piece) -> None:
        self._denying = self._likening = False
        self._joining = piece.words == "," and self._joining and bool(self._main)  # "a dog, a cat and a bird"
        self._rank = self._rank if self._joining else 0
        self._after_and = piece.role == "stop" and bool(self._main)
        if piece.role == "relative" and self.syntax.before(at).meaning("kind"):
            self._main = self._last

    def _preposition(self, at: int, word: str) -> None:
        self._denying = self._denying and word == "of"
        if word in ("like", "as"):
            self._likening = True
        elif word != "of" or self.syntax.before(at).meaning("kind", "place"):
            self._rank = 1
            self._joining = word == "with" and self._joining
        self._after_and = False

    # --- Subjects ------------------------------------------------------------------------------

    def _kind(self, at: int, piece: Piece, kind: Meaning) -> None:
        if who := casting.played_by(self.syntax, at, kind, self.drafts):
            self._dress(who)
            self._link, piece.stands = who, True
            return
        if not kind.who and (self._likening or self.syntax.is_modifier(at)):
            return
        draft = Draft(piece, kind, self._rank)
        if casting.is_described(self.syntax, at, draft, self.drafts):
            self._replace_modifier(draft)
        if self._again(at, kind, piece):
            return
        self._dress(draft)
        self._carry(at, draft)
        self.drafts.append(draft)
        joins = self._joining and self._last and (draft.alive or not draft.rank)
        self._last = [*self._last, draft] if joins else [draft]
        if not draft.rank:
            self._main = self._last
        self._joining, self._after_and, self._link = True, False, draft
        piece.stands = True

    def _replace_modifier(self, draft: Draft) -> None:
        """In "a robot dog" the robot only says what kind of dog it is."""
        modifier = self.drafts.pop()
        modifier.piece.stands = False
        self._last = [draft for draft in self._last if draft is not modifier]
        self._main = [draft for draft in self._main if draft is not modifier]
        self._rank = modifier.rank
        self._waiting |= {slot: (Meaning(slot, value), modifier.piece) for slot, value in modifier.qualities.items()}
        if draft.who:
            casting.appear(draft, modifier.meaning)
            modifier.piece.stands = True

    def _again(self, at: int, kind: Meaning, piece: Piece) -> bool:
        known = [draft for draft in self.drafts if draft.piece.words == piece.words]
        known = [draft for draft in known if draft.who or draft.meaning == kind]
        if not known or not (kind.who or (not self._waiting and self.syntax.before(at).words in POINTERS)):
            return False
        self._last = self._main = known[:1]
        self._link, piece.stands = known[0], True
        return True

    def _dress(self, draft: Draft) -> None:
        """Give a subject what was said before it: "a small red bouncing ball"."""
        for slot, (meaning, piece) in self._waiting.items():
            if slot == "motion":
                self._moves.append((self.pieces.index(piece), [draft]))
            taken = draft.move([meaning]) if slot == "motion" else draft.take(meaning)
            piece.stands = piece.stands or taken
        self._waiting = {}

    def _carry(self, at: int, draft: Draft) -> None:
        """A horse takes its rider along, and a person of the cast whom they come with."""
        casting.go_along(self.syntax, at, draft, self._main)
        riders = self._riders if self._carrying else self._last
        casting.mount(self.syntax, at, draft, riders, verb=self._verb if self._carrying else None)
        if self._carrying and draft.kinds[0] not in ROOTED:
            draft.move([replace(self._carrying, firm=False)])
            self._carried = [draft]
        self._carrying = None

    # --- Qualities -----------------------------------------------------------------------------

    def _quality(self, at: int, piece: Piece, quality: Meaning) -> None:
        head = self.syntax.head(at)
        if head and head.meaning("kind"):
            self._waiting.setdefault(quality.slot, (quality, piece))
        elif head and head.meaning("clothes", "accessory"):
            piece.stands = quality.slot == "colour" and casting.dye(self.drafts, head, quality.value)
        elif head and not head.unknown and not (self._link and self.adjectives_follow):
            colours = [natural_colours().get(meaning.value, ()) for meaning in head.meanings]
            piece.stands = any(quality.value in natural for natural in colours)
        elif self._link and quality.slot != "number" and (not head or self.adjectives_follow):
            self._link.qualities.setdefault(quality.slot, quality.value)
            piece.stands = self._link.qualities[quality.slot] == quality.value

    # --- Motion --------------------------------------------------------------------------------

    def _motion(self, at: int, piece: Piece, motions: list[Meaning]) -> None:
        motion = motions[0]
        if self.syntax.is_idle_verb(at) or (self.drafts and self.syntax.is_of_a_stranger(at)):
            piece.stands = self.syntax.before(at).meaning("weather") is not None
        elif self.syntax.is_of_the_next(at, motion):
            self._waiting["motion"] = (motion, piece)
            for draft in self._last if motion.value == "chase" else []:
                draft.move([AWAY])
        elif not self.drafts:
            self._waiting.setdefault("motion", (motion, piece))
        else:
            movers = moving.movers(motion, self.drafts, self._last, self._main, self._after_and) + (
                [] if motion.verb else self._carried
            )
            moved = [draft.move(motions) for draft in movers]
            piece.stands = any(moved)
            moving.gesture(piece, movers)
            self._moves.append((at, movers))
            self._rank, self._joining, self._after_and, self._link = 1, False, False, None
            self._carrying = motion if motion.verb and motion.value in CARRYING else None
            self._riders, self._verb = movers, piece

    # --- The rest of the scene -----------------------------------------------------------------

    def _scenery(self, at: int, piece: Piece) -> None:
        if self.syntax.after(at).words in SHAPERS:  # no star is to be seen in "a star-shaped kite"
            return
        for meaning in piece.meanings:
            if meaning.slot in SCENERY or (meaning.slot == "motion" and not meaning.verb):
                describes = meaning.slot == "place" and self.syntax.describes_the_next(at)
                self.notes.append(Note(replace(meaning, firm=meaning.firm and not describes), piece))
        if piece.meaning(*SCENERY) and not piece.meaning("kind"):
            self._link, self._joining = None, False
