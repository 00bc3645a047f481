"""Things that roll, hang, grow or stand: ball, balloon, kite, flower, tree, house."""

import math

import skia

from generation.engines.sketch.actors.brush import DARK, SHADE, Brush, Rgb, behind, mix
from generation.engines.sketch.actors.outlines import Point, between, blob, closed, curve, poly, taper
from generation.engines.sketch.actors.vehicles import ROOM, pane
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import wave

CREAM, STEM, LEAF, BARK, STRING = (252, 244, 228), (86, 142, 76), (104, 166, 88), (128, 88, 62), (236, 232, 222)


def ball(brush: Brush, colour: Rgb, pose: Pose) -> None:
    """A beach ball: once round a phase. The light stays where it is while the stripes turn."""
    pale = CREAM if sum(colour) < 640 else (236, 104, 88)
    brush.oval(0, -16, 16, 16, colour)
    with brush.at(0, -16, 360 * pose.phase):
        for panel in _PANELS:
            brush.flat(panel, pale)
        brush.dot(*_POLE, 3.6, pale)
        brush.dot(*_POLE, 2, colour)
    tx, ty = brush.toward
    brush.flat(_crescent(tx, ty), SHADE, 58)
    brush.dot(tx * 8, -16 + ty * 8.5, 4, (255, 255, 255), 3, alpha=110)


_POLE = (-4, -3)  # panels meet off the middle, so the ball looks round instead of flat


def _panel(turn: float) -> skia.Path:
    """A stripe from the pole to a sixth of the rim; its sides bend with the surface."""
    rim = [(16 * math.cos(a), 16 * math.sin(a)) for a in (math.tau * (turn + i / 36) for i in range(7))]
    path = skia.Path()
    path.moveTo(*_POLE)
    path.quadTo(*_bent(rim[0]), *rim[0])
    for point in rim[1:]:
        path.lineTo(*point)
    path.quadTo(*_bent(rim[-1]), *_POLE)
    path.close()
    return path


def _bent(point: Point) -> Point:
    """Half way to the pole, and a little aside."""
    x, y = between(_POLE, point, 0.5)
    return x + point[1] * 0.14, y - point[0] * 0.14


def _crescent(tx: float, ty: float) -> skia.Path:
    """The shaded edge of the ball, away from the light."""
    side, angles = math.atan2(-ty, -tx), [k * math.pi / 16 for k in range(-7, 8)]
    rim = [(16 * math.cos(side + a), -16 + 16 * math.sin(side + a)) for a in angles]
    inner = [(x + tx * 6 * math.cos(a), y + ty * 6 * math.cos(a)) for (x, y), a in zip(rim, angles, strict=True)]
    return closed(*rim, *inner[::-1][1:-1])


_PANELS = tuple(_panel(i / 3) for i in range(3))
_BALLOON = blob((0, -31), (15, -26), (22, -11), (17, 5), (5, 16), (0, 17.5), (-5, 16), (-17, 5), (-22, -11), (-15, -26))
_SHINE = blob((-14, -14), (-11, -22), (-6, -25.5), (-5, -23), (-9.5, -17), (-11.5, -11))
_KNOT = poly((0, 16), (4.4, 22), (-4.4, 22), r=1.4)


def balloon(brush: Brush, colour: Rgb, pose: Pose) -> None:
    sway, late = wave(pose.phase), wave(pose.phase, -0.2)
    with brush.at(0, -17, 4 * sway):
        middle = -5 * late, 45
        string = curve((0, 21), (7 * late, 34), middle, 8) + curve(middle, (-12 * late, 54), (4 * sway, 64), 6)
        brush.line(string, 1.1, STRING)
        brush.flat(_KNOT, behind(colour))
        brush.shape(_BALLOON, colour)
        brush.flat(_SHINE, (255, 255, 255), 150)


_SAILS = (
    (poly((0, -34), (24, -6), (0, -6), r=0.5), 0.0), (poly((0, -34), (0, -6), (-24, -6), r=0.5), 0.5),
    (poly((0, -6), (24, -6), (0, 34), r=0.5), 0.5), (poly((0, -6), (0, 34), (-24, -6), r=0.5), 0.0),
)  # fmt: skip


