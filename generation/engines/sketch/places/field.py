"""Farmland: rolling hills, rows of a crop, a windmill."""

from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import stroke
from generation.engines.sketch.colour import mix
from generation.engines.sketch.places.buildings import windmill
from generation.engines.sketch.places.ground import GREENS, hills, meadow, turf
from generation.engines.sketch.places.plants import broadleaf, bush, poplar, row
from generation.engines.sketch.places.shapes import Points, height_at, polyline
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.world import Layer, World


def layers(world: World) -> Iterator[Layer]:
    stage, short, hue = world.stage, world.short, world.pick(GREENS)
    yield from heavens(world)
    _, far = hills(world, 0.14, stage.horizon - short * 0.06, short * 0.05, mix(hue, (90, 130, 160), 0.5), 0.75, 0.5)
    yield far
    line, middle = hills(
        world, 0.28, stage.horizon + short * 0.03, short * 0.06, mix(hue, (100, 140, 130), 0.3), 0.45, 0.35
    )
    yield middle
    trees = world.pick((poplar, broadleaf))
    yield row(world, 0.28, trees, lambda x: height_at(line, x) + 4, short * 0.17, short * 0.16, 0.4, gaps=0.45)
    crop, acre = hills(
        world, 0.5, stage.horizon + short * 0.16, short * 0.05, mix(hue, (230, 200, 100), 0.35), 0.2, 0.12
    )
    x = world.width * (0.5 + world.side() * world.uniform(0.2, 0.38))
    yield windmill(world, 0.48, x, height_at(crop, x) + 8, short * world.uniform(0.36, 0.46))
    yield acre
    yield furrows(world, 0.5, crop)
    edge, ground = meadow(world, hue)
    yield row(world, 0.83, bush, lambda x: height_at(edge, x) + 6, short * 0.42, short * 0.10, 0.08, gaps=0.4)
    yield ground
    yield from turf(world, hue)


def furrows(world: World, at: float, line: Points) -> Layer:
    """Rows of a crop that follow the hill."""
    tone = world.colour(world.cover((110, 130, 60)), 0.2)

    def paint(canvas: skia.Canvas) -> None:
        for i in range(1, 7):
            drop = world.short * 0.016 * i * (1 + 0.16 * i)
            canvas.drawPath(polyline([(x, y + drop) for x, y in line]), stroke(tone, 1.0 + 0.4 * i, 0.28))

    return Layer(at, paint)
