"""Under the sea: light from the surface, rocks, weed, coral, bubbles."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import draw_glow, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.plants import coral, kelp
from generation.engines.sketch.places.shapes import Points, area, height_at, polygon, rolling
from generation.engines.sketch.world import Layer, World

DEEPS: tuple[tuple[RGB, RGB, RGB], ...] = (  # surface, middle, depth
    ((150, 228, 226), (38, 146, 176), (14, 54, 104)),
    ((136, 218, 236), (34, 122, 186), (18, 40, 98)),
    ((170, 232, 206), (40, 150, 150), (10, 62, 86)),
)
CORALS: tuple[RGB, ...] = ((240, 110, 112), (246, 160, 98), (226, 112, 168), (160, 118, 204), (250, 206, 110))


def layers(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    bright, middle, deep = (world.palette.light.tint(tone) for tone in world.pick(DEEPS))
    far = rolling(world, world.span(0.16), stage.ground - short * 0.34, short * 0.11, 1.2)
    reef = rolling(world, world.span(0.4), stage.ground - short * 0.16, short * 0.08, 1.2)
    floor = rolling(world, world.span(0.84), stage.ground_far - short * 0.05, short * 0.02)
    yield abyss(world, bright, middle, deep)
    yield rays(world, 0.06, 7.0, bright)
    yield rocks(world, 0.16, far, mix(middle, deep, 0.35))
    yield shoal(world, 0.2, mix(bright, middle, 0.55))
    yield kelp(world, 0.39, aside(world, 0.39, reef, 0.2), short * 0.5, mix(middle, (36, 116, 96), 0.4))
    yield rocks(world, 0.4, reef, mix(middle, deep, 0.7))
    yield rays(world, 0.45, -9.0, bright)
    yield corals(world, 0.8, floor, bright)
    yield seabed(world, 0.84, floor, mix(world.colour((226, 206, 164)), middle, 0.40), deep)
    yield caustics(world, 0.9, mix(bright, WHITE, 0.4))
    yield bubbles(world, 1.15, bright)
    edge = [(x, world.height + 6.0) for x in world.span(1.35)]
    yield kelp(world, 1.35, aside(world, 1.35, edge, 0.45), short * 0.42, mix(deep, (14, 60, 66), 0.4))


def aside(world: World, at: float, floor: Points, free: float) -> Points:
    """Places to grow on the floor that leave the share `free` of the middle open."""
    xs = world.scatter(world.span(at), world.short * 0.11)
    return [
        (x, height_at(floor, x) + 12)
        for x in xs
        if abs((x / world.width) % 1.0 - 0.5) * 2 > free + world.uniform(-0.1, 0.3)
    ]


def abyss(world: World, bright: RGB, middle: RGB, deep: RGB) -> Layer:
    """The water itself: bright at the surface, dark in the depth."""
    at, x, shine = 0.03, world.palette.sun_x * world.width, mix(bright, WHITE, 0.0 if world.night else 0.35)
    (low, high), top, bottom = world.span(at), world.top * at - 4, world.height + 4

    def paint(canvas: skia.Canvas) -> None:
        water = gradient(top, bottom, shine, bright, middle, mix(middle, deep, 0.55), deep)
        canvas.drawRect(skia.Rect(low, top, high, bottom), water)
        draw_glow(canvas, x, 0, world.short * 0.9, shine, 0.55)

    return Layer(at, paint, opaque=True)


def rays(world: World, at: float, drift: float, tone: RGB) -> Layer:
    """A fan of light from the surface; two sheets that slide against each other shimmer."""
    low, high = world.span(at, drift)
    reach, bright, alpha = world.height * world.uniform(0.6, 0.75), mix(tone, WHITE, 0.5), 0.10 if world.night else 0.24
    beams = [(x, world.short * world.uniform(0.03, 0.12)) for x in world.scatter((low, high), world.short * 0.24)]

    def paint(canvas: skia.Canvas) -> None:
        for x, wide in beams:
            lean = (x - world.palette.sun_x * world.width) * 0.45
            beam = polygon([(x, -6), (x + wide, -6), (x + wide * 2.2 + lean, reach), (x + lean, reach)])
            canvas.drawPath(beam, gradient(0, reach, bright, bright, alphas=(alpha, 0.0)))

    return Layer(at, paint, drift=drift)


def rocks(world: World, at: float, line: Points, body: RGB) -> Layer:
    def paint(canvas: skia.Canvas) -> None:
        top, bottom = min(y for _, y in line), world.height
        canvas.drawPath(area(line, bottom), fill(world.rim(body, 0.25)))
        canvas.translate(0, 3)
        canvas.drawPath(area(line, bottom), gradient(top, bottom, body, mix(body, (8, 24, 60), 0.4)))

    return Layer(at, paint)


def seabed(world: World, at: float, line: Points, sand: RGB, deep: RGB) -> Layer:
    """Sand with ripples."""
    ridges = [
        (x, y, world.short * world.uniform(0.05, 0.14))
        for x, y in world.spots(at, (world.stage.ground_far, world.height), 26)
    ]

    def paint(canvas: skia.Canvas) -> None:
        shade = gradient(world.stage.ground_far, world.height, sand, mix(sand, deep, 0.5))
        canvas.drawPath(area(line, world.height + 4), shade)
        for x, y, reach in ridges:
            ridge = skia.Path()
            ridge.moveTo(x - reach, y)
            ridge.quadTo(x, y - reach * 0.16, x + reach, y)
            canvas.drawPath(ridge, stroke(mix(sand, deep, 0.35), 1.6, 0.5))

    return Layer(at, paint)


def corals(world: World, at: float, floor: Points, bright: RGB) -> Layer:
    """Clumps of coral on the floor, tall at the sides and low in the middle."""
    clumps = []
    for x in world.scatter(world.span(at), world.short * 0.10):
        tall = world.short * world.uniform(0.09, 0.21) * (0.35 + 2.2 * abs((x / world.width) % 1.0 - 0.5))
        clumps.append((x, tall, int(world.rng.integers(3)), mix(world.colour(world.pick(CORALS)), bright, 0.15)))

    def paint(canvas: skia.Canvas) -> None:
        for x, tall, shape, body in clumps:
            with placed(canvas, x, height_at(floor, x) + 10, tall):
                coral(canvas, world, shape, body)

    return Layer(at, paint)


def shoal(world: World, at: float, body: RGB, count: int = 9) -> Layer:
    """Small fish in the distance that cross the picture together."""
    rng, way, short = world.rng, world.side(), world.short
    x0, y0 = world.width * (0.5 - 0.3 * way), world.height * world.uniform(0.3, 0.45)
    fish = [
        (x0 + rng.normal(0, 0.10) * short, y0 + rng.normal(0, 0.05) * short, rng.uniform(0.012, 0.022) * short)
        for _ in range(count)
    ]
    paint, trunk = fill(body), skia.Rect(-1, -0.42, 1, 0.42)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y, size) in enumerate(fish):
            wag = math.sin(t * 8 + i) * 0.3
            with placed(
                canvas, float(x + way * t * short * 0.04), float(y + math.sin(t * 0.8 + i * 0.6) * 6), float(size)
            ):
                canvas.scale(way, 1)
                canvas.drawOval(trunk, paint)
                canvas.drawPath(polygon([(-0.8, 0), (-1.6, wag - 0.45), (-1.6, wag + 0.45)]), paint)

    return Layer(at, None, live)


def caustics(world: World, at: float, tone: RGB) -> Layer:
    """The net of light on the sea floor, breathing."""
    spots, paint = world.spots(at, (world.stage.ground_far, world.height), 18), stroke(tone, 2.0, 0.30)

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for i, (x, y) in enumerate(spots):
            reach = world.short * (0.05 + 0.02 * math.sin(t * 1.3 + i * 2.1))
            path.moveTo(x - reach, y)
            path.quadTo(x, y - reach * 0.3 * math.sin(t * 0.9 + i), x + reach, y + reach * 0.1)
        canvas.drawPath(path, paint)

    return Layer(at, None, live)


def bubbles(world: World, at: float, tone: RGB, count: int = 18) -> Layer:
    rng, height = world.rng, world.height
    drops = rng.uniform(
        (0, 0, world.short * 0.004, 0), (world.width, height, world.short * 0.015, 6.3), (count, 4)
    ).tolist()
    ring, body, shine = stroke(mix(tone, WHITE, 0.6), 0.16, 0.6), fill(mix(tone, WHITE, 0.3), 0.16), fill(WHITE, 0.8)

    def live(canvas: skia.Canvas, t: float) -> None:
        for x, y, size, turn in drops:
            with placed(canvas, x + math.sin(t * 1.6 + turn) * size * 1.6, (y - t * (26 + size * 7)) % height, size):
                canvas.drawCircle(0, 0, 1, body)
                canvas.drawCircle(0, 0, 1, ring)
                canvas.drawCircle(-0.35, -0.35, 0.2, shine)

    return Layer(at, None, live, fixed=True)
