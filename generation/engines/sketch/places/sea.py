"""The open sea: rows of waves, an island, perhaps a lighthouse."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import draw_glow, fill, gradient, placed
from generation.engines.sketch.colour import mix
from generation.engines.sketch.places.buildings import lamplight
from generation.engines.sketch.places.shapes import blob, polygon
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.places.water import island, surface, water_colours, wave
from generation.engines.sketch.world import Layer, World, plane

ROWS = 8


def layers(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    far, near = water_colours(world)
    yield from heavens(world)
    yield island(world, 0.10, (84, 116, 132), 0.8)
    if world.chance(0.5):
        x = world.width * (0.5 + world.side() * world.uniform(0.22, 0.38))
        yield lighthouse(world, 0.16, x, short * world.uniform(0.24, 0.34))
    yield surface(world, 0.3, world.height + 4, far, near)
    first = stage.horizon + (stage.ground_far - stage.horizon) * 0.45
    for y in np.linspace(first, world.height * 0.97, ROWS).tolist():
        depth = (y - stage.ground_far) / (stage.ground_near - stage.ground_far)
        share = (y - stage.horizon) / (world.height - stage.horizon)
        body = mix(mix(far, near, share), (10, 30, 70), 0.22 * share)
        # The wave just in front of a boat hides the foot of its hull.
        at = max(plane(depth) - 0.01, 0.4 + share * 0.4)
        yield wave(world, at, y + 2, body, world.height + 4, short * (0.006 + 0.016 * share))


def lighthouse(world: World, at: float, x: float, size: float) -> Layer:
    """A rock with a lighthouse on the horizon; its lamp pulses after dark."""
    y, lamp = world.stage.horizon, lamplight(world)

    def paint(canvas: skia.Canvas) -> None:
        with placed(canvas, x, y, size):
            draw_lighthouse(canvas, world)

    def live(canvas: skia.Canvas, t: float) -> None:
        shine = 0.5 + 0.5 * math.sin(t * 1.6)
        draw_glow(canvas, x, y - size * 0.90, size * (0.4 + 0.5 * shine), lamp, 0.35 + 0.5 * shine)

    return Layer(at, paint, live if world.lamps_on else None)


def draw_lighthouse(canvas: skia.Canvas, world: World) -> None:
    white, red, rock = (world.colour(tone, 0.35) for tone in ((246, 240, 230), (206, 84, 76), (92, 96, 112)))
    for i in range(5):
        low, high = 0.24 + 0.13 * i, 0.24 + 0.13 * (i + 1)
        half = 0.10 - 0.05 * low, 0.10 - 0.05 * high
        band = polygon([(-half[0], -low), (half[0], -low), (half[1], -high), (-half[1], -high)])
        canvas.drawPath(band, fill((red, white)[i % 2]))
    canvas.drawRect(skia.Rect(-0.05, -0.94, 0.05, -0.86), fill(lamplight(world)))
    canvas.drawPath(polygon([(-0.08, -0.94), (0, -1.05), (0.08, -0.94)]), fill(red))
    canvas.drawPath(blob(world.rng, 0, 0.02, 1.1, 0.34), gradient(-0.3, 0, rock, mix(rock, world.palette.haze, 0.5)))
