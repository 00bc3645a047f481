"""Motions that lead somewhere: across, up, down, around, after each other."""

import math
from collections.abc import Callable

from generation.engines.sketch.motion import measures
from generation.engines.sketch.motion.moves import Move, Way, grounding, tilt, travel
from generation.engines.sketch.motion.part import Part, ease, toward, wave
from generation.engines.sketch.motion.pose import Pose

#: A way and which way one faces on it, both by the second.
Route = tuple[Way, Callable[[float], float]]

#: These drive on; everybody else turns round at the edge of the frame.
THROUGH = measures.WHEELED | {"plane", "rocket", "boat", "ball"}


def across(part: Part, sign: int) -> Route:
    """To the side `sign`: once through the frame if the clip is short, else up and down within it."""
    if part.kind in THROUGH or 1.1 * part.stage.width / part.stage.seconds > 0.62 * part.pace:
        return through(part, sign)
    return to_and_fro(part, sign)


def through(part: Part, sign: int) -> Route:
    """Come in briskly, take the time to be seen, leave briskly. The middle is in the frame for nine tenths."""
    stage, shift = part.stage, part.x - part.stage.width / 2
    edge, linger = 0.56 * stage.width, 0.45

    def way(t: float) -> tuple[float, float]:
        s = 2 * t / stage.seconds - 1
        return stage.width / 2 + sign * edge * (linger * s + (1 - linger) * s**3) + 0.6 * shift, part.y

    return way, lambda t: float(sign)


def span(part: Part, share: float) -> tuple[float, float]:
    """The middle and half the length of the stretch it keeps to, in pixels: shorter in a group, never out of sight."""
    width = part.stage.width
    prone = part.kind in measures.PEOPLE and part.going in ("swim", "fly")
    long = part.height if prone else part.width
    reach = min(share * width, max(0.1 * width, 0.5 * width - 0.4 * long)) / (0.55 + 0.45 * part.count)
    return min(max(part.x, reach + 0.05 * width), 0.95 * width - reach), reach


def to_and_fro(part: Part, sign: int) -> Route:
    """Pace between two marks, at an even step, with a turn on the heel at each."""
    middle, reach = span(part, 0.32)
    period = max(4 * reach / part.pace, 3.2, 0.8 * part.stage.seconds * (part.motion in ("left", "right")))
    start = 0.81 + 0.1 * part.offset

    def way(t: float) -> tuple[float, float]:
        swing = math.asin(0.97 * wave(t, period, start)) / math.asin(0.97)  # straight lines with rounded ends
        rise = 0.04 * part.stage.height * wave(t, period * 0.63, part.offset) if part.hovers else 0.0
        return middle + sign * reach * swing, part.y + rise

    return way, lambda t: toward(sign * math.cos(math.tau * (t / period + start)))


def looping(part: Part) -> Route:
    """A long eight in the air, lying into the bends."""
    middle, reach = span(part, 0.33)
    period = max(6.2 * reach / part.pace, 3.6)

    def way(t: float) -> tuple[float, float]:
        x = middle + part.side * reach * wave(t, period, part.offset + 0.8)
        return x, part.y + 0.06 * part.stage.height * wave(t, period / 2, part.offset + 0.1)

    return way, lambda t: toward(part.side * math.cos(math.tau * (t / period + part.offset + 0.8)))


def ring(part: Part) -> Route:
    """A loop around its home: flat on the ground or on the water, upright in the air."""
    stage, (middle, rx) = part.stage, span(part, 0.3)
    room = min(stage.height - part.y - 0.3 * part.height, part.y - 0.6 * part.height)
    ry, centre = max(0.02 * stage.height, min(0.1 * stage.height, room)), part.y
    if part.kind == "boat":
        ry = 0.02 * stage.height
    elif not part.hovers:
        ry, centre = (stage.ground_near - stage.ground_far) / 2, (stage.ground_near + stage.ground_far) / 2
    period, start = max(5.6 * rx / part.pace, 2.6), 0.1 + part.offset

    def way(t: float) -> tuple[float, float]:
        turn = math.tau * (t / period + start)
        return middle + rx * math.cos(turn), centre + ry * math.sin(turn)

    return way, lambda t: toward(-math.sin(math.tau * (t / period + start)))


