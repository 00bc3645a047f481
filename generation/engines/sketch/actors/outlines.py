"""The paths actors are made of: smooth outlines, tapering bones, and the edges that light and shade cut off them."""

import math
from functools import lru_cache

import skia

Point = tuple[float, float]

WAYS = 48  # directions of light that edges are cut for


class Outline(skia.Path):
    """A path that never changes, known by its identity: what is cut from it can be kept."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def closed(*points: Point) -> skia.Path:
    """A smooth closed curve through `points`."""
    path, count = skia.Path(), len(points)
    path.moveTo(*points[0])
    for i in range(count):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        path.cubicTo(bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy)
    path.close()
    return path


@lru_cache(maxsize=1024)
def blob(*points: Point) -> Outline:
    """The same for an outline that never changes: built once a process."""
    return Outline(closed(*points))


@lru_cache(maxsize=1024)
def poly(*points: Point, r: float = 3) -> Outline:
    """A polygon with corners rounded by radius `r`."""
    path = Outline()
    (ax, ay), (bx, by) = points[-1], points[0]
    path.moveTo((ax + bx) / 2, (ay + by) / 2)
    for i, corner in enumerate(points):
        path.arcTo(skia.Point(*corner), skia.Point(*points[(i + 1) % len(points)]), r)
    path.close()
    return path


def cut(path: skia.Path, way: int) -> tuple[skia.Path | None, skia.Path | None]:
    """The shaded edge of `path` and, on a large one, its lit rim; the light is in direction `way` of WAYS."""
    box, turn = path.getBounds(), math.tau * way / WAYS
    size = min(box.width(), box.height())
    dx, dy = math.cos(turn) * size, math.sin(turn) * size
    return _rest(path, dx * 0.16, dy * 0.16), _rest(path, -dx * 0.035, -dy * 0.035) if size > 14 else None


edges = lru_cache(maxsize=4096)(cut)


def _rest(path: skia.Path, dx: float, dy: float) -> skia.Path | None:
    """What is left of `path` after taking away itself moved by (dx, dy)."""
    moved = skia.Path(path)
    moved.offset(dx, dy)
    return skia.Op(path, moved, skia.PathOp.kDifference_PathOp)


def between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def capsule(a: Point, b: Point, ra: float, rb: float) -> skia.Path:
    """A tapering bone: the hull of two discs."""
    path, length = skia.Path(), math.hypot(b[0] - a[0], b[1] - a[1])
    if length <= abs(ra - rb) + 1e-3:
        return path.addCircle(*(a if ra >= rb else b), max(ra, rb))
    along = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    spread = math.degrees(math.acos((ra - rb) / length))
    path.arcTo(skia.Rect.MakeLTRB(a[0] - ra, a[1] - ra, a[0] + ra, a[1] + ra), along + spread, 360 - 2 * spread, True)
    path.arcTo(skia.Rect.MakeLTRB(b[0] - rb, b[1] - rb, b[0] + rb, b[1] + rb), along - spread, 2 * spread, False)
    path.close()
    return path


def ribbon(points: list[Point], radii: list[float]) -> skia.Path:
    """One outline around a gentle curve: tails, trunks, necks. Its ends are round."""
    sides: tuple[list[skia.Point], list[skia.Point]] = [], []
    last = len(points) - 1
    for i, ((x, y), r) in enumerate(zip(points, radii, strict=True)):
        (px, py), (qx, qy) = points[max(i - 1, 0)], points[min(i + 1, last)]
        length = math.hypot(qx - px, qy - py) or 1
        nx, ny = (qy - py) / length * r, (px - qx) / length * r
        sides[0].append(skia.Point(x + nx, y + ny))
        sides[1].append(skia.Point(x - nx, y - ny))
    return skia.Path.Polygon(sides[0] + sides[1][::-1], True)


def curve(a: Point, b: Point, c: Point, steps: int = 7) -> list[Point]:
    """Points along the quadratic curve from a to c, pulled by b."""
    ts = [i / (steps - 1) for i in range(steps)]
    weights = [((1 - t) ** 2, 2 * t * (1 - t), t * t) for t in ts]
    return [(u * a[0] + v * b[0] + w * c[0], u * a[1] + v * b[1] + w * c[1]) for u, v, w in weights]


def taper(first: float, last: float, steps: int = 7) -> list[float]:
    return [first + (last - first) * i / (steps - 1) for i in range(steps)]
