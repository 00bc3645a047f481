"""Open country: field, mountains, desert, snowfield."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.buildings import cabin, windmill
from generation.engines.sketch.places.plants import broadleaf, bush, cactus, pine, poplar, row
from generation.engines.sketch.places.shapes import (
    Points, height_at, hill, jagged, polygon, rolling, tufts,
)  # fmt: skip
from generation.engines.sketch.places.skies import heavens
from generation.engines.sketch.world import Layer, World


def flowers(world: World, at: float, band: tuple[float, float], count: float, size: float = 0.012) -> Layer:
    """Small blossoms over the ground, larger as they come nearer; `count` a frame's width."""
    low, high = world.span(at)
    hues = [((250, 236, 226), (244, 196, 84), (226, 98, 106), (168, 132, 206), (242, 152, 176))[i] for i in world.rng.permutation(5)[:3]]
    spots = sorted((world.uniform(*band), world.uniform(low, high), int(world.rng.integers(3))) for _ in range(round(count * (high - low) / world.width)))
    stem, heart = world.colour((70, 120, 70)), world.colour((250, 214, 110))

    def paint(canvas: skia.Canvas) -> None:
        for y, x, hue in spots:
            reach = world.short * size * (0.35 + 0.8 * (y - band[0]) / (band[1] - band[0]))
            canvas.drawLine(x, y, x, y + reach * 2.4, stroke(stem, reach * 0.3))
            for petal in range(5):
                angle = petal * 1.257
                canvas.drawCircle(x + math.cos(angle) * reach * 0.6, y + math.sin(angle) * reach * 0.5, reach * 0.48, fill(world.colour(hues[hue])))
            canvas.drawCircle(x, y, reach * 0.36, fill(heart))

    return Layer(at, paint)


def peaks(world: World, at: float, tops: Points, base: RGB, far: float, foot: float, snow: float) -> Layer:
    """Mountains with a face in the light and one in the shade, and `snow` (0..1) of their height white."""
    low_y = world.height * 0.9
    light = world.palette.light
    body = world.colour(base, far)
    shade = mix(body, mix(light.shadow[:3], world.palette.sky[0], 0.5), 0.30)
    white, blue = world.colour((244, 248, 252), far * 0.7), world.colour((186, 204, 232), far * 0.8)
    haze = world.palette.haze
    rng, side = world.rng, 1 if light.direction > 0 else -1
    height = foot - min(y for _, y in tops)

    def paint(canvas: skia.Canvas) -> None:
        whole = polygon([*tops, (tops[-1][0], low_y), (tops[0][0], low_y)])
        bottom = foot + world.short * 0.03
        canvas.drawPath(whole, gradient(foot - height, bottom, mix(body, light.key, 0.14), mix(body, haze, 0.55)))
        for i in range(1, len(tops) - 1, 2):
            (lx, ly), (x, y), (rx, ry) = tops[i - 1 : i + 2]
            out = (rx, ry) if side < 0 else (lx, ly)
            ridge = [(x, y)]
            for step in range(1, 6):
                ridge.append((x + side * float(rng.uniform(-0.05, 0.16)) * height * (step % 2 - 0.2), y + (foot - y) * step / 5))
            canvas.save()
            canvas.clipPath(whole, skia.ClipOp.kIntersect, True)
            dark = polygon([*ridge, (out[0], foot), out])
            canvas.drawPath(dark, gradient(foot - height, bottom, shade, mix(shade, haze, 0.6)))
            canvas.restore()
            if snow:
                cap(canvas, tops[i - 1 : i + 2], snow * height, rng, (white, blue), side)

    return Layer(at, paint)


