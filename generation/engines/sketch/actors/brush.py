"""One hand for all actors: every shape gets a lit side, a base and a shaded side from the same light."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import skia

from generation.engines.sketch.actors.outlines import WAYS, Outline, Point, capsule, cut, edges, poly, ribbon
from generation.engines.sketch.light import Light

Rgb = tuple[int, int, int]

SHADE = (36, 24, 84)  # shadows lean to violet
DARK = (46, 40, 58)  # eyes, tyres, hooves
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
