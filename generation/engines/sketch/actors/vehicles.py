"""What rolls on wheels: car, bus, bicycle, train."""

import math

from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, mix
from generation.engines.sketch.actors.character import Character, draw_head, draw_mane
from generation.engines.sketch.actors.outlines import between, blob, poly
from generation.engines.sketch.actors.riders import passenger
from generation.engines.sketch.actors.wardrobe import Looks, looks
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import knee, wave

GLASS, LAMP, CHROME, RUBBER = (176, 216, 232), (255, 226, 148), (206, 212, 220), (52, 50, 60)
ROOM = (255, 214, 130)  # lit windows


def wheel(brush: Brush, x: float, y: float, r: float, phase: float, rim: Rgb = CHROME) -> None:
    """A tyre with five holes in its rim, so that one sees it turn: once a phase."""
    brush.dot(x, y, r, RUBBER)
    brush.oval(x, y, r * 0.6, r * 0.6, rim)
    for i in range(5):
        turn = math.tau * (phase + i / 5)
        brush.dot(x + 0.36 * r * math.cos(turn), y + 0.36 * r * math.sin(turn), r * 0.12, RUBBER)
    brush.dot(x, y, r * 0.13, RUBBER)


def pane(brush: Brush, x: float, y: float, w: float, h: float, r: float = 3) -> None:
    """A window: sky in it by day, a lit room by night."""
    brush.bar(x, y, w, h, r, ROOM if brush.dim else GLASS, glow=brush.dim)
    if not brush.dim:
        gleam = poly((x + w * 0.2, y + h), (x + w * 0.55, y), (x + w * 0.8, y), (x + w * 0.45, y + h), r=0.5)
        brush.flat(gleam, (255, 255, 255), 90)


def headlamp(brush: Brush, x: float, y: float, r: float) -> None:
    brush.bar(x - r, y - r, 2 * r, 2 * r, r, LAMP, glow=brush.dim)
    if brush.dim:
        brush.halo(x, y, r * 8, LAMP, 110)


def rolled(pose: Pose) -> float:
    """Turns of the wheels: who stands does not roll, though it hums."""
    return 0.0 if pose.gait == "stand" else pose.phase


def _rattle(pose: Pose, much: float) -> float:
    return much * wave(2 * pose.phase) if pose.gait != "stand" else 0.0


_CAR = blob(
    (-70, -16), (-69, -30), (-58, -35), (-30, -37), (10, -37), (40, -35), (62, -30), (71, -22), (71, -13),
    (64, -9), (-64, -9),
)  # fmt: skip
_CABIN = blob((-50, -34), (-40, -52), (-26, -60), (4, -60), (20, -54), (38, -35), (30, -32), (-44, -32))
_SEAT = blob((-34, -30), (-36, -52), (-30, -56), (-24, -52), (-20, -32))
_WINDSCREEN = poly((34, -35), (18, -59), (14, -58), (28, -35), r=1)
_REAR_GLASS = poly((-42, -37), (-34, -51), (-12, -54), (-12, -37), r=4)
_FRONT_GLASS = poly((-6, -37), (-6, -54), (10, -54), (28, -37), r=4)


def car(brush: Brush, colour: Rgb, pose: Pose, person: Character | None = None) -> None:
    """With somebody of the cast in it the roof is open."""
    with brush.at(0, _rattle(pose, 0.5)):
        brush.bar(-60, -18, 122, 12, 5, DARK)
        if person:
            _open_top(brush, colour, pose, person)
        else:
            _cabin(brush, colour)
        brush.shape(_CAR, colour)
        brush.bar(-16, -31, 9, 2.6, 1.3, mix(colour, DARK, 0.4))
        brush.line([(-10, -35), (-10, -12)], 0.8, mix(colour, DARK, 0.25))
        brush.bar(-71, -28, 4, 9, 2, (226, 66, 60), glow=brush.dim)
        for x, w in ((-74, 14), (62, 12)):
            brush.bar(x, -14, w, 5, 2.5, CHROME)
        for x in (-42, 42):
            brush.dot(x, -13, 16.5, mix(colour, DARK, 0.45))
        headlamp(brush, 67, -24, 3.6)
    for x in (-42, 42):
        wheel(brush, x, -13, 13, rolled(pose))


def _cabin(brush: Brush, colour: Rgb) -> None:
    brush.shape(_CABIN, mix(colour, (255, 255, 255), 0.1))
    for glass in (_REAR_GLASS, _FRONT_GLASS):
        (brush.glow if brush.dim else brush.flat)(glass, ROOM if brush.dim else GLASS)
    brush.flat(poly((8, -37), (14, -51), (19, -47), (14, -37), r=1), (255, 255, 255), 90)


def _open_top(brush: Brush, colour: Rgb, pose: Pose, person: Character) -> None:
    brush.shape(_SEAT, mix(colour, DARK, 0.55))
    passenger(brush, (-10, -33), person, pose, (21, -8))
    brush.line([(14, -34), (8, -45)], 2.2, DARK)
    brush.flat(_WINDSCREEN, GLASS, 110)
    brush.line([(34, -35), (18, -59)], 2.2, CHROME)


_BUS = poly((-108, -14), (-108, -102), (106, -102), (110, -44), (110, -14), r=13)


