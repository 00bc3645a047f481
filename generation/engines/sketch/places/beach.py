"""A strand: palm and parasol, foam that comes and goes."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.ground import hill, tufts
from generation.engines.sketch.places.plants import palm
from generation.engines.sketch.places.shapes import area, rolling
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.places.water import island, surface, water_colours, wave
from generation.engines.sketch.world import Layer, World

SAND: RGB = (240, 212, 164)
CLOTHS: tuple[RGB, ...] = ((224, 92, 82), (64, 142, 176), (244, 190, 84))
SHELLS: tuple[RGB, ...] = ((184, 148, 118), (250, 236, 214), (226, 150, 128), (216, 182, 138))


def layers(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    far, near = water_colours(world)
    shore, side = stage.ground_far - short * 0.05, world.side()
    yield from heavens(world)
    yield island(world, 0.14, (92, 128, 132), 0.75)
    yield surface(world, 0.4, shore + 20, far, near)
    yield wave(world, 0.62, shore - short * 0.055, mix(near, WHITE, 0.12), shore + 20, short * 0.008)
    yield surf(world, 0.79, shore)
    dry = rolling(world, world.span(0.84), shore + short * 0.105, short * 0.014)
    yield Layer(0.84, hill(world, dry, world.cover(SAND), 0.0, deep=0.16))
    yield shells(world)
    x = world.width * (0.5 - side * world.uniform(0.38, 0.5))
    tall = min(short * world.uniform(0.85, 1.05), stage.ground_far * 0.86)
    yield palm(world, 0.86, x, stage.ground_far + 6, tall)
    if world.chance(0.6):
        x = world.width * (0.5 + side * world.uniform(0.26, 0.36))
        yield parasol(world, 0.87, x, stage.ground_far + short * 0.02, short * 0.34)
    yield tufts(world, 1.35, (world.height * 1.0, world.height * 1.03), 12, (150, 160, 90), 0.15)


def surf(world: World, at: float, shore: float) -> Layer:
    """A lip of foam that runs up the wet sand and back."""
    line = rolling(world, world.span(at), shore + world.short * 0.05, world.short * 0.012)[::4]
    wet = fill(world.colour(world.cover((196, 160, 124), 0.5)))
    foam = fill(mix(world.colour((250, 252, 250)), world.palette.sky[3], 0.15), 0.9)

    def live(canvas: skia.Canvas, t: float) -> None:
        swash = world.short * (0.014 * math.sin(t * 1.15) - 0.02)
        lip = [(x, y + swash + 4 * math.sin(x * 0.035 + t * 0.7)) for x, y in line]
        canvas.drawPath(area(lip, shore + world.short * 0.2), foam)
        canvas.drawPath(area([(x, y + world.short * 0.012) for x, y in lip], shore + world.short * 0.2), wet)

    return Layer(at, None, live)


def shells(world: World) -> Layer:
    """Shells and stones, larger as they come nearer."""
    band = (world.stage.ground_far + world.short * 0.05, world.height)
    spots = [(x, y, world.colour(world.pick(SHELLS))) for x, y in world.spots(1.0, band, 26)]
    shade = fill(world.colour((206, 172, 130)), 0.7)

    def paint(canvas: skia.Canvas) -> None:
        for x, y, tone in spots:
            with placed(canvas, x, y, world.short * 0.010 * (0.5 + y / world.height)):
                canvas.drawOval(skia.Rect(-1.5, -0.3, 1.7, 0.6), shade)
                canvas.drawOval(skia.Rect(-1, -0.6, 1, 0.4), fill(tone))

    return Layer(1.0, paint)


def parasol(world: World, at: float, x: float, y: float, size: float) -> Layer:
    stripes = world.colour(world.pick(CLOTHS)), world.colour((250, 240, 226))
    tilt, pole = world.uniform(-14, 14), world.colour((232, 222, 208))

    def paint(canvas: skia.Canvas) -> None:
        with placed(canvas, x, y, size):
            canvas.drawOval(skia.Rect(-0.5, -0.03, 0.5, 0.06), fill(world.palette.light.shadow[:3], 0.22))
            canvas.rotate(tilt)
            canvas.drawLine(0, 0, 0, -0.9, stroke(pole, 0.025))
            for i, reach in enumerate((0.5, 0.32, 0.12)):
                dome = skia.Path()
                dome.moveTo(-reach, -0.68)
                dome.cubicTo(-reach, -1.06, reach, -1.06, reach, -0.68)
                canvas.drawPath(dome, fill(stripes[i % 2]))
            canvas.drawCircle(0, -0.965, 0.022, fill(stripes[1]))

    return Layer(at, paint)
