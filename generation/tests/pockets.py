"""A small world for the tests of `pocket`: few answers, small pictures, quickly learnt."""

import numpy as np

from generation.engines.pocket.grammar import Actor, Caption, Slots
from generation.engines.pocket.grammar.phrasing import phrase
from generation.engines.pocket.grammar.slots import pick
from generation.engines.pocket.judge import Classes
from generation.engines.pocket.scenes.stream import Shape

CLASSES = Classes(
    place=("city", "sky", "space"), time=("day", "night"), weather=("clear",), camera=("still",),
    kind=("balloon", "car"), colour=("red", "blue"), motion=("left", "right"), number=("1",),
)  # fmt: skip
SHAPE = Shape((64, 36), 33)
SIGHT = SHAPE.size
TOLD = frozenset({"place", "time", "motion", "camera", "weather", "colour"})


def say(rng: np.random.Generator, *, cast: int = 0) -> Caption:
    """A caption of the small world."""
    actor = Actor(pick(rng, CLASSES.kind), pick(rng, CLASSES.colour), motion=pick(rng, CLASSES.motion), size=1.5)
    place = pick(rng, CLASSES.place)
    slots = Slots((actor,), place, "night" if place == "space" else pick(rng, CLASSES.time))
    return Caption(phrase(slots, TOLD, rng), slots, TOLD - ({"time"} if place == "space" else set()))


def captions(count: int, seed: int = 99) -> tuple[Caption, ...]:
    """Captions with different words."""
    rng = np.random.default_rng(seed)
    found: dict[str, Caption] = {}
    while len(found) < count:
        made = say(rng)
        found.setdefault(made.words, made)
    return tuple(found.values())
