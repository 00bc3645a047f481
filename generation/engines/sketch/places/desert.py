"""Sand: table mountains, dunes, cacti, dust in the wind."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import clipped, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.ground import meadow, stones, tufts
from generation.engines.sketch.places.plants import cactus, row
from generation.engines.sketch.places.shapes import height_at, polygon
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.world import Layer, World

SANDS: tuple[RGB, ...] = ((238, 190, 128), (232, 168, 116), (244, 206, 150))
MESA = [(-1.5, 0), (-1.05, -0.45), (-1, -1), (1, -1), (1.1, -0.4), (1.6, 0)]


def layers(world: World) -> Iterator[Layer]:
    stage, short, sand = world.stage, world.short, world.pick(SANDS)
    yield from heavens(world)
    yield mesas(world, 0.12, mix(sand, (196, 98, 84), 0.55))
    for at, drop, far, width in ((0.22, 0.02, 0.42, 1.5), (0.42, 0.12, 0.2, 1.9), (0.62, 0.22, 0.06, 2.2)):
        yield dunes(world, at, stage.horizon + drop * short, sand, far, width * short)
    yield row(world, 0.62, cactus, lambda x: stage.horizon + short * 0.24, short * 0.5, short * 0.26, 0.1, gaps=0.35)
    line, ground = meadow(world, sand, swing=0.012)
    yield ground
    yield row(
        world, 0.85, cactus, lambda x: height_at(line, x) + short * 0.02, short * 0.85, short * 0.42, 0.0, gaps=0.35
    )
    yield stones(world, 0.86, 8, mix(sand, (150, 90, 70), 0.5))
    yield ripples(world, 0.87, mix(sand, (160, 96, 66), 0.5))
    yield tufts(world, 1.35, (world.height * 1.0, world.height * 1.03), 7, (160, 142, 82), 0.12)
    yield dust(world)


def mesas(world: World, at: float, base: RGB) -> Layer:
    """Table mountains on the horizon, banded."""
    y, short, body = world.stage.horizon + world.short * 0.06, world.short, world.colour(base, 0.55)
    blocks = [
        (x, short * world.uniform(0.10, 0.22), short * world.uniform(0.14, 0.34))
        for x in world.scatter(world.span(at), short * 0.45)
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, half, height in blocks:
            outline = polygon([(x + dx * half, y + dy * height) for dx, dy in MESA])
            canvas.drawPath(outline, gradient(y - height, y, body, mix(body, world.palette.haze, 0.6)))
            for share in (0.72, 0.86):
                canvas.drawLine(
                    x - half, y - height * share, x + half, y - height * share, stroke(world.rim(body, 0.3), 1.5, 0.6)
                )

    return Layer(at, paint)


def dunes(world: World, at: float, y: float, base: RGB, far: float, width: float) -> Layer:
    """A chain of dunes about `width` wide, standing on `y`."""
    low, high = world.span(at)
    body, height = world.colour(world.cover(base), far), world.short * world.uniform(0.10, 0.15)
    dark = mix(body, world.colour((120, 62, 84), far), 0.42)
    tops = [(x, world.uniform(0.7, 1.2)) for x in world.scatter((low - width / 2, high + width / 2), width * 0.5, 0.25)]

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, y, high, world.height), fill(mix(body, dark, 0.1)))
        for x, rise in tops:
            canvas.save()
            canvas.translate(x, y)
            canvas.scale(width, height)
            draw_dune(canvas, world, rise, body, dark)
            canvas.restore()

    return Layer(at, paint)


def draw_dune(canvas: skia.Canvas, world: World, rise: float, body: RGB, dark: RGB) -> None:
    """One dune, about one unit wide and `rise` high: a lit slope, a sharp crest, a slope in the shade."""
    side, whole, lee = world.lit_side, skia.Path(), skia.Path()
    whole.moveTo(-0.55, 0.02)
    whole.cubicTo(-0.25, 0, -0.12, -rise, 0, -rise)
    whole.cubicTo(0.14, -rise + 0.2, 0.25, 0, 0.55, 0.02)
    whole.lineTo(0.55, 9)
    whole.lineTo(-0.55, 9)
    lee.moveTo(0, -rise)
    lee.cubicTo(side * 0.10, -rise + 0.5, -side * 0.08, 0.2, -side * 0.02, 1.3)
    lee.lineTo(-side * 0.62, 1.3)
    lee.lineTo(-side * 0.62, -rise - 0.1)
    lee.lineTo(0, -rise - 0.1)
    canvas.drawPath(whole, gradient(-rise, 1, world.rim(body, 0.22), body))
    with clipped(canvas, whole):
        canvas.drawPath(lee, gradient(-rise, 1.2, dark, body))


def ripples(world: World, at: float, base: RGB) -> Layer:
    """Lines the wind drew in the sand."""
    paint_line = stroke(world.colour(base), 1.6, 0.4)
    lines = [
        (x, y, world.short * world.uniform(0.06, 0.2))
        for x, y in world.spots(at, (world.stage.ground_far, world.height), 28)
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, reach in lines:
            path = skia.Path()
            path.moveTo(x - reach, y)
            path.cubicTo(x - reach * 0.3, y - 5, x + reach * 0.3, y + 5, x + reach, y)
            canvas.drawPath(path, paint_line)

    return Layer(at, paint)


def dust(world: World, count: int = 16) -> Layer:
    """Sand blown along the ground."""
    rng, reach = world.rng, world.short * 0.05
    x, y = rng.uniform(0, world.width, count), rng.uniform(world.stage.horizon + 20, world.height, count)
    pace = world.short * rng.uniform(0.25, 0.6, count) * world.side()
    paint = stroke(mix(world.colour((250, 226, 180)), WHITE, 0.2), 1.2, 0.22)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            along = float((x[i] + pace[i] * t) % (world.width * 1.4)) - world.width * 0.2
            with placed(canvas, along, float(y[i]) + math.sin(t * 1.4 + i) * 5):
                canvas.drawLine(-reach, 0, reach, 1, paint)

    return Layer(1.2, None, live, fixed=True)
