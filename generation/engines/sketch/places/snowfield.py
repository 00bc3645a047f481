"""Snow: white hills, pines, a cabin with smoke; northern lights on a clear night."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import draw_glow, gradient
from generation.engines.sketch.colour import RGB, WHITE
from generation.engines.sketch.places.buildings import cabin
from generation.engines.sketch.places.ground import hill, hills, meadow, peaks, stones
from generation.engines.sketch.places.plants import pine, row
from generation.engines.sketch.places.shapes import height_at, rolling
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.world import Layer, World

LIGHTS: tuple[RGB, ...] = ((96, 232, 176), (120, 200, 240), (176, 140, 240))


def layers(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    foot = stage.horizon + short * 0.04
    yield from heavens(world)
    if world.night and world.sunny:
        yield aurora(world, 0.05)
    yield peaks(world, 0.12, foot, short * world.uniform(0.38, 0.6), (126, 146, 186), 0.6, 0.42)
    wood, far = hills(world, 0.3, foot, short * 0.045, (206, 220, 242), 0.4, 0.2)
    yield row(world, 0.3, pine, lambda x: height_at(wood, x) + 5, short * 0.06, short * 0.13, 0.45, gaps=0.3)
    yield far
    edge, near = hills(world, 0.55, stage.horizon + short * 0.15, short * 0.05, (216, 228, 246), 0.14)
    yield row(world, 0.54, pine, lambda x: height_at(edge, x) + 8, short * 0.17, short * 0.30, 0.14, gaps=0.35)
    yield near
    x = world.width * (0.5 + world.side() * world.uniform(0.22, 0.34))
    yield cabin(world, 0.56, x, height_at(edge, x) + short * 0.04, short * 0.22)
    _, ground = meadow(world, (230, 238, 250), deep=0.18)
    yield ground
    yield sparkles(world, 0.9)
    yield stones(world, 0.86, 4, (188, 198, 220))
    mound = rolling(world, world.span(1.4), world.height * 0.985, short * 0.03, 0.9)
    yield Layer(1.4, hill(world, mound, (242, 247, 254), 0.0, deep=0.1))


def aurora(world: World, at: float, drift: float = 6.0) -> Layer:
    """Two slow curtains of light."""
    span, hue = world.span(at, drift), world.pick(LIGHTS)
    heights = [world.stage.horizon * world.uniform(0.42, 0.66) for _ in range(2)]
    hems = [rolling(world, span, height, world.short * 0.13, 0.9) for height in heights]

    def paint(canvas: skia.Canvas) -> None:
        for x, y in hems[0] + hems[1]:
            reach, strength = world.short * (0.40 + 0.14 * math.sin(x * 0.03)), 0.30 + 0.12 * math.sin(x * 0.11)
            light = gradient(y - reach, y, hue, hue, hue, hue, alphas=(0.0, strength * 0.4, strength, 0.0))
            canvas.drawRect(skia.Rect(x, y - reach, x + 10, y), light)

    return Layer(at, paint, drift=drift)


def sparkles(world: World, at: float) -> Layer:
    """Crystals that catch the light for a moment."""
    spots = world.spots(at, (world.stage.ground_far, world.height), 18)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(spots):
            shine = max(math.sin(t * 1.7 + i * 2.4), 0.0) ** 6
            if shine > 0.05:
                draw_glow(canvas, x, y, world.short * 0.016 * shine, WHITE, 0.9)

    return Layer(at, None, live)
