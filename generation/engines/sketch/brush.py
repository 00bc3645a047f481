"""The paints everything is drawn with, and the frame of reference small things are drawn in."""

from collections.abc import Iterator
from contextlib import contextmanager

import skia

from generation.engines.sketch.colour import RGB, ink


def fill(rgb: RGB, alpha: float = 1.0) -> skia.Paint:
    return skia.Paint(Color=ink(rgb, alpha), AntiAlias=True)


def stroke(rgb: RGB, width: float, alpha: float = 1.0) -> skia.Paint:
    return skia.Paint(
        Color=ink(rgb, alpha),
        AntiAlias=True,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def gradient(y0: float, y1: float, *stops: RGB, alphas: tuple[float, ...] = ()) -> skia.Paint:
    """A vertical gradient from `y0` to `y1`, dithered against banding."""
    alphas = alphas or (1.0,) * len(stops)
    colours = [ink(rgb, alpha) for rgb, alpha in zip(stops, alphas, strict=True)]
    shader = skia.GradientShader.MakeLinear([skia.Point(0, y0), skia.Point(0, y1)], colours)
    return skia.Paint(Shader=shader, AntiAlias=True, Dither=True)


def glow(x: float, y: float, radius: float, rgb: RGB, alpha: float = 1.0) -> skia.Paint:
    """Light that fades from (x, y) outward, the way a lamp does in the air."""
    colours = [ink(rgb, alpha * share) for share in (1.0, 0.45, 0.14, 0.0)]
    shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, colours, [0.0, 0.25, 0.55, 1.0])
    return skia.Paint(Shader=shader, AntiAlias=True, Dither=True)


def draw_glow(canvas: skia.Canvas, x: float, y: float, radius: float, rgb: RGB, alpha: float = 1.0) -> None:
    canvas.drawCircle(x, y, radius, glow(x, y, radius, rgb, alpha))


@contextmanager
def placed(canvas: skia.Canvas, x: float, y: float, size: float = 1.0) -> Iterator[None]:
    """Draw with (x, y) as the origin and `size` pixels as the unit."""
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(size, size)
    yield
    canvas.restore()


@contextmanager
def clipped(canvas: skia.Canvas, path: skia.Path) -> Iterator[None]:
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    yield
    canvas.restore()
