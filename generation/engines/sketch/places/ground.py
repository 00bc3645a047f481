"""The ground and what lies on it: hills, mountains, grass, flowers, stones."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import clipped, fill, gradient, stroke
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.shapes import Points, area, jagged, polygon, rolling
from generation.engines.sketch.world import Layer, Paint, Span, World

GREENS: tuple[RGB, ...] = ((126, 172, 88), (150, 176, 80), (104, 164, 104), (178, 176, 84))
BLOSSOMS: tuple[RGB, ...] = ((250, 236, 226), (244, 196, 84), (226, 98, 106), (168, 132, 206), (242, 152, 176))


def hill(world: World, points: Points, base: RGB, far: float, foot: float = 0.0, deep: float = 0.35) -> Paint:
    """Ground under a soft outline: a lit edge, paling into mist (`foot`) or deepening downward."""
    top, bottom = min(y for _, y in points), world.height + 4
    body = world.colour(base, far)
    shade = mix(body, world.colour(mix(base, (20, 24, 60), 0.5), far), deep)
    low = mix(body, world.palette.haze, foot) if foot else shade
    body_paint = gradient(top, min(top + world.short * 0.6, bottom), body, low)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(area(points, bottom), fill(world.rim(body, 0.38)))
        canvas.translate(world.palette.light.direction * -1.5, 3)
        canvas.drawPath(area(points, bottom), body_paint)

    return paint


def hills(
    world: World, at: float, y: float, swing: float, base: RGB, far: float, foot: float = 0.0
) -> tuple[Points, Layer]:
    """A chain of hills about the height `y`, and its outline for what grows on it."""
    line = rolling(world, world.span(at), y, swing)
    return line, Layer(at, hill(world, line, world.cover(base), far, foot))


def meadow(world: World, base: RGB, swing: float = 0.02, deep: float = 0.35) -> tuple[Points, Layer]:
    """The ground the actors stand on, and its outline."""
    line = rolling(world, world.span(0.84), world.stage.ground_far - 0.06 * world.short, swing * world.short, 0.8)
    return line, Layer(0.84, hill(world, line, world.cover(base), 0.0, deep=deep))


def turf(world: World, hue: RGB, blossoms: bool = True) -> Iterator[Layer]:
    """Grass and flowers around the actors and in front of them."""
    stage, grass = world.stage, world.cover(mix(hue, (60, 110, 60), 0.3), 0.7)
    yield tufts(world, 0.85, (stage.ground_far - world.short * 0.02, world.height * 0.98), 26, grass, 0.04)
    if blossoms and not world.snowy:
        yield flowers(world, 0.86, (stage.ground_far, world.height * 0.97), 26)
    yield tufts(world, 1.35, (world.height * 1.005, world.height * 1.03), 11, grass, 0.14)


def tuft(path: skia.Path, x: float, y: float, height: float) -> None:
    """Add three blades of grass to `path`."""
    for spread in (-0.5, 0.05, 0.55):
        root = x + spread * height * 0.3
        path.moveTo(root - height * 0.09, y)
        path.quadTo(root, y - height * 0.5, x + (spread + 0.1) * height, y - height * (1 - abs(spread) * 0.5))
        path.quadTo(root + height * 0.14, y - height * 0.4, root + height * 0.09, y)


def tufts(world: World, at: float, band: Span, count: float, base: RGB, size: float) -> Layer:
    """Grass scattered over the ground between two heights; `size` is a share of the short side."""
    spots = [(x, y, size * world.short * world.uniform(0.6, 1.3)) for x, y in world.spots(at, band, count)]
    shades = [world.colour(world.cover(mix(base, other, 0.5), 0.5)) for other in ((30, 60, 40), (255, 240, 150))]

    def paint(canvas: skia.Canvas) -> None:
        for first, shade in enumerate(shades):
            path = skia.Path()
            for x, y, height in spots[first::2]:
                tuft(path, x, y, height)
            canvas.drawPath(path, fill(shade))

    return Layer(at, paint)


def flowers(world: World, at: float, band: Span, count: float) -> Layer:
    """Small blossoms over the ground, larger as they come nearer."""
    hues = [world.colour(BLOSSOMS[i]) for i in world.rng.permutation(len(BLOSSOMS))[:3]]
    spots = [(x, y, world.pick(hues)) for x, y in world.spots(at, band, count)]
    stem, heart = world.colour((70, 120, 70)), world.colour((250, 214, 110))

    def paint(canvas: skia.Canvas) -> None:
        for x, y, hue in spots:
            reach = world.short * (0.004 + 0.010 * (y - band[0]) / (band[1] - band[0]))
            canvas.drawLine(x, y, x, y + reach * 2.4, stroke(stem, reach * 0.3))
            for petal in range(5):
                angle = petal * 2 * math.pi / 5
                canvas.drawCircle(
                    x + math.cos(angle) * reach * 0.6, y + math.sin(angle) * reach * 0.5, reach * 0.48, fill(hue)
                )
            canvas.drawCircle(x, y, reach * 0.36, fill(heart))

    return Layer(at, paint)


def stones(world: World, at: float, count: float, base: RGB) -> Layer:
    """Angular rocks on the ground, lit on one side."""
    spots = [
        (x, y, world.short * world.uniform(0.012, 0.04))
        for x, y in world.spots(at, (world.stage.ground_far, world.height), count)
    ]
    body, side = world.colour(world.cover(base, 0.4)), world.lit_side
    outline = [(-1.0, 0.0), (-0.7, -0.6), (-0.1, -0.9), (0.7, -0.55), (1.0, 0.0)]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, size in spots:
            rock = [(x + dx * size, y + dy * size) for dx, dy in outline]
            face = [*rock[2:], (x + size * 0.1, y)] if side > 0 else [*rock[:3], (x - size * 0.1, y)]
            canvas.drawPath(polygon(rock), fill(mix(body, (30, 30, 70), 0.22)))
            canvas.drawPath(polygon(face), fill(world.rim(body, 0.2)))

    return Layer(at, paint)


def peaks(world: World, at: float, foot: float, height: float, base: RGB, far: float, snow: float) -> Layer:
    """A range with a face in the light and one in the shade, and `snow` (0..1) of its height white."""
    tops = jagged(world, world.span(at), foot, height, world.short * 0.52)
    body, haze = world.colour(base, far), world.palette.haze
    shade = mix(body, mix(world.palette.light.shadow[:3], world.palette.sky[0], 0.5), 0.30)
    peak, low = min(y for _, y in tops), foot + world.short * 0.03
    outline = polygon([*tops, (tops[-1][0], world.height * 0.9), (tops[0][0], world.height * 0.9)])

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(outline, gradient(peak, low, world.rim(body, 0.14), mix(body, haze, 0.55)))
        with clipped(canvas, outline):
            for i in range(1, len(tops) - 1, 2):
                dark = shaded_face(world, tops[i - 1 : i + 2], foot, foot - peak)
                canvas.drawPath(dark, gradient(peak, low, shade, mix(shade, haze, 0.6)))
        for i in range(1, len(tops) - 1, 2) if snow else ():
            draw_cap(canvas, world, tops[i - 1 : i + 2], snow * (foot - peak), far)

    return Layer(at, paint)


def shaded_face(world: World, peak: Points, foot: float, height: float) -> skia.Path:
    """The side of one peak away from the light, its ridge in zigzag."""
    side = world.lit_side
    left, (x, y), right = peak
    ridge = [
        (x + side * world.uniform(-0.05, 0.16) * height * (step % 2 - 0.2), y + (foot - y) * step / 5)
        for step in range(1, 6)
    ]
    out = left if side > 0 else right
    return polygon([(x, y), *ridge, (out[0], foot), out])


def draw_cap(canvas: skia.Canvas, world: World, peak: Points, depth: float, far: float) -> None:
    """Snow on one peak with a ragged hem, blue on its far side."""
    white, blue = world.colour((244, 248, 252), far * 0.7), world.colour((186, 204, 232), far * 0.8)
    left, top, right = peak
    a, b = descend(top, left, depth), descend(top, right, depth)
    jags = [depth * world.uniform(0.05, 0.5) * (1, -0.4)[i % 2] for i in range(4)]
    teeth = [
        (a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s + jag)
        for s, jag in zip((0.2, 0.4, 0.6, 0.8), jags, strict=True)
    ]
    canvas.drawPath(polygon([top, a, *teeth, b]), fill(white))
    canvas.drawPath(polygon([top, a, *teeth[:2]] if world.lit_side > 0 else [top, *teeth[2:], b]), fill(blue))


def descend(start: tuple[float, float], end: tuple[float, float], down: float) -> tuple[float, float]:
    """The point `down` pixels below a peak on its edge, or the edge's end."""
    share = float(np.clip(down / max(end[1] - start[1], 1.0), 0, 1))
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
