"""Where the joints are at any phase of a gait: planted feet by inverse kinematics, swinging arms, galloping legs."""

import math
from dataclasses import dataclass

TURN = 2 * math.pi
Point = tuple[float, float]


@dataclass(frozen=True)
class Build:
    """The bones of a two-legged figure, in actor units."""

    leg: float = 46.0
    torso: float = 29.0
    arm: float = 32.0
    neck: float = 12.5  # from the shoulders up to the middle of the head
    hips: float = 4.5  # from the middle to a leg's root, as far as we see it from the side


@dataclass(frozen=True)
class Joints:
    """A two-legged figure in one moment. Pairs are (far side, near side); y grows downward, the ground is y = 0."""

    hip: Point
    chest: Point  # between the shoulders
    head: Point
    lean: float  # degrees the trunk leans forward
    nod: float  # degrees the head tilts forward
    knees: tuple[Point, Point]
    feet: tuple[Point, Point]
    elbows: tuple[Point, Point]
    hands: tuple[Point, Point]
    toes: tuple[float, float]  # degrees each foot points down


@dataclass(frozen=True)
class Stance:
    """What a gait asks of the body at one phase. Lengths are in leg lengths, angles in degrees."""

    feet: tuple[Point, Point]  # from the point on the ground under the hips
    arms: tuple[tuple[float, float], tuple[float, float]]  # (shoulder, elbow) degrees forward
    crouch: float = 0.0  # share of the leg's length the hips sink by
    sway: float = 0.0  # hips to the right, in leg lengths
    lean: float = 0.0
    nod: float = 0.0
    toes: tuple[float, float] = (0.0, 0.0)


def wave(phase: float, shift: float = 0.0) -> float:
    return math.sin(TURN * (phase + shift))


def smooth(t: float) -> float:
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def step(phase: float, reach: float, rise: float, contact: float) -> tuple[float, float, float]:
    """A foot's x, y and toe angle: it travels back on the ground for `contact` of the cycle, then swings forward."""
    p = phase % 1.0
    if p < contact:
        return reach * (0.5 - p / contact), 0.0, 26 * smooth((p / contact - 0.7) / 0.3)
    s = (p - contact) / (1 - contact)
    return reach * (smooth(s) - 0.5), -rise * math.sin(math.pi * s**0.75), 26 * (1 - smooth(s * 1.6))


def knee(hip: Point, foot: Point, thigh: float, shin: float, bend: float = 1.0) -> Point:
    """The joint between two bones; it points forward for bend +1. Bones too short are stretched, never torn apart."""
    dx, dy = foot[0] - hip[0], foot[1] - hip[1]
    span = math.hypot(dx, dy) or 1e-6
    if span >= thigh + shin:
        share = thigh / (thigh + shin)
        return hip[0] + dx * share, hip[1] + dy * share
    along = (thigh**2 - shin**2 + span**2) / (2 * span)
    out = math.sqrt(max(0.0, thigh**2 - along**2)) * bend
    return hip[0] + (dx * along + dy * out) / span, hip[1] + (dy * along - dx * out) / span


def _strides(phase, reach, rise, contact):
    near, far = step(phase, reach, rise, contact), step(phase + 0.5, reach, rise, contact)
    return (far[:2], near[:2]), (far[2], near[2])


def _walk(phase: float) -> Stance:
    feet, toes = _strides(phase, 0.74, 0.15, 0.6)
    swing = wave(phase, 0.25)
    arms = ((28 * swing, 16 + 10 * swing), (-28 * swing, 16 - 10 * swing))
    return Stance(feet, arms, crouch=0.04 + 0.025 * wave(2 * phase, 0.15), lean=4, nod=wave(2 * phase) * 1.5, toes=toes)


