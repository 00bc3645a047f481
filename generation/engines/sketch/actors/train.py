"""A small steam train: an engine and two wagons, coupled, puffing."""

import math

from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, mix
from generation.engines.sketch.actors.outlines import poly
from generation.engines.sketch.actors.vehicles import CHROME, headlamp, pane, rolled, wheel
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import wave

#: Turns of a small wheel for one of a big one. A wheel has five holes, so a fifth of a turn closes the cycle.
SMALL = 1.6

_WAGON = poly((-56, -18), (-56, -78), (56, -78), (56, -18), r=7)
_ROOF = poly((-60, -74), (-54, -86), (54, -86), (60, -74), r=5)
_CAB = poly((-58, -16), (-58, -84), (-14, -84), (-14, -16), r=5)
_BOILER = poly((-20, -26), (-20, -66), (50, -66), (58, -56), (58, -36), (50, -26), r=8)
_FUNNEL = poly((30, -62), (26, -92), (48, -92), (44, -62), r=3)
_PLOUGH = poly((48, -24), (70, -4), (48, -4), r=3)


def train(brush: Brush, colour: Rgb, pose: Pose) -> None:
    for i, x in enumerate((-138, -12)):
        brush.bar(x + 50, -24, 34, 5, 2, DARK)
        with brush.at(x, _clack(pose, i * 0.23)):
            _wagon(brush, mix(colour, (250, 214, 140), 0.42 if i else 0.68))
        for dx in (-36, -14, 14, 36):
            wheel(brush, x + dx, -9, 9, SMALL * rolled(pose))
    with brush.at(128, 0):
        _smoke(brush, pose)
        with brush.at(0, _clack(pose, 0.5)):
            _engine(brush, colour)
        _drivers(brush, pose)


def _clack(pose: Pose, shift: float) -> float:
    return 0.7 * wave(2 * pose.phase, shift) if pose.gait != "stand" else 0.0


def _wagon(brush: Brush, colour: Rgb) -> None:
    brush.bar(-52, -20, 104, 9, 3, DARK)
    brush.shape(_WAGON, colour)
    for x in (-47, -15, 17):
        pane(brush, x, -68, 29, 24, 5)
    brush.bar(-56, -36, 112, 4, 0, mix(colour, DARK, 0.3))
    brush.shape(_ROOF, mix(colour, DARK, 0.42))


def _engine(brush: Brush, colour: Rgb) -> None:
    dark = mix(colour, DARK, 0.55)
    brush.shape(_PLOUGH, (206, 74, 62) if colour[0] < 160 else DARK)
    brush.bar(-58, -26, 116, 10, 3, dark)
    brush.shape(_FUNNEL, dark)
    brush.oval(4, -67, 9, 8, (226, 178, 84))
    brush.shape(_BOILER, colour)
    for x in (-2, 22):
        brush.bar(x, -66, 4, 40, 1, (226, 178, 84))
    brush.shape(_CAB, mix(colour, (255, 255, 255), 0.08))
    pane(brush, -49, -72, 26, 24, 5)
    brush.bar(-64, -90, 56, 9, 4, dark)
    headlamp(brush, 58, -48, 5)


def _drivers(brush: Brush, pose: Pose) -> None:
    """Big wheels joined by a rod that goes round with them."""
    turn = math.tau * rolled(pose)
    dx, dy = 5 * math.cos(turn), 5 * math.sin(turn)
    for x, r in ((-42, 14), (-10, 14), (22, 9), (42, 9)):
        wheel(brush, x, -r, r, rolled(pose) if r == 14 else SMALL * rolled(pose), (214, 96, 78))
    brush.line([(-42 + dx, -14 + dy), (-10 + dx, -14 + dy)], 3.4, CHROME)


def _smoke(brush: Brush, pose: Pose) -> None:
    """Puffs are born at the funnel and grow as they drift back."""
    for i in range(4):
        age = (pose.phase + i) / 4
        drift = 46 * age if pose.gait != "stand" else 12 * age
        brush.dot(37 - drift, -98 - 26 * age**0.7, 5 + 9 * age, (236, 236, 240), alpha=round(210 * (1 - age)))
