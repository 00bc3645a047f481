"""Where actors may stand in a frame: the lines every place is drawn around. Numbers only."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Stage:
    """The marks on the floor. Lengths are pixels of the frame, y grows downward."""

    width: int
    height: int
    seconds: float
    ground: float  # where actors stand (or float, on the sea) in the middle of the depth
    ground_near: float
    ground_far: float
    water: float | None  # where a boat floats; under water and in a lake it is the surface; None: no water
    medium: str  # land, water, air or space: what is around the actors
    unit: float  # pixels an actor unit at depth 0.5; an adult has 100 units
    horizon: float = 0.0  # where far ground meets the sky
    submerged: bool = False  # under water, not on it
    place: str = "field"


@dataclass(frozen=True)
class Marks:
    """A place's lines as fractions of the height; the horizon is drawn from a range."""

    horizon: tuple[float, float]
    ground: float = 0.75
    far: float = 0.05  # above the ground line
    near: float = 0.09  # below it
    water: float | None = None
    medium: str = "land"
    submerged: bool = False


MARKS = {
    "beach": Marks((0.46, 0.53), ground=0.79, far=0.04, near=0.08, water=0.62),
    "sea": Marks((0.42, 0.50), ground=0.70, far=0.08, near=0.10, water=0.70, medium="water"),
    "underwater": Marks((0.30, 0.40), ground=0.82, far=0.04, near=0.07, water=0.02, medium="water", submerged=True),
    "city": Marks((0.62, 0.66), ground=0.80),
    "forest": Marks((0.60, 0.66), ground=0.79),
    "mountains": Marks((0.55, 0.62), ground=0.79),
    "desert": Marks((0.54, 0.62), ground=0.78),
    "field": Marks((0.54, 0.62), ground=0.78),
    "space": Marks((0.80, 0.88), ground=0.70, medium="space"),
    "park": Marks((0.56, 0.62), ground=0.78),
    "room": Marks((0.68, 0.70), ground=0.81, far=0.05, near=0.10),
    "stage": Marks((0.69, 0.71), ground=0.78, far=0.04, near=0.05),
    "road": Marks((0.55, 0.61), ground=0.79, far=0.04, near=0.05),
    "lake": Marks((0.50, 0.56), ground=0.83, far=0.03, near=0.06, water=0.66),
    "sky": Marks((0.80, 0.88), ground=0.68, medium="air"),
    "snowfield": Marks((0.54, 0.62), ground=0.78),
}


def set_stage(place: str, size: tuple[int, int], seconds: float, rng: np.random.Generator) -> Stage:
    """Lay out `place` in a frame of `size` (width, height) pixels; KeyError for a place there is none of."""
    marks, (width, height) = MARKS[place], size
    short = min(size)
    return Stage(
        width=width,
        height=height,
        seconds=seconds,
        ground=marks.ground * height,
        ground_near=(marks.ground + marks.near) * height,
        ground_far=(marks.ground - marks.far) * height,
        water=None if marks.water is None else marks.water * height,
        medium=marks.medium,
        unit=(0.36 if height > width else 0.33) * short / 100,
        horizon=float(rng.uniform(*marks.horizon)) * height,
        submerged=marks.submerged,
        place=place,
    )
