"""Every motion of a scene as a function of time. A move takes a part and answers its pose at any second."""

import math
from collections.abc import Callable

from generation.engines.sketch.motion import measures
from generation.engines.sketch.motion.part import Part, card, ease, wave
from generation.engines.sketch.motion.pose import Pose

Move = Callable[[float], Pose]
Way = Callable[[float], tuple[float, float]]


def bob(part: Part, t: float) -> float:
    """Pixels up: what hovers or floats is never quite at rest."""
    afloat = part.hovers or part.kind == "boat" or part.stage.medium == "water"
    return afloat * 0.045 * min(part.height, 160) * wave(t, 3.4, part.offset)


def tilt(part: Part, t: float) -> float:
    """Degrees a floating body rocks."""
    if part.stage.medium == "space" and part.hovers and part.kind in measures.GROUNDED:
        return 14 * wave(t, 9, part.offset)
    afloat = part.kind == "boat" or (part.stage.medium == "water" and not part.hovers)
    return afloat * 3.5 * wave(t, 4.1, part.offset + 0.2)


def still(part: Part) -> Move:
    return lambda t: part.pose(part.x, part.y, part.beat(t), up=bob(part, t), angle=tilt(part, t))


def sway(part: Part) -> Move:
    def pose(t: float) -> Pose:
        swing = wave(t, 2.8 / part.speed, part.offset)
        x = part.x + part.hovers * 0.16 * part.width * swing
        swing = 0.0 if part.resting == part.gesture else swing
        return part.pose(x, part.y, part.beat(t), up=bob(part, t), angle=7 * swing)

    return pose


def travel(part: Part, way: Way, heading: Callable[[float], float]) -> Move:
    """Go along `way` (pixels), stepping, flapping or rolling as far as it leads; `heading` is the facing."""
    gait = part.going
    phase = part.steps(way, gait)
    prone = part.kind in measures.PEOPLE and gait in ("swim", "fly")

    def pose(t: float) -> Pose:
        (x, y), (before, above), (after, below) = way(t), way(t - 0.08), way(t + 0.08)
        climb = math.degrees(math.atan2(below - above, abs(after - before) + 40))
        angle = (62 if prone else 0) + (0.8 * climb if part.hovers else tilt(part, t))
        facing = 1.0 if part.kind in ("ball", "rocket", "balloon", "kite") else heading(t)
        return part.pose(x, y, phase(t), up=bob(part, t), gait=gait, angle=angle, facing=facing)

    return hop(part, way, heading) if part.kind in measures.ROOTED or stranded(part) else pose


def stranded(part: Part) -> bool:
    """A fish out of water hops."""
    return part.kind in ("fish", "whale") and not part.hovers


def hop(part: Part, way: Way, heading: Callable[[float], float]) -> Move:
    """What has no legs gets about in small jumps."""
    period, apex = 0.75 / part.speed, (0.09 if part.kind in measures.ROOTED else 0.22) * part.height

    def pose(t: float) -> Pose:
        (x, y), up, squash = way(t), *spring(part, (t / period + part.offset) % 1.0, apex)
        wriggle = 14 * wave(t, period) if stranded(part) else 4 * wave(t, 2 * period)
        return part.pose(x, y - grounding(part), part.beat(t), up=up, squash=squash, angle=wriggle, facing=heading(t))

    return pose


def grounding(part: Part) -> float:
    """How far the middle of a stranded floater is above its ground."""
    return part.height / 2 if stranded(part) else 0.0


def spring(part: Part, u: float, apex: float, rest: float = 0.16) -> tuple[float, float]:
    """Height and squash at `u` of a bounce: `rest` of it flattened on the ground, then a true parabola."""
    soft = 1.0 if part.kind in ("ball", "balloon") else 0.45
    if u < rest:
        return 0.0, 1 + soft * (0.1 - 0.28 * math.sin(math.pi * u / rest))
    f = (u - rest) / (1 - rest)
    return 4 * apex * f * (1 - f), 1 + soft * 0.1 * abs(1 - 2 * f) ** 2


def bounce(part: Part) -> Move:
    apex = (0.3 if part.kind in ("ball", "balloon") else 0.13) * part.stage.height
    apex = min(apex, max(0.1 * part.height, part.y - 1.05 * part.height))
    period = (0.55 + 0.75 * math.sqrt(apex / (0.3 * part.stage.height))) / part.speed
    rest = 0.2 / (period * part.speed)  # a fifth of a second on the ground, however low it flies
    reach = (0.26 if part.kind == "ball" else 0.05) * part.stage.width
    long = max(5.2, part.stage.seconds * 0.9) / part.speed

    def way(t: float) -> tuple[float, float]:
        return part.x + reach * wave(t, long, part.offset * 0.2), part.y - grounding(part)

    phase = part.steps(way, "walk") if part.kind == "ball" else part.beat

    def pose(t: float) -> Pose:
        up, squash = spring(part, (t / period + part.offset) % 1.0, apex, rest)
        return part.pose(*way(t), phase(t), up=up, squash=squash, facing=1.0 if part.kind == "ball" else None)

    return pose


