"""Where the visible mark goes: a path only this site can foretell. Pure: no Django, no drawing, no ffmpeg.

The mark stays 1.5 to 3 s at a random place, drifting, then glides to the next; in the middle of each glide it changes
its look. A fixed mask or crop that takes it off must take most of the picture with it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

STAY = (1.5, 3.0)  # seconds at one place
GLIDE = 0.5  # seconds from one place to the next
DRIFT = (0.03, 0.07)  # of the short side, a second
OPACITY = (0.4, 0.6)
EM = 0.045  # height of the type, of the short side
SCALE = (0.85, 1.15)  # the type's size changes from leg to leg
WIDEST = 0.7  # of the frame's width
LARGEST = 0.06  # of the frame's area
EMPTY = 0.4  # of the frame: a fixed rectangle larger than this must meet the mark at some time
TRIES = 40
CELL = 6  # pixels: how finely the mark-free rectangle is measured


@dataclass(frozen=True)
class Mark:
    """What a clip is marked with."""

    clip: UUID  # seeds the path of the moving mark
    payload: str  # of the hidden mark, 16 hex digits
    handle: str  # of the maker, without @
    site: str


@dataclass(frozen=True)
class Box:
    """Pixels from the top left corner. Even, because colour comes in squares of two."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    """A steady drift: the centre is at `x`, `y` at second 0 and moves `dx`, `dy` pixels a second."""

    x: float
    y: float
    dx: float
    dy: float

    def at(self, second: float) -> tuple[float, float]:
        return self.x + self.dx * second, self.y + self.dy * second


@dataclass(frozen=True)
class Leg:
    """One look of the mark at one place, shown from `begin` to `end`; it glides in and out around both."""

    begin: float
    end: float
    look: int  # which of the shapes the plan was made for
    opacity: float
    width: int
    height: int
    line: Line


@dataclass(frozen=True)
class Plan:
    size: tuple[int, int]  # of the frame
    legs: tuple[Leg, ...]

    def neighbours(self) -> Iterator[tuple[Leg, Leg, Leg]]:
        """Each leg between the one before and the one after; the ends are their own neighbours."""
        yield from zip((self.legs[0], *self.legs), self.legs, (*self.legs[1:], self.legs[-1]), strict=False)

    def leg(self, second: float) -> Leg:
        """Which look the mark has at a time of the clip."""
        return next(leg for leg in self.legs if second < leg.end)

    def box(self, second: float) -> Box:
        """Where the mark is at a time of the clip."""
        before, leg, after = next(trio for trio in self.neighbours() if second < trio[1].end)
        arrived, leaving = glided(second, leg.begin), glided(second, leg.end)
        places = zip(before.line.at(second), leg.line.at(second), after.line.at(second), strict=True)
        x, y = (here + (there - here) * (1 - arrived) + (next_ - here) * leaving for there, here, next_ in places)
        room_x, room_y = self.size[0] - leg.width, self.size[1] - leg.height
        return Box(
            _even(min(max(x - leg.width / 2, 0), room_x)),
            _even(min(max(y - leg.height / 2, 0), room_y)),
            leg.width,
            leg.height,
        )


def plan(seed: bytes, *, size: tuple[int, int], seconds: float, shapes: Sequence[tuple[float, float]]) -> Plan:
    """A path through a clip of `size` pixels for a mark of several `shapes` (width, height in em).

    The same seed gives the same path. Paths that leave too large a rectangle free are drawn anew, up to a
    bound; of a clip too short for any good one the best is kept.
    """
    random = Random(seed)
    best, least = None, math.inf
    for _ in range(TRIES):
        candidate = Plan(size, tuple(_legs(random, size, seconds, shapes)))
        empty = largest_empty(candidate, seconds)
        if empty < least:
            best, least = candidate, empty
        if least <= EMPTY:
            break
    return Plan(size, tuple(map(_rounded, best.legs)))


def glided(second: float, middle: float) -> float:
    """From 0 before a glide to 1 after it, gently at both ends."""
    part = min(max((second - middle) / GLIDE + 0.5, 0.0), 1.0)
    return part * part * (3 - 2 * part)


def largest_empty(plan: Plan, seconds: float) -> float:
    """The largest fixed rectangle that the mark never touches, as a part of the frame."""
    columns, rows = (side // CELL for side in plan.size)
    taken = [[False] * columns for _ in range(rows)]
    for tick in range(int(seconds * 12)):
        box = plan.box(tick / 12)
        left, right = -(-box.x // CELL), (box.x + box.width) // CELL
        for row in taken[-(-box.y // CELL) : (box.y + box.height) // CELL]:
            row[left:right] = [True] * (right - left)
    return _largest_rectangle(taken) / (columns * rows)


def _legs(
    random: Random, size: tuple[int, int], seconds: float, shapes: Sequence[tuple[float, float]]
) -> Iterator[Leg]:
    begin, look, line = 0.0, None, None
    while begin < seconds:
        end = begin + random.uniform(*STAY)
        look = random.choice([each for each in range(len(shapes)) if each != look])
        width, height = _pixels(random, size, shapes[look])
        line = _line(random, size, (width, height), begin, line and line.at(begin))
        yield Leg(begin, end, look, random.uniform(*OPACITY), width, height, line)
        begin = end


def _rounded(leg: Leg) -> Leg:
    """With the digits that ffmpeg is told: one more could put the mark two pixels beside where we look for it."""
    line = Line(*(round(number, 4) for number in (leg.line.x, leg.line.y, leg.line.dx, leg.line.dy)))
    return replace(leg, begin=round(leg.begin, 6), end=round(leg.end, 6), line=line)


def _pixels(random: Random, size: tuple[int, int], shape: tuple[float, float]) -> tuple[int, int]:
    """A shape in em as pixels: of a random size, within what it may take of the frame."""
    width, height = shape
    em = min(size) * EM * random.uniform(*SCALE)
    em = min(em, WIDEST * size[0] / width, math.sqrt(LARGEST * size[0] * size[1] / (width * height)))
    return _even(width * em), _even(height * em)


def _line(
    random: Random, size: tuple[int, int], mark: tuple[int, int], begin: float, left: tuple[float, float] | None
) -> Line:
    """A drift towards the middle from a random place, well away from the one just left."""
    for _ in range(TRIES):
        x, y = (random.uniform(part / 2, whole - part / 2) for part, whole in zip(mark, size, strict=True))
        if left is None or math.dist((x, y), left) > max(size) / 4:
            break
    speed, angle = min(size) * random.uniform(*DRIFT), random.uniform(0, math.pi / 2)
    dx = math.copysign(speed * math.cos(angle), size[0] / 2 - x)
    dy = math.copysign(speed * math.sin(angle), size[1] / 2 - y)
    return Line(x - dx * begin, y - dy * begin, dx, dy)


def _largest_rectangle(taken: list[list[bool]]) -> int:
    """Cells of the largest rectangle in which none is taken, by the heights of the free columns above each row."""
    largest, heights = 0, [0] * (len(taken[0]) + 1)  # the last column stays 0 and closes every rectangle
    for row in taken:
        heights[:-1] = [0 if cell else height + 1 for cell, height in zip(row, heights, strict=False)]
        rising: list[tuple[int, int]] = []  # left edge and height of the rectangles still open
        for column, height in enumerate(heights):
            left = column
            while rising and rising[-1][1] >= height:
                left, closed = rising.pop()
                largest = max(largest, closed * (column - left))
            rising.append((left, height))
    return largest


def _even(pixels: float) -> int:
    return int(pixels) // 2 * 2
