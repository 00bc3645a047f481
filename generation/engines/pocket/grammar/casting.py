"""The dice: draws what a clip shows and how much of it its words tell."""

from dataclasses import replace

import numpy as np

from generation.engines.pocket.grammar import words
from generation.engines.pocket.grammar.slots import (
    CHASED,
    CHASERS,
    FAITHFUL,
    HOMES,
    LAND,
    LONERS,
    QUIET,
    Actor,
    Slots,
    cameras,
    kinds,
    motions,
    pick,
    times,
    weathers,
)

#: How often a slot is told; what is not told is mostly the usual thing.
TOLD = {"place": 0.92, "time": 0.7, "weather": 0.35, "camera": 0.6, "motion": 0.92, "colour": 0.65, "mood": 0.15}
PAIRS, CHASES, GROUPS, SIZED, PACED = 0.34, 0.3, 0.25, 0.12, 0.15
USUAL = 0.85

Told = frozenset[str]


def chance(rng: np.random.Generator, share: float) -> bool:
    return bool(rng.random() < share)


def draw(rng: np.random.Generator, cast: int = 0) -> tuple[Slots, Told]:
    """A clip and the names of the slots that its words must tell. `cast`: so many people of the sheet play in it."""
    told = {slot for slot, share in TOLD.items() if chance(rng, share)}
    place, kind = (pick(rng, LAND), "man") if cast else _meeting(rng)
    mood = pick(rng, tuple(words.MOODS)) if "mood" in told else "natural"
    weather = _usually(rng, "weather" in told, "clear", weathers(place))
    time = _usually(rng, "time" in told, "day", times(place, weather, mood))
    actors = _cast(rng, place, cast, told) if cast else _strangers(rng, kind, place, mood, told)
    ways = cameras(place, actors[0], chased=actors[-1].motion == "chase")
    camera = pick(rng, ways) if "camera" in told else "still"
    slots = Slots(actors, place, time, weather, camera, mood)
    return slots, frozenset(slot for slot in told if _worth_telling(slot, slots))


def _worth_telling(slot: str, slots: Slots) -> bool:
    """What is the same for every clip of a place is not said of one."""
    if slot == "time":
        return len(times(slots.place, slots.weather, slots.mood)) > 1
    return slot != "weather" or len(weathers(slots.place)) > 1


def _usually(rng: np.random.Generator, told: bool, usual: str, options: tuple[str, ...]) -> str:
    if not told and usual in options and chance(rng, USUAL):
        return usual
    return pick(rng, options)


def _meeting(rng: np.random.Generator) -> tuple[str, str]:
    """A place and who is met there, so that no place and no kind is rare."""
    if chance(rng, 0.5):
        kind = pick(rng, tuple(HOMES))
        return pick(rng, HOMES[kind]), kind
    place = pick(rng, tuple(words.PLACES))
    return place, pick(rng, kinds(place))


def _strangers(rng: np.random.Generator, kind: str, place: str, mood: str, told: set[str]) -> tuple[Actor, ...]:
    first = _actor(rng, kind, place, mood, told)
    if not chance(rng, PAIRS):
        return (first,)
    others = tuple(kind for kind in kinds(place) if kind != first.kind)
    chasers = tuple(kind for kind in others if kind in CHASERS)
    if place in LAND and first.kind in CHASED and chasers and chance(rng, CHASES):
        told.add("motion")
        fleeing = replace(first, count=1, motion=pick(rng, ("left", "right")), speed=1.4)
        return fleeing, replace(_actor(rng, pick(rng, chasers), place, mood, told), count=1, motion="chase", speed=1.0)
    second = replace(_actor(rng, pick(rng, others), place, mood, told), count=1)
    if first.motion in motions(second.kind, place) and chance(rng, 0.5):
        second = replace(second, motion=first.motion, speed=first.speed)
    return replace(first, count=min(first.count, 2)), second


def _actor(rng: np.random.Generator, kind: str, place: str, mood: str, told: set[str]) -> Actor:
    ways = motions(kind, place)
    motion = pick(rng, ways) if "motion" in told else ways[0]
    coloured = mood in FAITHFUL and chance(rng, TOLD["colour"])
    return Actor(
        kind,
        colour=pick(rng, tuple(words.COLOURS)) if coloured else None,
        count=int(rng.integers(2, 4)) if kind not in LONERS and chance(rng, GROUPS) else 1,
        motion=motion,
        size=pick(rng, (0.7, 1.5)) if chance(rng, SIZED) else 1.0,
        speed=pick(rng, (0.5, 1.8)) if motion not in QUIET and "motion" in told and chance(rng, PACED) else 1.0,
    )


def _cast(rng: np.random.Generator, place: str, count: int, told: set[str]) -> tuple[Actor, ...]:
    """People of the sheet, all doing the same; they wave when nothing is said, as they do in `sketch`."""
    motion = pick(rng, motions("man", place)) if "motion" in told else "wave"
    return tuple(Actor("man", motion=motion, shown=number) for number in range(count))
