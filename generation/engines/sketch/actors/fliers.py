"""Bird, butterfly and dragon: wings that beat."""

import skia

from generation.engines.sketch.actors.animals import eye
from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, behind, mix
from generation.engines.sketch.actors.character import Character
from generation.engines.sketch.actors.outlines import Point, blob, closed, curve, taper
from generation.engines.sketch.actors.riders import seat
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import wave

BEAK, CREAM, HORN = (240, 160, 58), (250, 238, 214), (240, 222, 178)

_BIRD = blob((-15, 3), (-11, -5), (-1, -8), (6, -11), (13, -11), (17, -6), (16, 1), (10, 8), (0, 10.5), (-9, 8.5))
_BIRD_CHEST = blob((15, 0), (9, -2), (3, 2), (-2, 8.5), (1, 10), (9, 7.6))


def _wing(brush: Brush, lift: float, rgb: Rgb, reach: float) -> None:
    """A feathered wing hinged at the origin; lift +1 points up, -1 down."""
    y = -reach * lift
    feathers = (-7, y), (-15, 0.94 * y), (-13, 0.66 * y), (-17, 0.5 * y + 1), (-10, 0.16 * y + 3)
    brush.shape(closed((7, 1), (4, 0.45 * y - 3), *feathers), rgb)


def bird(brush: Brush, colour: Rgb, pose: Pose) -> None:
    lift = wave(pose.phase) * (0.9 if pose.gait != "stand" else 0.75) + 0.12
    with brush.at(0, -1.6 * wave(pose.phase, 0.5)):
        with brush.at(3, -5):
            _wing(brush, lift, behind(colour), 20)
        with brush.at(-9, 3, 5 * wave(pose.phase, 0.3)):
            brush.shape(_TAIL_AT_HINGE, mix(colour, DARK, 0.25))
        brush.shape(blob((15, -8), (23, -4.6), (15.5, -2)), BEAK)
        brush.shape(_BIRD, colour)
        brush.flat(_BIRD_CHEST, mix(colour, CREAM, 0.72))
        eye(brush, pose, 12, -6, 1.5)
        with brush.at(-1, -4):
            _wing(brush, lift, mix(colour, DARK, 0.12), 23)


_TAIL_AT_HINGE = blob((1, -2), (-10, -7), (-18, -7), (-15, -2), (-17, 2), (-9, 3), (1, 4))
_UPPER = blob((0, 1), (-4, -9), (-13, -16), (-20, -13), (-18, -3), (-9, 2))
_LOWER = blob((0, 0), (-9, 1), (-16, 6), (-14, 13), (-7, 13.5), (-2, 8))


def butterfly(brush: Brush, colour: Rgb, pose: Pose) -> None:
    """Seen half from above: both pairs of wings close and open like a book."""
    spread = 0.62 + 0.38 * wave(pose.phase)
    with brush.at(0, -2 * wave(pose.phase, 0.5), 12):
        for side, rgb in ((-1, behind(colour)), (1, colour)):
            with brush.at(1.2 if side < 0 else -1.2, 0, -12 * side, side * spread * (0.9 if side < 0 else 1), 1):
                _butterfly_wing(brush, rgb)
        brush.limb([(0, -9), (0, 0), (0, 9)], [1.9, 2.2, 1.2], DARK)
        brush.oval(0, -11, 2.6, 2.6, DARK)
        for x in (-1, 1):
            brush.line(curve((x, -12), (x * 2, -17), (x * 5.5, -18 + wave(pose.phase)), 5), 0.8, DARK)


def _butterfly_wing(brush: Brush, rgb: Rgb) -> None:
    brush.shape(_LOWER, mix(rgb, DARK, 0.16))
    brush.shape(_UPPER, rgb)
    brush.dot(-13, -10, 3, mix(rgb, CREAM, 0.75))
    brush.dot(-8, -5.4, 1.7, mix(rgb, CREAM, 0.75))
    brush.dot(-10, 7.6, 2.6, mix(rgb, CREAM, 0.6))


_DRAGON_BODY = blob((-44, 12), (-38, -8), (-12, -18), (18, -16), (38, -4), (36, 16), (16, 28), (-16, 28))
_DRAGON_BELLY = blob((37, 2), (28, 8), (6, 19), (-24, 22), (-16, 28), (16, 28), (36, 16))
_DRAGON_HEAD = blob((-14, -3), (-10, -14), (2, -17), (12, -11), (28, -7), (33, 0), (29, 8), (12, 11), (-6, 11))


