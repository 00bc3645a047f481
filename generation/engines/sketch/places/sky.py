"""High in the air: banks of cloud above and below, birds, the land far down."""

from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, gradient
from generation.engines.sketch.colour import mix
from generation.engines.sketch.places.ground import GREENS, hills
from generation.engines.sketch.places.skies import backdrop, birds, cloud_colour, clouds, stars
from generation.engines.sketch.world import Layer, World


def layers(world: World) -> Iterator[Layer]:
    stage, short, height = world.stage, world.short, world.height
    hue, wind = world.pick(GREENS), short * world.uniform(0.012, 0.022) * world.side()
    crowd = 1.6 + 1.4 * world.palette.veil.cloud
    yield backdrop(world)
    if world.night:
        yield stars(world, stage.horizon * 0.9)
    for at, drop, far in ((0.08, -0.02, 0.95), (0.14, 0.07, 0.8)):
        land = hills(
            world, at, stage.horizon + drop * short, short * 0.035, mix(hue, (90, 130, 170), 0.5 - at), far, 0.5
        )
        yield land[1]
    yield clouds(world, 0.12, (height * 0.08, height * 0.2), crowd, short * 0.30, wind * 0.6)
    yield clouds(world, 0.18, (height * 0.24, height * 0.40), crowd, short * 0.42, wind)
    yield clouds(world, 0.32, (height * 0.48, height * 0.70), crowd, short * 0.54, wind * 1.7)
    if not world.night:
        yield birds(world, 0.4, (height * 0.2, height * 0.5), int(world.rng.integers(4, 8)), 0.03)
    yield cloud_sea(world, 0.6, height * 0.86, wind * 2.2, 0.5)
    yield cloud_sea(world, 1.25, height * 0.97, wind * 3.4, 0.0)


def cloud_sea(world: World, at: float, y: float, drift: float, far: float) -> Layer:
    """A bank of cloud tops below us."""
    span, short, bottom = world.span(at, drift), world.short, world.height + 4
    body = mix(cloud_colour(world, 0.0), world.palette.haze, far * 0.7)
    heads = [
        (x, y + world.uniform(0.02, 0.09) * short, short * world.uniform(0.09, 0.17))
        for x in world.scatter(span, short * 0.13)
    ]

    def paint(canvas: skia.Canvas) -> None:
        bank = skia.Path()
        for x, middle, radius in heads:
            bank.addCircle(x, middle, radius)
        bank.addRect(skia.Rect(span[0], y + short * 0.06, span[1], bottom))
        canvas.drawPath(bank, fill(world.rim(body, 0.6)))
        canvas.translate(-world.palette.light.direction * 5, 6)
        canvas.drawPath(bank, gradient(y - short * 0.14, bottom, body, mix(body, world.palette.sky[1], 0.45)))

    return Layer(at, paint, drift=drift)
