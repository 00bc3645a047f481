"""Women, men and children: one figure, dressed by its look."""

from dataclasses import dataclass

from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, behind, between, blob, closed, mix
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import Build, Joints, joints

SKINS = ((244, 200, 168), (226, 172, 132), (198, 138, 98), (150, 98, 68), (108, 70, 50), (238, 188, 148))
HAIRS = ((58, 40, 34), (36, 30, 38), (122, 74, 42), (204, 152, 76), (168, 76, 44), (92, 60, 46))
CLOTHES = ((226, 92, 80), (62, 138, 170), (244, 182, 72), (96, 160, 118), (150, 104, 176), (236, 134, 148))
TROUSERS = ((58, 70, 104), (84, 78, 88), (112, 92, 74), (48, 84, 96))
SHOES = ((244, 240, 232), (70, 54, 56), (206, 86, 70))
BLUSH = (232, 112, 98)

WOMAN = Build(leg=45, torso=26.5, arm=31, neck=14, hips=4)
MAN = Build(leg=46, torso=29, arm=33, neck=14, hips=5.5)
CHILD = Build(leg=29, torso=20, arm=22, neck=12.5, hips=4)


@dataclass(frozen=True)
class Looks:
    """Colours and cut of one person, chosen by the look seed."""

    skin: Rgb
    hair: Rgb
    top: Rgb
    legs: Rgb
    shoes: Rgb
    cut: int  # which of the haircuts


