"""What floats or flies without wheels: boat, rocket, plane, ufo."""

import math

from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, behind, mix
from generation.engines.sketch.actors.character import Character
from generation.engines.sketch.actors.outlines import blob, closed, poly
from generation.engines.sketch.actors.riders import passenger
from generation.engines.sketch.actors.vehicles import CHROME, GLASS, ROOM, pane
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import wave

WOOD, SAIL, FLAME = (150, 100, 66), (250, 244, 230), ((240, 108, 52), (255, 186, 70), (255, 244, 196))

_HULL = blob((-58, -20), (-20, -17), (20, -17), (62, -22), (54, -6), (38, 5), (0, 8), (-38, 5), (-52, -6))
_DECK = blob((-58, -20), (-20, -17), (20, -17), (62, -22), (58, -14), (20, -10), (-20, -10), (-56, -13))


def boat(brush: Brush, colour: Rgb, pose: Pose, person: Character | None = None) -> None:
    """A sailing boat; the origin is the waterline, a little of the hull is below it."""
    wind = 3 * wave(pose.phase)
    brush.limb([(2, -14), (2, -114)], [2.4, 1.4], WOOD)
    brush.shape(closed((6, -106), (28 + wind, -74), (44 + wind, -34), (26, -29), (6, -30)), behind(SAIL))
    brush.shape(closed((-1, -110), (-20 + wind, -80), (-42 + wind, -36), (-24, -27), (-1, -28)), SAIL)
    flag = closed((2, -116), (-8, -116 + wind * 0.6), (-17, -112 - wind), (-8, -109 + wind * 0.4), (2, -109))
    brush.flat(flag, (226, 84, 72))
    if person:
        passenger(brush, (-26, -13), person, pose, (-14, -6))
    brush.shape(_HULL, colour)
    brush.flat(_DECK, mix(colour, (255, 255, 255), 0.5))
    for x in (-24, 0, 24):
        brush.dot(x, -3, 3.6, CHROME)
        brush.bar(x - 2.3, -5.3, 4.6, 4.6, 2.3, ROOM if brush.dim else DARK, glow=brush.dim)


_ROCKET = blob(
    (-17, -18), (-21, -50), (-18, -90), (-9, -120), (0, -138), (9, -120), (18, -90), (21, -50), (17, -18),
    (0, -14),
)  # fmt: skip
_NOSE = blob((-13.5, -106), (-8, -124), (0, -138), (8, -124), (13.5, -106), (0, -102))
_FIN = blob((-16, -52), (-28, -36), (-32, -8), (-29, 0), (-22, -10), (-14, -17))


def rocket(brush: Brush, colour: Rgb, pose: Pose) -> None:
    trim = (214, 72, 62) if colour != (214, 72, 62) and colour[0] - colour[2] < 80 else (60, 84, 130)
    if pose.gait != "stand":
        _flame(brush, pose.phase)
    for side in (-1, 1):
        with brush.at(0, 0, 0, -side, 1):
            brush.shape(_FIN, trim)
    brush.bar(-11, -18, 22, 8, 3, DARK)
    brush.shape(_ROCKET, colour)
    brush.shape(_NOSE, trim)
    for y, r in ((-82, 10), (-56, 6.5)):
        brush.oval(0, y, r, r, CHROME)
        lit = ROOM if brush.dim else (84, 140, 178)
        brush.bar(-r * 0.72, y - r * 0.72, r * 1.44, r * 1.44, r, lit, glow=brush.dim)
        brush.dot(-r * 0.22, y - r * 0.25, r * 0.22, (255, 255, 255), alpha=200)
    brush.limb([(0, -34), (0, -4)], [3.2, 3.6], trim)


def _flame(brush: Brush, phase: float) -> None:
    """Three tongues of fire that flicker once a phase."""
    brush.halo(0, 12, 46, FLAME[1], 130)
    for rgb, wide, long, shift in zip(FLAME, (12, 8.4, 4.6), (52, 36, 20), (0.0, 0.33, 0.6), strict=True):
        tall = long * (1 + 0.16 * wave(phase, shift))
        lick = wide * 0.35 * wave(phase, shift + 0.2)
        tongue = closed((-wide, -12), (-wide * 0.9, tall * 0.3), (lick, tall), (wide * 0.9, tall * 0.3), (wide, -12))
        brush.glow(tongue, rgb)


