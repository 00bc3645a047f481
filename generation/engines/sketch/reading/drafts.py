"""A subject as far as it is understood, and what is known of its kind."""

from dataclasses import dataclass, field

from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.reading.vocabulary import Meaning

PEOPLE = {"woman", "man", "child"}
FLIERS = {"bird", "butterfly", "dragon", "plane", "ufo", "kite", "balloon", "rocket"}
ROOTED = {"flower", "tree", "house"}
SWIMMERS = {"fish", "whale", "turtle"}
BEASTS = {"cat", "dog", "bird", "horse", "rabbit", "elephant", "butterfly", "dragon"}
ALIVE = PEOPLE | SWIMMERS | BEASTS | {"robot", "astronaut"}
#: Said of a person without clothes these are about skin, which is nothing to paint.
SKIN_COLOURS = {"black", "white", "brown", "yellow"}
#: Of the two meanings of a verb ("glide", "dive") who means which.
SUITS = {"fly": FLIERS, "swim": SWIMMERS}


@dataclass(eq=False)
class Draft:
    """A subject in the making. `rank` 0: the clip is about it, 1: it is beside the point."""

    piece: Piece
    meaning: Meaning
    rank: int
    qualities: dict[str, str] = field(default_factory=dict)
    motion: Meaning | None = None
    speed: float | None = None
    gesture: str = ""
    worn: dict[str, str | None] = field(default_factory=dict)  # accessories and their colours, if said
    mount: "Draft | None" = None

    @property
    def who(self) -> str:
        return self.meaning.who

    @property
    def kinds(self) -> list[str]:
        return self.meaning.value.split("+")

    @property
    def alive(self) -> bool:
        return self.kinds[0] in ALIVE

    def take(self, quality: Meaning) -> bool:
        """Be of a colour, a size or a number; False when it is already, or cannot be."""
        painted = quality.value in SKIN_COLOURS and self.kinds[0] in PEOPLE and not self.meaning.stand_in
        if painted or quality.slot in self.qualities or (self.who and quality.slot == "number"):
            return False
        self.qualities[quality.slot] = quality.value
        return True

    def move(self, motions: list[Meaning]) -> bool:
        """Move as a verb says; the more telling of two verbs wins, the first of two equal ones."""
        motion = min(motions, key=self._strangeness)
        if self.motion and _telling(self.motion) >= _telling(motion):
            return self.motion.value == motion.value
        if self.speed is None or motion.speed != 1.0:
            self.speed = motion.speed
        self.motion = motion
        return True

    def _strangeness(self, motion: Meaning) -> int:
        if motion.value not in SUITS:
            return 1
        return 0 if self.kinds[0] in SUITS[motion.value] else 2


def _telling(motion: Meaning) -> int:
    """How much a verb says: "goes" least, "walks" or "waits" little, "flies" more, "leaps" or a direction most."""
    if not motion.firm:
        return 0
    plain = {"right": 1, "still": 1, "fly": 2, "sway": 2}
    return plain.get(motion.value, 3) if motion.verb else 3
