"""Soft painting with skia: shapes with blurred edges, strands, and the tones of one colour."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import skia

Rgb = tuple[int, int, int]
Point = tuple[float, float]

DARK: Rgb = (34, 22, 24)
LIGHT: Rgb = (255, 246, 232)


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def shade(rgb: Rgb, share: float) -> Rgb:
    """Darker and a little redder, as skin and cloth are in their own shadow."""
    return mix(rgb, (70, 24, 30), share)


def curve(*points: Point, shut: bool = True) -> skia.Path:
    """A smooth curve through `points`."""
    path, count = skia.Path(), len(points)
    path.moveTo(*points[0])
    for i in range(count if shut else count - 1):
        at = [(i + k) % count if shut else min(max(i + k, 0), count - 1) for k in (-1, 0, 1, 2)]
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (points[k] for k in at)
        path.cubicTo(bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy)
    if shut:
        path.close()
    return path


def mirrored(*points: Point) -> list[Point]:
    """The right half of an outline, given from the top to the bottom, and its mirror image on the left."""
    return [*points, *((-x, y) for x, y in reversed(points) if x)]


def oval(x: float, y: float, rx: float, ry: float) -> skia.Path:
    return skia.Path().addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))


class Pen:
    """Paints on one canvas; its dice make strands and grain, the same for the same person."""

    def __init__(self, canvas: skia.Canvas, seed: str):
        self.canvas, self.dice = canvas, random.Random(seed)

    def fill(self, path: skia.Path, rgb: Rgb, alpha: float = 1.0, blur: float = 0.0) -> None:
        self.canvas.drawPath(path, self._paint(rgb, alpha, blur))

    def line(self, points: Sequence[Point], width: float, rgb: Rgb, alpha: float = 1.0, blur: float = 0.0) -> None:
        paint = self._paint(rgb, alpha, blur)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeWidth(width)
        self.canvas.drawPath(curve(*points, shut=False), paint)

    def fade(self, start: Point, end: Point, first: Rgb, last: Rgb, alphas: tuple[float, float] = (1, 1)) -> None:
        """Paint all there is with a gradient from `start` to `end`."""
        colours = [_ink(first, alphas[0]), _ink(last, alphas[1])]
        shader = skia.GradientShader.MakeLinear([skia.Point(*start), skia.Point(*end)], colours)
        self.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))

    def pool(self, x: float, y: float, radius: float, rgb: Rgb, alpha: float) -> None:
        """A round pool of light or shadow."""
        colours = [_ink(rgb, alpha), _ink(rgb, alpha * 0.45), _ink(rgb, 0)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, colours, [0.0, 0.45, 1.0])
        self.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))

    @contextmanager
    def within(self, path: skia.Path) -> Iterator[None]:
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        yield
        self.canvas.restore()

    def strands(self, one: Sequence[Point], other: Sequence[Point], rgb: Rgb, count: int, width: float = 2.6) -> None:
        """Hair between two guides of equally many points, each strand in a tone of its own."""
        for _ in range(count):
            share, gloss = self.dice.random(), self.dice.random()
            way = [
                (a + (c - a) * share + self.dice.uniform(-3, 3), b + (d - b) * share + self.dice.uniform(-2, 2))
                for (a, b), (c, d) in zip(one, other, strict=True)
            ]
            tone = mix(rgb, DARK, 0.42 * gloss) if gloss > 0.42 else mix(rgb, LIGHT, 0.22 - 0.4 * gloss)
            self.line(way, width * self.dice.uniform(0.5, 1.3), tone, 0.5, 0.4)

    def _paint(self, rgb: Rgb, alpha: float, blur: float) -> skia.Paint:
        paint = skia.Paint(Color=_ink(rgb, alpha), AntiAlias=True)
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        return paint


def _ink(rgb: Rgb, alpha: float) -> int:
    return skia.ColorSetARGB(round(255 * min(max(alpha, 0.0), 1.0)), *rgb)
