"""Everything above the horizon that several places share: the gradient, sun and moon, stars, clouds, birds."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import clipped, draw_glow, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.shapes import blob
from generation.engines.sketch.world import Layer, Span, World

SKY = 0.03  # the plane of sun and stars
CRATERS = ((-0.35, -0.2, 0.22), (0.25, 0.3, 0.17), (0.1, -0.5, 0.11), (-0.25, 0.45, 0.12))


def heavens(world: World, flock: bool = True) -> Iterator[Layer]:
    """The whole sky of an outdoor place: gradient, stars, two sheets of clouds, birds by day."""
    horizon, veil, short = world.stage.horizon, world.palette.veil, world.short
    yield backdrop(world)
    if world.night and world.sunny:
        yield stars(world, horizon * 0.9)
    wind = short * world.uniform(0.006, 0.014) * world.side()
    ceiling = horizon * (0.10 if veil.cloud > 0.5 else 0.22)
    if veil.cloud:
        yield clouds(world, 0.05, (horizon * 0.55, horizon * 0.9), 1 + 3 * veil.cloud, short * 0.34, wind)
        width = short * (0.5 + 0.25 * veil.cloud)
        yield clouds(world, 0.08, (ceiling, horizon * 0.55), 1 + 2 * veil.cloud, width, wind * 2)
    if veil.cloud == 1.0:
        yield overcast(world, wind * 3)
    elif flock and not world.night:
        yield birds(world, 0.2, (horizon * 0.3, horizon * 0.62), int(world.rng.integers(2, 6)))


def sun_spot(world: World) -> tuple[float, float, float]:
    """Centre x, y and radius of the sun or moon in pixels."""
    height = world.palette.light.height
    radius = world.short * (0.085 if world.night else 0.10 + 0.05 * (1 - height))
    return world.palette.sun_x * world.width, world.stage.horizon * (0.98 - 0.86 * height), radius


def backdrop(world: World) -> Layer:
    """The sky's gradient with sun or moon in it."""
    (low, high), top = world.span(SKY), world.top * SKY - 4

    def paint(canvas: skia.Canvas) -> None:
        sky = gradient(top, world.stage.horizon * 1.04, *world.palette.sky)
        canvas.drawRect(skia.Rect(low, top, high, world.height + 4), sky)
        if world.palette.veil.sun > 0:
            x, y, radius = sun_spot(world)
            with placed(canvas, x, y, radius):
                (draw_moon if world.night else draw_sun)(canvas, world)

    return Layer(SKY, paint, opaque=True)


def draw_sun(canvas: skia.Canvas, world: World) -> None:
    """The sun as a disc of radius 1 about the origin, with its halo."""
    seen, palette = world.palette.veil.sun, world.palette
    for reach in (9.0, 3.4):
        draw_glow(canvas, 0, 0, reach, palette.light.key, 0.55 * seen)
    for ring, alpha in ((1.9, 0.10), (1.45, 0.16), (1.0, 1.0)):
        canvas.drawCircle(0, 0, ring, fill(mix(palette.sun, WHITE, 0.25), alpha * seen))


def draw_moon(canvas: skia.Canvas, world: World) -> None:
    """The moon as a disc of radius 1 about the origin, with craters and a halo."""
    seen, palette = world.palette.veil.sun, world.palette
    dim = mix(palette.sun, palette.sky[1], 0.21)
    disc = skia.Path()
    disc.addCircle(0, 0, 1)
    draw_glow(canvas, 0, 0, 6, palette.light.key, 0.42 * seen)
    canvas.drawCircle(0, 0, 1.5, fill(palette.sun, 0.07 * seen))
    with clipped(canvas, disc):
        canvas.drawCircle(0, 0, 1, fill(dim, seen))
        canvas.drawCircle(-0.16, -0.12, 0.96, fill(palette.sun, seen))
        for x, y, radius in CRATERS:
            canvas.drawCircle(x, y, radius, fill(dim, seen))