def _run(phase: float) -> Stance:
    """Low in the middle of each step, both feet in the air between two of them."""
    feet, toes = _strides(phase, 0.95, 0.5, 0.36)
    low = wave(2 * phase, -0.11)
    feet = tuple((x, y - 0.09 * max(0.0, -low)) for x, y in feet)
    swing = wave(phase, 0.25)
    arms = ((52 * swing, 88), (-52 * swing, 88))
    return Stance(feet, arms, crouch=0.02 + 0.07 * low, lean=15, nod=-6, toes=toes)


def _stand(phase: float) -> Stance:
    breath = wave(phase)
    arms = ((7 + 2 * breath, 12 + 2 * breath), (-5 - 2 * breath, 14))
    return Stance(((0.07, 0), (-0.09, 0)), arms, crouch=0.012 + 0.008 * breath, nod=2 * breath)


def _wave(phase: float) -> Stance:
    """A hand goes up, greets us a few times and comes down again, within one long breath."""
    breath, up = wave(phase), smooth(phase / 0.12) * (1 - smooth((phase - 0.62) / 0.16))
    shake = math.sin(TURN * 6 * phase)
    far = (7 + 2 * breath + up * 122, 12 + up * (26 + 20 * shake))
    return Stance(((0.07, 0), (-0.09, 0)), (far, (-5 - 2 * breath, 14)), crouch=0.012 + 0.008 * breath, nod=-3 * up)


def _sit(phase: float) -> Stance:
    """On the ground, leaning back on a hand, the knees drawn up."""
    breath = wave(phase)
    feet, arms = ((0.98, 0.0), (0.8, 0.0)), ((44 + 3 * breath, 26), (-42, -6))
    return Stance(feet, arms, crouch=0.85, lean=-10 + breath, nod=6 + 2 * breath, toes=(-24, -24))


def leap(phase: float) -> tuple[float, float]:
    """How much it crouches and how much it flies, 0..1: down until .2, in the air until .84, down again on landing."""
    bend = phase / 0.2 if phase < 0.2 else (phase - 0.82) / 0.18
    return math.sin(math.pi * smooth(bend)), smooth((phase - 0.14) / 0.14) * (1 - smooth((phase - 0.74) / 0.14))


def _jump(phase: float) -> Stance:
    crouch, air = leap(phase)
    arms = ((-40 * crouch + 150 * air, 20 * (1 - air)), (-52 * crouch - 148 * air, 20 * (1 - air)))
    feet = ((0.1 + 0.12 * air, -0.3 * air), (-0.1 - 0.2 * air, -0.16 * air))
    toes = 34 * air, 44 * air
    return Stance(feet, arms, crouch=0.03 + 0.3 * crouch, lean=14 * crouch - 4 * air, nod=-8 * air, toes=toes)


def _dance(phase: float) -> Stance:
    """Two beats to the left, two to the right, arms in the air by turns."""
    beat, side = abs(wave(phase * 2)), wave(phase)
    lifts = max(0.0, wave(2 * phase, -0.25)) ** 2
    feet = ((0.2 + 0.1 * side, -0.26 * lifts * (side < 0)), (-0.2 + 0.1 * side, -0.26 * lifts * (side >= 0)))
    arms = ((100 + 30 * side, 12 + 28 * beat), (-112 + 36 * side, -20 - 36 * beat))
    return Stance(feet, arms, crouch=0.05 + 0.09 * beat, sway=0.13 * side, lean=-9 * side, nod=9 * wave(phase, 0.08))


def _float(phase: float) -> Stance:
    """Drifting arms and legs: an astronaut, or somebody treading water."""
    slow, late = wave(phase), wave(phase, 0.2)
    arms = ((62 + 14 * slow, 26 + 10 * late), (-58 + 14 * late, 30 + 12 * slow))
    feet = ((0.22 + 0.05 * slow, -0.1 + 0.05 * late), (-0.26 + 0.05 * late, -0.2 + 0.06 * slow))
    return Stance(feet, arms, lean=2 * slow, nod=4 * late, toes=(30, 40))