_FUSELAGE = blob(
    (-88, -6), (-70, -12), (-20, -17), (40, -17), (74, -12), (92, 0), (82, 11), (46, 16), (-20, 15),
    (-66, 6),
)  # fmt: skip
_TAIL_FIN = blob((-58, -10), (-76, -36), (-90, -38), (-86, -18), (-84, -6), (-66, -5))
_NEAR_WING = poly((16, 3), (-26, 32), (-46, 34), (-18, 3), r=5)
_FAR_WING = poly((22, -12), (-4, -32), (-18, -33), (-6, -12), r=4)


def plane(brush: Brush, colour: Rgb, pose: Pose) -> None:
    trim = mix(colour, (58, 110, 176), 0.75) if sum(colour) > 560 else mix(colour, DARK, 0.35)
    brush.shape(_FAR_WING, behind(colour))
    brush.shape(_TAIL_FIN, trim)
    brush.shape(_FUSELAGE, colour)
    brush.bar(-74, 1, 150, 3, 1.5, trim)
    for i in range(6):
        pane(brush, -38 + 14 * i, -9, 7.4, 8, 3.6)
    brush.flat(blob((62, -13), (74, -11), (84, -4), (66, -4)), ROOM if brush.dim else (72, 118, 158))
    brush.limb([(-14, 20), (6, 20)], [5, 6], trim)
    brush.shape(_NEAR_WING, mix(colour, (255, 255, 255), 0.15))
    brush.limb([(-70, -3), (-90, 2)], [5, 3], mix(colour, DARK, 0.12))
    if wave(pose.phase) > 0.6:
        brush.halo(-40, 33, 9, (255, 90, 80), 200)
    _propeller(brush, pose.phase)


def _propeller(brush: Brush, phase: float) -> None:
    """Blades seen from the side: they are long, then short, on a pale disc of speed."""
    brush.dot(93, 0, 3.4, (255, 255, 255), 27, alpha=80)
    for shift in (0.0, 0.25):
        reach = 26 * math.cos(math.tau * (2 * phase + shift))
        brush.line([(93, -reach), (93, reach)], 3.2, DARK)
    brush.oval(93, 0, 6, 5, (226, 92, 76))


_DISC = blob((-60, 4), (-44, -7), (-16, -12), (16, -12), (44, -7), (60, 4), (42, 14), (14, 19), (-14, 19), (-42, 14))
_DOME = blob((-24, -8), (-20, -24), (0, -32), (20, -24), (24, -8), (0, -4))


def ufo(brush: Brush, colour: Rgb, pose: Pose) -> None:
    if pose.gait != "stand" or brush.dim:
        brush.glow(poly((-16, 12), (16, 12), (34, 62), (-34, 62), r=8), (190, 255, 210), 54)
    with brush.at(0, -9 + 0.8 * wave(pose.phase)):
        brush.oval(0, -6, 9.5, 11, (140, 206, 120))
        for x in (-3, 4.4):
            brush.dot(x, -7, 2.3, DARK, 3.1)
        brush.arc(1, -3, 3, 30, 120, 1, DARK)
    brush.flat(_DOME, GLASS, 120)
    brush.flat(blob((-17, -20), (-10, -27), (-6, -26), (-13, -17), (-15, -12)), (255, 255, 255), 170)
    brush.shape(_DISC, colour)
    brush.flat(blob((-58, 3), (0, -3), (58, 3), (0, 8)), mix(colour, DARK, 0.22))
    brush.oval(0, 17, 17, 5, mix(colour, DARK, 0.3))
    for i in range(5):
        bright = 0.5 + 0.5 * wave(pose.phase, i / 5)
        x = -44 + 22 * i
        glow = mix((176, 96, 60), (255, 234, 130), bright)
        brush.bar(x - 3.4, 5.4 - abs(i - 2) * 1.6, 6.8, 6.8, 3.4, glow, glow=True)
