"""One hand for all actors: every shape gets a lit side, a base and a shaded side from the same light."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import skia

from generation.engines.sketch.light import Light

Rgb = tuple[int, int, int]
Point = tuple[float, float]

SHADE = (36, 24, 84)  # shadows lean to violet
DARK = (46, 40, 58)  # eyes, tyres, hooves
WAYS = 48  # directions of light that edges are cut for
BONES = 4  # joints of a limb that may bend sharply; with more it is a curve


@lru_cache(maxsize=4096)
def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """`share` of the way from a to b."""
    return tuple(round(p + (q - p) * share) for p, q in zip(a, b, strict=True))


@lru_cache(maxsize=1024)
def behind(rgb: Rgb) -> Rgb:
    """The same stuff on the side turned away from us: the far arm, the far leg."""
    return mix(rgb, SHADE, 0.26)


@lru_cache(maxsize=4096)
def tones(light: Light, rgb: Rgb) -> tuple[int, int, int]:
    """Lit, base and shaded skia colours of `rgb` under `light`."""
    base = light.tint(rgb)
    return tuple(skia.Color(*each) for each in (mix(base, light.key, 0.24), base, light.tint(mix(rgb, SHADE, 0.24))))


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


class Brush:
    """Draws shaded shapes on `canvas`, in the canvas' present units. One brush an actor and frame."""

    def __init__(self, canvas: skia.Canvas, light: Light):
        self.canvas, self.light = canvas, light
        self.paint = skia.Paint(AntiAlias=True)
        self.pen = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style)
        self.pen.setStrokeCap(skia.Paint.kRound_Cap)
        self.pen.setStrokeJoin(skia.Paint.kRound_Join)
        self.toward = _toward(canvas.getTotalMatrix(), light)
        self.dim = sum(light.tint((255, 255, 255))) < 500  # time to switch the lamps on

    @contextmanager
    def at(self, x: float, y: float, angle: float = 0, sx: float = 1, sy: float = 1) -> Iterator[None]:
        """Draw inside in units moved, turned clockwise by `angle` degrees and scaled; the light stays where it is."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(angle)
        self.canvas.scale(sx, sy)
        kept, self.toward = self.toward, _toward(self.canvas.getTotalMatrix(), self.light)
        yield
        self.toward = kept
        self.canvas.restore()

    def shape(self, path: skia.Path, rgb: Rgb) -> None:
        """A body with a lit rim and a shaded edge."""
        lit, base, shade = tones(self.light, rgb)
        way = round(math.atan2(self.toward[1], self.toward[0]) / math.tau * WAYS) % WAYS
        dark, bright = (edges if isinstance(path, Outline) else cut)(path, way)
        for part, colour in ((path, base), (dark, shade), (bright, lit)):
            if part is not None:
                self._fill(part, colour)

    def oval(self, x: float, y: float, rx: float, ry: float, rgb: Rgb) -> None:
        """The same for an oval: three in each other, touching on the lit side."""
        lit, base, shade = tones(self.light, rgb)
        tx, ty = self.toward[0] * rx, self.toward[1] * ry
        rings = ((1.0, 0.0, shade), (0.87, 0.13, lit), (0.85, 0.11, base))
        for size, shift, colour in rings if min(rx, ry) > 7 else (rings[0], (0.85, 0.13, base)):
            left, top = x + tx * shift - rx * size, y + ty * shift - ry * size
            self.paint.setColor(colour)
            self.canvas.drawOval(skia.Rect.MakeXYWH(left, top, 2 * rx * size, 2 * ry * size), self.paint)

    def box(self, x: float, y: float, w: float, h: float, r: float, rgb: Rgb) -> None:
        """A shaded rectangle from its top left corner, with rounded corners."""
        self.shape(poly((x, y), (x + w, y), (x + w, y + h), (x, y + h), r=r), rgb)

    def limb(self, points: list[Point], radii: list[float], rgb: Rgb, far: bool = False) -> None:
        """A tapering limb: the shade first, then a slimmer base pushed toward the light, which misses a `far` one."""
        if far:
            self._bones(points, radii, tones(self.light, behind(rgb))[1])
            return
        _, base, shade = tones(self.light, rgb)
        tx, ty = self.toward[0] * 0.34, self.toward[1] * 0.34
        self._bones(points, radii, shade)
        lit = [(x + tx * r, y + ty * r) for (x, y), r in zip(points, radii, strict=True)]
        self._bones(lit, [r * 0.74 for r in radii], base)

    def _bones(self, points: list[Point], radii: list[float], colour: int) -> None:
        self.paint.setColor(colour)
        if len(points) <= BONES:
            for i in range(len(points) - 1):
                self.canvas.drawPath(capsule(*points[i : i + 2], *radii[i : i + 2]), self.paint)
            return
        self.canvas.drawPath(ribbon(points, radii), self.paint)
        for (x, y), r in ((points[0], radii[0]), (points[-1], radii[-1])):
            self.canvas.drawCircle(x, y, r, self.paint)

    def flat(self, path: skia.Path, rgb: Rgb, alpha: int = 255) -> None:
        """One tone under the light: markings, spots, glass."""
        self._fill(path, tones(self.light, rgb)[1], alpha)

    def dot(self, x: float, y: float, rx: float, rgb: Rgb, ry: float | None = None, alpha: int = 255) -> None:
        """A small flat oval."""
        self.paint.setColor(tones(self.light, rgb)[1])
        self.paint.setAlpha(alpha)
        self.canvas.drawOval(skia.Rect.MakeLTRB(x - rx, y - (ry or rx), x + rx, y + (ry or rx)), self.paint)

    def bar(self, x: float, y: float, w: float, h: float, r: float, rgb: Rgb, glow: bool = False) -> None:
        """A flat rounded rectangle from its top left corner; `glow`: it shines by itself."""
        self.paint.setColor(skia.Color(*rgb) if glow else tones(self.light, rgb)[1])
        self.canvas.drawRoundRect(skia.Rect.MakeXYWH(x, y, w, h), r, r, self.paint)

    def glow(self, path: skia.Path, rgb: Rgb, alpha: int = 255) -> None:
        """Something that shines by itself: flames, lamps."""
        self._fill(path, skia.Color(*rgb), alpha)

    def halo(self, x: float, y: float, r: float, rgb: Rgb, strength: int = 120) -> None:
        """A soft pool of light around a lamp."""
        colours = [skia.Color(*rgb, strength), skia.Color(*rgb, 0)]
        soft = skia.Paint(Shader=skia.GradientShader.MakeRadial(skia.Point(x, y), r, colours))
        self.canvas.drawCircle(x, y, r, soft)

    def line(self, points: list[Point], width: float, rgb: Rgb) -> None:
        """A thin flat line with round ends: whiskers, spokes, string."""
        self._stroke(skia.Path.Polygon([skia.Point(*p) for p in points], False), width, rgb)

    def arc(self, x: float, y: float, r: float, start: float, sweep: float, width: float, rgb: Rgb) -> None:
        """Part of a circle, from `start` degrees clockwise: smiles, mudguards, rims."""
        path = skia.Path()
        path.addArc(skia.Rect.MakeLTRB(x - r, y - r, x + r, y + r), start, sweep)
        self._stroke(path, width, rgb)

    def _stroke(self, path: skia.Path, width: float, rgb: Rgb) -> None:
        self.pen.setStrokeWidth(width)
        self.pen.setColor(tones(self.light, rgb)[1])
        self.canvas.drawPath(path, self.pen)

    def _fill(self, path: skia.Path, colour: int, alpha: int = 255) -> None:
        self.paint.setColor(colour)
        if alpha < 255:
            self.paint.setAlpha(alpha)
        self.canvas.drawPath(path, self.paint)


def _toward(matrix: skia.Matrix, light: Light) -> Point:
    """The unit vector from an actor to the light, in the actor's own turned and mirrored units."""
    x, y = light.direction, -(0.3 + light.height)
    a, b, c, d = matrix.getScaleX(), matrix.getSkewX(), matrix.getSkewY(), matrix.getScaleY()
    sign = 1 if a * d - b * c >= 0 else -1
    x, y = (d * x - b * y) * sign, (a * y - c * x) * sign
    length = math.hypot(x, y) or 1
    return x / length, y / length
