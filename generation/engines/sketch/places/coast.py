"""Places by, on and under the water."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.plants import bush, palm, pine, row
from generation.engines.sketch.places.shapes import (
    blob, down_to, height_at, hill, jagged, polygon, rolling, smooth, tufts,
)  # fmt: skip
from generation.engines.sketch.places.skies import heavens, sun_spot
from generation.engines.sketch.world import Layer, World, plane

WATERS: tuple[RGB, ...] = ((44, 134, 170), (38, 152, 164), (52, 116, 176))


def water_colours(world: World) -> tuple[RGB, RGB]:
    """The water at the horizon and near us: the sky's mirror there, its own colour here."""
    own = world.colour(WATERS[world.rng.integers(len(WATERS))])
    return mix(own, world.palette.sky[3], 0.55), mix(own, world.palette.sky[0], 0.25)


def surface(world: World, at: float, bottom: float, far: RGB, near: RGB) -> Layer:
    """Water from the horizon to `bottom`, with the light's path and drifting glints on it."""
    low, high = world.span(at)
    top, rng, count = world.stage.horizon, world.rng, 34
    shares = rng.uniform(0, 1, count) ** 1.4
    xs, turn = rng.uniform(low, high, count), rng.uniform(0, 6.28, count)
    glint = mix(WHITE, world.palette.light.key, 0.45)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, top, high, bottom), gradient(top, bottom, far, mix(far, near, 0.6), near))

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            y = top + 3 + (bottom - top) * float(shares[i])
            reach = world.short * (0.012 + 0.045 * float(shares[i])) * (0.6 + 0.4 * math.sin(t * 1.2 + turn[i]))
            x = float(xs[i]) + math.sin(t * 0.5 + turn[i]) * 10
            canvas.drawLine(x - reach, y, x + reach, y, stroke(glint, 1 + 1.6 * float(shares[i]), 0.34))
        if world.palette.veil.sun > 0.3:
            light_path(canvas, world, t, bottom, glint)

    return Layer(at, paint, live)


def light_path(canvas: skia.Canvas, world: World, t: float, bottom: float, colour: RGB) -> None:
    """The sun's broken mirror image: dashes that widen toward us."""
    x, _, radius = sun_spot(world)
    top = world.stage.horizon
    strength = (0.75 if world.palette.light.height < 0.4 else 0.42) * world.palette.veil.sun
    for i in range(15):
        share = (i + 0.5) / 15
        y = top + (bottom - top) * share**1.3 * 0.9
        reach = radius * (0.9 - 0.45 * share + 0.5 * abs(math.sin(i * 2.1 + t * 1.1)))
        shift = math.sin(i * 1.7 + t * 0.9) * radius * 0.35
        canvas.drawLine(x + shift - reach, y, x + shift + reach, y, stroke(colour, 1.5 + 3.2 * share, strength * (1 - 0.7 * share)))


def wave(world: World, at: float, y: float, body: RGB, foot: float, swing: float) -> Layer:
    """One row of waves, rolling; it covers everything below it down to `foot`."""
    low, high = world.span(at)
    length, turn = world.short * world.uniform(0.26, 0.36), world.uniform(0, 6.28)
    pace = world.uniform(0.7, 1.1) * (1 if world.rng.random() < 0.5 else -1)
    crest, paint = stroke(mix(body, mix(WHITE, world.palette.light.key, 0.3), 0.5), max(world.short / 260, 1.2), 0.75), fill(body)
    xs = np.arange(low - length / 4, high + length / 2, length / 4)

    def live(canvas: skia.Canvas, t: float) -> None:
        ys = y + swing * (np.sin(xs / length * 6.283 + t * pace * 2 + turn) + 0.45 * np.sin(xs / length * 2.7 - t * pace * 1.3))
        points = list(zip(xs.tolist(), ys.tolist(), strict=True))
        line = smooth(points)
        canvas.drawPath(down_to(skia.Path(line), points, foot), paint)
        canvas.drawPath(line, crest)

    return Layer(at, None, live)


