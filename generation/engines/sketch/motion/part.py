"""A part in the play: who stands where, how big, and how it carries itself. The moves only say where it goes."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from generation.engines.sketch.motion import measures
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import TURN
from generation.engines.sketch.stage import Stage

SAMPLES = 60  # a second: how finely a way is measured to turn distance into steps
LEAD = 0.1  # seconds measured before the first frame


@dataclass(frozen=True)
class Part:
    """One performer's place. `x`, `y` are its home in pixels: the ground under it, or its middle when it hovers."""

    kind: str
    motion: str
    speed: float
    stage: Stage
    x: float
    y: float
    scale: float  # pixels an actor unit
    hovers: bool  # it stands on nothing: in the air, under water, in space
    offset: float = 0.0  # 0..1, so that a group does not move in step
    side: int = 1  # which way it looks while it stays
    look: int = 0
    count: int = 1  # how many there are of it
    gesture: str = ""  # what a person does while staying
    headroom: float = 0.0  # units above the usual height

    @property
    def height(self) -> float:
        return (measures.HEIGHTS[self.kind] + self.headroom) * self.scale

    @property
    def width(self) -> float:
        return measures.WIDTHS[self.kind] * self.scale

    @property
    def pace(self) -> float:
        """Pixels a second it likes to move at."""
        slow, fast = measures.PACES[self.kind]
        return (fast if self.runs else slow) * self.speed * self.scale

    @property
    def runs(self) -> bool:
        return self.speed > 1.3 or self.motion == "chase" or (self.kind == "rabbit")

    @property
    def going(self) -> str:
        """The gait of this body when it travels."""
        if self.hovers:
            return "swim" if self.stage.submerged or self.kind in measures.SWIMMERS else "fly"
        if self.kind in measures.PEOPLE and self.stage.medium == "water":
            return "swim"
        return "run" if self.runs else "walk"

    @property
    def resting(self) -> str:
        """The gait of this body when it stays where it is."""
        living = self.kind in measures.PEOPLE | measures.BEASTS | measures.SWIMMERS
        if self.hovers and living:
            return "fly"
        return self.gesture if self.gesture and self.stage.medium == "land" else "stand"

    def beat(self, t: float) -> float:
        """The phase of wings, fins, leaves or breath after `t` seconds; a ball that lies does not turn."""
        if self.kind == "ball":
            return self.offset
        rate = measures.BEATS.get(self.kind, measures.BREATH)
        return (t * rate * (0.6 + 0.4 * self.speed) + self.offset) % 1.0

    def pose(
        self, x: float, y: float, phase: float, *, up: float = 0.0, gait: str = "", angle: float = 0.0,
        facing: float | None = None, squash: float = 1.0, grow: float = 1.0,
    ) -> Pose:  # fmt: skip
        """The pose at `x`, and `up` pixels above `y`. `angle` turns hovering bodies about their middle."""
        facing = float(self.side) if facing is None else facing
        scale = self.scale * grow
        y -= up
        if self.hovers and self.kind in measures.GROUNDED:
            half, turn = measures.HEIGHTS[self.kind] * scale / 2, math.radians(angle)
            x, y = x - math.sin(turn) * half * facing, y + math.cos(turn) * half
        lift = self.stage.ground - y if self.hovers else up
        return Pose(x, y, scale, angle, facing, phase % 1.0, max(0.0, lift), squash, gait or self.resting, self.look)

    def steps(self, way: Callable[[float], tuple[float, float]], gait: str) -> Callable[[float], float]:
        """The phase after t seconds on `way`: walkers and wheels measure it in ground, the others in time."""
        if self.kind not in measures.STRIDES or gait not in ("walk", "run"):
            rate = {"swim": 0.55, "fly": 0.4}.get(gait, 0.5)
            return self.beat if self.kind in measures.BEATS else lambda t: (t * rate * self.speed + self.offset) % 1.0
        times = np.linspace(-LEAD, self.stage.seconds, round((self.stage.seconds + LEAD) * SAMPLES))
        places = np.array([way(float(t)) for t in times])
        walked = np.diff(places[:, 0]) if self.kind == "ball" else np.hypot(*np.diff(places, axis=0).T)
        stride = measures.STRIDES[self.kind][gait == "run"] * self.scale
        cycles = np.concatenate([[0.0], np.cumsum(walked)]) / stride + self.offset
        return lambda t: float(np.interp(t, times, cycles)) % 1.0


def wave(t: float, period: float, shift: float = 0.0) -> float:
    return math.sin(TURN * (t / period + shift))


def ease(t: float) -> float:
    """0..1 with a soft start and stop, clamped outside."""
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def toward(speed: float) -> float:
    """The facing of one who moves at `speed`, -1..1 of its pace: around 0 it turns on the heel."""
    return card(math.tanh(4.5 * speed))


def card(facing: float) -> float:
    """Never thinner than a card, so that nobody vanishes in the middle of a turn."""
    return math.copysign(max(abs(facing), 0.06), facing)
