"""Everything above the horizon that several places share: the gradient, sun and moon, stars, clouds, birds."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import WHITE, mix
from generation.engines.sketch.places.shapes import clouds
from generation.engines.sketch.world import Layer, World

SKY = 0.03  # the plane of sun and stars


def sun_spot(world: World) -> tuple[float, float, float]:
    """Centre x, y and radius of the sun or moon in pixels."""
    height = world.palette.light.height
    radius = world.short * (0.085 if world.night else 0.10 + 0.05 * (1 - height))
    return world.palette.sun_x * world.width, world.stage.horizon * (0.98 - 0.86 * height), radius


def backdrop(world: World) -> Layer:
    """The sky's gradient with sun or moon in it."""
    low, high = world.span(SKY)
    top = world.top * SKY - 4
    horizon = world.stage.horizon

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, top, high, world.height + 4), gradient(top, horizon * 1.04, *world.palette.sky))
        if world.palette.veil.sun > 0:
            (draw_moon if world.night else draw_sun)(canvas, world)

    return Layer(SKY, paint, opaque=True)


def draw_sun(canvas: skia.Canvas, world: World) -> None:
    x, y, radius = sun_spot(world)
    seen, palette = world.palette.veil.sun, world.palette
    for reach, alpha in ((9.0, 0.55), (3.4, 0.55)):
        canvas.drawCircle(x, y, radius * reach, glow(x, y, radius * reach, palette.light.key, alpha * seen))
    for ring, alpha in ((1.9, 0.10), (1.45, 0.16)):
        canvas.drawCircle(x, y, radius * ring, fill(palette.sun, alpha * seen))
    canvas.drawCircle(x, y, radius, fill(mix(palette.sun, WHITE, 0.25), seen))


def draw_moon(canvas: skia.Canvas, world: World) -> None:
    x, y, radius = sun_spot(world)
    seen, palette = world.palette.veil.sun, world.palette
    canvas.drawCircle(x, y, radius * 6, glow(x, y, radius * 6, palette.light.key, 0.42 * seen))
    canvas.drawCircle(x, y, radius * 1.5, fill(palette.sun, 0.07 * seen))
    disc = skia.Path()
    disc.addCircle(x, y, radius)
    canvas.save()
    canvas.clipPath(disc, skia.ClipOp.kIntersect, True)
    canvas.drawCircle(x, y, radius, fill(mix(palette.sun, palette.sky[1], 0.22), seen))
    canvas.drawCircle(x - radius * 0.16, y - radius * 0.12, radius * 0.96, fill(palette.sun, seen))
    for dx, dy, size in ((-0.35, -0.2, 0.22), (0.25, 0.3, 0.17), (0.1, -0.5, 0.11), (-0.25, 0.45, 0.12)):
        canvas.drawCircle(x + dx * radius, y + dy * radius, size * radius, fill(mix(palette.sun, palette.sky[1], 0.20), seen))
    canvas.restore()