def island(world: World, at: float, base: RGB, far: float) -> Layer:
    """One or two humps of land on the horizon."""
    low, high = world.span(at)
    y, body = world.stage.horizon + 1, world.colour(base, far)
    humps = [(world.uniform(low, high), world.short * world.uniform(0.22, 0.6), world.short * world.uniform(0.05, 0.13)) for _ in range(2)]

    def paint(canvas: skia.Canvas) -> None:
        for x, width, height in humps:
            path = skia.Path()
            path.moveTo(x - width, y)
            path.cubicTo(x - width * 0.5, y, x - width * 0.4, y - height * 1.3, x, y - height)
            path.cubicTo(x + width * 0.3, y - height * 0.8, x + width * 0.5, y, x + width, y)
            canvas.drawPath(path, gradient(y - height, y, body, mix(body, world.palette.haze, 0.6)))

    return Layer(at, paint)


def beach(world: World) -> Iterator[Layer]:
    stage, far_near = world.stage, water_colours(world)
    yield from heavens(world)
    yield island(world, 0.14, (92, 128, 132), 0.75)
    shore = stage.ground_far - world.short * 0.05
    yield surface(world, 0.4, shore + 20, *far_near)
    yield wave(world, 0.62, shore - world.short * 0.055, mix(far_near[1], WHITE, 0.12), shore + 20, world.short * 0.008)
    yield from sand(world, shore)
    side = 1 if world.rng.random() < 0.5 else -1
    x = world.width * (0.5 - side * world.uniform(0.38, 0.5))
    yield palm(world, 0.86, x, stage.ground_far + 6, world.short * world.uniform(0.85, 1.05))
    if world.rng.random() < 0.6:
        yield parasol(world, 0.9, world.width * (0.5 + side * world.uniform(0.26, 0.36)), stage.ground_far + world.short * 0.02)
    yield tufts(world, 1.35, (world.height * 1.0, world.height * 1.02), 9, (150, 160, 90), 0.15)


def sand(world: World, shore: float) -> Iterator[Layer]:
    """The strand: foam that comes and goes over wet sand, then dry sand with shells."""
    low, high = world.span(0.8)
    wet, dry = world.colour(world.cover((196, 160, 124), 0.5)), world.cover((240, 212, 164))
    line = rolling(world, (low, high), shore + world.short * 0.05, world.short * 0.012)
    foam = fill(mix(world.colour((250, 252, 250)), world.palette.sky[3], 0.15), 0.9)

    def live(canvas: skia.Canvas, t: float) -> None:
        swash = math.sin(t * 1.15) * world.short * 0.014
        points = [(x, y - world.short * 0.02 + swash + 4 * math.sin(x * 0.035 + t * 0.7)) for x, y in line[::4]]
        canvas.drawPath(down_to(smooth(points), points, world.height), foam)
        points = [(x, y + world.short * 0.012) for x, y in points]
        canvas.drawPath(down_to(smooth(points), points, world.height), fill(wet))

    yield Layer(0.79, None, live)
    body = rolling(world, world.span(0.84), shore + world.short * 0.105, world.short * 0.014)
    yield Layer(0.84, hill(world, body, dry, 0.0, deep=0.16))
    yield pebbles(world, stage_band(world))


def stage_band(world: World) -> tuple[float, float]:
    return world.stage.ground_far + world.short * 0.05, world.height


def pebbles(world: World, band: tuple[float, float]) -> Layer:
    """Shells, stones and a starfish, larger as they come nearer."""
    low, high = world.span(1.0)
    spots = [(world.uniform(low, high), world.uniform(*band), int(world.rng.integers(5))) for _ in range(round(26 * (high - low) / world.width))]
    tones = [world.colour(tone) for tone in ((206, 172, 130), (184, 148, 118), (250, 236, 214), (226, 150, 128), (216, 182, 138))]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, tone in sorted(spots, key=lambda spot: spot[1]):
            size = world.short * 0.010 * (0.5 + y / world.height)
            canvas.drawOval(skia.Rect(x - size * 1.5, y - size * 0.3, x + size * 1.7, y + size * 0.6), fill(tones[0], 0.7))
            canvas.drawOval(skia.Rect(x - size, y - size * 0.6, x + size, y + size * 0.4), fill(tones[tone]))

    return Layer(1.0, paint)


