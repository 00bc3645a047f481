"""Fish, whale and turtle: bodies that push through water."""

from generation.engines.sketch.actors.animals import eye
from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, behind, mix
from generation.engines.sketch.actors.outlines import blob, closed, curve, taper
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import wave

BELLY, BLUSH = (246, 240, 224), (240, 130, 120)

_FISH = blob((-17, 0), (-9, -10), (3, -14.5), (16, -11), (25, -1), (22, 7), (10, 13.5), (-4, 11))
_FIN_TOP = blob((-9, -8), (-6, -17), (4, -19), (11, -15), (6, -11), (-4, -8))
_FIN_LOW = blob((-3, 9), (-5, 16), (3, 17), (7, 11))
_FIN_SIDE = blob((3, -2), (-5, -5), (-10, 0), (-6, 6), (3, 4))


def fish(brush: Brush, colour: Rgb, pose: Pose) -> None:
    beat = wave(pose.phase)
    fin = mix(colour, (255, 214, 120), 0.35)
    with brush.at(-15, 0, 0, 1 - 0.28 * beat, 1):
        brush.shape(blob((4, 0), (-6, -8), (-17, -13), (-14, 0), (-17, 13), (-6, 8)), fin)
    brush.shape(_FIN_TOP, fin)
    brush.shape(_FIN_LOW, fin)
    brush.shape(_FISH, colour)
    for x, tall in ((-4, 7.5), (4, 9)):
        brush.line([(x, -tall), (x - 2.6, 0), (x, tall)], 3, mix(colour, BELLY, 0.6))
    with brush.at(5, 3, 12 * beat):
        brush.shape(_FIN_SIDE, fin)
    brush.dot(15.5, -3.6, 4, BELLY)
    eye(brush, pose, 16.5, -3.6, 2)
    brush.arc(20.5, 3, 3.2, 60, 100, 1, mix(colour, DARK, 0.6))
    brush.dot(12, 3.4, 2.2, mix(colour, BLUSH, 0.5), 1.5)


_FLUKE = blob((8, 5), (-2, -5), (-13, -19), (-24, -20), (-20, -5), (-13, 3), (-21, 9), (-18, 17), (-6, 13))
_WHALE_BELLY = blob((-62, 16), (-20, 12), (40, 12), (92, 8), (90, 24), (66, 36), (20, 41), (-30, 32))


def whale(brush: Brush, colour: Rgb, pose: Pose) -> None:
    beat, late = wave(pose.phase), wave(pose.phase, -0.12)
    root, end = 6 * late, -8 + 15 * beat
    with brush.at(-98, end, -28 * wave(pose.phase, 0.22)):
        brush.shape(_FLUKE, colour)
    body = closed(
        (-100, end - 4), (-72, -14 + root), (-36, -30), (10, -38), (60, -34), (92, -12), (96, 12), (76, 32), (30, 41),
        (-20, 36), (-58, 20 + root * 0.6), (-98, end + 6),
    )  # fmt: skip
    brush.shape(body, colour)
    brush.canvas.save()
    brush.canvas.clipPath(body, True)
    brush.flat(_WHALE_BELLY, BELLY)
    for y in (19, 25, 31):
        brush.line(curve((88, y - 5), (50, y + 2), (8, y + 2)), 1.1, mix(BELLY, colour, 0.4))
    brush.canvas.restore()
    with brush.at(34, 24, 30 + 14 * beat):
        brush.limb(curve((0, 0), (-10, 14), (-30, 22)), taper(9, 3), behind(colour))
    eye(brush, pose, 66, 2, 3.6)
    brush.arc(80, 0, 12, 40, 75, 2, mix(colour, DARK, 0.5))
    brush.dot(60, 9, 5, mix(colour, BLUSH, 0.35), 3)
    _spout(brush, pose.phase)


def _spout(brush: Brush, phase: float) -> None:
    """A fountain that rises and spreads once a cycle."""
    high = max(0.0, wave(phase, -0.1))
    for side in (-1, 0, 1):
        end = 30 + 13 * side * high, -40 - (13 - 4 * side**2) * high
        points = curve((30, -37), (30 + 3 * side, -42 - 14 * high), end)
        brush.limb(points, taper(0.4 + 1.6 * high, 0.4 + 2.2 * high), (214, 238, 248))


_SHELL = blob((-25, -11), (-22, -24), (-10, -33), (4, -33), (16, -25), (21, -11), (10, -8), (-14, -8))
_RIM = blob((-27, -9), (-22, -12.5), (0, -13), (20, -12.5), (24, -9), (18, -6), (-20, -6))
_PLATES = (
    blob((-6, -29), (2, -29), (5, -22), (-2, -17), (-9, -22)),
    blob((8, -27), (14, -22), (16, -16), (9, -17), (7, -22)),
    blob((-11, -27), (-12, -21), (-17, -16), (-20, -20), (-17, -25)),
)


def turtle(brush: Brush, colour: Rgb, pose: Pose) -> None:
    swims = pose.gait in ("swim", "fly")
    skin = mix(colour, (190, 214, 120), 0.5)
    beat, other = wave(pose.phase), wave(pose.phase, 0.5)
    lift = 3 if pose.gait == "stand" else 3 + wave(2 * pose.phase) * 0.8
    for x, swing in ((15, other), (-14, beat)):
        _flipper(brush, x, swing, swims, behind(skin))
    with brush.at(0, -lift + 3):
        brush.limb([(-22, -11), (-31, -8 - beat)], [3.4, 1], skin)
        _turtle_head(brush, skin, pose)
        brush.shape(_SHELL, colour)
        for plate in _PLATES:
            brush.flat(plate, mix(colour, (255, 240, 180), 0.24))
        brush.shape(_RIM, mix(colour, (236, 214, 150), 0.5))
    for x, swing in ((11, beat), (-18, other)):
        _flipper(brush, x, swing, swims, skin)


def _turtle_head(brush: Brush, skin: Rgb, pose: Pose) -> None:
    nod = 2 * wave(pose.phase, 0.15)
    brush.limb([(16, -13), (26, -18 + nod * 0.5), (31, -24 + nod)], [6, 4.6, 5], skin)
    brush.oval(32, -26 + nod, 8, 7.2, skin)
    eye(brush, pose, 34.4, -27.4 + nod, 1.6)
    brush.arc(36, -25.4 + nod, 3, 30, 90, 0.9, mix(skin, DARK, 0.6))
    brush.dot(31, -23.4 + nod, 1.9, mix(skin, BLUSH, 0.5), 1.2)


def _flipper(brush: Brush, x: float, swing: float, swims: bool, rgb: Rgb) -> None:
    if swims:
        brush.limb(curve((x, -10), (x - 4, -2), (x - 10 - 4 * swing, 2 - 10 * swing)), taper(5.4, 2.4), rgb)
        return
    foot = x + 4 * swing, -3.6 - 2 * max(0.0, swing)
    brush.limb([(x, -10), foot], [4.6, 4], rgb)
