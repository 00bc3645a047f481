"""Robots and astronauts: people's bones in harder clothes."""

import skia

from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, behind, mix
from generation.engines.sketch.actors.character import Character, draw_head
from generation.engines.sketch.actors.outlines import blob, poly
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import Build, Joints, joints, wave

ROBOT = Build(leg=38, torso=36, arm=36, neck=19, hips=9)
ASTRONAUT = Build(leg=40, torso=34, arm=34, neck=15, hips=6)
STEEL, SUIT, RUBBER = (150, 164, 186), (238, 238, 236), (92, 98, 112)
LED, VISOR, GLINT = (120, 240, 232), (44, 58, 92), (150, 196, 226)

_CASE = poly((-17, 4), (-19, -38), (19, -38), (17, 4), r=7)
_SKULL = poly((-16, 11), (-17, -12), (17, -12), (16, 11), r=8)
_FOOT = poly((-7, 1), (-6, -7), (5, -7), (11, 1), r=3.5)
_BODY = blob(
    (-13, 5), (-14, -10), (-14.5, -28), (-8, -36.5), (0, -38), (8, -36.5), (14.5, -27), (13.5, -10),
    (12.5, 5), (0, 8),
)  # fmt: skip
_BOOT = blob((-6, -4), (-5, -9), (3, -9), (6, -5), (10.5, -2.5), (10.5, 1), (-5.5, 1))
_GLASS = blob((-6.5, -8), (3, -11), (12.6, -7), (13.6, 1.5), (9, 7.6), (0, 8.6), (-6.4, 5.6), (-8, -1))
_GLEAM = blob((-3.5, -5.5), (2, -8), (4, -6.6), (-1, -3.6), (-3.6, 0.6), (-4.8, -1.5))


def robot(brush: Brush, colour: Rgb, pose: Pose) -> None:
    body = joints(pose.gait, pose.phase, ROBOT)
    _tube_arm(brush, body, 0, behind(colour))
    _tube_leg(brush, body, 0, behind(colour))
    _tube_leg(brush, body, 1, colour)
    brush.limb([(body.chest[0], body.chest[1] + 4), body.head], [4.5, 4.5], RUBBER)
    with brush.at(*body.hip, body.lean):
        brush.shape(_CASE, colour)
        brush.bar(-10, -30, 22, 15, 3.5, mix(colour, DARK, 0.45))
        for i in range(3):
            lamp = mix((206, 96, 80), (255, 214, 100), 0.5 + 0.5 * wave(pose.phase, -i / 3))
            brush.bar(-7 + 6 * i, -26, 4.4, 7, 2, lamp, glow=True)
        brush.bar(-9, -8, 20, 3, 1.5, mix(colour, DARK, 0.25))
    _robot_head(brush, body, colour, pose)
    _tube_arm(brush, body, 1, colour)


def _robot_head(brush: Brush, body: Joints, colour: Rgb, pose: Pose) -> None:
    with brush.at(*body.head, body.nod):
        swing = 2.5 * wave(pose.phase, 0.1)
        brush.line([(0, -11), (swing, -20)], 1.8, RUBBER)
        brush.dot(swing, -21, 3.2, (236, 92, 80))
        brush.oval(-16.5, 0, 3.4, 5.5, mix(colour, DARK, 0.3))
        brush.shape(_SKULL, colour)
        brush.bar(-9, -7.5, 23, 13.5, 6, DARK)
        tall = 0.4 if pose.gait == "stand" and 0.9 < pose.phase < 0.96 else 3.2
        for x in (-1.5, 8):
            brush.bar(x - 2.6, -1.6 - tall, 5.2, 2 * tall, min(2.6, tall), LED, glow=True)


def _tube_leg(brush: Brush, body: Joints, side: int, rgb: Rgb) -> None:
    root = body.hip[0] + (6 if side == 0 else -6), body.hip[1]
    foot = body.feet[side]
    brush.limb([root, body.knees[side], (foot[0], foot[1] - 5)], [4, 3.6, 3.6], RUBBER, far=side == 0)
    brush.dot(*body.knees[side], 4.4, rgb)
    with brush.at(*foot, body.toes[side]):
        brush.shape(_FOOT, rgb)