def parasol(world: World, at: float, x: float, y: float) -> Layer:
    size = world.short * 0.34
    stripes = [world.colour(tone) for tone in (((224, 92, 82), (250, 240, 226)), ((64, 142, 176), (250, 240, 226)), ((244, 190, 84), (250, 240, 226)))[world.rng.integers(3)]]
    tilt = world.uniform(-14, 14)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawOval(skia.Rect(x - size * 0.5, y - size * 0.03, x + size * 0.5, y + size * 0.06), fill(world.palette.light.shadow[:3], 0.25))
        canvas.rotate(tilt, x, y)
        canvas.drawLine(x, y, x, y - size * 0.9, stroke(world.colour((232, 222, 208)), size * 0.025))
        for i, reach in enumerate((0.5, 0.32, 0.12)):
            dome = skia.Path()
            dome.moveTo(x - size * reach, y - size * 0.68)
            dome.cubicTo(x - size * reach, y - size * 1.06, x + size * reach, y - size * 1.06, x + size * reach, y - size * 0.68)
            dome.close()
            canvas.drawPath(dome, fill(stripes[i % 2]))
        canvas.drawCircle(x, y - size * 0.965, size * 0.022, fill(stripes[1]))

    return Layer(at, paint)


def sea(world: World) -> Iterator[Layer]:
    stage, (far, near) = world.stage, water_colours(world)
    yield from heavens(world)
    yield island(world, 0.10, (84, 116, 132), 0.8)
    if world.rng.random() < 0.5:
        yield lighthouse(world, 0.16)
    yield surface(world, 0.3, world.height + 4, far, near)
    lines = np.linspace(stage.horizon + (stage.ground_far - stage.horizon) * 0.45, world.height * 0.97, 8)
    for y in lines.tolist():
        depth = (y - stage.ground_far) / (stage.ground_near - stage.ground_far)
        share = (y - stage.horizon) / (world.height - stage.horizon)
        body = mix(mix(far, near, share), (10, 30, 70), 0.22 * share)
        # A wave just in front of a boat hides the foot of its hull.
        yield wave(world, max(plane(depth) - 0.01, 0.4 + share * 0.4), y + 2, body, world.height + 4, world.short * (0.006 + 0.016 * share))


def lighthouse(world: World, at: float) -> Layer:
    """A rock with a lighthouse on the horizon; its lamp turns at night."""
    x, y, size = world.width * world.uniform(0.12, 0.88), world.stage.horizon, world.short * world.uniform(0.24, 0.34)
    white, red, rock = (world.colour(tone, 0.35) for tone in ((246, 240, 230), (206, 84, 76), (92, 96, 112)))
    lamp = mix((255, 232, 160), world.palette.light.key, 0.3)

    def paint(canvas: skia.Canvas) -> None:
        for i in range(5):
            top, bottom = 0.24 + 0.13 * (4 - i), 0.24 + 0.13 * (3 - i)
            half = [size * (0.10 - 0.05 * h) for h in (top, bottom)]
            canvas.drawPath(polygon([(x - half[0], y - size * top), (x + half[0], y - size * top), (x + half[1], y - size * bottom), (x - half[1], y - size * bottom)]), fill((red, white)[i % 2]))
        canvas.drawRect(skia.Rect(x - size * 0.05, y - size * 0.87, x + size * 0.05, y - size * 0.76), fill(lamp))
        canvas.drawPath(polygon([(x - size * 0.08, y - size * 0.87), (x, y - size * 0.98), (x + size * 0.08, y - size * 0.87)]), fill(red))
        canvas.drawPath(blob(world.rng, x, y + 2, size * 1.1, size * 0.34), gradient(y - size * 0.3, y, rock, mix(rock, world.palette.haze, 0.5)))

    def live(canvas: skia.Canvas, t: float) -> None:
        shine = 0.5 + 0.5 * math.sin(t * 1.6)
        reach = size * (0.4 + 0.5 * shine)
        canvas.drawCircle(x, y - size * 0.81, reach, glow(x, y - size * 0.81, reach, lamp, 0.35 + 0.5 * shine))

    return Layer(at, paint, live if world.night else None)


