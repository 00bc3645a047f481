"""Motions that lead somewhere: across, up, down, around, after each other."""

import math

from generation.engines.sketch.motion import measures
from generation.engines.sketch.motion.moves import Move, Way, bob, grounding, stranded, tilt, travel
from generation.engines.sketch.motion.part import Part, ease, toward, wave
from generation.engines.sketch.motion.pose import Pose

#: These drive on; everybody else turns round at the edge of the frame.
THROUGH = measures.WHEELED | {"plane", "rocket", "boat", "ball"}


def across(part: Part, sign: int) -> Move:
    """To the side `sign`: once through the frame if the clip is short, else up and down within it."""
    natural = part.pace
    if part.kind in THROUGH or 1.1 * part.stage.width / part.stage.seconds > 0.62 * natural:
        return through(part, sign)
    return to_and_fro(part, sign)


def through(part: Part, sign: int) -> Move:
    """Come in briskly, take the time to be seen, leave briskly. The middle is in the frame for nine tenths."""
    stage, shift = part.stage, part.x - part.stage.width / 2
    edge, linger = 0.56 * stage.width, 0.45

    def way(t: float) -> tuple[float, float]:
        s = 2 * t / stage.seconds - 1
        return stage.width / 2 + sign * edge * (linger * s + (1 - linger) * s**3) + 0.6 * shift, part.y

    return travel(part, way, lambda t: float(sign))


def to_and_fro(part: Part, sign: int, share: float = 0.32) -> Move:
    """Pace between two marks, at an even step, with a turn on the heel at each."""
    stage = part.stage
    reach = min(share * stage.width, max(0.1 * stage.width, 0.5 * stage.width - 0.4 * part.width))
    middle = min(max(part.x, reach + 0.08 * stage.width), 0.92 * stage.width - reach)
    period = max(4 * reach / part.pace, 3.2)
    start = 0.75 + 0.06 + 0.1 * part.offset

    def swing(t: float) -> float:
        """-1..1 and back in straight lines with rounded ends."""
        return math.asin(0.97 * wave(t, period, start)) / math.asin(0.97)

    def way(t: float) -> tuple[float, float]:
        rise = 0.04 * stage.height * wave(t, period * 0.63, part.offset) if part.hovers else 0.0
        return middle + sign * reach * swing(t), part.y + rise

    return travel(part, way, lambda t: toward(sign * math.cos(math.tau * (t / period + start))))


def left(part: Part) -> Move:
    return across(part, -1)


def right(part: Part) -> Move:
    return across(part, 1)


def swim(part: Part) -> Move:
    return to_and_fro(part, part.side)


def fly(part: Part) -> Move:
    """A long loop in the air, banking; what flies fast lies into it."""
    stage = part.stage
    reach = min(0.33 * stage.width, max(0.08 * stage.width, 0.52 * stage.width - 0.45 * part.width))
    middle = min(max(part.x, reach + 0.06 * stage.width), 0.94 * stage.width - reach)
    period = max(6.2 * reach / part.pace, 3.6)

    def way(t: float) -> tuple[float, float]:
        return (
            middle + part.side * reach * wave(t, period, part.offset + 0.8),
            part.y + 0.06 * stage.height * wave(t, period / 2, part.offset + 0.1),
        )

    return travel(part, way, lambda t: toward(part.side * math.cos(math.tau * (t / period + part.offset + 0.8))))


def ring(part: Part, lag: float = 0.0) -> tuple[Way, float]:
    """A loop around the part's home, flat on the ground or upright in the air, and its period in seconds."""
    stage = part.stage
    rx = min(0.3 * stage.width, max(0.12 * stage.width, 0.5 * stage.width - 0.4 * part.width))
    ry = 0.1 * stage.height if part.hovers else 0.5 * (stage.ground_near - stage.ground_far)
    middle = min(max(part.x, rx + 0.06 * stage.width), 0.94 * stage.width - rx)
    centre = part.y if part.hovers or part.kind == "boat" else (stage.ground_near + stage.ground_far) / 2
    if part.kind == "boat":
        ry = min(ry, 0.02 * stage.height)
    period = max(5.6 * rx / part.pace, 2.6)

    def way(t: float) -> tuple[float, float]:
        turn = math.tau * ((t - lag) / period + 0.1)
        return middle + rx * math.cos(turn), centre + ry * math.sin(turn) - grounding(part)

    return way, period


def circle(part: Part) -> Move:
    way, period = ring(part)
    way_late = lambda t: way(t + part.offset * period)  # noqa: E731
    return travel(part, way_late, lambda t: toward(-math.sin(math.tau * (t / period + part.offset + 0.1))))


def chase(part: Part, lag: float = 0.0) -> Move:
    """Round the loop of the one in front, `lag` seconds behind it."""
    way, period = ring(part, lag)
    return travel(part, way, lambda t: toward(-math.sin(math.tau * ((t - lag) / period + 0.1))))


def rise(part: Part) -> Move:
    """From the ground to the top of the frame: rockets gather speed, balloons drift."""
    stage, heavy = part.stage, part.kind in ("rocket", "plane", "ufo")
    floor = part.y if not part.hovers else stage.ground - part.height / 2
    top = min(max(0.14 * stage.height, 0.55 * part.height) + (0.0 if part.hovers else part.height / 2), floor)
    span = stage.seconds / (0.7 + 0.3 * part.speed)

    def pose(t: float) -> Pose:
        share = min(1.0, t / span)
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
        x = part.x + light * 0.05 * stage.width * swing
        return part.pose(x, floor, part.beat(t), up=(floor - top) * left_over, angle=light * 8 * swing, gait=_falling(part, left_over))

    return pose


def _falling(part: Part, left_over: float) -> str:
    airborne = part.kind in measures.PEOPLE | measures.BEASTS and left_over > 0
    return "fly" if airborne else part.resting


__all__ = ["bob", "chase", "circle", "fall", "fly", "left", "right", "rise", "stranded", "swim"]
