"""Outer space: gas and stars, planets, shooting stars."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import clipped, draw_glow, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, grade, ink, mix
from generation.engines.sketch.places.shapes import draw_lit, polygon
from generation.engines.sketch.places.skies import stars
from generation.engines.sketch.world import Layer, World

VOIDS: tuple[tuple[RGB, RGB, RGB, RGB], ...] = (  # dark, deep, two gases
    ((8, 8, 30), (22, 16, 62), (96, 44, 140), (40, 120, 190)),
    ((6, 12, 30), (12, 30, 66), (24, 116, 150), (150, 70, 150)),
    ((14, 8, 26), (44, 16, 58), (190, 62, 104), (230, 130, 84)),
)
GLOBES: tuple[tuple[RGB, RGB], ...] = (  # ground, bands
    ((232, 150, 98), (250, 206, 146)),
    ((96, 160, 206), (170, 220, 226)),
    ((206, 110, 142), (246, 176, 170)),
    ((112, 178, 150), (200, 226, 164)),
)


def layers(world: World) -> Iterator[Layer]:
    short, mood, side = world.short, world.scene.mood, 1 if world.palette.sun_x < 0.5 else -1
    dark, deep, *gases = (grade(tone, mood) for tone in world.pick(VOIDS))
    first, second, third, _ = (GLOBES[i] for i in world.rng.permutation(len(GLOBES)))
    yield nebula(world, 0.02, dark, deep, gases)
    yield stars(world, world.height, 0.8, 0.05)
    yield stars(world, world.height, 0.3, 0.16)
    x, y = 0.5 + side * world.uniform(0.16, 0.26), world.uniform(0.17, 0.26)
    yield planet(world, 0.12, x, y, short * world.uniform(0.13, 0.18), first, dark, ringed=world.chance(0.7))
    x, y = 0.5 - side * world.uniform(0.26, 0.36), world.uniform(0.36, 0.46)
    yield planet(world, 0.22, x, y, short * world.uniform(0.035, 0.06), second, dark)
    radius = max(world.width * 0.9, short * 1.1)
    yield planet(world, 0.34, 0.5 + side * world.uniform(-0.2, 0.2), 0.87 + radius / world.height, radius, third, dark)
    yield meteors(world, 0.06)
    yield asteroids(world, 0.7, mix(deep, grade((150, 140, 160), mood), 0.5))


def nebula(world: World, at: float, dark: RGB, deep: RGB, gases: list[RGB]) -> Layer:
    """The black of space with clouds of shining gas."""
    (low, high), top = world.span(at), world.top * at - 4
    puffs = [
        (world.uniform(low, high), world.uniform(0.05, 0.95) * world.height, world.short * world.uniform(0.3, 0.65))
        for _ in range(8)
    ]

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, top, high, world.height + 4), gradient(top, world.height, dark, deep, dark))
        for i, (x, y, radius) in enumerate(puffs):
            with placed(canvas, x, y, radius):
                canvas.rotate(-28)
                canvas.scale(1, 0.6)
                draw_glow(canvas, 0, 0, 1, gases[i % 2], world.uniform(0.2, 0.44))

    return Layer(at, paint, opaque=True)


def planet(
    world: World, at: float, x: float, y: float, radius: float, tones: tuple[RGB, RGB], dark: RGB, ringed: bool = False
) -> Layer:
    """A globe about (x, y), in shares of the frame, lit from the sun's side."""
    ground, band = (grade(tone, world.scene.mood) for tone in tones)

    def paint(canvas: skia.Canvas) -> None:
        with placed(canvas, x * world.width, y * world.height, radius):
            canvas.rotate(-16 * world.lit_side)
            if ringed:
                draw_ring(canvas, band, 180)
            draw_globe(canvas, world, ground, band, dark)
            if ringed:
                draw_ring(canvas, band, 0)

    return Layer(at, paint)


def draw_globe(canvas: skia.Canvas, world: World, ground: RGB, band: RGB, dark: RGB) -> None:
    """A banded disc of radius 1 with its night side."""
    disc = skia.Path()
    disc.addCircle(0, 0, 1)
    draw_glow(canvas, 0, 0, 1.25, band, 0.55)
    with clipped(canvas, disc):
        canvas.drawPath(disc, fill(ground))
        for y in world.rng.uniform(-0.95, 0.9, 6).tolist():
            canvas.drawRect(skia.Rect(-1, y, 1, y + world.uniform(0.04, 0.16)), fill(band, 0.35))
        night = [ink(mix(dark, (0, 0, 10), 0.4), alpha) for alpha in (0, 0.16, 0.84)]
        sun = skia.Point(world.lit_side * 0.45, -0.4)
        shade = skia.GradientShader.MakeRadial(sun, 1.55, night, [0.2, 0.6, 1.0])
        canvas.drawPath(disc, skia.Paint(Shader=shade, Dither=True))


def draw_ring(canvas: skia.Canvas, tone: RGB, start: int) -> None:
    """Half of a ring: the far half starts at 180 degrees, the near one at 0."""
    for reach, wide, alpha in ((1.55, 0.10, 0.85), (1.78, 0.07, 0.5), (1.94, 0.03, 0.35)):
        paint = stroke(tone, wide, alpha)
        paint.setStrokeCap(skia.Paint.kButt_Cap)
        canvas.drawArc(skia.Rect(-reach, -reach * 0.26, reach, reach * 0.26), start, 180, False, paint)


def meteors(world: World, at: float) -> Layer:
    """A shooting star every few seconds."""
    flights, start = [], world.uniform(0.6, 2.0)
    while start < world.stage.seconds:
        flights.append((start, world.uniform(0.2, 1.1) * world.width, world.uniform(0.03, 0.5) * world.height))
        start += world.uniform(2.4, 3.6)

    def live(canvas: skia.Canvas, t: float) -> None:
        for start, x, y in flights:
            age = (t - start) / 0.9
            if 0 < age < 1:
                with placed(canvas, x, y, world.short):
                    draw_meteor(canvas, age)

    return Layer(at, None, live)


def draw_meteor(canvas: skia.Canvas, age: float) -> None:
    x, y, tail = -0.6 * age, 0.28 * age, math.sin(math.pi * age) * 0.2
    for share, alpha in ((1.0, 0.25), (0.5, 0.5), (0.15, 0.9)):
        canvas.drawLine(x, y, x + tail * share, y - tail * share * 0.46, stroke(WHITE, 0.0034, alpha * (1 - age)))


def asteroids(world: World, at: float, body: RGB, drift: float = 5.0) -> Layer:
    """Lumps of rock along the upper and the lower edge."""
    span, height = world.span(at, drift), world.height
    lumps = [
        (world.uniform(*span), height * world.uniform(*band)) for band in ((0.02, 0.25), (0.82, 0.98)) for _ in range(5)
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, y in lumps:
            angles = [i * math.pi / 4 for i in range(8)]
            outline = [
                (math.cos(a) * world.uniform(0.75, 1.15), math.sin(a) * world.uniform(0.6, 0.95)) for a in angles
            ]
            with placed(canvas, x, y, world.short * world.uniform(0.008, 0.03)):
                draw_lit(canvas, world, polygon(outline), body, 0.22, 0.5)

    return Layer(at, paint, drift=drift)
