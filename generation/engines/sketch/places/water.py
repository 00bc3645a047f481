"""Water seen from above it: its colours, the light on it, and waves."""

import math

import numpy as np
import skia

from generation.engines.sketch.brush import fill, gradient, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.shapes import Points, area, smooth
from generation.engines.sketch.places.skies import sun_spot
from generation.engines.sketch.world import Layer, Live, World

WATERS: tuple[RGB, ...] = ((44, 134, 170), (38, 152, 164), (52, 116, 176))


def water_colours(world: World) -> tuple[RGB, RGB]:
    """The water at the horizon and near us: the sky's mirror there, its own colour here."""
    own = world.colour(world.pick(WATERS))
    return mix(own, world.palette.sky[3], 0.55), mix(own, world.palette.sky[0], 0.25)


def surface(world: World, at: float, bottom: float, far: RGB, near: RGB) -> Layer:
    """Water from the horizon to `bottom`, with light on it."""
    low, high = world.span(at)
    top = world.stage.horizon

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, top, high, bottom), gradient(top, bottom, far, mix(far, near, 0.6), near))

    return Layer(at, paint, glitter(world, at, bottom))


def glitter(world: World, at: float, bottom: float, count: int = 30) -> Live:
    """Glints that drift on the water, and the light's path below sun or moon."""
    (low, high), rng, top = world.span(at), world.rng, world.stage.horizon
    shares, xs = (rng.uniform(0, 1, count) ** 1.4).tolist(), rng.uniform(low, high, count).tolist()
    glint = mix(WHITE, world.palette.light.key, 0.45)

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for i, share in enumerate(shares):
            y, x = top + 3 + (bottom - top) * share, xs[i] + math.sin(t * 0.5 + i) * 10
            reach = world.short * (0.012 + 0.045 * share) * (0.6 + 0.4 * math.sin(t * 1.2 + i * 1.7))
            path.moveTo(x - reach, y)
            path.lineTo(x + reach, y)
        canvas.drawPath(path, stroke(glint, max(world.short / 300, 1.0), 0.30))
        if world.sunny:
            draw_light_path(canvas, world, t, bottom, glint)

    return live


def draw_light_path(canvas: skia.Canvas, world: World, t: float, bottom: float, colour: RGB) -> None:
    """The sun's broken mirror image: dashes that pale as they come toward us."""
    x, _, radius = sun_spot(world)
    top, strength = world.stage.horizon, 0.75 if world.palette.light.height < 0.4 else 0.42
    for i in range(15):
        share = (i + 0.5) / 15
        y = top + (bottom - top) * share**1.3 * 0.9
        reach = radius * (0.9 - 0.45 * share + 0.5 * abs(math.sin(i * 2.1 + t * 1.1)))
        middle = x + math.sin(i * 1.7 + t * 0.9) * radius * 0.35
        alpha = strength * world.palette.veil.sun * (1 - 0.7 * share)
        canvas.drawLine(middle - reach, y, middle + reach, y, stroke(colour, 1.5 + 3.2 * share, alpha))


def wave(world: World, at: float, y: float, body: RGB, foot: float, swing: float) -> Layer:
    """One row of waves, rolling; it covers everything below it down to `foot`."""
    (low, high), length = world.span(at), world.short * world.uniform(0.26, 0.36)
    turn, pace = world.uniform(0, 2 * math.pi), world.uniform(0.7, 1.1) * world.side()
    xs = np.arange(low - length / 4, high + length / 2, length / 4)
    paint = fill(body)
    crest = stroke(mix(body, mix(WHITE, world.palette.light.key, 0.3), 0.5), max(world.short / 260, 1.2), 0.75)

    def live(canvas: skia.Canvas, t: float) -> None:
        swell = np.sin(xs / length * 2 * math.pi + t * pace * 2 + turn) + 0.45 * np.sin(
            xs / length * 2.7 - t * pace * 1.3
        )
        points: Points = list(zip(xs.tolist(), (y + swing * swell).tolist(), strict=True))
        canvas.drawPath(area(points, foot), paint)
        canvas.drawPath(smooth(points), crest)

    return Layer(at, None, live)


def island(world: World, at: float, base: RGB, far: float) -> Layer:
    """Two humps of land on the horizon."""
    span, y, short, body = world.span(at), world.stage.horizon + 1, world.short, world.colour(base, far)
    humps = [
        (world.uniform(*span), short * world.uniform(0.22, 0.6), short * world.uniform(0.05, 0.13)) for _ in range(2)
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, width, height in humps:
            hump = skia.Path()
            hump.moveTo(x - width, y)
            hump.cubicTo(x - width * 0.5, y, x - width * 0.4, y - height * 1.3, x, y - height)
            hump.cubicTo(x + width * 0.3, y - height * 0.8, x + width * 0.5, y, x + width, y)
            canvas.drawPath(hump, gradient(y - height, y, body, mix(body, world.palette.haze, 0.6)))

    return Layer(at, paint)
