"""Animals on four legs: one way of walking, five bodies."""

from dataclasses import dataclass

from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, behind, mix
from generation.engines.sketch.actors.character import Character
from generation.engines.sketch.actors.outlines import Point, blob, curve, taper
from generation.engines.sketch.actors.riders import seat
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import Paws, knee, paws, wave

NOSE, PINK, CREAM = (70, 48, 52), (240, 168, 164), (250, 240, 224)
LEATHER = (104, 58, 44)


@dataclass(frozen=True)
class Frame:
    """Where the legs of an animal sit and how thick they are, in actor units."""

    leg: float  # from root to ground
    hind: float  # x of the hind roots
    fore: float  # x of the fore roots
    thick: float
    paw: float  # radius of the foot
    hock: float = -1.0  # hind knees point back
    hoof: Rgb | None = None


def legs(brush: Brush, frame: Frame, step: Paws, rgb: Rgb, far: bool) -> None:
    """Two of the four legs: the far pair is drawn before the body, the near pair after it."""
    for which, x in ((0, frame.hind), (1, frame.fore)):
        dx, dy = step.feet[which if far else which + 2]
        root = x + (4 if far else -2) * frame.thick / 5, -frame.leg * (1 + step.bob)
        foot = x + dx * frame.leg + (3 if far else 0) * frame.thick / 5, dy * frame.leg - frame.paw * 0.8
        joint = knee(root, foot, frame.leg * 0.52, frame.leg * 0.52, frame.hock if which == 0 else -frame.hock * 0.4)
        brush.limb([root, joint, foot], [frame.thick * 1.35, frame.thick * 0.85, frame.thick * 0.7], rgb, far)
        hoof = frame.hoof or (behind(rgb) if far else rgb)
        brush.oval(foot[0] + frame.paw * 0.35, foot[1], frame.paw * 1.25, frame.paw * 0.85, hoof)


def eye(brush: Brush, pose: Pose, x: float, y: float, r: float) -> None:
    """A small eye with a glint; it blinks while its owner stands."""
    if pose.gait == "stand" and 0.9 < pose.phase < 0.96:
        brush.dot(x, y, r, DARK, r * 0.2)
        return
    brush.dot(x, y, r, DARK, r * 1.2)
    brush.dot(x + r * 0.3, y - r * 0.45, r * 0.34, (255, 255, 255))


def tail(brush: Brush, points: tuple[Point, Point, Point], thick: tuple[float, float], rgb: Rgb) -> None:
    brush.limb(curve(*points), taper(*thick), rgb)


_CAT = Frame(leg=15, hind=-13, fore=11, thick=3.6, paw=3)
_CAT_BODY = blob(
    (-20, -16), (-19, -25), (-8, -27), (6, -27.5), (16, -27), (18, -18), (12, -12), (-2, -11.5), (-14, -11),
)  # fmt: skip
_CAT_EAR = blob((-3.6, 0), (-2.5, -6), (-0.4, -9.6), (2.6, -5.5), (4.4, 0), (0, 2))
_CAT_CHEEKS = blob((-11, 1), (-9, -7), (0, -9.6), (9, -7), (11.4, 1), (7.5, 7), (0, 8.6), (-7.5, 7))


def cat(brush: Brush, colour: Rgb, pose: Pose) -> None:
    step, swish = paws(pose.gait, pose.phase), wave(pose.phase) * (1 if pose.gait == "stand" else 0.6)
    dark = mix(colour, DARK, 0.3)
    legs(brush, _CAT, step, colour, far=True)
    with brush.at(0, -step.bob * 15, step.pitch):
        tail(brush, ((-18, -20), (-32, -16 - 4 * swish), (-29 - 4 * swish, -41)), (3, 2.2), colour)
        brush.shape(_CAT_BODY, colour)
        for x in (-12, -6, 0):
            brush.line([(x, -26), (x - 1.5, -20.5)], 2.2, dark)
    legs(brush, _CAT, step, colour, far=False)
    with brush.at(19, -32 - step.bob * 20, 3 * wave(pose.phase, 0.1)):
        for x, turn in ((-6.4, -16), (6, 16)):
            with brush.at(x, -6, turn):
                brush.shape(_CAT_EAR, behind(colour) if x > 0 else colour)
                brush.dot(0.4, -3.2, 1.6, PINK, 2.8)
        brush.shape(_CAT_CHEEKS, colour)
        for x in (-2.5, 1, 4.5):
            brush.line([(x, -8.5), (x, -5)], 1.6, dark)
        brush.dot(3, 4.4, 5, mix(colour, CREAM, 0.65), 3.2)
        for x in (-2.6, 7):
            eye(brush, pose, x, -0.6, 1.5)
        brush.dot(3, 2.6, 1.3, PINK, 0.9)
        for y in (3, 5):
            brush.line([(-5, y), (-13, y + (y - 4) * 1.2)], 0.5, CREAM)
            brush.line([(9, y), (16, y + (y - 4) * 1.2)], 0.5, CREAM)


