"""A lake between mountains, seen from a grassy bank; the far shore is mirrored in it."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.ground import hill, tufts
from generation.engines.sketch.places.plants import bush, pine, row
from generation.engines.sketch.places.shapes import Points, height_at, jagged, polygon, rolling
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.places.water import glitter, water_colours
from generation.engines.sketch.world import Layer, Span, World


def layers(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    far, near = water_colours(world)
    shore = stage.horizon + short * 0.02
    yield from heavens(world)
    tops = jagged(world, world.span(0.12), shore, short * world.uniform(0.4, 0.62), short * 0.62)
    yield mirrored(world, 0.12, tops, world.colour((120, 138, 170), 0.62), shore)
    slopes = rolling(world, world.span(0.24), shore - short * 0.10, short * 0.06, 1.2)
    yield mirrored(world, 0.24, slopes, world.colour(world.cover((84, 132, 112), 0.5), 0.4), shore)
    yield row(world, 0.3, pine, lambda x: shore + 3, short * 0.07, short * 0.15, 0.32, gaps=0.25)
    yield clear_water(world, 0.34, shore, far, near)
    open_water = stage.ground_far - shore
    yield lilies(world, 0.7, (shore + open_water * 0.4, shore + open_water * 0.8))
    bank = rolling(world, world.span(0.84), stage.ground_far - short * 0.02, short * 0.012)
    yield row(world, 0.83, bush, lambda x: height_at(bank, x) + 8, short * 0.5, short * 0.10, 0.05, gaps=0.35)
    yield Layer(0.84, hill(world, bank, world.cover((112, 152, 88)), 0.0))
    yield tufts(world, 0.85, (stage.ground_far, world.height), 22, (104, 150, 84), 0.04)
    yield reeds(world, 1.3)


def mirrored(world: World, at: float, line: Points, body: RGB, shore: float) -> Layer:
    """Land and its image upside down in the lake."""
    land = polygon([*line, (line[-1][0], shore), (line[0][0], shore)])
    paint_land = gradient(min(y for _, y in line), shore, body, mix(body, world.palette.haze, 0.5))

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(land, paint_land)
        canvas.translate(0, shore * 2)
        canvas.scale(1, -1)
        canvas.drawPath(land, paint_land)

    return Layer(at, paint)


def clear_water(world: World, at: float, shore: float, far: RGB, near: RGB) -> Layer:
    """Water one can see the mirror image through, with slow glints."""
    low, high = world.span(at)

    def paint(canvas: skia.Canvas) -> None:
        veil = gradient(shore, world.height * 0.85, far, near, alphas=(0.35, 0.94))
        canvas.drawRect(skia.Rect(low, shore, high, world.stage.ground_near), veil)
        canvas.drawRect(skia.Rect(low, shore - 1, high, shore + 1.5), fill(mix(far, WHITE, 0.5), 0.6))

    return Layer(at, paint, glitter(world, at, world.stage.ground_far))


def lilies(world: World, at: float, band: Span) -> Layer:
    """Round leaves on the water, some in flower."""
    leaf, petal = world.colour((86, 150, 96)), world.colour((248, 190, 206))
    spots = [(x, y, world.uniform(0, 360), world.chance(0.35)) for x, y in world.spots(at, band, 9)]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, turn, blooms in spots:
            with placed(canvas, x, y, world.short * 0.03 * (0.5 + y / world.height)):
                canvas.drawArc(skia.Rect(-1, -0.32, 1, 0.32), turn, 315, True, fill(leaf))
                if blooms:
                    canvas.drawCircle(0, -0.2, 0.26, fill(petal))

    return Layer(at, paint)


def reeds(world: World, at: float) -> Layer:
    """Tall stalks in the lower corners, nodding."""
    xs = [
        x
        for x in world.scatter(world.span(at), world.short * 0.05)
        if abs(x / world.width - 0.5) > world.uniform(0.3, 0.45)
    ]
    stalks = [(x, world.short * world.uniform(0.16, 0.34), world.uniform(0, 2 * math.pi)) for x in xs]
    green, brown = (
        stroke(world.colour((64, 104, 76)), world.short * 0.006),
        stroke(world.colour((104, 70, 52)), world.short * 0.016),
    )

    def live(canvas: skia.Canvas, t: float) -> None:
        stems, heads, foot = skia.Path(), skia.Path(), world.height + 4
        for x, size, turn in stalks:
            sway = math.sin(t * 1.1 + turn) * size * 0.05
            stems.moveTo(x, foot)
            stems.quadTo(x, foot - size * 0.5, x + sway, foot - size)
            heads.moveTo(x + sway * 0.95, foot - size * 0.94)
            heads.lineTo(x + sway * 0.8, foot - size * 0.78)
        canvas.drawPath(stems, green)
        canvas.drawPath(heads, brown)

    return Layer(at, None, live)
