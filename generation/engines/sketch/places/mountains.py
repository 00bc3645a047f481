"""High mountains behind pine woods, seen from a meadow."""

from collections.abc import Iterator

from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.ground import hills, meadow, peaks, stones, turf
from generation.engines.sketch.places.plants import pine, row
from generation.engines.sketch.places.shapes import height_at
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.world import Layer, World

ROCKS: tuple[RGB, ...] = ((108, 122, 164), (132, 116, 150), (98, 134, 152))


def layers(world: World) -> Iterator[Layer]:
    stage, short, rock = world.stage, world.short, world.pick(ROCKS)
    foot = stage.horizon + short * 0.05
    yield from heavens(world)
    yield peaks(world, 0.10, foot, world.uniform(0.62, 0.85) * short, rock, 0.66, 0.30)
    near = mix(rock, (70, 96, 110), 0.5)
    yield peaks(world, 0.20, foot + short * 0.06, world.uniform(0.36, 0.52) * short, near, 0.34, 0.16)
    wood, slope = hills(world, 0.36, stage.horizon + short * 0.09, short * 0.05, (88, 134, 112), 0.36, 0.3)
    yield row(world, 0.36, pine, lambda x: height_at(wood, x) + 5, short * 0.055, short * 0.14, 0.42, gaps=0.15)
    yield slope
    edge, knoll = hills(world, 0.6, stage.horizon + short * 0.2, short * 0.05, (98, 148, 100), 0.14, 0.1)
    yield row(world, 0.6, pine, lambda x: height_at(edge, x) + 8, short * 0.14, short * 0.27, 0.14, gaps=0.4)
    yield knoll
    _, ground = meadow(world, (122, 168, 94))
    yield ground
    yield stones(world, 0.85, 9, (150, 152, 164))
    yield from turf(world, (116, 160, 90))