def bus(brush: Brush, colour: Rgb, pose: Pose) -> None:
    with brush.at(0, _rattle(pose, 0.6)):
        brush.bar(-98, -18, 196, 12, 5, DARK)
        brush.shape(_BUS, colour)
        brush.bar(-108, -40, 218, 7, 0, mix(colour, (255, 255, 255), 0.75))
        for i in range(5):
            pane(brush, -99 + 32 * i, -88, 27, 34, 5)
        brush.bar(62, -88, 22, 74, 4, mix(colour, DARK, 0.5))
        pane(brush, 64, -86, 8.4, 62, 2.5)
        pane(brush, 74, -86, 8.4, 62, 2.5)
        pane(brush, 90, -88, 17.5, 38, 5)
        brush.bar(66, -100, 40, 8, 3, DARK)
        brush.bar(70, -97.6, 30, 3.4, 1.6, (255, 196, 80), glow=True)
        brush.bar(-109, -34, 4, 10, 2, (226, 66, 60), glow=brush.dim)
        for x in (-66, 50):
            brush.dot(x, -15, 19, mix(colour, DARK, 0.45))
        headlamp(brush, 105, -25, 4)
    for x in (-66, 50):
        wheel(brush, x, -15, 15, rolled(pose))


_BACK, _FRONT, _CRANK = (-33, -21), (33, -21), (-3, -23)


def bicycle(brush: Brush, colour: Rgb, pose: Pose, person: Character | None = None) -> None:
    """Standing it leans alone; on its way somebody rides it."""
    ridden = person or pose.gait in ("walk", "run", "jump")
    worn = person.looks(None) if person else looks(pose.look, None)
    if ridden:
        _rider_leg(brush, pose, 0.5, worn, far=True)
    for x, y in (_BACK, _FRONT):
        brush.arc(x, y, 19.2, 0, 360, 3.4, RUBBER)
        brush.arc(x, y, 17, 0, 360, 1.1, CHROME)
        for i in range(6):
            turn = math.tau * (rolled(pose) + i / 6)
            brush.line([(x, y), (x + 16.6 * math.cos(turn), y + 16.6 * math.sin(turn))], 0.8, CHROME)
        brush.dot(x, y, 2.4, DARK)
    seat, bars = (-14, -54), (24, -58)
    saddle, fork = (-12, -48), (24, -51)
    frame = (_BACK, saddle), (_BACK, _CRANK), ((-14, -52), _CRANK), (_CRANK, fork), (saddle, fork), (bars, _FRONT)
    for tube in frame:
        brush.line(tube, 3.6, colour)
    brush.limb([(seat[0] - 7, seat[1] - 1), (seat[0] + 6, seat[1])], [3.2, 1.8], DARK)
    brush.line([(23, -62), (30, -60), (29, -55)], 2.6, DARK)
    brush.dot(*_CRANK, 5, CHROME)
    turn = math.tau * rolled(pose)
    brush.line([(_CRANK[0] - 9 * math.cos(turn), _CRANK[1] - 9 * math.sin(turn)), _pedal(rolled(pose))], 2, DARK)
    headlamp(brush, 30, -50, 2.2)
    if ridden:
        _rider(brush, pose, worn, person)


def _pedal(phase: float) -> tuple[float, float]:
    turn = math.tau * phase
    return _CRANK[0] + 9 * math.cos(turn), _CRANK[1] + 9 * math.sin(turn)


def _rider_leg(brush: Brush, pose: Pose, shift: float, worn: Looks, far: bool) -> None:
    foot = _pedal(rolled(pose) + shift)
    hip, ankle = (-13, -58), (foot[0] - 1, foot[1] - 4)
    brush.limb([hip, knee(hip, ankle, 20, 20), ankle], [5, 4.2, 3], worn.legs, far)
    brush.limb([(foot[0] - 3, foot[1] - 2), (foot[0] + 4, foot[1] - 1)], [2.8, 2], worn.shoes, far)


def _rider(brush: Brush, pose: Pose, worn: Looks, person: Character | None) -> None:
    nod = 1.2 * wave(2 * pose.phase)
    shoulder, head = (3, -82), (9, -97 + nod)
    if person:
        draw_mane(brush, (shoulder[0] + 2, shoulder[1] - 8), person, worn, 10)
    brush.limb([shoulder, head], [3.4, 3.2], mix(worn.skin, (120, 60, 60), 0.16))
    brush.limb([(-12, -60), between((-12, -60), shoulder, 0.5), shoulder], [7, 7.6, 6.6], worn.top)
    if person:
        draw_head(brush, head, 4, person, pose)
    else:
        _helmeted(brush, head, worn)
    brush.limb([shoulder, (12, -71), (25, -63)], [3.6, 3, 2.6], mix(worn.top, (255, 255, 255), 0.08))
    brush.dot(26, -62, 2.8, worn.skin)
    _rider_leg(brush, pose, 0.0, worn, far=False)


def _helmeted(brush: Brush, head: tuple[float, float], worn: Looks) -> None:
    brush.oval(*head, 8.6, 9, worn.skin)
    brush.dot(head[0] + 3.6, head[1] - 0.5, 1, DARK, 1.3)
    brush.dot(head[0] + 7.2, head[1] - 0.5, 0.9, DARK, 1.3)
    with brush.at(*head, -8):
        brush.shape(blob((-9.6, -1), (-8, -9), (0, -12), (8, -8), (10, -3), (0, -4.6)), (238, 96, 78))
