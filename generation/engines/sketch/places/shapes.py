"""Outlines that several places share, and the lit edge that makes them look cut from paper."""

import math

import numpy as np
import skia

from generation.engines.sketch.brush import clipped, fill, gradient
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.world import Span, World

Points = list[tuple[float, float]]


def polygon(points: Points) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], True)
    return path


def polyline(points: Points) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], False)
    return path


def smooth(points: Points) -> skia.Path:
    """An open curve through the middles between `points`."""
    path = skia.Path()
    path.moveTo(*points[0])
    for (x0, y0), (x1, y1) in zip(points[1:], points[2:], strict=False):
        path.quadTo(x0, y0, (x0 + x1) / 2, (y0 + y1) / 2)
    path.lineTo(*points[-1])
    return path


def area(points: Points, bottom: float) -> skia.Path:
    """Everything below the curve over `points`, down to `bottom`."""
    path = smooth(points)
    path.lineTo(points[-1][0], bottom)
    path.lineTo(points[0][0], bottom)
    path.close()
    return path


def height_at(points: Points, x: float) -> float:
    """The y of the outline at `x`."""
    return float(np.interp(x, [p[0] for p in points], [p[1] for p in points]))


def rolling(world: World, span: Span, y: float, swing: float, waves: float = 1.0) -> Points:
    """Soft hills around `y`, `swing` pixels up and down; `waves` crests in a frame's short side."""
    xs = np.arange(span[0] - 10, span[1] + 20, 10.0)
    ys = np.full(len(xs), float(y))
    for octave, share in enumerate((0.62, 0.26, 0.12)):
        length = world.short * 1.3 / waves / 2.1**octave * world.uniform(0.8, 1.25)
        ys += swing * share * np.sin(2 * np.pi * xs / length + world.uniform(0, 2 * np.pi))
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


def jagged(world: World, span: Span, y: float, height: float, width: float) -> Points:
    """Mountains about `width` wide standing on `y`, some twice as high as others: valley, peak, valley ..."""
    points, x = [], span[0] - width
    while x < span[1] + width:
        points.append((x, y - height * world.uniform(0.02, 0.32)))
        x += width * world.uniform(0.35, 0.55)
        points.append((x, y - height * world.uniform(0.5, 1.0)))
        x += width * world.uniform(0.35, 0.55)
    return points


def blob(rng: np.random.Generator, x: float, y: float, width: float, height: float, flat: bool = True) -> skia.Path:
    """A cloud or a bush standing on `y`: circles side by side, on a flat base."""
    path, count = skia.Path(), int(rng.integers(4, 7))
    for i in range(count):
        share = (i + 0.5) / count
        rise = math.sin(math.pi * share)
        radius = height * (0.26 + 0.26 * rise) * float(rng.uniform(0.85, 1.15))
        path.addCircle(x + (share - 0.5) * width * 0.82, y - radius - rise * height * 0.28, radius)
    path.addOval(skia.Rect(x - width * 0.34, y - height * 0.72, x + width * 0.34, y))
    if flat:
        base = skia.Rect(x - width / 2, y - height * 0.36, x + width / 2, y)
        path.addRRect(skia.RRect.MakeRectXY(base, height * 0.18, height * 0.18))
    return path


def draw_lit(canvas: skia.Canvas, world: World, path: skia.Path, body: RGB, edge: float, deep: float = 0.28) -> None:
    """Fill `path` with an edge of `edge` units in the light and a deeper foot."""
    box = path.getBounds()
    with clipped(canvas, path):
        canvas.drawRect(box, fill(world.rim(body, 0.42)))
        canvas.translate(-world.palette.light.direction * edge * 1.3, edge * 0.8)
        canvas.drawPath(path, gradient(box.top(), box.bottom(), body, mix(body, (18, 22, 58), deep)))