def cap(canvas: skia.Canvas, peak: Points, depth: float, rng: np.random.Generator, tones: tuple[RGB, RGB], side: int) -> None:
    """Snow on one peak with a ragged hem, its far side blue."""
    left, (x, y), right = peak
    hem = [along(peak[1], left, depth)]
    for share in (0.2, 0.4, 0.6, 0.8):
        a, b = along(peak[1], left, depth), along(peak[1], right, depth)
        jag = depth * float(rng.uniform(0.05, 0.5)) * (1 if round(share * 5) % 2 else -0.4)
        hem.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share + jag))
    hem.append(along(peak[1], right, depth))
    canvas.drawPath(polygon([(x, y), *hem]), fill(tones[0]))
    middle = hem[2 if side > 0 else 3]
    half = [(x, y), *(hem[:3] if side > 0 else hem[3:]), middle]
    canvas.drawPath(polygon(half), fill(tones[1]))


def along(start: tuple[float, float], end: tuple[float, float], down: float) -> tuple[float, float]:
    """The point on the edge from a peak `down` pixels below it, or its end."""
    share = min(down / max(end[1] - start[1], 1.0), 1.0)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def meadow(world: World, base: RGB, at: float = 0.84, swing: float = 0.02, lift: float = 0.06) -> tuple[Points, Layer]:
    """The ground the actors stand on, and its outline."""
    line = rolling(world, world.span(at), world.stage.ground_far - lift * world.short, swing * world.short, 0.8)
    return line, Layer(at, hill(world, line, world.cover(base), 0.0))


GREENS: tuple[RGB, ...] = ((126, 172, 88), (150, 176, 80), (104, 164, 104), (178, 176, 84))