def left(part: Part) -> Move:
    return travel(part, *across(part, -1))


def right(part: Part) -> Move:
    return travel(part, *across(part, 1))


def swim(part: Part) -> Move:
    return travel(part, *to_and_fro(part, part.side))


def fly(part: Part) -> Move:
    return travel(part, *looping(part))


def circle(part: Part) -> Move:
    return travel(part, *ring(part))


def chase(part: Part, lead: Part, lag: float) -> Move:
    """After `lead`, `lag` seconds behind it; around it when it does not run away, or round a loop of its own."""
    routes = {
        "left": lambda: across(lead, -1), "right": lambda: across(lead, 1),
        "swim": lambda: to_and_fro(lead, lead.side), "fly": lambda: looping(lead),
    }  # fmt: skip
    way, heading = routes.get(lead.motion, lambda: ring(lead))()
    rise = part.y - lead.y if part.hovers != lead.hovers else 0.0

    def behind(t: float) -> tuple[float, float]:
        x, y = way(t - lag)
        return x, y + rise

    return travel(part, behind, lambda t: heading(t - lag))


def rise(part: Part) -> Move:
    """From the ground to the top of the frame: rockets gather speed, balloons drift."""
    stage, heavy = part.stage, part.kind in ("rocket", "plane", "ufo")
    floor = part.y if not part.hovers else stage.ground - part.height / 2
    top = min(max(0.14 * stage.height, 0.55 * part.height) + (0.0 if part.hovers else part.height / 2), floor)
    long = stage.seconds * (0.9 + 0.2 * part.offset) / (0.7 + 0.3 * part.speed)

    def pose(t: float) -> Pose:
        share = min(1.0, t / long)
        share = ease(share) * share if heavy else ease(share)
        drift = 0.05 * stage.width * wave(t, 4.3, part.offset) * share * (not heavy)
        gait = part.resting if part.kind == "rocket" and t < 0.3 else "fly"
        up = (floor - top) * share
        return part.pose(part.x + drift, floor, part.beat(t), up=up, gait=gait, angle=tilt(part, t))

    return pose


def fall(part: Part) -> Move:
    """Light things float down, heavy ones drop and bounce until they lie."""
    stage = part.stage
    light = part.hovers or part.kind in ("balloon", "kite", "butterfly", "bird", "flower")
    floor = part.y - grounding(part) if not part.hovers else stage.ground - part.height / 2
    top = min(0.02 * stage.height + part.height * (0.5 if part.hovers else 1.0), floor)
    drop = stage.seconds * (0.85 if light else 0.3) / part.speed

    def height(t: float) -> float:
        """Share of the drop that is left: a parabola, then smaller ones."""
        if light:
            return 1 - ease(t / drop)
        if t < drop:
            return 1 - (t / drop) ** 2
        at, apex = (t - drop) / drop, 0.16
        for _ in range(3):
            long = 2 * math.sqrt(apex)
            if at < long:
                return 4 * apex * (at / long) * (1 - at / long)
            at, apex = at - long, apex * 0.22
        return 0.0

    def pose(t: float) -> Pose:
        left_over = height(t)
        swing = wave(t, 2.6, part.offset) * min(1.0, 4 * left_over)
        x, up = part.x + light * 0.05 * stage.width * swing, (floor - top) * left_over
        phase = part.beat(t) + (part.kind == "ball") * 0.8 * ease(0.7 * t / drop)
        return part.pose(x, floor, phase, up=up, angle=light * 8 * swing, gait=_falling(part, left_over))

    return pose


def _falling(part: Part, left_over: float) -> str:
    airborne = part.kind in measures.PEOPLE | measures.BEASTS and left_over > 0
    return "fly" if airborne else part.resting
