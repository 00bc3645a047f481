"""A street between towers: shops with awnings, lamps and trees, windows that light up after dark."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import draw_glow, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.buildings import draw_lamp_post, lamplight, skyline
from generation.engines.sketch.places.plants import broadleaf
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.places.street import draw_lane_marks, draw_sheen
from generation.engines.sketch.world import Layer, World

WALLS: tuple[tuple[RGB, RGB, RGB], ...] = (  # far, middle, near
    ((150, 156, 190), (134, 128, 172), (108, 100, 146)),
    ((184, 160, 162), (178, 128, 118), (140, 92, 98)),
    ((140, 168, 180), (98, 138, 158), (72, 104, 132)),
)
FRONTS: tuple[RGB, ...] = (
    (206, 92, 84), (238, 222, 200), (84, 142, 150), (232, 176, 92), (128, 110, 168), (96, 136, 108),
)  # fmt: skip


def layers(world: World) -> Iterator[Layer]:
    short, foot = world.short, world.stage.ground_far - world.short * 0.08
    far, middle, near = world.pick(WALLS)
    tall = min(world.height / short, 1.45) * (1.0 if world.height >= world.width else 0.72)
    yield from heavens(world, flock=False)
    yield skyline(world, 0.10, foot, (0.5 * tall, 0.86 * tall), short * 0.15, far, 0.85, 6)
    yield skyline(world, 0.22, foot, (0.34 * tall, 0.66 * tall), short * 0.2, middle, 0.5, 8)
    if world.lamps_on:
        yield beacons(world, 0.22, foot - 0.6 * tall * short)
    yield skyline(world, 0.45, foot, (0.2 * tall, 0.42 * tall), short * 0.3, near, 0.16, 10)
    yield shops(world, 0.66, foot + short * 0.02)
    yield avenue(world, 0.83, foot)
    yield pavement(world, 0.82, foot)


def beacons(world: World, at: float, y: float) -> Layer:
    """Red lamps on high roofs, slowly on and off."""
    masts = [(x, y + world.uniform(-0.02, 0.1) * world.short) for x in world.scatter(world.span(at), world.width * 0.6)]

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, top) in enumerate(masts):
            shine = 0.5 + 0.5 * math.sin(t * 2.2 + i * 2)
            draw_glow(canvas, x, top, world.short * 0.02, (255, 84, 74), shine)
            canvas.drawCircle(x, top, world.short * 0.0035, fill((255, 150, 130), 0.3 + 0.7 * shine))

    return Layer(at, None, live)


def shops(world: World, at: float, foot: float) -> Layer:
    """Ground floors in a row."""
    wide, tall, order = world.short * 0.34, world.short * 0.24, world.rng.permutation(len(FRONTS))
    fronts = [
        (x, FRONTS[order[i % len(order)]], world.uniform(1.0, 1.35))
        for i, x in enumerate(world.scatter(world.span(at), wide, 0.0))
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, hue, floor in fronts:
            canvas.save()
            canvas.translate(x, foot)
            canvas.scale(wide, tall)
            draw_shop(canvas, world, hue, floor)
            canvas.restore()

    return Layer(at, paint)


def draw_shop(canvas: skia.Canvas, world: World, hue: RGB, tall: float) -> None:
    """One shop, one unit wide: wall, cornice, pane, door, awning, and its light on the pavement."""
    wall = world.colour(mix(hue, (220, 206, 190), 0.45), 0.06)
    pane = lamplight(world) if world.lamps_on else world.colour((150, 190, 206))
    canvas.drawRect(skia.Rect(0, -tall, 0.99, 0), gradient(-1, 0, wall, mix(wall, (40, 36, 70), 0.25)))
    canvas.drawRect(skia.Rect(0, -tall, 0.99, -tall + 0.05), fill(world.rim(wall, 0.35)))
    canvas.drawRect(skia.Rect(0.08, -0.58, 0.58, -0.12), gradient(-0.58, -0.12, mix(pane, WHITE, 0.2), pane))
    canvas.drawRect(skia.Rect(0.32, -0.58, 0.34, -0.12), fill(wall))
    canvas.drawRect(skia.Rect(0.68, -0.58, 0.88, 0), fill(mix(world.colour(hue), (30, 24, 50), 0.35)))
    if world.lamps_on:
        canvas.drawRect(skia.Rect(0.08, 0, 0.68, 0.24), gradient(0, 0.24, pane, pane, alphas=(0.34, 0.0)))
    stripes = fill(world.colour(hue)), fill(world.colour((246, 238, 224)))
    for i in range(8):
        left = 0.04 + i * 0.115
        canvas.drawRoundRect(skia.Rect(left, -0.76, left + 0.117, -0.50), 0.05, 0.08, stripes[i % 2])


def pavement(world: World, at: float, foot: float) -> Layer:
    """Flagstones, kerb and carriageway."""
    span, short, bottom = world.span(at), world.short, world.height + 4
    kerb = world.stage.ground + short * 0.075
    stone, tar = world.colour(world.cover((196, 190, 192), 0.6)), world.colour(world.cover((92, 94, 112), 0.45))

    def strip(canvas: skia.Canvas, top: float, low: float, paint: skia.Paint) -> None:
        canvas.drawRect(skia.Rect(span[0], top, span[1], low), paint)

    def paint(canvas: skia.Canvas) -> None:
        strip(canvas, foot, kerb, gradient(foot, kerb, mix(stone, world.palette.haze, 0.2), stone))
        for x in world.scatter(span, short * 0.12, 0.0):
            canvas.drawLine(
                x, foot, x + (x - world.width / 2) * 0.12, kerb, stroke(mix(stone, (40, 40, 70), 0.4), 1, 0.35)
            )
        strip(canvas, kerb, kerb + short * 0.015, fill(world.rim(stone, 0.4)))
        strip(canvas, kerb + short * 0.015, kerb + short * 0.03, fill(mix(stone, (30, 30, 50), 0.45)))
        strip(canvas, kerb + short * 0.03, bottom, gradient(kerb, bottom, tar, mix(tar, (14, 14, 34), 0.3)))
        draw_lane_marks(canvas, world, span, kerb + (bottom - kerb) * 0.6)
        draw_sheen(canvas, world, span, foot)

    return Layer(at, paint)


def avenue(world: World, at: float, foot: float) -> Layer:
    """Lamps and trees in turn along the pavement."""
    (low, high), step, short = world.span(at), world.short * 0.74, world.short
    first = world.width * (0.5 + world.side() * world.uniform(0.34, 0.4)) - step * 8
    posts = [(first + step * i, i % 2) for i in range(60) if low - step < first + step * i < high + step]

    def paint(canvas: skia.Canvas) -> None:
        for x, is_tree in posts:
            with placed(canvas, x, foot + short * 0.05, short * (0.40 if is_tree else 0.60)):
                if is_tree:
                    broadleaf(canvas, world, 0.06)
                else:
                    draw_lamp_post(canvas, world)

    return Layer(at, paint)