def stars(world: World, bottom: float, amount: float = 1.0, at: float = SKY) -> Layer:
    """A starry sky down to `bottom`; every ninth star twinkles."""
    low, high = world.span(at)
    rng, top = world.rng, world.top * at
    count = round(amount * 130 * (high - low) * (bottom - top) / (480 * 460))
    xs, ys = rng.uniform(low, high, count).tolist(), (top + rng.uniform(0, 1, count) ** 1.25 * (bottom - top)).tolist()
    sizes, pace = (rng.uniform(0.5, 1.5, count) * world.short / 480).tolist(), rng.uniform(1.4, 4.4, count).tolist()

    def paint(canvas: skia.Canvas) -> None:
        for x, y, size in list(zip(xs, ys, sizes, strict=True))[count // 9 :]:
            canvas.drawCircle(x, y, size, fill(WHITE, 0.35 + 0.27 * size))

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count // 9):
            shine = 0.5 + 0.5 * math.sin(t * pace[i] + i)
            canvas.drawCircle(xs[i], ys[i], sizes[i] * (0.9 + 0.8 * shine), fill(WHITE, 0.25 + 0.75 * shine))

    return Layer(at, paint, live)


def cloud_colour(world: World, at: float) -> RGB:
    """White in the light of the hour, dark in a storm, a pale veil at night."""
    if world.night:
        return mix(world.palette.sky[2], world.palette.sky[3], 0.5)
    stormy = (1 - world.palette.veil.level) * 1.7
    body = mix(mix(WHITE, world.palette.sky[2], 0.22 + 0.3 * at), (48, 52, 70), stormy * 0.9)
    return mix(body, world.palette.light.tint(WHITE), 0.35)


def clouds(world: World, at: float, band: Span, count: float, width: float, drift: float) -> Layer:
    """A sheet of `count` clouds a frame's width, between the two heights."""
    span, body = world.span(at, drift), cloud_colour(world, at)
    step = max(world.width / max(count, 1.0), width * 0.7)
    spots = [(world.uniform(*band), x, width * world.uniform(0.6, 1.35)) for x in world.scatter(span, step)]

    def paint(canvas: skia.Canvas) -> None:
        for y, x, size in sorted(spots):
            draw_cloud(canvas, world, x, y, size, body)

    return Layer(at, paint, drift=drift)


def draw_cloud(canvas: skia.Canvas, world: World, x: float, y: float, width: float, body: RGB) -> None:
    """One flat cloud standing on `y`: a lit edge on the sun's side, fading toward its base."""
    height = width * world.uniform(0.26, 0.36)
    path, top = blob(world.rng, x, y, width, height), y - height
    lit, base = world.rim(body, 0.55), mix(body, world.palette.haze, 0.75)
    with clipped(canvas, path):
        canvas.drawRect(path.getBounds(), gradient(top, y, lit, lit, alphas=(0.92, 0.37)))
        canvas.translate(-world.palette.light.direction * height * 0.10, height * 0.10)
        canvas.drawPath(path, gradient(top, y, body, base, alphas=(0.92, 0.32)))


def overcast(world: World, drift: float) -> Layer:
    """The dark underside of rain clouds along the top of the frame."""
    span, short = world.span(0.09, drift), world.short
    dark = mix(world.palette.sky[0], (30, 34, 50), 0.35)
    discs = [
        (x, world.uniform(-0.02, 0.07) * world.height + world.top * 0.09, short * world.uniform(0.12, 0.2))
        for x in world.scatter(span, short * 0.16)
    ]

    def paint(canvas: skia.Canvas) -> None:
        shade = gradient(0, world.height * 0.26, dark, mix(dark, world.palette.sky[1], 0.55))
        for drop, alpha in ((0.06, 0.5), (0.0, 1.0)):
            path = skia.Path()
            for x, y, radius in discs:
                path.addCircle(x + drop * short * 0.6, y + drop * world.height, radius)
            path.addRect(skia.Rect(span[0], world.top - 4, span[1], world.height * (0.02 + drop)))
            shade.setAlphaf(alpha)
            canvas.drawPath(path, shade)

    return Layer(0.09, paint, drift=drift)


def birds(world: World, at: float, band: Span, count: int, size: float = 0.022) -> Layer:
    """A loose flock gliding across the sky; only strokes, far away."""
    way, short = world.side(), world.short
    pace, start = short * world.uniform(0.03, 0.05) * way, world.width * (0.5 - 0.38 * way)
    flock = [
        (start - way * i * short * 0.05 * world.uniform(0.6, 1.3), world.uniform(*band), world.uniform(0, 6.3))
        for i in range(count)
    ]
    paint = stroke(mix(world.colour((44, 50, 74), 0.35), world.palette.sky[1], 0.15), max(short / 300, 1.2))

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for x, y, beat in flock:
            # They beat their wings for a while, then glide.
            wing = math.sin(t * 7 + beat) * (0.5 + 0.5 * math.sin(t * 0.9 + beat))
            add_bird(path, x + pace * t, y + math.sin(t * 0.8 + beat) * 3, short * size, wing)
        canvas.drawPath(path, paint)

    return Layer(at, None, live)


def add_bird(path: skia.Path, x: float, y: float, reach: float, wing: float) -> None:
    tip = y - reach * (0.25 + 0.45 * wing)
    path.moveTo(x - reach, tip)
    path.quadTo(x - reach * 0.35, y - reach * 0.30, x, y)
    path.quadTo(x + reach * 0.35, y - reach * 0.30, x + reach, tip)