def stars(world: World, bottom: float, count: int = 130, plane: float = SKY) -> Layer:
    """A starry sky down to `bottom`; every tenth star twinkles."""
    low, high = world.span(plane)
    rng = world.rng
    count = round(count * (high - low) * (bottom - world.top) / (480 * 460))
    xs, ys = rng.uniform(low, high, count), world.top * plane + rng.uniform(0, 1, count) ** 1.25 * (bottom - world.top * plane)
    sizes, pace = rng.uniform(0.5, 1.5, count) * world.short / 480, rng.uniform(0.7, 2.2, count)
    steady, twinkling = range(count // 7, count), range(count // 7)

    def paint(canvas: skia.Canvas) -> None:
        for i in steady:
            canvas.drawCircle(float(xs[i]), float(ys[i]), float(sizes[i]), fill(WHITE, 0.35 + 0.4 * float(sizes[i]) / 1.5))

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in twinkling:
            shine = 0.5 + 0.5 * math.sin(t * float(pace[i]) * 2 + i)
            canvas.drawCircle(float(xs[i]), float(ys[i]), float(sizes[i]) * (0.9 + 0.8 * shine), fill(WHITE, 0.25 + 0.75 * shine))

    return Layer(plane, paint, live)


def birds(world: World, plane: float, band: tuple[float, float], count: int, size: float = 0.022) -> Layer:
    """A loose flock gliding across the sky; only strokes, far away."""
    rng, way = world.rng, 1 if world.rng.random() < 0.5 else -1
    pace = world.short * world.uniform(0.03, 0.05) * way
    start = world.width * (0.5 - 0.38 * way)
    members = [(start - way * i * world.short * 0.05 * float(rng.uniform(0.6, 1.3)), world.uniform(*band), float(rng.uniform(0, 6.28))) for i in range(count)]
    ink = stroke(mix(world.colour((44, 50, 74), 0.35), world.palette.sky[1], 0.15), max(world.short / 300, 1.2))

    def live(canvas: skia.Canvas, t: float) -> None:
        flock = skia.Path()
        for x, y, beat in members:
            # They beat their wings for a while, then glide.
            wing = math.sin(t * 7 + beat) * (0.5 + 0.5 * math.sin(t * 0.9 + beat))
            reach, cx, cy = world.short * size, x + pace * t, y + math.sin(t * 0.8 + beat) * 3
            flock.moveTo(cx - reach, cy - reach * (0.25 + 0.45 * wing))
            flock.quadTo(cx - reach * 0.35, cy - reach * 0.30, cx, cy)
            flock.quadTo(cx + reach * 0.35, cy - reach * 0.30, cx + reach, cy - reach * (0.25 + 0.45 * wing))
        canvas.drawPath(flock, ink)

    return Layer(plane, None, live)


def heavens(world: World, flock: bool = True) -> Iterator[Layer]:
    """The whole sky of an outdoor place: gradient, stars, two sheets of clouds, birds by day."""
    horizon, veil = world.stage.horizon, world.palette.veil
    yield backdrop(world)
    if world.night and veil.sun > 0.3:
        yield stars(world, horizon * 0.9)
    wind = world.short * world.uniform(0.006, 0.014) * (1 if world.rng.random() < 0.5 else -1)
    top = horizon * (0.10 if veil.cloud > 0.5 else 0.22)
    yield clouds(world, 0.06, (horizon * 0.55, horizon * 0.9), round(1 + 3 * veil.cloud), world.short * 0.34, wind)
    yield clouds(world, 0.12, (top, horizon * 0.55), round(1 + 2 * veil.cloud), world.short * (0.5 + 0.25 * veil.cloud), wind * 2)
    if veil.cloud == 1.0:
        yield overcast_ceiling(world, wind * 3)
    if flock and not world.night and veil.cloud < 1.0:
        yield birds(world, 0.2, (horizon * 0.3, horizon * 0.62), int(world.rng.integers(2, 6)))


def overcast_ceiling(world: World, drift: float) -> Layer:
    """The dark underside of rain clouds along the top of the frame."""
    low, high = world.span(0.2, drift)
    dark = mix(world.palette.sky[0], (30, 34, 50), 0.35)
    xs = np.arange(low, high + 60, world.short * 0.16)
    discs = [(float(x), world.uniform(-0.02, 0.07) * world.height + world.top * 0.2, world.short * world.uniform(0.12, 0.2)) for x in xs]

    def paint(canvas: skia.Canvas) -> None:
        for lower, alpha in ((0.06, 0.5), (0.0, 1.0)):
            path = skia.Path()
            for x, y, radius in discs:
                path.addCircle(x + lower * 300, y + lower * world.height, radius)
            path.addRect(skia.Rect(low, world.top - 4, high, world.height * (0.02 + lower)))
            canvas.drawPath(path, gradient(0, world.height * 0.26, dark, mix(dark, world.palette.sky[1], 0.55), alphas=(alpha, alpha)))

    return Layer(0.2, paint, drift=drift)
