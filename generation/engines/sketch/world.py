"""What a place is painted with: the stage, the palette, the dice, and how far the camera will look around."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import skia

from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.light import Palette
from generation.engines.sketch.scene import Scene
from generation.engines.sketch.stage import Stage

Paint = Callable[[skia.Canvas], None]
Live = Callable[[skia.Canvas, float], None]


@dataclass(frozen=True)
class Reach:
    """How far the camera strays from the middle, in pixels of the actors' plane: x from `left` to `right`, up `up`."""

    left: float = 0.0
    right: float = 0.0
    up: float = 0.0


@dataclass(frozen=True)
class Layer:
    """One sheet of the picture. `plane` says how much of the camera's way it shares: 0 the sky, 1 the actors."""

    plane: float
    paint: Paint | None = None  # once, before the first frame
    live: Live | None = None  # every frame, over what was painted; seconds
    drift: float = 0.0  # pixels a second to the right, by itself
    opaque: bool = False  # covers the whole frame
    above: bool = False  # laid over everything and does not move with the camera


def plane(depth: float) -> float:
    """The plane of an actor at `depth` (0 far .. 1 near)."""
    return 0.88 + 0.24 * depth


@dataclass(frozen=True)
class World:
    """One scene about to be painted."""

    scene: Scene
    stage: Stage
    palette: Palette
    reach: Reach
    rng: np.random.Generator = field(repr=False)

    @property
    def width(self) -> int:
        return self.stage.width

    @property
    def height(self) -> int:
        return self.stage.height

    @property
    def short(self) -> int:
        return min(self.width, self.height)

    @property
    def night(self) -> bool:
        return self.palette.dark

    @property
    def top(self) -> float:
        """The highest y the camera sees on the actors' plane."""
        return -self.reach.up

    def span(self, at: float, drift: float = 0.0) -> tuple[float, float]:
        """The x from which to which a layer on plane `at` is ever seen, with a margin."""
        way = drift * self.stage.seconds
        left, right = self.reach.left * at - max(way, 0), self.width + self.reach.right * at - min(way, 0)
        return left - 8, right + 8

    def colour(self, base: RGB, far: float = 0.0) -> RGB:
        """`base` in this light, `far` (0..1) away."""
        return mix(self.palette.light.tint(base), self.palette.haze, min(far * self.palette.veil.mist * 1.35, 1.0))

    def cover(self, base: RGB, share: float = 0.82) -> RGB:
        """The base colour of ground or leaves, under snow when it snows."""
        return mix(base, (232, 240, 250), share) if self.snowy else base

    @property
    def snowy(self) -> bool:
        return self.scene.weather == "snow"

    @property
    def wet(self) -> bool:
        return self.scene.weather in ("rain", "storm")

    def rim(self, rgb: RGB, share: float = 0.5) -> RGB:
        """An edge of `rgb` that the key light hits."""
        return mix(rgb, self.palette.light.key, share)

    def uniform(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def scatter(self, low: float, high: float, step: float, jitter: float = 0.4) -> list[float]:
        """Points about `step` apart from `low` to `high`."""
        points = np.arange(low, high, step)
        return [float(x) for x in points + self.rng.uniform(-jitter, jitter, len(points)) * step]