_DOG = Frame(leg=20, hind=-15, fore=12, thick=4.2, paw=3.4)
_DOG_BODY = blob((-22, -21), (-21, -30), (-9, -32), (6, -33), (17, -34), (20, -24), (14, -16), (-2, -17), (-15, -15))
_DOG_HEAD = blob((-10, -1), (-8, -9), (0, -11), (7, -7.6), (10, -3), (18, -1.4), (19.5, 3), (16, 7), (6, 8.6), (-5, 8))
_DOG_EAR = blob((-2, -2), (3, -2), (5, 5), (3.5, 13), (-1, 14.6), (-4, 9), (-4, 2))


def dog(brush: Brush, colour: Rgb, pose: Pose) -> None:
    step, wag = paws(pose.gait, pose.phase), wave(pose.phase * 2)
    dark, pale = mix(colour, DARK, 0.45), mix(colour, CREAM, 0.6)
    legs(brush, _DOG, step, colour, far=True)
    with brush.at(0, -step.bob * 20, step.pitch):
        tail(brush, ((-19, -27), (-30, -30), (-32 + 3 * wag, -43 - wag)), (3.6, 2), colour)
        brush.shape(_DOG_BODY, colour)
        brush.limb([(14, -30), (21, -40)], [7, 6.4], colour)
        brush.dot(16, -21, 4.5, pale, 5.5)
    legs(brush, _DOG, step, colour, far=False)
    with brush.at(22, -43 - step.bob * 24, -4 + 4 * wave(pose.phase, 0.2)):
        brush.shape(_DOG_HEAD, colour)
        brush.dot(13.5, 3.6, 5, pale, 3.4)
        brush.dot(18.4, 0.4, 2.7, NOSE, 2.1)
        brush.arc(13, 3, 3.6, 20, 130, 0.9, NOSE)
        brush.bar(11.5, 6.4, 3.6, 4.2 + wag * 0.7, 1.8, (232, 116, 122))
        eye(brush, pose, 6.4, -2.6, 1.6)
        with brush.at(-3.5, -6, 10 + 8 * wave(pose.phase, 0.4)):
            brush.shape(_DOG_EAR, dark)
        brush.line([(-8.5, 8.6), (-1, 10.8)], 2.6, (208, 66, 62) if colour[0] < 200 else (62, 124, 188))


_HORSE = Frame(leg=50, hind=-34, fore=24, thick=5.6, paw=4, hoof=(72, 56, 54))
_HORSE_BODY = blob(
    (-46, -58), (-43, -74), (-26, -78), (-4, -75), (18, -78), (34, -74), (37, -58), (26, -48), (0, -46),
    (-30, -46),
)  # fmt: skip
_HORSE_HEAD = blob((-9, -6), (-4, -11), (5, -9), (14, 3), (23, 12), (23.5, 18), (17, 21), (8, 15), (-3, 10), (-9, 3))
_HORSE_NECK = blob((12, -68), (20, -86), (30, -103), (42, -102), (45, -92), (42, -76), (36, -60), (22, -56))


def horse(brush: Brush, colour: Rgb, pose: Pose, person: Character | None = None) -> None:
    step, sway = paws(pose.gait, pose.phase), wave(pose.phase)
    hair = mix(colour, DARK, 0.62)
    fly = {"run": 14, "walk": 4}.get(pose.gait, 0)
    legs(brush, _HORSE, step, colour, far=True)
    with brush.at(0, -step.bob * 40, step.pitch * 0.6):
        tail(brush, ((-43, -70), (-58 - fly, -72), (-55 - fly - 4 * sway, -34 - fly)), (5.5, 2), hair)
        brush.shape(_HORSE_BODY, colour)
        if person:
            brush.limb([(-14, -75), (4, -74)], [4, 4.4], LEATHER)
        nod = sway if pose.gait == "stand" else 4 * sway
        with brush.at(20, -66, nod), brush.at(-20, 66):
            brush.shape(_HORSE_NECK, colour)
            mane = [(30, -108), (20 - fly * 0.3, -97), (13 - fly * 0.5, -84), (9 - fly * 0.4, -73 + sway)]
            brush.limb(mane, [4, 6.5, 6, 2.5], hair)
            _horse_head(brush, colour, hair, pose)
        if person:
            brush.line([(16, -92), (40, -90)], 1.2, LEATHER)
            seat(brush, (-6, -79), person, pose, (21, -14))
    legs(brush, _HORSE, step, colour, far=False)