def lake(world: World) -> Iterator[Layer]:
    stage, (far, near) = world.stage, water_colours(world)
    yield from heavens(world)
    shore = stage.horizon + world.short * 0.02
    tops = jagged(world, world.span(0.12), shore, world.short * world.uniform(0.4, 0.62), world.short * 0.62)
    yield mirrored(world, 0.12, tops, world.colour((120, 138, 170), 0.62), shore)
    hills = rolling(world, world.span(0.24), shore - world.short * 0.10, world.short * 0.06, 1.2)
    yield mirrored(world, 0.24, hills, world.colour(world.cover((84, 132, 112), 0.5), 0.4), shore)
    yield row(world, 0.3, pine, lambda x: shore + 3, world.short * 0.07, world.short * 0.15, 0.32, skip=0.25)
    yield surface_below(world, 0.34, shore, near, far)
    bank = rolling(world, world.span(0.84), stage.ground_far - world.short * 0.02, world.short * 0.012)
    yield lilies(world, 0.7, (shore + world.short * 0.16, stage.ground_far - world.short * 0.08))
    yield row(world, 0.83, bush, lambda x: height_at(bank, x) + 8, world.short * 0.5, world.short * 0.10, 0.05, skip=0.35)
    yield Layer(0.84, hill(world, bank, world.cover((112, 152, 88)), 0.0))
    yield tufts(world, 0.85, (stage.ground_far, world.height), 22, world.cover((104, 150, 84), 0.6))
    yield reeds(world, 1.3)


def mirrored(world: World, at: float, points: list, body: RGB, shore: float) -> Layer:
    """Land and its image upside down in the lake."""
    def paint(canvas: skia.Canvas) -> None:
        path = polygon([*points, (points[-1][0], shore), (points[0][0], shore)])
        top = min(y for _, y in points)
        canvas.drawPath(path, gradient(top, shore, body, mix(body, world.palette.haze, 0.5)))
        canvas.translate(0, shore * 2)
        canvas.scale(1, -1)
        canvas.drawPath(path, gradient(top, shore, body, mix(body, world.palette.haze, 0.5)))

    return Layer(at, paint)


def surface_below(world: World, at: float, shore: float, near: RGB, far: RGB) -> Layer:
    """Clear water over the mirror image, with slow glints."""
    low, high = world.span(at)
    inner = surface(world, at, world.height, far, near)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, shore, high, world.height), gradient(shore, world.height * 0.85, far, near, alphas=(0.35, 0.94)))
        canvas.drawRect(skia.Rect(low, shore - 1, high, shore + 1.5), fill(mix(far, WHITE, 0.5), 0.6))

    return Layer(at, paint, inner.live)


def lilies(world: World, at: float, band: tuple[float, float]) -> Layer:
    low, high = world.span(at)
    spots = [(world.uniform(low, high), world.uniform(*band)) for _ in range(round(9 * (high - low) / world.width))]
    leaf, petal = world.colour((86, 150, 96)), world.colour((248, 190, 206))

    def paint(canvas: skia.Canvas) -> None:
        for i, (x, y) in enumerate(spots):
            reach = world.short * 0.03 * (0.5 + y / world.height)
            canvas.drawArc(skia.Rect(x - reach, y - reach * 0.32, x + reach, y + reach * 0.32), 30 + i * 50, 315, True, fill(leaf))
            if i % 3 == 0:
                canvas.drawCircle(x, y - reach * 0.2, reach * 0.26, fill(petal))

    return Layer(at, paint)


def reeds(world: World, at: float) -> Layer:
    """Tall stalks in the lower corners, nodding."""
    low, high = world.span(at)
    xs = [x for x in world.scatter(low, high, world.short * 0.05) if abs(x / world.width - 0.5) > world.uniform(0.3, 0.45)]
    stalks = [(x, world.short * world.uniform(0.16, 0.34), world.uniform(0, 6.28)) for x in xs]
    green, brown = world.colour((64, 104, 76)), world.colour((104, 70, 52))

    def live(canvas: skia.Canvas, t: float) -> None:
        stems, heads = skia.Path(), skia.Path()
        for x, size, turn in stalks:
            sway = math.sin(t * 1.1 + turn) * size * 0.05
            stems.moveTo(x, world.height + 4)
            stems.quadTo(x, world.height - size * 0.5, x + sway, world.height - size)
            heads.moveTo(x + sway * 0.95, world.height - size * 0.94)
            heads.lineTo(x + sway * 0.8, world.height - size * 0.78)
        canvas.drawPath(stems, stroke(green, world.short * 0.006))
        canvas.drawPath(heads, stroke(brown, world.short * 0.016))

    return Layer(at, None, live)
