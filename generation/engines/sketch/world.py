"""What a place is painted with: the stage, the palette, the dice, and how far the camera will look around."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import skia

from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.light import Palette
from generation.engines.sketch.scene import Scene
from generation.engines.sketch.stage import Stage

Paint = Callable[[skia.Canvas], None]
Live = Callable[[skia.Canvas, float], None]
Span = tuple[float, float]
Option = TypeVar("Option")

SNOW: RGB = (232, 240, 250)


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
    fixed: bool = False  # keeps its place in the frame when the camera moves: what hangs or falls in the air


#: The planes of what is laid over everything else.
AIR, LENS = 8.0, 9.0


def plane(depth: float) -> float:
    """The plane of an actor at `depth` (0 far .. 1 near)."""
    return 0.88 + 0.24 * depth


@dataclass(frozen=True)
class World:
    """One scene about to be painted. Lengths are pixels of the frame."""

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
        """The short side of the frame: things are measured in shares of it."""
        return min(self.width, self.height)

    @property
    def top(self) -> float:
        """The highest y the camera sees on the actors' plane."""
        return -self.reach.up

    @property
    def night(self) -> bool:
        return self.palette.dark

    @property
    def lamps_on(self) -> bool:
        return self.scene.time in ("night", "sunset")

    @property
    def sunny(self) -> bool:
        """Whether sun or moon come through."""
        return self.palette.veil.sun > 0.3

    @property
    def snowy(self) -> bool:
        return self.scene.weather == "snow"

    @property
    def wet(self) -> bool:
        return self.scene.weather in ("rain", "storm")

    @property
    def lit_side(self) -> int:
        """+1 when the light comes from the right, -1 from the left."""
        return 1 if self.palette.light.direction > 0 else -1

    def span(self, at: float, drift: float = 0.0) -> Span:
        """The x from which to which a layer on plane `at` is ever seen, with a margin."""
        way = drift * self.stage.seconds
        left, right = self.reach.left * at - max(way, 0), self.width + self.reach.right * at - min(way, 0)
        return left - 8, right + 8

    def edge(self, side: int, at: float) -> float:
        """The x of the frame's right (+1) or left (-1) edge on plane `at`, where the camera has gone farthest."""
        return self.width + self.reach.right * at if side > 0 else self.reach.left * at

    # --- colours ---

    def colour(self, base: RGB, far: float = 0.0) -> RGB:
        """`base` in this light, `far` (0..1) away."""
        return mix(self.palette.light.tint(base), self.palette.haze, min(far * self.palette.veil.mist * 1.35, 1.0))

    def cover(self, base: RGB, share: float = 0.82) -> RGB:
        """The base colour of ground or leaves, under snow when it snows."""
        return mix(base, SNOW, share) if self.snowy else base

    def rim(self, rgb: RGB, share: float = 0.5) -> RGB:
        """An edge of `rgb` that the key light hits."""
        return mix(rgb, self.palette.light.key, share)

    def dusk(self, rgb: RGB, share: float) -> RGB:
        """`rgb` in the shade: things near us against the light."""
        return mix(rgb, mix(self.palette.sky[0], (14, 12, 28), 0.75), share)

    # --- dice ---

    def uniform(self, low: float, high: float) -> float:
        return float(self.rng.uniform(low, high))

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def side(self) -> int:
        return 1 if self.chance(0.5) else -1

    def pick(self, options: Sequence[Option]) -> Option:
        return options[int(self.rng.integers(len(options)))]

    def scatter(self, span: Span, step: float, jitter: float = 0.4) -> list[float]:
        """Points about `step` apart along `span`, and one step beyond either end."""
        points = np.arange(span[0] - step, span[1] + step, step)
        return [float(x) for x in points + self.rng.uniform(-jitter, jitter, len(points)) * step]

    def spots(self, at: float, band: Span, count: float) -> list[tuple[float, float]]:
        """`count` points a frame's width on plane `at` between the heights of `band`, far ones first."""
        low, high = self.span(at)
        number = round(count * (high - low) / self.width)
        points = self.rng.uniform((low, band[0]), (high, band[1]), (number, 2)).tolist()
        return sorted(((x, y) for x, y in points), key=lambda point: point[1])