def _horse_head(brush: Brush, colour: Rgb, hair: Rgb, pose: Pose) -> None:
    with brush.at(39, -101, 4 * wave(pose.phase, 0.15)):
        for x, rgb in ((-1, behind(colour)), (-5, colour)):
            brush.limb([(x, -8), (x + 1.5, -17)], [3.2, 0.8], rgb)
        brush.shape(_HORSE_HEAD, colour)
        brush.dot(19, 15.6, 5.4, mix(colour, DARK, 0.3), 5)
        brush.dot(20.5, 14, 1.1, DARK)
        eye(brush, pose, 4, -0.6, 1.9)
        brush.limb([(-4, -11), (3, -8), (7, -4)], [3.4, 3, 1], hair)


_RABBIT = Frame(leg=11, hind=-9, fore=9, thick=3, paw=2.8)
_RABBIT_BODY = blob((-17, -11), (-16, -21), (-7, -25), (4, -23), (13, -18), (14, -9), (6, -5), (-8, -4.5))
_RABBIT_HEAD = blob((-8.6, 0), (-6, -7), (2, -8.6), (9, -4), (11, 1.6), (7, 7), (-1, 8), (-7.4, 5))


def rabbit(brush: Brush, colour: Rgb, pose: Pose) -> None:
    gait = "run" if pose.gait == "walk" else pose.gait
    step, ears = paws(gait, pose.phase), 5 * wave(pose.phase, 0.2)
    fold = {"run": -26, "jump": -18}.get(gait, 0)
    legs(brush, _RABBIT, step, colour, far=True)
    with brush.at(0, -step.bob * 11, step.pitch):
        brush.oval(-17.5, -14, 4.6, 4.6, CREAM)
        brush.shape(_RABBIT_BODY, colour)
        brush.oval(-9.5, -11.5, 7, 7.5, colour)
    legs(brush, _RABBIT, step, colour, far=False)
    with brush.at(14, -25 - step.bob * 14, 3 * wave(pose.phase)):
        for x, turn, rgb in ((1.5, 8 + ears + fold, behind(colour)), (-3, -10 + ears * 0.6 + fold, colour)):
            with brush.at(x, -6, turn):
                brush.oval(0, -8.6, 3.1, 9.8, rgb)
                brush.dot(0.5, -8, 1.4, PINK, 6.6)
        brush.shape(_RABBIT_HEAD, colour)
        eye(brush, pose, 3.2, -1.2, 1.6)
        brush.dot(10, 1.2, 1.3, PINK, 1)
        brush.dot(3, 3.6, 1.9, mix(colour, PINK, 0.6), 1.3)


_ELEPHANT = Frame(leg=52, hind=-46, fore=26, thick=12.5, paw=10, hock=-0.4)
_ELEPHANT_BODY = blob(
    (-70, -66), (-66, -96), (-40, -112), (-6, -110), (26, -112), (46, -92), (44, -62), (24, -44), (-14, -40),
    (-54, -44),
)  # fmt: skip
_ELEPHANT_HEAD = blob((-22, -6), (-18, -26), (2, -33), (22, -24), (28, -4), (24, 14), (6, 20), (-14, 14))
_ELEPHANT_EAR = blob((6, -22), (-10, -30), (-28, -22), (-32, 2), (-22, 24), (-8, 26), (4, 10))
_TUSK = blob((0, -4), (5, 3), (14, 6), (22, 3), (15, 11), (4, 10), (-4, 3))


def elephant(brush: Brush, colour: Rgb, pose: Pose, person: Character | None = None) -> None:
    step, slow = paws("walk" if pose.gait == "run" else pose.gait, pose.phase), wave(pose.phase)
    legs(brush, _ELEPHANT, step, colour, far=True)
    with brush.at(0, -step.bob * 40, step.pitch * 0.3):
        tail(brush, ((-68, -84), (-82, -74), (-78 + 5 * slow, -50)), (3.4, 2), colour)
        brush.dot(-78 + 5 * slow, -48, 3.4, DARK, 5)
        brush.shape(_ELEPHANT_BODY, colour)
        if person:
            seat(brush, (-8, -116), person, pose, (21, -8))
    legs(brush, _ELEPHANT, step, colour, far=False)
    with brush.at(50, -104 - step.bob * 50, 2.5 * wave(pose.phase, 0.1)):
        lifted = 34 if pose.gait in ("dance", "jump") else 0
        tip = 40 + 8 * slow + lifted, 56 - 5 * abs(slow) - lifted * 1.9
        brush.shape(_ELEPHANT_HEAD, colour)
        brush.limb(curve((18, -4), (36, 22 + lifted * 0.4), tip, 9), taper(12, 5, 9), colour)
        with brush.at(17, 13, 4):
            brush.shape(_TUSK, CREAM)
        eye(brush, pose, 14, -9, 2.8)
        with brush.at(-2, 0, 0, 1 + 0.1 * wave(pose.phase, 0.3), 1):
            brush.shape(_ELEPHANT_EAR, mix(colour, PINK, 0.16))