def jump(part: Part) -> Move:
    """Crouch, leap, land; the body does what skeleton.py says at the same phase."""
    legs = part.kind in measures.PEOPLE | measures.BEASTS and not part.hovers
    period, apex = 1.45 / part.speed, min(0.55 * part.height, 0.2 * part.stage.height)
    apex = min(apex, max(0.15 * part.height, part.y - (0.65 if part.hovers else 1.1) * part.height))

    def pose(t: float) -> Pose:
        u = (t / period + part.offset) % 1.0
        if not legs:
            up, squash = spring(part, u, apex, 0.3)
            rock = 12 * wave(t, period) if stranded(part) else tilt(part, t)
            home = part.y - grounding(part) + part.hovers * apex / 2  # in the air one jumps about where one was
            return part.pose(part.x, home, part.beat(t), up=up, squash=squash, angle=rock)
        f = min(1.0, max(0.0, (u - 0.2) / 0.64))
        up, squash = 4 * apex * f * (1 - f), 1 + 0.04 * math.sin(math.pi * f)
        return part.pose(part.x, part.y, u, up=up, gait="jump", squash=squash)

    return pose


def dance(part: Part) -> Move:
    """Four beats a bar; who has no legs nods, squashes and shuffles to the music."""
    legs = part.kind in measures.PEOPLE | measures.BEASTS
    bar = 1.9 / part.speed

    def pose(t: float) -> Pose:
        u = (t / bar + part.offset * 0.25) % 1.0
        swing, beat = math.sin(math.tau * u), abs(math.sin(2 * math.tau * u))
        x = part.x + 0.16 * min(part.width, 110) * swing
        if legs:
            return part.pose(x, part.y, u, up=bob(part, t), gait="dance", angle=tilt(part, t))
        up = 0.06 * part.height * beat
        return part.pose(x, part.y - grounding(part), part.beat(t), up=up, angle=9 * swing, squash=1.05 - 0.1 * beat)

    return pose


def spin(part: Part) -> Move:
    """Wheels of fire in the air, pirouettes on the ground; a ball turns where it lies."""
    period = 1.7 / part.speed
    whole = part.hovers

    def pose(t: float) -> Pose:
        turn = t / period + part.offset
        if part.kind == "ball":
            return part.pose(part.x, part.y, turn, up=bob(part, t), facing=1.0)
        if whole:
            return part.pose(part.x, part.y, part.beat(t), up=bob(part, t), angle=360 * turn % 360)
        gait = "dance" if part.kind in ("woman", "man", "child") else part.resting
        phase = turn / 2 if gait == "dance" else part.beat(t)
        return part.pose(part.x, part.y, phase, gait=gait, facing=card(math.cos(math.tau * turn)))

    return pose


def approach(part: Part) -> Move:
    """Out of the distance toward us, growing; it ends large but whole."""
    stage, end = part.stage, 0.94
    grown = min(2.0, 0.62 * stage.height / part.height, 0.92 * stage.width / part.width)
    first = min(0.5, 0.55 * grown)

    def size(t: float) -> float:
        return first * (grown / first) ** ease(t / (stage.seconds * end) * min(1.0, 0.55 + 0.45 * part.speed))

    def way(t: float) -> tuple[float, float]:
        share = (size(t) - first) / (grown - first)
        far, near = (part.y, part.y) if part.hovers else (stage.ground_far, stage.ground_near + 0.02 * stage.height)
        return stage.width / 2 + (part.x - stage.width / 2) * (0.4 + 0.6 * share), far + (near - far) * share

    gait = "walk" if part.going == "run" and part.kind != "rabbit" else part.going

    def pose(t: float) -> Pose:
        moving = 1 - ease((t - stage.seconds * end) * 2)
        steps = t * (0.85 * part.speed if part.kind in measures.STRIDES else 0)
        phase = steps + part.offset if steps else part.beat(t)
        x, y = way(t)
        grow = size(t)
        hopping = abs(math.sin(math.pi * 1.3 * t * part.speed)) if stranded(part) or part.kind in measures.ROOTED else 0
        up = bob(part, t) + moving * 0.12 * part.height * grow * hopping + grounding(part) * grow
        return part.pose(x, y, phase, up=up, gait=gait, grow=grow, angle=tilt(part, t))

    return pose
