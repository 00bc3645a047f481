"""A city park: a gravel path with lamps and benches, round trees, the skyline behind them."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.buildings import draw_bench, draw_lamp_post, skyline
from generation.engines.sketch.places.ground import GREENS, hills, meadow, turf
from generation.engines.sketch.places.plants import BARK, broadleaf, falling_leaves, poplar, row
from generation.engines.sketch.places.shapes import height_at, polygon, polyline, rolling
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.world import Layer, World

PETALS: tuple[RGB, ...] = ((236, 170, 84), (240, 180, 196), (170, 190, 96))


def layers(world: World) -> Iterator[Layer]:
    stage, short, hue = world.stage, world.short, world.pick(GREENS)
    yield from heavens(world)
    yield skyline(world, 0.12, stage.horizon + short * 0.03, (0.16, 0.42), short * 0.14, (128, 140, 176), 0.75, 4)
    far_line, far = hills(
        world, 0.28, stage.horizon + short * 0.02, short * 0.03, mix(hue, (90, 130, 130), 0.3), 0.4, 0.2
    )
    yield row(world, 0.27, broadleaf, lambda x: height_at(far_line, x) + 6, short * 0.12, short * 0.2, 0.45, gaps=0.2)
    yield far
    line, middle = hills(world, 0.55, stage.horizon + short * 0.14, short * 0.03, mix(hue, (120, 150, 110), 0.2), 0.14)
    trees = world.pick((broadleaf, broadleaf, poplar))
    yield row(world, 0.54, trees, lambda x: height_at(line, x) + 10, short * 0.36, short * 0.48, 0.14, gaps=0.2)
    yield middle
    _, ground = meadow(world, hue)
    yield ground
    yield path(world, 0.855)
    yield furniture(world, 0.86)
    if world.chance(0.7):
        yield falling_leaves(world, 1.1, 9, PETALS)
    yield from turf(world, hue)
    yield bough(world, 1.3, mix(hue, (60, 120, 90), 0.6))


def path(world: World, at: float) -> Layer:
    """A gravel path from edge to edge."""
    stage, span, short = world.stage, world.span(at), world.short
    gravel = world.colour(world.cover((226, 206, 172), 0.6))
    top = rolling(world, span, stage.ground_far, short * 0.008)
    foot = rolling(world, span, stage.ground + short * 0.07, short * 0.01)

    def paint(canvas: skia.Canvas) -> None:
        pale = mix(gravel, world.palette.haze, 0.15)
        canvas.drawPath(polygon([*top, *reversed(foot)]), gradient(stage.ground_far, stage.ground_near, pale, gravel))
        canvas.drawPath(polyline(foot), stroke(mix(gravel, (60, 60, 60), 0.3), 2, 0.5))

    return Layer(at, paint)


def furniture(world: World, at: float) -> Layer:
    """Lamps and benches along the path, with room for the actors between them."""
    low, high = world.span(at)
    step, foot, short = world.width * 0.82, world.stage.ground_far + world.short * 0.01, world.short
    first = world.width * (0.5 + world.side() * world.uniform(0.34, 0.42))
    xs = [first + step * i for i in range(-5, 6) if low - step < first + step * i < high + step]

    def paint(canvas: skia.Canvas) -> None:
        for x in xs:
            with placed(canvas, x - short * 0.17, foot, short * 0.2):
                draw_bench(canvas, world)
            with placed(canvas, x, foot, short * 0.62):
                draw_lamp_post(canvas, world)

    return Layer(at, paint)


def bough(world: World, at: float, hue: RGB) -> Layer:
    """A leafy branch reaching in from an upper corner, nodding in the wind."""
    side, short = world.side(), world.short
    x, y = world.width * (0.5 + 0.54 * side), world.top * at + world.height * 0.05
    bark, leaf = world.dusk(world.colour(BARK), 0.4), world.colour(world.cover(hue, 0.5))
    tones = fill(world.dusk(leaf, 0.42)), fill(world.dusk(leaf, 0.2))
    leaves = [(i / 17, world.uniform(-0.6, 0.6), world.uniform(0.05, 0.08)) for i in range(18)]

    def live(canvas: skia.Canvas, t: float) -> None:
        with placed(canvas, x, y, short):
            canvas.scale(-side, 1)
            canvas.rotate(-1.2 * math.sin(t * 0.8))
            draw_bough(canvas, bark, tones, leaves)

    return Layer(at, None, live)


def draw_bough(
    canvas: skia.Canvas, bark: RGB, tones: tuple[skia.Paint, skia.Paint], leaves: list[tuple[float, float, float]]
) -> None:
    """A branch from the origin to the right; a leaf is its place along it, its tilt and its length."""
    branch, sheets = skia.Path(), (skia.Path(), skia.Path())
    branch.moveTo(0, 0)
    branch.quadTo(0.25, 0, 0.5, 0.16)
    canvas.drawPath(branch, stroke(bark, 0.014))
    for i, (share, tilt, size) in enumerate(leaves):
        x, y, sheet = 0.5 * share, 0.16 * share**1.8, sheets[i % 2]
        tip = (x + math.cos(tilt * 2) * size * 0.5, y + size * (0.9 + 0.2 * math.sin(tilt * 5)))
        sheet.moveTo(x, y)
        sheet.quadTo(x - size * 0.42, (y + tip[1]) / 2, *tip)
        sheet.quadTo(x + size * 0.42, (y + tip[1]) / 2, x, y)
    for sheet, tone in zip(sheets, tones, strict=True):
        canvas.drawPath(sheet, tone)
