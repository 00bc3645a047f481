"""A country road: telegraph poles, hills or mountains, a verge in front."""

from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, gradient, stroke
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.ground import GREENS, hill, hills, peaks, tufts
from generation.engines.sketch.places.plants import broadleaf, bush, pine, poplar, row
from generation.engines.sketch.places.shapes import height_at, rolling
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.places.street import draw_lane_marks, draw_sheen
from generation.engines.sketch.world import Layer, World


def layers(world: World) -> Iterator[Layer]:
    stage, short, hue = world.stage, world.short, world.pick(GREENS)
    plant = world.pick((poplar, broadleaf, pine))
    yield from heavens(world)
    if world.chance(0.5):
        yield peaks(
            world, 0.10, stage.horizon + short * 0.05, short * world.uniform(0.36, 0.6), (116, 126, 160), 0.66, 0.3
        )
    else:
        yield hills(world, 0.10, stage.horizon - short * 0.08, short * 0.06, (110, 138, 160), 0.75, 0.5)[1]
    far_line, far = hills(
        world, 0.25, stage.horizon + short * 0.02, short * 0.045, mix(hue, (96, 136, 136), 0.35), 0.45, 0.3
    )
    yield row(world, 0.25, plant, lambda x: height_at(far_line, x) + 5, short * 0.15, short * 0.16, 0.42, gaps=0.4)
    yield far
    line, near = hills(world, 0.5, stage.horizon + short * 0.13, short * 0.035, hue, 0.15)
    yield row(world, 0.49, plant, lambda x: height_at(line, x) + 8, short * 0.5, short * 0.36, 0.15, gaps=0.3)
    yield near
    yield wires(world, 0.7, stage.ground_far - short * 0.02)
    yield from highway(world, hue)


def wires(world: World, at: float, foot: float) -> Layer:
    """Telegraph poles with their sagging wires."""
    (low, high), short = world.span(at), world.short
    step, tall, wood = short * 0.72, short * 0.62, world.colour((104, 80, 70), 0.05)
    first = world.uniform(-step, 0)
    poles = [first + step * i for i in range(-12, 20) if low - step < first + step * i < high + step]

    def paint(canvas: skia.Canvas) -> None:
        for x in poles:
            canvas.drawLine(x, foot, x, foot - tall, stroke(wood, short * 0.014))
            canvas.drawLine(
                x - tall * 0.13, foot - tall * 0.9, x + tall * 0.13, foot - tall * 0.9, stroke(wood, short * 0.010)
            )
            for start in (x - tall * 0.11, x + tall * 0.11):
                wire = skia.Path()
                wire.moveTo(start, foot - tall * 0.92)
                wire.quadTo(start + step / 2, foot - tall * 0.74, start + step, foot - tall * 0.92)
                canvas.drawPath(wire, stroke(wood, 1.1, 0.7))

    return Layer(at, paint)


def highway(world: World, hue: RGB) -> Iterator[Layer]:
    """The carriageway the actors are on, between a verge behind it and one in front."""
    stage, short = world.stage, world.short
    top, bottom = stage.ground_far - short * 0.03, stage.ground_near + short * 0.09
    behind = rolling(world, world.span(0.84), top - short * 0.07, short * 0.012)
    before = rolling(world, world.span(1.2), bottom + short * 0.01, short * 0.012)
    yield Layer(0.84, hill(world, behind, world.cover(mix(hue, (190, 170, 110), 0.3)), 0.0))
    yield row(world, 0.85, bush, lambda x: top + 2, short * 0.7, short * 0.09, 0.02, gaps=0.3)
    yield carriageway(world, 0.86, top, bottom)
    yield Layer(1.2, hill(world, before, world.cover(mix(hue, (90, 120, 70), 0.25)), 0.0))
    yield tufts(world, 1.25, (bottom + short * 0.05, world.height * 1.02), 24, mix(hue, (60, 110, 60), 0.3), 0.07)


def carriageway(world: World, at: float, top: float, bottom: float) -> Layer:
    low, high = world.span(at)
    tar, line = world.colour(world.cover((98, 100, 116), 0.4)), fill(world.colour((246, 238, 220)), 0.75)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(
            skia.Rect(low, top, high, bottom), gradient(top, bottom, mix(tar, world.palette.haze, 0.2), tar)
        )
        for y in (top + world.short * 0.015, bottom - world.short * 0.03):
            canvas.drawRect(skia.Rect(low, y, high, y + world.short * 0.009), line)
        draw_lane_marks(canvas, world, (low, high), (top + bottom) / 2)
        draw_sheen(canvas, world, (low, high), top)

    return Layer(at, paint)