def _swim(phase: float) -> Stance:
    """A crawl for a body that lies on its front: arms go round, legs flutter."""
    kick = 0.16 * wave(2 * phase)
    arms = ((360 * phase + 180, 14), (360 * phase, 14))
    return Stance(((kick, 0), (-kick, 0)), arms, nod=-34, toes=(64, 64))


GAITS = {
    "stand": _stand, "walk": _walk, "run": _run, "jump": _jump, "dance": _dance, "fly": _float, "swim": _swim,
    "wave": _wave, "sit": _sit,
}  # fmt: skip


def joints(gait: str, phase: float, build: Build) -> Joints:
    """The whole figure at `phase` (0..1) of `gait`."""
    stance = GAITS[gait](phase)
    leg, bone = build.leg, build.leg / 2
    hip = stance.sway * leg, -leg * (1 - stance.crouch)
    chest = _beyond(hip, build.torso, 180 - stance.lean)
    head = _beyond(chest, build.neck, 180 - stance.lean * 0.6 - stance.nod)
    roots = (hip[0] + build.hips * 0.6, hip[1]), (hip[0] - build.hips * 0.6, hip[1])
    feet = tuple((x * leg, y * leg) for x, y in stance.feet)
    shoulders = (chest[0] + build.hips * 0.7, chest[1] + 4), (chest[0] - build.hips * 0.7, chest[1] + 4)
    elbows = tuple(_beyond(s, build.arm / 2, a - stance.lean) for s, (a, _) in zip(shoulders, stance.arms, strict=True))
    hands = tuple(_beyond(e, build.arm / 2, a + b - stance.lean) for e, (a, b) in zip(elbows, stance.arms, strict=True))
    knees = tuple(knee(root, foot, bone * 1.02, bone * 1.02) for root, foot in zip(roots, feet, strict=True))
    return Joints(hip, chest, head, stance.lean, stance.nod, knees, feet, elbows, hands, stance.toes)


def _beyond(start: Point, length: float, degrees: float) -> Point:
    """The end of a bone: 0 degrees hangs straight down, 90 points forward."""
    turn = math.radians(degrees)
    return start[0] + length * math.sin(turn), start[1] + length * math.cos(turn)


@dataclass(frozen=True)
class Paws:
    """Four feet of an animal relative to the point under their roots, in leg lengths, and the bob of the trunk."""

    feet: tuple[Point, Point, Point, Point]  # far hind, far fore, near hind, near fore
    bob: float  # leg lengths up
    pitch: float  # degrees nose-down


_OFFSETS = {"walk": (0.0, 0.25, 0.5, 0.75), "run": (0.08, 0.52, 0.0, 0.42), "dance": (0.0, 0.5, 0.5, 0.0)}
_STEPS = {"walk": (0.62, 0.2, 0.64), "run": (1.25, 0.5, 0.34), "dance": (0.1, 0.3, 0.5)}


def paws(gait: str, phase: float) -> Paws:
    """Four-leg gaits: walk in four beats, gallop, jump; anything else stands, or paddles in the water."""
    if gait in _STEPS:
        feet = tuple(step(phase + shift, *_STEPS[gait])[:2] for shift in _OFFSETS[gait])
        lively = {"walk": 0.03, "run": 0.16, "dance": 0.1}[gait]
        return Paws(feet, lively * wave(phase if gait == "run" else 2 * phase, 0.55), 7 * wave(phase) * (gait == "run"))
    if gait == "jump":
        crouch, air = leap(phase)
        hind, fore = (-0.5 * air, -0.16 * air), (0.55 * air, -0.3 * air)
        return Paws((hind, fore, hind, fore), -0.3 * crouch, -10 * air * math.cos(math.pi * phase))
    if gait in ("swim", "fly"):
        feet = tuple((0.34 * wave(phase, s), -0.16 + 0.14 * wave(phase, s + 0.25)) for s in (0.0, 0.5, 0.5, 0.0))
        return Paws(feet, 0.0, 2 * wave(phase))
    return Paws(((0, 0), (0, 0), (0, 0), (0, 0)), -0.015 + 0.015 * wave(phase), 0.0)