def _tube_arm(brush: Brush, body: Joints, side: int, rgb: Rgb) -> None:
    shoulder = body.chest[0] + (13 if side == 0 else -12), body.chest[1] + 5
    reach = 12 - 6.3 if side == 0 else -12 + 6.3
    elbow, hand = ((x + reach, y + 1) for x, y in (body.elbows[side], body.hands[side]))
    brush.limb([shoulder, elbow, hand], [3.6, 3.3, 3.3], RUBBER, far=side == 0)
    brush.oval(*shoulder, 6, 6, rgb)
    brush.oval(*hand, 5.4, 5.4, rgb)


def astronaut(brush: Brush, colour: Rgb, pose: Pose, person: Character | None = None) -> None:
    body = joints(pose.gait, pose.phase, ASTRONAUT)
    stripe = colour if colour != SUIT else (236, 122, 66)
    _puffy_arm(brush, body, 0, colour, behind(stripe))
    with brush.at(*body.hip, body.lean):
        brush.box(-24, -38, 17, 34, 5, mix(colour, RUBBER, 0.45))
    _puffy_leg(brush, body, 0, colour, behind(stripe))
    _puffy_leg(brush, body, 1, colour, stripe)
    with brush.at(*body.hip, body.lean):
        brush.shape(_BODY, colour)
        brush.bar(-4, -24, 14, 10, 2.5, RUBBER)
        brush.dot(0, -20, 1.9, (236, 92, 80))
        brush.bar(3, -21.6, 5, 3.2, 1.4, LED, glow=True)
        brush.bar(-13, -3, 26, 4, 1.6, stripe if stripe != colour else RUBBER)
    _helmet(brush, body, colour, pose, person)
    _puffy_arm(brush, body, 1, colour, stripe)


def _helmet(brush: Brush, body: Joints, colour: Rgb, pose: Pose, person: Character | None) -> None:
    """Somebody of the cast is seen through a clear bubble, which the head fills."""
    if person:
        with brush.at(body.head[0], body.head[1] - 4, body.nod):
            brush.dot(0, 0, 20, mix(colour, (255, 255, 255), 0.3))
            brush.dot(0, 0, 18, (72, 92, 122))
            inside = skia.Path().addOval(skia.Rect.MakeLTRB(-18, -18, 18, 18))
            brush.canvas.save()
            brush.canvas.clipPath(inside, skia.ClipOp.kIntersect, True)
            draw_head(brush, (0, 5), 0, person, pose, 19)
            brush.canvas.restore()
            brush.flat(_GLEAM, GLINT, 120)
        return
    with brush.at(*body.head, body.nod):
        brush.oval(0, 0, 16.4, 16.4, mix(colour, (255, 255, 255), 0.3))
        brush.oval(-9, 2, 4, 5, RUBBER)
        brush.shape(_GLASS, VISOR)
        brush.flat(_GLEAM, GLINT, 220)


def _puffy_leg(brush: Brush, body: Joints, side: int, rgb: Rgb, stripe: Rgb) -> None:
    root = body.hip[0] + (4 if side == 0 else -4), body.hip[1]
    foot = body.feet[side]
    brush.limb([root, body.knees[side], (foot[0], foot[1] - 6)], [8.4, 7.2, 6], rgb, far=side == 0)
    rgb = rgb if side else behind(rgb)
    brush.dot(*body.knees[side], 3.2, mix(rgb, RUBBER, 0.25))
    with brush.at(*foot, body.toes[side]):
        brush.bar(-6, -12, 11, 4, 2, stripe)
        brush.shape(_BOOT, mix(rgb, RUBBER, 0.35))


def _puffy_arm(brush: Brush, body: Joints, side: int, rgb: Rgb, stripe: Rgb) -> None:
    reach = 5 if side == 0 else -4.5
    shoulder = body.chest[0] + reach * 1.6, body.chest[1] + 5
    elbow, hand = ((x + reach, y) for x, y in (body.elbows[side], body.hands[side]))
    brush.limb([shoulder, elbow, hand], [6.6, 6, 5.2], rgb, far=side == 0)
    rgb = rgb if side else behind(rgb)
    brush.oval(*hand, 5, 5, mix(rgb, RUBBER, 0.4))
    brush.dot(shoulder[0], shoulder[1] + 2, 2.6, stripe)