def field(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    hue = GREENS[world.rng.integers(len(GREENS))]
    yield from heavens(world)
    far = rolling(world, world.span(0.14), stage.horizon - short * 0.06, short * 0.05, 1.2)
    yield Layer(0.14, hill(world, far, world.cover(mix(hue, (90, 130, 160), 0.5)), 0.75, foot=0.5))
    middle = rolling(world, world.span(0.28), stage.horizon + short * 0.03, short * 0.06, 0.9)
    yield Layer(0.28, hill(world, middle, world.cover(mix(hue, (100, 140, 130), 0.3)), 0.45, foot=0.35))
    yield row(world, 0.28, poplar if world.rng.random() < 0.5 else broadleaf, lambda x: height_at(middle, x) + 4, short * 0.17, short * 0.16, 0.4, skip=0.45)
    near = rolling(world, world.span(0.5), stage.horizon + short * 0.16, short * 0.05, 0.8)
    x = world.width * (0.5 + (1 if world.rng.random() < 0.5 else -1) * world.uniform(0.2, 0.38))
    yield windmill(world, 0.48, x, height_at(near, x) + 8, short * world.uniform(0.36, 0.46))
    yield Layer(0.5, hill(world, near, world.cover(mix(hue, (230, 200, 100), 0.35)), 0.2, foot=0.12))
    yield furrows(world, 0.5, near)
    line, ground = meadow(world, hue)
    yield row(world, 0.83, bush, lambda x: height_at(line, x) + 6, short * 0.42, short * 0.10, 0.08, skip=0.4)
    yield ground
    yield from turf(world, hue)


def furrows(world: World, at: float, line: Points) -> Layer:
    """Rows of a crop that follow the hill."""
    tone = world.colour(world.cover((110, 130, 60)), 0.2)

    def paint(canvas: skia.Canvas) -> None:
        for i in range(1, 7):
            path = skia.Path()
            path.addPoly([skia.Point(x, y + world.short * 0.016 * i * (1 + 0.16 * i)) for x, y in line], False)
            canvas.drawPath(path, stroke(tone, 1.0 + 0.4 * i, 0.28))

    return Layer(at, paint)


def turf(world: World, hue: RGB, blossoms: bool = True) -> Iterator[Layer]:
    """Grass and flowers around the actors and in front of them."""
    stage, grass = world.stage, world.cover(mix(hue, (60, 110, 60), 0.3), 0.7)
    yield tufts(world, 0.85, (stage.ground_far - world.short * 0.02, world.height * 0.98), 26, grass, 0.04)
    if blossoms and not world.snowy:
        yield flowers(world, 0.86, (stage.ground_far, world.height * 0.97), 26)
    yield tufts(world, 1.35, (world.height * 1.005, world.height * 1.03), 11, grass, 0.14)


def mountains(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    rock = ((108, 122, 164), (132, 116, 150), (98, 134, 152))[world.rng.integers(3)]
    yield from heavens(world)
    foot = stage.horizon + short * 0.05
    far = jagged(world, world.span(0.10), foot, world.uniform(0.62, 0.85) * short, short * 0.55)
    yield peaks(world, 0.10, far, rock, 0.66, foot, 0.30)
    near = jagged(world, world.span(0.20), foot + short * 0.06, world.uniform(0.36, 0.52) * short, short * 0.5)
    yield peaks(world, 0.20, near, mix(rock, (70, 96, 110), 0.5), 0.34, foot + short * 0.06, 0.16)
    ridge = rolling(world, world.span(0.36), stage.horizon + short * 0.09, short * 0.05, 1.1)
    yield row(world, 0.36, pine, lambda x: height_at(ridge, x) + 5, short * 0.055, short * 0.14, 0.42, skip=0.15)
    yield Layer(0.36, hill(world, ridge, world.cover((88, 134, 112)), 0.36, foot=0.3))
    knoll = rolling(world, world.span(0.6), stage.horizon + short * 0.2, short * 0.05, 0.9)
    yield row(world, 0.6, pine, lambda x: height_at(knoll, x) + 8, short * 0.14, short * 0.27, 0.14, skip=0.4)
    yield Layer(0.6, hill(world, knoll, world.cover((98, 148, 100)), 0.14, foot=0.1))
    _, ground = meadow(world, (122, 168, 94))
    yield ground
    yield stones(world, 0.85, 9, (150, 152, 164))
    yield from turf(world, (116, 160, 90))


def stones(world: World, at: float, count: float, base: RGB) -> Layer:
    """Angular rocks on the ground, lit on one side."""
    low, high = world.span(at)
    spots = sorted((world.uniform(world.stage.ground_far, world.height), world.uniform(low, high), world.short * world.uniform(0.012, 0.04)) for _ in range(round(count * (high - low) / world.width)))
    body, side = world.colour(world.cover(base, 0.4)), 1 if world.palette.light.direction > 0 else -1

    def paint(canvas: skia.Canvas) -> None:
        for y, x, size in spots:
            outline = [(x - size, y), (x - size * 0.7, y - size * 0.6), (x - size * 0.1, y - size * 0.9), (x + size * 0.7, y - size * 0.55), (x + size, y)]
            canvas.drawPath(polygon(outline), fill(mix(body, (30, 30, 70), 0.22)))
            lit = [outline[0 if side < 0 else 4], outline[1 if side < 0 else 3], outline[2], (x + side * size * 0.1, y)]
            canvas.drawPath(polygon(lit), fill(world.rim(body, 0.2)))

    return Layer(at, paint)


def desert(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    sand = ((238, 190, 128), (232, 168, 116), (244, 206, 150))[world.rng.integers(3)]
    yield from heavens(world)
    yield mesas(world, 0.12, mix(sand, (196, 98, 84), 0.55))
    for at, drop, far, width in ((0.22, 0.02, 0.42, 1.5), (0.42, 0.12, 0.2, 1.9), (0.62, 0.22, 0.06, 2.2)):
        yield dune(world, at, stage.horizon + drop * short, sand, far, width * short)
    yield row(world, 0.62, cactus, lambda x: stage.horizon + short * 0.24, short * 0.5, short * 0.26, 0.1, skip=0.35)
    line, ground = meadow(world, sand, swing=0.012)
    yield ground
    yield row(world, 0.85, cactus, lambda x: height_at(line, x) + short * 0.02, short * 0.85, short * 0.42, 0.0, skip=0.35)
    yield stones(world, 0.86, 8, mix(sand, (150, 90, 70), 0.5))
    yield ripples(world, mix(sand, (160, 96, 66), 0.5))
    yield tufts(world, 1.35, (world.height * 1.0, world.height * 1.03), 6, (160, 142, 82), 0.12)
    yield dust(world)


def mesas(world: World, at: float, base: RGB) -> Layer:
    """Table mountains on the horizon, banded."""
    low, high = world.span(at)
    y, short = world.stage.horizon + world.short * 0.06, world.short
    blocks = [(x, short * world.uniform(0.10, 0.22), short * world.uniform(0.14, 0.34)) for x in world.scatter(low, high, short * 0.45)]
    body = world.colour(base, 0.55)

    def paint(canvas: skia.Canvas) -> None:
        for x, half, height in blocks:
            outline = [(x - half * 1.5, y), (x - half * 1.05, y - height * 0.45), (x - half, y - height), (x + half, y - height), (x + half * 1.1, y - height * 0.4), (x + half * 1.6, y)]
            canvas.drawPath(polygon(outline), gradient(y - height, y, body, mix(body, world.palette.haze, 0.6)))
            for share in (0.72, 0.86):
                canvas.drawLine(x - half, y - height * share, x + half, y - height * share, stroke(world.rim(body, 0.3), 1.5, 0.6))

    return Layer(at, paint)


def dune(world: World, at: float, y: float, base: RGB, far: float, width: float) -> Layer:
    """A chain of dunes: a lit slope, a sharp crest, a slope in the shade."""
    low, high = world.span(at)
    body, height = world.colour(world.cover(base), far), world.short * world.uniform(0.10, 0.15)
    dark = mix(body, world.colour((120, 62, 84), far), 0.42)
    side = 1 if world.palette.light.direction > 0 else -1
    tops = [(x, y - height * world.uniform(0.7, 1.2)) for x in world.scatter(low - width, high + width, width * 0.5, 0.25)]

    def paint(canvas: skia.Canvas) -> None:
        bottom = float(world.height)
        canvas.drawRect(skia.Rect(low, y, high, bottom), fill(mix(body, dark, 0.1)))
        for x, top in tops:
            whole = skia.Path()
            whole.moveTo(x - width * 0.55, y + 2)
            whole.cubicTo(x - width * 0.25, y, x - width * 0.12, top, x, top)
            whole.cubicTo(x + width * 0.14, top + height * 0.2, x + width * 0.25, y, x + width * 0.55, y + 2)
            whole.lineTo(x + width * 0.55, bottom)
            whole.lineTo(x - width * 0.55, bottom)
            canvas.drawPath(whole, gradient(top, y + height, world.rim(body, 0.22), body))
            canvas.save()
            canvas.clipPath(whole, skia.ClipOp.kIntersect, True)
            lee = skia.Path()
            lee.moveTo(x, top)
            lee.cubicTo(x + side * width * 0.10, top + height * 0.5, x - side * width * 0.08, y + height * 0.2, x - side * width * 0.02, y + height * 1.3)
            lee.lineTo(x - side * width * 0.62, y + height * 1.3)
            lee.lineTo(x - side * width * 0.62, top - 9)
            lee.lineTo(x, top - 9)
            canvas.drawPath(lee, gradient(top, y + height * 1.2, dark, body))
            canvas.restore()

    return Layer(at, paint)


def ripples(world: World, base: RGB) -> Layer:
    low, high = world.span(0.87)
    tone, top = world.colour(base), world.stage.ground_far + world.short * 0.02
    lines = [(world.uniform(low, high), world.uniform(top, world.height), world.short * world.uniform(0.06, 0.2)) for _ in range(30)]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, reach in lines:
            path = skia.Path()
            path.moveTo(x - reach, y)
            path.cubicTo(x - reach * 0.3, y - 5, x + reach * 0.3, y + 5, x + reach, y)
            canvas.drawPath(path, stroke(tone, 1.6, 0.4))

    return Layer(0.87, paint)


def dust(world: World) -> Layer:
    """Sand blown along the ground."""
    rng, count = world.rng, 16
    x, y = rng.uniform(0, world.width, count), rng.uniform(world.stage.horizon + 20, world.height, count)
    pace = world.short * rng.uniform(0.25, 0.6, count) * (1 if rng.random() < 0.5 else -1)
    tone = mix(world.colour((250, 226, 180)), WHITE, 0.2)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            along, reach = float((x[i] + pace[i] * t) % (world.width * 1.4)) - world.width * 0.2, world.short * 0.05
            down = float(y[i]) + math.sin(t * 1.4 + i) * 5
            canvas.drawLine(along - reach, down, along + reach, down + 1, stroke(tone, 1.2, 0.22))

    return Layer(1.2, None, live)


def snowfield(world: World) -> Iterator[Layer]:
    stage, short, snow = world.stage, world.short, (230, 238, 250)
    yield from heavens(world)
    if world.night and world.palette.veil.sun > 0.3:
        yield aurora(world)
    foot = stage.horizon + short * 0.04
    yield peaks(world, 0.12, jagged(world, world.span(0.12), foot, short * world.uniform(0.38, 0.6), short * 0.5), (126, 146, 186), 0.6, foot, 0.42)
    far = rolling(world, world.span(0.3), stage.horizon + short * 0.04, short * 0.045, 1.0)
    yield row(world, 0.3, pine, lambda x: height_at(far, x) + 5, short * 0.06, short * 0.13, 0.45, skip=0.3)
    yield Layer(0.3, hill(world, far, (206, 220, 242), 0.4, foot=0.2))
    near = rolling(world, world.span(0.55), stage.horizon + short * 0.15, short * 0.05, 0.9)
    x = world.width * (0.5 + (1 if world.rng.random() < 0.5 else -1) * world.uniform(0.22, 0.34))
    yield row(world, 0.54, pine, lambda x: height_at(near, x) + 8, short * 0.17, short * 0.30, 0.14, skip=0.35)
    yield Layer(0.55, hill(world, near, (216, 228, 246), 0.14, deep=0.14))
    yield cabin(world, 0.56, x, height_at(near, x) + short * 0.04, short * 0.22)
    line, ground = meadow(world, snow, swing=0.018)
    yield Layer(0.84, hill(world, line, snow, 0.0, deep=0.18))
    yield sparkles(world)
    yield stones(world, 0.86, 4, (188, 198, 220))
    mound = rolling(world, world.span(1.4), world.height * 0.985, short * 0.03, 0.9)
    yield Layer(1.4, hill(world, mound, (242, 247, 254), 0.0, deep=0.1))


def aurora(world: World) -> Layer:
    """Two slow curtains of light."""
    low, high = world.span(0.05, 6.0)
    hue = ((96, 232, 176), (120, 200, 240), (176, 140, 240))[world.rng.integers(3)]
    curtains = [rolling(world, (low, high), world.stage.horizon * world.uniform(0.4, 0.62), world.short * 0.10, 0.7) for _ in range(2)]

    def paint(canvas: skia.Canvas) -> None:
        for line in curtains:
            for x, y in line[::1]:
                reach = world.short * (0.42 + 0.10 * math.sin(x * 0.03))
                canvas.drawRect(skia.Rect(x, y - reach, x + 10.5, y), gradient(y - reach, y, hue, hue, hue, alphas=(0.0, 0.10, 0.34)))

    return Layer(0.05, paint, drift=6.0)


def sparkles(world: World) -> Layer:
    rng, (low, high), count = world.rng, world.span(0.9), 18
    spots = rng.uniform((low, world.stage.ground_far), (high, world.height), (count, 2)).tolist()

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(spots):
            shine = max(math.sin(t * 1.7 + i * 2.4), 0.0) ** 6
            if shine > 0.05:
                reach = world.short * 0.016 * shine
                canvas.drawCircle(x, y, reach, glow(x, y, reach, WHITE, 0.9))

    return Layer(0.9, None, live)
