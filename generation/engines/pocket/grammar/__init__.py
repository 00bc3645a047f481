"""Captions with their labels: what `pocket` learns to read, each with exactly what is to be seen."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from generation.engines.pocket.grammar.casting import draw
from generation.engines.pocket.grammar.phrasing import phrase, shown
from generation.engines.pocket.grammar.slots import Actor, Slots

__all__ = ["Actor", "Caption", "Slots", "caption", "held_out", "shown"]

HELD_OUT_SEED = 20_011


@dataclass(frozen=True)
class Caption:
    """A sentence and what it is about. `told` names the slots that its words say; the others are left to chance."""

    words: str
    slots: Slots
    told: frozenset[
        str
    ]  # of place, time, weather, camera, mood, motion; colours and numbers are told where they are set

    @property
    def cast(self) -> int:
        """How many people of the sheet are in it."""
        return sum(actor.shown is not None for actor in self.slots.actors)


def caption(rng: np.random.Generator, *, cast: int = 0) -> Caption:
    """A caption to train on: none of its combinations is held out. `cast`: 0 to 3 people known by their portraits."""
    return _drawn(rng, cast, wanted=False)


def _drawn(rng: np.random.Generator, cast: int, wanted: bool) -> Caption:
    while True:
        slots, told = draw(rng, cast)
        if slots.is_held_out == wanted:
            return Caption(phrase(slots, told, rng), slots, told)


@cache
def held_out(n: int = 200) -> tuple[Caption, ...]:
    """The first `n` of the captions that are judged, always the same: each has a subject, in a colour, in a place
    that training never showed together."""
    rng = np.random.Generator(np.random.PCG64(HELD_OUT_SEED))
    return tuple(_drawn(rng, 0, wanted=True) for _ in range(n))
