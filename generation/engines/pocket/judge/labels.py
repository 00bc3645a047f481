"""What the judge is asked, and at which moments of a clip it looks."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

import cv2
import numpy as np

from generation.engines.pocket.grammar import Caption, words
from generation.engines.pocket.grammar.slots import times, weathers
from generation.engines.sketch import scene

Sight = tuple[int, int]  # height and width in pixels of what a judge sees
SIGHT: Sight = (128, 72)
SPREAD, BURST = 8, 8  # moments over the whole clip, and close to each other in its middle
PACE = 6  # of the burst, frames a second: dancing and bouncing take about a second
UNKNOWN = -100  # what torch's cross entropy passes over
MIRRORED = {"left": "right", "right": "left", "pan_left": "pan_right", "pan_right": "pan_left"}
MOST = 3  # subjects


@dataclass(frozen=True)
class Classes:
    """The answers there are, by slot. Those of a scene first, then those about one subject."""

    place: tuple[str, ...] = scene.PLACES
    time: tuple[str, ...] = scene.TIMES
    weather: tuple[str, ...] = scene.WEATHERS
    camera: tuple[str, ...] = scene.CAMERAS
    kind: tuple[str, ...] = scene.KINDS
    colour: tuple[str, ...] = tuple(words.COLOURS)
    motion: tuple[str, ...] = (*scene.MOTIONS, "wave", "sit")
    number: tuple[str, ...] = ("1", "2", "3")

    @classmethod
    def of(cls, known: dict) -> "Classes":
        return cls(**{slot: tuple(values) for slot, values in known.items()})

    def known(self) -> dict:
        return asdict(self)


OF_SCENE, OF_SUBJECT = ("place", "time", "weather", "camera"), ("colour", "motion", "number")


@dataclass(frozen=True)
class Labels:
    """What is true of one clip, as class numbers; UNKNOWN where nothing is said or nothing can be seen."""

    scene: dict[str, int]
    kinds: list[int]
    subjects: list[dict[str, int]] = field(default_factory=list)


def labels(caption: Caption, classes: Classes, mirrored: bool = False) -> Labels:
    """What the clip of `caption` shows, all of it, told or not; `mirrored`: left and right change places."""
    slots, turn = caption.slots, MIRRORED if mirrored else {}
    said = {slot: getattr(slots, slot) for slot in OF_SCENE}
    if len(times(slots.place, slots.weather, slots.mood)) == 1:
        said["time"] = None
    if len(weathers(slots.place)) == 1:
        said["weather"] = None
    subjects = [
        {"colour": actor.colour, "motion": turn.get(actor.motion, actor.motion), "number": str(actor.count)}
        for actor in slots.actors
    ]
    return Labels(
        {slot: _number(turn.get(value, value), getattr(classes, slot)) for slot, value in said.items()},
        [classes.kind.index(actor.kind) for actor in slots.actors],
        [{slot: _number(value, getattr(classes, slot)) for slot, value in one.items()} for one in subjects],
    )


def _number(value: str | None, among: tuple[str, ...]) -> int:
    return UNKNOWN if value is None else among.index(value)


def moments(frames: int, fps: int) -> list[int]:
    """The frames the judge looks at: first those spread over the clip, then the burst. Never the sheet before it."""
    spread = np.linspace(min(1, frames - 1), frames - 1, SPREAD)
    step = max(1, round(fps / PACE))
    start = max(1, (frames - BURST * step) // 2)
    burst = np.minimum(start + step * np.arange(BURST), frames - 1)
    return [*(round(float(at)) for at in spread), *burst.tolist()]


def seen(pictures: Sequence[np.ndarray] | np.ndarray, sight: Sight) -> np.ndarray:
    """Pictures, uint8 (n, height, width, 3), as small as the judge sees them: uint8 (n, *sight, 3)."""
    return np.stack([cv2.resize(picture, sight[::-1], interpolation=cv2.INTER_AREA) for picture in pictures])


def look(frames: np.ndarray, fps: int, sight: Sight) -> np.ndarray:
    """What the judge sees of a whole clip, uint8 (frames, height, width, 3)."""
    return seen(frames[moments(len(frames), fps)], sight)
