"""Streets: city, road."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.buildings import lamp_post, lamplight, skyline
from generation.engines.sketch.places.land import GREENS, peaks
from generation.engines.sketch.places.plants import broadleaf, bush, pine, poplar, row
from generation.engines.sketch.places.shapes import Points, height_at, hill, jagged, polygon, rolling, tufts
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.world import Layer, World

WALLS: tuple[tuple[RGB, RGB, RGB], ...] = (
    ((150, 156, 190), (134, 128, 172), (108, 100, 146)),
    ((184, 160, 162), (178, 128, 118), (140, 92, 98)),
    ((140, 168, 180), (98, 138, 158), (72, 104, 132)),
)


def city(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    far, middle, near = WALLS[world.rng.integers(len(WALLS))]
    yield from heavens(world)
    foot = stage.ground_far - short * 0.08
    scale = min(world.height / short, 1.45)
    yield skyline(world, 0.10, foot, (0.5 * scale, 0.86 * scale), short * 0.15, far, 0.85, 6)
    yield skyline(world, 0.22, foot, (0.34 * scale, 0.66 * scale), short * 0.2, middle, 0.5, 8)
    if world.scene.time != "day":
        yield beacons(world, 0.22, foot - 0.66 * scale * short)
    yield skyline(world, 0.45, foot, (0.2 * scale, 0.42 * scale), short * 0.3, near, 0.16, 10)
    yield shops(world, 0.66, foot + short * 0.02)
    yield from street(world, foot)


def beacons(world: World, at: float, y: float) -> Layer:
    """Red lamps on high masts, slowly on and off."""
    low, high = world.span(at)
    masts = [(x, y + world.uniform(-0.02, 0.1) * world.short) for x in world.scatter(low, high, world.width * 0.6)]

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, top) in enumerate(masts):
            shine = 0.5 + 0.5 * math.sin(t * 2.2 + i * 2)
            canvas.drawCircle(x, top, 9, glow(x, top, 9, (255, 84, 74), shine))
            canvas.drawCircle(x, top, 1.6, fill((255, 150, 130), 0.3 + 0.7 * shine))

    return Layer(at, None, live)


def shops(world: World, at: float, foot: float) -> Layer:
    """Ground floors with awnings, doors and lit panes."""
    low, high = world.span(at)
    short, rng = world.short, world.rng
    hues = [((206, 92, 84), (238, 222, 200), (84, 142, 150), (232, 176, 92), (128, 110, 168), (96, 136, 108))[i] for i in rng.permutation(6)]
    wide, tall = short * 0.34, short * 0.24
    fronts = [(x, hues[i % 6], int(rng.integers(3))) for i, x in enumerate(world.scatter(low - wide, high, wide, 0.0))]
    dusk = world.scene.time in ("night", "sunset")

    def paint(canvas: skia.Canvas) -> None:
        for x, hue, kind in fronts:
            wall = world.colour(mix(hue, (220, 206, 190), 0.45), 0.06)
            pane = lamplight(world) if dusk else world.colour((150, 190, 206))
            canvas.drawRect(skia.Rect(x, foot - tall * (1.0 + 0.16 * kind), x + wide - 1, foot), gradient(foot - tall, foot, wall, mix(wall, (40, 36, 70), 0.25)))
            canvas.drawRect(skia.Rect(x, foot - tall * (1.0 + 0.16 * kind), x + wide - 1, foot - tall * (0.96 + 0.16 * kind)), fill(world.rim(wall, 0.35)))
            window = skia.Rect(x + wide * 0.08, foot - tall * 0.58, x + wide * 0.58, foot - tall * 0.12)
            canvas.drawRect(window, gradient(window.top(), window.bottom(), mix(pane, WHITE, 0.2), pane))
            canvas.drawLine(window.centerX(), window.top(), window.centerX(), window.bottom(), stroke(wall, 2))
            canvas.drawRect(skia.Rect(x + wide * 0.68, foot - tall * 0.58, x + wide * 0.88, foot), fill(mix(world.colour(hue), (30, 24, 50), 0.35)))
            awning(canvas, world, x, foot - tall * 0.62, wide, tall, hue)
            if dusk:
                canvas.drawRect(skia.Rect(window.left(), foot, window.right() + wide * 0.1, foot + tall * 0.24), gradient(foot, foot + tall * 0.24, pane, pane, alphas=(0.34, 0.0)))

    return Layer(at, paint)


def awning(canvas: skia.Canvas, world: World, x: float, y: float, wide: float, tall: float, hue: RGB) -> None:
    tones = world.colour(hue), world.colour((246, 238, 224))
    step = wide * 0.92 / 8
    for i in range(8):
        left = x + wide * 0.04 + i * step
        canvas.drawRect(skia.Rect(left, y - tall * 0.14, left + step + 0.5, y + tall * 0.06), fill(tones[i % 2]))
        canvas.drawCircle(left + step / 2, y + tall * 0.06, step / 2, fill(tones[i % 2]))


def street(world: World, foot: float) -> Iterator[Layer]:
    """Pavement with lamps and trees, kerb, carriageway with its dashes; wet ground mirrors the lights."""
    stage, short, (low, high) = world.stage, world.short, world.span(0.84)
    kerb, stone = stage.ground + short * 0.075, world.colour(world.cover((196, 190, 192), 0.6))
    tar = world.colour(world.cover((92, 94, 112), 0.45))
    joints = world.scatter(low, high, short * 0.12, 0.0)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, foot, high, kerb), gradient(foot, kerb, mix(stone, world.palette.haze, 0.2), stone))
        for x in joints:
            canvas.drawLine(x, foot, x - (x - world.width / 2) * -0.12, kerb, stroke(mix(stone, (40, 40, 70), 0.4), 1, 0.35))
        canvas.drawRect(skia.Rect(low, kerb, high, kerb + short * 0.02), fill(world.rim(stone, 0.4)))
        canvas.drawRect(skia.Rect(low, kerb + short * 0.014, high, kerb + short * 0.03), fill(mix(stone, (30, 30, 50), 0.45)))
        canvas.drawRect(skia.Rect(low, kerb + short * 0.03, high, world.height + 4), gradient(kerb, world.height, tar, mix(tar, (14, 14, 34), 0.3)))
        dashes(canvas, world, (low, high), kerb + (world.height - kerb) * 0.6)
        if world.wet or world.night:
            sheen(canvas, world, (low, high), foot)

    yield Layer(0.84, paint)
    yield avenue(world, 0.83, foot)


def dashes(canvas: skia.Canvas, world: World, span: tuple[float, float], y: float) -> None:
    white, step, thick = world.colour((244, 238, 222)), world.short * 0.3, world.short * 0.016
    x = math.floor(span[0] / step) * step
    while x < span[1]:
        canvas.drawPath(polygon([(x, y), (x + step * 0.5, y), (x + step * 0.5 - thick, y + thick), (x - thick, y + thick)]), fill(white, 0.8))
        x += step


def sheen(canvas: skia.Canvas, world: World, span: tuple[float, float], foot: float) -> None:
    """Streaks of lamp and window light on the ground."""
    light = lamplight(world) if world.scene.time != "day" else mix(WHITE, world.palette.haze, 0.5)
    for x in world.scatter(span[0], span[1], world.short * 0.11):
        wide, y = world.short * world.uniform(0.01, 0.035), foot + world.uniform(0.05, 0.2) * world.short
        tall = world.short * world.uniform(0.1, 0.3)
        tone = mix(light, ((255, 110, 120), (110, 200, 255), light)[int(world.rng.integers(3))], 0.35)
        canvas.drawRect(skia.Rect(x - wide, y, x + wide, y + tall), gradient(y, y + tall, tone, tone, tone, alphas=(0.0, 0.24, 0.0)))


def avenue(world: World, at: float, foot: float) -> Layer:
    """Lamps and trees in turn along the pavement."""
    low, high = world.span(at)
    step, short = world.short * 0.5, world.short
    first = world.width * (0.5 + (1 if world.rng.random() < 0.5 else -1) * world.uniform(0.3, 0.42)) - step * 8
    posts = [(first + step * i, i % 2) for i in range(40) if low - 90 < first + step * i < high + 90]

    def paint(canvas: skia.Canvas) -> None:
        for x, tree in posts:
            if tree:
                broadleaf(canvas, world, x, foot + short * 0.04, short * 0.40, 0.06)
            else:
                lamp_post(canvas, world, x, foot + short * 0.05, short * 0.6)

    return Layer(at, paint)


def road(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    hue = GREENS[world.rng.integers(len(GREENS))]
    yield from heavens(world)
    foot = stage.horizon + short * 0.05
    if world.rng.random() < 0.5:
        yield peaks(world, 0.10, jagged(world, world.span(0.10), foot, short * world.uniform(0.36, 0.6), short * 0.5), (116, 126, 160), 0.66, foot, 0.3)
    else:
        yield Layer(0.10, hill(world, rolling(world, world.span(0.10), stage.horizon - short * 0.08, short * 0.06), world.cover((110, 138, 160)), 0.75, foot=0.5))
    far = rolling(world, world.span(0.25), stage.horizon + short * 0.02, short * 0.045)
    plant = (poplar, broadleaf, pine)[world.rng.integers(3)]
    yield row(world, 0.25, plant, lambda x: height_at(far, x) + 5, short * 0.15, short * 0.16, 0.42, skip=0.4)
    yield Layer(0.25, hill(world, far, world.cover(mix(hue, (96, 136, 136), 0.35)), 0.45, foot=0.3))
    near = rolling(world, world.span(0.5), stage.horizon + short * 0.13, short * 0.035)
    yield row(world, 0.49, plant, lambda x: height_at(near, x) + 8, short * 0.5, short * 0.36, 0.15, skip=0.3)
    yield Layer(0.5, hill(world, near, world.cover(hue), 0.15))
    yield wires(world, 0.7, stage.ground_far - short * 0.02)
    yield from highway(world, hue)


def wires(world: World, at: float, foot: float) -> Layer:
    """Telegraph poles with their sagging wires."""
    low, high = world.span(at)
    step, tall, wood = world.short * 0.72, world.short * 0.62, world.colour((104, 80, 70), 0.05)
    first = world.uniform(-step, 0)
    poles = [first + step * i for i in range(-12, 20) if low - step < first + step * i < high + step]

    def paint(canvas: skia.Canvas) -> None:
        for x in poles:
            canvas.drawLine(x, foot, x, foot - tall, stroke(wood, world.short * 0.014))
            canvas.drawLine(x - tall * 0.13, foot - tall * 0.9, x + tall * 0.13, foot - tall * 0.9, stroke(wood, world.short * 0.010))
            for dx in (-0.11, 0.11):
                wire = skia.Path()
                wire.moveTo(x + dx * tall, foot - tall * 0.92)
                wire.quadTo(x + dx * tall + step / 2, foot - tall * 0.74, x + dx * tall + step, foot - tall * 0.92)
                canvas.drawPath(wire, stroke(wood, 1.1, 0.7))

    return Layer(at, paint)


def highway(world: World, hue: RGB) -> Iterator[Layer]:
    """The carriageway the actors are on, its verges and a rail of posts in front."""
    stage, short, (low, high) = world.stage, world.short, world.span(0.86)
    top, bottom = stage.ground_far - short * 0.03, stage.ground_near + short * 0.09
    tar, line = world.colour(world.cover((98, 100, 116), 0.4)), world.colour((246, 238, 220))
    verge: Points = rolling(world, (low, high), top - short * 0.07, short * 0.012)

    def paint(canvas: skia.Canvas) -> None:
        hill(world, verge, world.cover(mix(hue, (190, 170, 110), 0.3)), 0.0)(canvas)

    def carriageway(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, top, high, bottom), gradient(top, bottom, mix(tar, world.palette.haze, 0.2), tar))
        for y in (top + short * 0.015, bottom - short * 0.03):
            canvas.drawRect(skia.Rect(low, y, high, y + short * 0.009), fill(line, 0.75))
        dashes(canvas, world, (low, high), (top + bottom) / 2)
        if world.wet or world.night:
            sheen(canvas, world, (low, high), top)

    yield Layer(0.84, paint)
    yield Layer(0.86, carriageway)
    yield row(world, 0.85, bush, lambda x: top + 2, short * 0.7, short * 0.09, 0.02, skip=0.3)
    yield Layer(1.2, verge_in_front(world, hue, bottom))
    yield tufts(world, 1.25, (bottom + short * 0.05, world.height * 1.02), 24, world.cover(mix(hue, (60, 110, 60), 0.3), 0.7), 0.07)


def verge_in_front(world: World, hue: RGB, bottom: float):
    line = rolling(world, world.span(1.2), bottom + world.short * 0.01, world.short * 0.012)
    return hill(world, line, world.cover(mix(hue, (90, 120, 70), 0.25)), 0.0)