def dragon(brush: Brush, colour: Rgb, pose: Pose, person: Character | None = None) -> None:
    beat, late = wave(pose.phase), wave(pose.phase, -0.15)
    pale, spike = mix(colour, (252, 226, 150), 0.62), mix(colour, (250, 160, 70), 0.6)
    with brush.at(0, -4 * wave(pose.phase, 0.5)):
        _dragon_wing(brush, 12, 0.2 + 0.8 * beat, behind(colour), behind(spike))
        _dragon_tail(brush, late, colour, spike)
        for x, rgb in ((22, behind(colour)), (-24, colour), (12, colour)):
            brush.limb([(x, 18), (x - 4, 34 - 2 * late), (x + 5, 39 - 3 * late)], [8, 5.4, 3.8], rgb)
        neck = curve((28, 0), (52, -8 + 3 * late), (56, -36 + 3 * late), 8)
        for x, y in neck[2:]:
            brush.flat(closed((x - 9, y - 4), (x - 17, y - 11), (x - 6, y - 9)), spike)
        brush.limb(neck, taper(17, 9.5, 8), colour)
        brush.shape(_DRAGON_BODY, colour)
        brush.flat(_DRAGON_BELLY, pale)
        _dragon_head(brush, colour, spike, pose, -42 + 3 * late)
        if person:
            seat(brush, (10, -18), person, pose, (24, -6))
        _dragon_wing(brush, -4, 0.2 + 0.8 * beat, colour, spike)


def _dragon_tail(brush: Brush, late: float, colour: Rgb, spike: Rgb) -> None:
    x, y = end = -102, 2 + 12 * late
    points = curve((-32, 8), (-66, 34 - 8 * late), end, 9)
    brush.flat(closed((x + 5, y - 3), (x - 6, y - 13), (x - 5, y + 2), (x + 4, y + 6)), spike)
    brush.limb(points, taper(15, 2.4, 9), colour)


def _dragon_head(brush: Brush, colour: Rgb, spike: Rgb, pose: Pose, y: float) -> None:
    with brush.at(60, y, 5 * wave(pose.phase, 0.2)):
        for x in (-2, -8):
            brush.limb(curve((x, -12), (x - 8, -17), (x - 13, -25)), taper(3.4, 0.8), HORN)
        brush.shape(_DRAGON_HEAD, colour)
        brush.dot(27, -2.6, 1.3, DARK)
        brush.arc(17, 2, 10, 20, 110, 1.3, mix(colour, DARK, 0.6))
        brush.dot(6, -5.4, 4.2, (252, 240, 190))
        eye(brush, pose, 7.2, -5.2, 2.2)
        brush.dot(1, 3, 3.2, mix(colour, (240, 110, 90), 0.5), 2)


def _scalloped(root: Point, wrist: Point, tips: list[Point], scallops: list[Point], end: Point) -> skia.Path:
    """A bat's wing: straight along the arm, hollow between the finger tips."""
    path = skia.Path()
    path.moveTo(*root)
    for corner in (wrist, tips[0]):
        path.lineTo(*corner)
    for hollow, corner in zip(scallops, [*tips[1:], end], strict=True):
        path.quadTo(*hollow, *corner)
    path.close()
    return path


def _dragon_wing(brush: Brush, x: float, lift: float, bone: Rgb, skin: Rgb) -> None:
    """Skin between an arm and three fingers; lift +1 up, -1 down."""
    wrist = x + 2, -14 - 46 * lift
    tips = [(x - 32 + 18 * lift, -16 - 84 * lift), (x - 74, -4 - 62 * lift), (x - 72, 6 - 18 * lift)]
    scallops = [(x - 44, -6 - 58 * lift), (x - 58, 2 - 32 * lift)]
    brush.shape(_scalloped((x, -6), wrist, tips, [*scallops, (x - 36, -2)], (x - 24, 6)), skin)
    for tip in tips:
        brush.line([wrist, tip], 2, mix(bone, DARK, 0.15))
    brush.limb([(x, -8), wrist, tips[0]], [5, 3.4, 1.2], bone)