def kite(brush: Brush, colour: Rgb, pose: Pose) -> None:
    sway = wave(pose.phase)
    with brush.at(6, -19, 18 + 5 * sway):
        tail = [(6 * wave(pose.phase, -0.07 * i) * i / 5, 34 + 7.5 * i) for i in range(7)]
        brush.line([(0, 30), *tail], 1.1, STRING)
        for i in (2, 4, 6):
            x, y = tail[i]
            rgb = ((240, 190, 74), (92, 160, 178), (236, 112, 96))[i // 2 - 1]
            brush.flat(poly((x, y), (x - 6, y - 4), (x - 6, y + 4), r=1), rgb)
            brush.flat(poly((x, y), (x + 6, y - 4), (x + 6, y + 4), r=1), rgb)
        for sail, share in _SAILS:
            brush.flat(sail, mix(mix(colour, CREAM, share), DARK, 0.1 if sail.getBounds().left() >= -0.6 else 0))
        brush.line([(0, -32), (0, 32)], 1.3, BARK)
        brush.line([(-22, -6), (22, -6)], 1.3, BARK)


def flower(brush: Brush, colour: Rgb, pose: Pose) -> None:
    sway = 3.4 * wave(pose.phase)
    top = sway, -37 - 0.4 * abs(sway)
    stem = curve((0, 0), (-1, -20), top)
    brush.limb(stem, taper(1.7, 1.4), STEM)
    for side, y in ((1, -10), (-1, -16)):
        with brush.at(sway * 0.2, y, side * (58 + sway)):
            brush.oval(0, -7, 3, 8, LEAF)
    for i in range(8):
        with brush.at(*top, 45 * i + sway * 2):
            brush.oval(0, -8.6, 4.6, 6.6, colour if i % 2 else mix(colour, (255, 255, 255), 0.14))
    brush.oval(*top, 5.8, 5.8, (246, 196, 72) if colour[2] < 200 or colour[0] > 200 else (250, 214, 110))
    for x in (-2, 2):
        brush.dot(top[0] + x, top[1] - 0.6, 0.8, DARK, 1.1)
    brush.arc(top[0], top[1] + 0.6, 1.9, 25, 130, 0.7, DARK)


_TRUNK = blob((-11, 2), (-7, -24), (-7, -60), (-5, -100), (5, -100), (7, -60), (8, -24), (12, 2), (0, 0))
#: x, y, radii and how much darker: the heap's lower clouds are in the shade of the upper ones.
_CROWNS = (
    (-30, -98, 33, 28, 0.12), (32, -102, 32, 27, 0.0), (0, -90, 40, 26, 0.16),
    (-14, -134, 38, 33, 0.0), (20, -146, 32, 34, -0.1),
)  # fmt: skip


def tree(brush: Brush, colour: Rgb, pose: Pose) -> None:
    """The crown is a heap of leaf clouds that sway one after the other."""
    brush.shape(_TRUNK, BARK)
    brush.limb([(0, -66), (-22, -92)], [4.4, 2.6], BARK)
    brush.limb([(2, -58), (24, -88)], [4, 2.4], BARK)
    for i, (x, y, rx, ry, dark) in enumerate(_CROWNS):
        move = 2.6 * wave(pose.phase, -0.06 * i) * -y / 150
        shade = mix(colour, DARK, dark) if dark >= 0 else mix(colour, (255, 248, 200), -dark)
        brush.oval(x + move, y, rx, ry, shade)
    for x, y in ((-28, -142), (14, -166), (36, -112), (-36, -104), (4, -120)):
        brush.dot(x + 2.6 * wave(pose.phase, -0.1), y, 4.6, mix(colour, (255, 250, 190), 0.24), 3.2)


_GABLE = poly((-72, -84), (0, -140), (72, -84), r=5)


def house(brush: Brush, colour: Rgb, pose: Pose) -> None:
    roof = (184, 86, 70) if colour[0] - colour[1] < 90 else (92, 90, 116)
    for i in range(3):
        age = (pose.phase + i) / 3
        alpha = round(190 * (1 - age) * min(1, age * 6))
        brush.dot(40 + 5 * wave(age) + 8 * age, -146 - 30 * age, 4 + 6 * age, (238, 236, 240), alpha=alpha)
    brush.box(32, -144, 16, 40, 2, mix(roof, DARK, 0.3))
    brush.box(-58, -92, 116, 92, 3, colour)
    brush.shape(_GABLE, roof)
    brush.oval(0, -106, 9, 9, CREAM)
    brush.bar(-6.4, -112.4, 12.8, 12.8, 6.4, ROOM if brush.dim else (120, 164, 190), glow=brush.dim)
    for x in (-46, 22):
        brush.bar(x - 3, -71, 30, 34, 3, CREAM)
        pane(brush, x, -68, 11, 28, 1.5)
        pane(brush, x + 13, -68, 11, 28, 1.5)
        brush.bar(x - 4, -38, 32, 8, 3, BARK)
        for k in range(4):
            brush.dot(x + 1 + 7.4 * k, -39, 3.4, ((236, 112, 112), (246, 196, 84))[k % 2])
    brush.bar(-14, -46, 28, 46, 5, mix(roof, CREAM, 0.1))
    brush.dot(8, -22, 1.9, (246, 204, 100))
    brush.bar(-18, -4, 36, 5, 2, mix(colour, DARK, 0.35))
