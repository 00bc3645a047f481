"""The paints everything is drawn with."""

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
    alphas = (alpha, alpha * 0.45, alpha * 0.14, 0.0)
    colours = [ink(rgb, a) for a in alphas]
    shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, colours, [0.0, 0.25, 0.55, 1.0])
    return skia.Paint(Shader=shader, AntiAlias=True, Dither=True)