def looks(seed: int, colour: Rgb | None) -> Looks:
    """Everybody differs from the next; a given colour goes to the clothes."""
    skin = SKINS[seed * 5 % 6]
    hair = HAIRS[1] if sum(skin) < 340 else HAIRS[(seed * 7 + seed // 3) % 6]
    top = colour or CLOTHES[seed * 5 % 6 if seed % 2 else (seed + 2) % 6]
    return Looks(skin, hair, top, TROUSERS[(seed // 2) % 4], SHOES[seed % 3], seed % 3)


def man(brush: Brush, colour: Rgb | None, pose: Pose) -> None:
    worn, body = looks(pose.look, colour), joints(pose.gait, pose.phase, MAN)
    _arm(brush, body, 0, worn, 3.9)
    _leg(brush, body, 0, worn.legs, worn, 5.2)
    _leg(brush, body, 1, worn.legs, worn, 5.2)
    _trunk(brush, body, _SHIRT, worn)
    _head(brush, body, worn, 10.2, _SHORT[worn.cut], pose)
    _arm(brush, body, 1, worn, 3.9)


def woman(brush: Brush, colour: Rgb | None, pose: Pose) -> None:
    worn, body = looks(pose.look, colour), joints(pose.gait, pose.phase, WOMAN)
    _arm(brush, body, 0, worn, 3.2)
    _mane(brush, body, worn, pose)
    _leg(brush, body, 0, worn.skin, worn, 4.1)
    _leg(brush, body, 1, worn.skin, worn, 4.1)
    _trunk(brush, body, _BLOUSE, worn)
    _skirt(brush, body, worn.top)
    _head(brush, body, worn, 10.1, _LONG[worn.cut], pose)
    _arm(brush, body, 1, worn, 3.2)


def child(brush: Brush, colour: Rgb | None, pose: Pose) -> None:
    worn, body = looks(pose.look, colour), joints(pose.gait, pose.phase, CHILD)
    _arm(brush, body, 0, worn, 3.1)
    _leg(brush, body, 0, worn.legs, worn, 4.2, bare=True)
    _leg(brush, body, 1, worn.legs, worn, 4.2, bare=True)
    _trunk(brush, body, _TEE, worn)
    _head(brush, body, worn, 11.2, _TUFT[worn.cut], pose)
    _arm(brush, body, 1, worn, 3.1)


# Trunks, drawn from the hip upward: the origin is the hip, the shoulders are at -torso.
_SHIRT = blob((-8.5, 4), (-9.2, -12), (-11.5, -26), (-8, -32), (0, -33.5), (8, -32), (11, -25), (9.5, -12), (8.5, 4), (0, 6))
_BLOUSE = blob((-6.5, 3), (-6.2, -8), (-8.6, -22), (-6, -28.5), (0, -30), (6, -28.5), (8.6, -21), (6.6, -8), (6.5, 3), (0, 4))
_TEE = blob((-7.4, 4), (-7.2, -8), (-8.2, -17), (-5.5, -21.5), (0, -22.5), (5.5, -21.5), (8, -17), (7.6, -8), (7.4, 4), (0, 5.5))

# Hair around a head of radius 10 whose middle is the origin, looking right.
_SHORT = (
    (blob((-10.6, 1), (-11, -6), (-6, -12), (3, -12.8), (9.6, -9), (10.4, -5), (5, -5.5), (-2, -5.6), (-5, -1), (-6, 5), (-9.4, 5)),),
    (blob((-10.4, 2), (-10.6, -6), (-4, -12.4), (5, -12.4), (9.5, -7.6), (2, -6.8), (-4, -5), (-6.4, 2), (-8, 5)),
     blob((2, -10), (7, -14.5), (12.4, -11), (9, -7))),
    (blob((-10.8, 0), (-9, -9), (-1, -12.2), (7, -10.4), (9.4, -6.6), (0, -7.2), (-5.4, -4), (-6.6, 2), (-9, 4)),),
)  # fmt: skip
_LONG = (
    (blob((-11, 2), (-11, -6), (-5, -12.4), (3, -12.8), (10, -8), (11, -2), (6.8, -4.6), (0, -7), (-4, -2), (-5, 8), (-9, 12)),),
    (blob((-10.6, 2), (-10.8, -6), (-4, -12.4), (4, -12.4), (10.2, -7), (10, -4), (2, -6.6), (-4.6, -3), (-6.4, 4), (-8.6, 6)),
     blob((-14, -12), (-9, -17), (-3, -13), (-5, -8), (-11, -7))),
    (blob((-12, 3), (-12, -6), (-6, -13), (4, -13.2), (11, -8), (11.6, 2), (9, -1), (5, -6.4), (-2, -6), (-4, 2), (-6, 9), (-11, 9)),),
)  # fmt: skip
_TUFT = (
    (blob((-10.4, 1), (-10.4, -6), (-4, -11.8), (4, -12), (9.6, -7), (4, -6.4), (-3, -6.2), (-6.4, -1), (-7, 4)),
     blob((-5, -10), (-4, -15.6), (1, -12), (5, -15), (4, -9))),
    (blob((-10.8, 3), (-11, -6), (-4, -12.6), (4, -12.6), (10.6, -6), (9, -3.8), (0, -5.4), (-5.4, -2), (-6.6, 5)),
     blob((-15.5, -4), (-11, -8.5), (-8.6, -3), (-11, 5), (-16, 4))),
    (blob((-10.2, 2), (-12, -4), (-9, -8), (-8, -13), (-2, -12), (3, -15), (6, -11), (11, -9), (8, -5.4), (0, -6.4), (-6, -2), (-7, 4)),),
)  # fmt: skip
_SHOE = blob((-4.4, -3), (-2, -6.4), (2, -5.6), (6.4, -3.4), (9, -0.8), (7, 0.9), (-4, 0.9))


def _leg(brush: Brush, body: Joints, side: int, cloth: Rgb, worn: Looks, thick: float, bare: bool = False) -> None:
    shade = behind if side == 0 else _same
    root = body.hip[0] + (2 if side == 0 else -1.5), body.hip[1]
    (kx, ky), (fx, fy) = body.knees[side], body.feet[side]
    ankle = fx, fy - 4
    if bare:
        brush.limb([(kx, ky), ankle], [thick * 0.76, thick * 0.64], shade(worn.skin))
        brush.limb([root, (kx, ky)], [thick * 1.2, thick], shade(cloth))
    else:
        brush.limb([root, (kx, ky), ankle], [thick * 1.2, thick * 0.9, thick * 0.62], shade(cloth))
    with brush.at(fx, fy, body.toes[side]):
        brush.shape(_SHOE, shade(worn.shoes))


def _arm(brush: Brush, body: Joints, side: int, worn: Looks, thick: float) -> None:
    shade = behind if side == 0 else _same
    shoulder = body.chest[0] + (4.5 if side == 0 else -3.5), body.chest[1] + 4
    elbow, hand = body.elbows[side], body.hands[side]
    brush.limb([elbow, hand], [thick * 0.78, thick * 0.66], shade(worn.skin))
    brush.dot(*hand, thick * 0.95, shade(worn.skin))
    brush.limb([shoulder, between(shoulder, elbow, 1.1)], [thick * 1.12, thick * 1.0], shade(mix(worn.top, (255, 255, 255), 0.07)))


def _trunk(brush: Brush, body: Joints, cut, worn: Looks) -> None:
    """The neck, then the shirt over it."""
    neck = [(body.chest[0], body.chest[1] + 4), body.head]
    brush.limb(neck, [3.6, 3.4], mix(worn.skin, (120, 60, 60), 0.16))
    with brush.at(*body.hip, body.lean):
        brush.shape(cut, worn.top)


def _skirt(brush: Brush, body: Joints, rgb: Rgb) -> None:
    """It follows the knees, so it swings with every step."""
    (hx, hy), knees = body.hip, body.knees
    left, right = min(k[0] for k in knees), max(k[0] for k in knees)
    hem = max(k[1] for k in knees) + 3
    path = closed(
        (hx - 6, hy - 6), (hx + 6, hy - 6), (max(right, hx) + 8, hem - 3), (hx + 2, hem + 1.5), (min(left, hx) - 8, hem - 3)
    )
    brush.shape(path, rgb)


def _mane(brush: Brush, body: Joints, worn: Looks, pose: Pose) -> None:
    """Long hair down the back, lifted by speed; a bun or a bob has none."""
    if worn.cut != 0:
        return
    lift = {"run": 14, "walk": 4, "dance": 6}.get(pose.gait, 0) + 2 * (body.knees[0][0] - body.knees[1][0]) / 20
    x, y = body.head
    points = [(x - 6, y - 2), (x - 9 - lift * 0.3, y + 9 - lift * 0.2), (x - 10 - lift * 0.8, y + 21 - lift * 0.9)]
    brush.limb(points, [6.2, 5.4, 2.6], behind(worn.hair))


def _head(brush: Brush, body: Joints, worn: Looks, radius: float, hair, pose: Pose) -> None:
    with brush.at(*body.head, body.nod, radius / 10, radius / 10):
        brush.dot(-4, 1.5, 2.4, behind(worn.skin))
        brush.oval(0, 0, 9.6, 10.2, worn.skin)
        face(brush, pose, worn.skin)
        for lock in hair:
            brush.shape(lock, worn.hair)


def face(brush: Brush, pose: Pose, skin: Rgb) -> None:
    """Two small eyes that blink, a cheek, a nose and a smile; the head looks right."""
    blinking = pose.gait == "stand" and 0.9 < pose.phase < 0.96
    for x in (2.6, 7.4):
        brush.dot(x, -0.4, 1.05, DARK, 0.25 if blinking else 1.45)
    brush.dot(9.6, 2.4, 1.3, mix(skin, BLUSH, 0.35), 1.1)
    brush.dot(1.6, 4, 2.2, mix(skin, BLUSH, 0.42), 1.5, alpha=170)
    brush.arc(5.6, 3.4, 2.7, 25, 110, 1.0, mix(skin, (110, 30, 40), 0.65))


def _same(rgb: Rgb) -> Rgb:
    return rgb
