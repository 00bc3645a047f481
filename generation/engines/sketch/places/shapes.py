"""Outlines that several places share: ridges, waves, clouds, tufts."""

import math
from collections.abc import Sequence

import numpy as np
import skia

from generation.engines.sketch.brush import fill, gradient
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.world import Layer, Paint, World

Points = Sequence[tuple[float, float]]


def polygon(points: Points) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], True)
    return path


def smooth(points: Points) -> skia.Path:
    """An open curve through the middles between `points`."""
    path = skia.Path()
    path.moveTo(*points[0])
    for (x0, y0), (x1, y1) in zip(points[1:], points[2:], strict=False):
        path.quadTo(x0, y0, (x0 + x1) / 2, (y0 + y1) / 2)
    path.lineTo(*points[-1])
    return path


def down_to(path: skia.Path, points: Points, bottom: float) -> skia.Path:
    """Close the curve over `points` with the area below it."""
    path.lineTo(points[-1][0], bottom)
    path.lineTo(points[0][0], bottom)
    path.close()
    return path


def rolling(world: World, span: tuple[float, float], y: float, swing: float, waves: float = 1.0) -> Points:
    """Soft hills around `y`, `swing` pixels up and down; `waves` crests in a frame's short side."""
    xs = np.arange(span[0] - 10, span[1] + 20, 10.0)
    ys = np.full(len(xs), float(y))
    for octave, share in enumerate((0.62, 0.26, 0.12)):
        length = world.short * 1.3 / waves / 2.1**octave * world.uniform(0.8, 1.25)
        ys += swing * share * np.sin(2 * np.pi * xs / length + world.uniform(0, 6.283))
    return list(zip(xs.tolist(), ys.tolist(), strict=True))


def jagged(world: World, span: tuple[float, float], y: float, height: float, width: float) -> Points:
    """Mountain tops about `width` apart standing on `y`, some twice as high as others: valley, peak, valley ..."""
    points, x = [], span[0] - width
    while x < span[1] + width:
        points.append((x, y - height * world.uniform(0.02, 0.32)))
        x += width * world.uniform(0.35, 0.55)
        points.append((x, y - height * world.uniform(0.5, 1.0)))
        x += width * world.uniform(0.35, 0.55)
    return points


def height_at(points: Points, x: float) -> float:
    """The y of the outline at `x`."""
    return float(np.interp(x, [p[0] for p in points], [p[1] for p in points]))


def hill(world: World, points: Points, base: RGB, far: float, foot: float = 0.0, deep: float = 0.35) -> Paint:
    """Ground under a soft outline: a lit edge, paling into mist (`foot`) or deepening downward."""
    top = min(y for _, y in points)
    body = world.colour(base, far)
    low = mix(body, world.palette.haze, foot) if foot else mix(body, world.colour(mix(base, (20, 24, 60), 0.5), far), deep)
    bottom = world.height + 4
    body_paint = gradient(top, min(top + world.short * 0.6, bottom), body, low)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(down_to(smooth(points), points, bottom), fill(world.rim(body, 0.38)))
        canvas.translate(world.palette.light.direction * -1.5, 3)
        canvas.drawPath(down_to(smooth(points), points, bottom), body_paint)

    return paint


def blob(rng: np.random.Generator, x: float, y: float, width: float, height: float, flat: bool = True) -> skia.Path:
    """A cloud or a bush: circles side by side, on a flat base."""
    path, count = skia.Path(), int(rng.integers(4, 7))
    for i in range(count):
        share = (i + 0.5) / count
        rise = math.sin(math.pi * share)
        radius = height * (0.26 + 0.26 * rise) * float(rng.uniform(0.85, 1.15))
        path.addCircle(x + (share - 0.5) * width * 0.82, y - radius - rise * height * 0.28, radius)
    path.addOval(skia.Rect(x - width * 0.34, y - height * 0.72, x + width * 0.34, y))
    if flat:
        path.addRRect(skia.RRect.MakeRectXY(skia.Rect(x - width / 2, y - height * 0.36, x + width / 2, y), height * 0.18, height * 0.18))
    return path


def draw_cloud(canvas: skia.Canvas, world: World, x: float, y: float, width: float, body: RGB, alpha: float) -> None:
    """One flat cloud standing on `y`: a lit edge on the sun's side, fading toward its base."""
    height = width * world.uniform(0.26, 0.36)
    path = blob(world.rng, x, y, width, height)
    lit = mix(body, world.palette.light.key, 0.55)
    base = mix(body, world.palette.haze, 0.75)
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    bounds = path.getBounds()
    canvas.drawRect(bounds, gradient(y - height, y, lit, lit, alphas=(alpha, alpha * 0.4)))
    canvas.translate(-world.palette.light.direction * height * 0.10, height * 0.10)
    canvas.drawPath(path, gradient(y - height, y, body, base, alphas=(alpha, alpha * 0.35)))
    canvas.restore()


def clouds(world: World, plane: float, band: tuple[float, float], count: int, width: float, drift: float) -> Layer:
    """A sheet of `count` clouds a frame's width, between the two heights."""
    span = world.span(plane, drift)
    stormy = 1 - world.palette.veil.level
    body = mix(mix(WHITE, world.palette.sky[2], 0.22 + 0.3 * plane), (48, 52, 70), stormy * 0.9)
    if world.night:
        body = mix(world.palette.sky[2], world.palette.sky[3], 0.5)
    body = mix(body, world.palette.light.tint(WHITE), 0.0 if world.night else 0.35)
    spots = [
        (x, world.uniform(*band), width * world.uniform(0.6, 1.35))
        for x in world.scatter(span[0] - width / 2, span[1] + width / 2, world.width / max(count, 1))
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, size in sorted(spots, key=lambda spot: spot[1]):
            draw_cloud(canvas, world, x, y, size, body, 0.92)

    return Layer(plane, paint, drift=drift)


def tuft(path: skia.Path, x: float, y: float, height: float, lean: float) -> None:
    """Add three blades of grass to `path`."""
    for spread in (-0.5, 0.05, 0.55):
        tip_x, tip_y = x + (spread + lean) * height, y - height * (1 - abs(spread) * 0.5)
        path.moveTo(x + spread * height * 0.3 - height * 0.09, y)
        path.quadTo(x + spread * height * 0.3, y - height * 0.5, tip_x, tip_y)
        path.quadTo(x + spread * height * 0.3 + height * 0.14, y - height * 0.4, x + spread * height * 0.3 + height * 0.09, y)


def tufts(world: World, plane: float, band: tuple[float, float], count: float, base: RGB, size: float = 0.05) -> Layer:
    """Grass blown by the wind, scattered over the ground between the two heights; `count` a frame's width."""
    low, high = world.span(plane)
    number = round(count * (high - low) / world.width)
    spots = sorted((world.uniform(*band), world.uniform(low, high), world.uniform(0.6, 1.3)) for _ in range(number))
    shades = [fill(world.colour(mix(base, other, 0.5))) for other in ((30, 60, 40), (255, 240, 150))]

    def paint(canvas: skia.Canvas) -> None:
        for shade in (0, 1):
            path = skia.Path()
            for y, x, scale in spots[shade::2]:
                tuft(path, x, y, size * world.short * scale, 0.1)
            canvas.drawPath(path, shades[shade])

    return Layer(plane, paint)
