"""Women, men and children: one figure, dressed by its look."""

import skia

from generation.engines.sketch.actors import wardrobe
from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, behind, mix
from generation.engines.sketch.actors.character import Character, draw_head, draw_mane
from generation.engines.sketch.actors.outlines import between, closed
from generation.engines.sketch.actors.wardrobe import Looks, looks
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import Build, Joints, joints

Hair = tuple[skia.Path, ...]
BLUSH = (232, 112, 98)

WOMAN = Build(leg=45, torso=26.5, arm=31, neck=14, hips=4)
MAN = Build(leg=46, torso=29, arm=33, neck=14, hips=5.5)
CHILD = Build(leg=29, torso=20, arm=22, neck=12.5, hips=4)


def dressed(pose: Pose, colour: Rgb | None, person: Character | None) -> Looks:
    return person.looks(colour) if person else looks(pose.look, colour)


def man(brush: Brush, colour: Rgb | None, pose: Pose, person: Character | None = None) -> None:
    worn, body = dressed(pose, colour, person), joints(pose.gait, pose.phase, MAN)
    _arm(brush, body, 0, worn, 3.9)
    _mane(brush, body, worn, pose, person)
    _leg(brush, body, 0, worn.legs, worn, 5.2)
    _leg(brush, body, 1, worn.legs, worn, 5.2)
    _trunk(brush, body, wardrobe.SHIRT, worn)
    _upper(brush, body, worn, 3.9, 10.2, wardrobe.SHORT[worn.cut], pose, person)


def woman(brush: Brush, colour: Rgb | None, pose: Pose, person: Character | None = None) -> None:
    worn, body = dressed(pose, colour, person), joints(pose.gait, pose.phase, WOMAN)
    _arm(brush, body, 0, worn, 3.2)
    _mane(brush, body, worn, pose, person, long=worn.cut == 0)
    _leg(brush, body, 0, worn.skin, worn, 4.1)
    _leg(brush, body, 1, worn.skin, worn, 4.1)
    _trunk(brush, body, wardrobe.BLOUSE, worn)
    _skirt(brush, body, worn.top)
    _upper(brush, body, worn, 3.2, 10.1, wardrobe.LONG[worn.cut], pose, person)


def child(brush: Brush, colour: Rgb | None, pose: Pose, person: Character | None = None) -> None:
    worn, body = dressed(pose, colour, person), joints(pose.gait, pose.phase, CHILD)
    _arm(brush, body, 0, worn, 3.1)
    _mane(brush, body, worn, pose, person)
    _leg(brush, body, 0, worn.legs, worn, 4.2, bare=True)
    _leg(brush, body, 1, worn.legs, worn, 4.2, bare=True)
    _trunk(brush, body, wardrobe.TEE, worn)
    _upper(brush, body, worn, 3.1, 11.2, wardrobe.TUFT[worn.cut], pose, person)


def _leg(brush: Brush, body: Joints, side: int, cloth: Rgb, worn: Looks, thick: float, bare: bool = False) -> None:
    far = side == 0
    root = body.hip[0] + (2 if side == 0 else -1.5), body.hip[1]
    (kx, ky), (fx, fy) = body.knees[side], body.feet[side]
    ankle = fx, fy - 4
    if bare:
        brush.limb([(kx, ky), ankle], [thick * 0.76, thick * 0.64], worn.skin, far)
        brush.limb([root, (kx, ky)], [thick * 1.2, thick], cloth, far)
    else:
        brush.limb([root, (kx, ky), ankle], [thick * 1.2, thick * 0.9, thick * 0.62], cloth, far)
    with brush.at(fx, fy, body.toes[side]):
        brush.shape(wardrobe.SHOE, behind(worn.shoes) if far else worn.shoes)


def _arm(brush: Brush, body: Joints, side: int, worn: Looks, thick: float) -> None:
    far = side == 0
    shoulder = body.chest[0] + (4.5 if side == 0 else -3.5), body.chest[1] + 4
    elbow, hand = body.elbows[side], body.hands[side]
    brush.limb([elbow, hand], [thick * 0.78, thick * 0.66], worn.skin, far)
    brush.dot(*hand, thick * 0.95, behind(worn.skin) if far else worn.skin)
    sleeve = mix(worn.top, (255, 255, 255), 0.07)
    brush.limb([shoulder, between(shoulder, elbow, 1.1)], [thick * 1.12, thick], sleeve, far)


def _trunk(brush: Brush, body: Joints, cut: skia.Path, worn: Looks) -> None:
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
    corners = (max(right, hx) + 8, hem - 3), (hx + 2, hem + 1.5), (min(left, hx) - 8, hem - 3)
    brush.shape(closed((hx - 6, hy - 6), (hx + 6, hy - 6), *corners), rgb)


def _mane(brush: Brush, body: Joints, worn: Looks, pose: Pose, person: Character | None, long: bool = False) -> None:
    """Long hair down the back, lifted by speed; a bun or a bob has none."""
    lift = {"run": 14, "walk": 4, "dance": 6}.get(pose.gait, 0) + 2 * (body.knees[0][0] - body.knees[1][0]) / 20
    if person:
        draw_mane(brush, body.head, person, worn, lift)
    if person or not long:
        return
    x, y = body.head
    points = [(x - 6, y - 2), (x - 9 - lift * 0.3, y + 9 - lift * 0.2), (x - 10 - lift * 0.8, y + 21 - lift * 0.9)]
    brush.limb(points, [6.2, 5.4, 2.6], behind(worn.hair))


def _upper(
    brush: Brush, body: Joints, worn: Looks, thick: float, radius: float, hair: Hair, pose: Pose,
    person: Character | None,
) -> None:  # fmt: skip
    """The near arm and the head. Nothing may cover the face of one of the cast: it is why one looks."""
    if person:
        _arm(brush, body, 1, worn, thick)
        draw_head(brush, body.head, body.nod, person, pose)
    else:
        _head(brush, body, worn, radius, hair, pose)
        _arm(brush, body, 1, worn, thick)


def _head(brush: Brush, body: Joints, worn: Looks, radius: float, hair: Hair, pose: Pose) -> None:
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
