"""Places under trees: forest, park."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.buildings import lamp_post, skyline
from generation.engines.sketch.places.land import GREENS, flowers, meadow, turf
from generation.engines.sketch.places.plants import BARK, broadleaf, bush, falling_leaves, lit, poplar, row
from generation.engines.sketch.places.shapes import blob, height_at, hill, polygon, rolling, tufts
from generation.engines.sketch.places.skies import backdrop, heavens, stars
from generation.engines.sketch.world import Layer, World

WOODS: tuple[tuple[RGB, RGB], ...] = (
    ((72, 132, 98), (128, 168, 96)),
    ((58, 118, 112), (110, 158, 118)),
    ((186, 122, 66), (206, 160, 84)),
)


def forest(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    leaf, floor = WOODS[world.rng.choice(3, p=[0.4, 0.35, 0.25])]
    yield backdrop(world)
    if world.night:
        yield stars(world, stage.horizon * 0.7, 80)
    for at, drop, far, wide in ((0.14, 0.00, 0.85, 0.05), (0.28, 0.05, 0.6, 0.075), (0.48, 0.12, 0.32, 0.11)):
        yield trunks(world, at, stage.horizon + drop * short, far, wide * short, leaf)
        line = rolling(world, world.span(at), stage.horizon + (drop - 0.01) * short, short * 0.022)
        yield Layer(at + 0.01, hill(world, line, world.cover(mix(floor, leaf, 0.4)), far, foot=0.45))
    if world.palette.veil.sun > 0.3:
        yield shafts(world, 0.5)
    line, ground = meadow(world, floor)
    yield row(world, 0.83, bush, lambda x: height_at(line, x) + 8, short * 0.34, short * 0.13, 0.05, skip=0.3)
    yield ground
    yield mushrooms(world)
    yield from turf(world, mix(floor, leaf, 0.4), blossoms=world.rng.random() < 0.5)
    yield fireflies(world) if world.scene.time in ("night", "sunset") else falling_leaves(world, 1.1, 12, (leaf, (226, 168, 78), floor))
    side = 1 if world.rng.random() < 0.5 else -1
    yield giant(world, 1.3, side, leaf)
    yield canopy(world, 1.25, leaf)


def trunks(world: World, at: float, foot: float, far: float, width: float, leaf: RGB) -> Layer:
    """Straight stems that leave the frame at the top, with crowns of leaves far up."""
    low, high = world.span(at)
    body, crown = world.colour(mix(BARK, leaf, 0.25), far), world.colour(world.cover(leaf, 0.4), far)
    stems = [(x, width * world.uniform(0.6, 1.2), world.uniform(-0.03, 0.03)) for x in world.scatter(low, high, width * 3.1)]
    top = world.top * at - 6

    def paint(canvas: skia.Canvas) -> None:
        side = 1 if world.palette.light.direction > 0 else -1
        for x, wide, lean in stems:
            rise = foot - top
            stem = polygon([(x - wide * 0.7, foot + width), (x - wide * 0.36 + lean * rise, top), (x + wide * 0.36 + lean * rise, top), (x + wide * 0.7, foot + width)])
            canvas.drawPath(stem, gradient(top, foot, body, mix(body, world.palette.haze, 0.3)))
            edge = [(x + side * wide * 0.7, foot + width), (x + side * wide * 0.36 + lean * rise, top)]
            canvas.drawLine(*edge[0], *edge[1], stroke(world.rim(body, 0.4), wide * 0.10, 0.7))
            for share in (0.42, 0.6):
                reach = wide * (1.6 + share) * (1 if (share > 0.5) == (lean > 0) else -1)
                canvas.drawLine(x + lean * rise * share, foot - rise * share, x + reach, foot - rise * share - abs(reach) * 0.7, stroke(body, wide * 0.18))
        for x, wide, lean in stems:
            path = blob(world.rng, x + lean * (foot - top), top + (foot - top) * world.uniform(0.10, 0.24), wide * 7, wide * 3.6, flat=False)
            lit(canvas, world, path, crown, wide * 0.25, 0.15)

    return Layer(at, paint)


def shafts(world: World, at: float) -> Layer:
    """Beams of light between the stems, drifting a little."""
    low, high = world.span(at, 4.0)
    key, slant = world.palette.light.key, -world.palette.light.direction * world.height * 0.35
    strength = 0.12 if world.night else 0.24
    beams = [(x, world.short * world.uniform(0.05, 0.13)) for x in world.scatter(low - 200, high + 200, world.short * 0.3)]

    def paint(canvas: skia.Canvas) -> None:
        foot = world.stage.ground_far
        for x, wide in beams:
            beam = polygon([(x, -9), (x + wide, -9), (x + wide * 1.7 + slant, foot), (x + slant, foot)])
            canvas.drawPath(beam, gradient(0, foot, key, key, alphas=(strength, 0.0)))

    return Layer(at, paint, drift=4.0)


def giant(world: World, at: float, side: int, leaf: RGB) -> Layer:
    """One old trunk close to us on one edge; it frames the picture."""
    edge, short = world.width * (0.5 + side * 0.5), world.short
    dark = mix(world.colour(BARK), world.palette.sky[0], 0.45)
    moss = mix(world.colour(leaf), dark, 0.4)

    def paint(canvas: skia.Canvas) -> None:
        path = skia.Path()
        path.moveTo(edge + side * short * 0.3, -9 + world.top * at)
        path.lineTo(edge - side * short * 0.07, -9 + world.top * at)
        path.cubicTo(edge - side * short * 0.03, world.height * 0.5, edge - side * short * 0.05, world.height * 0.8, edge - side * short * 0.2, world.height + 9)
        path.lineTo(edge + side * short * 0.3, world.height + 9)
        lit(canvas, world, path, dark, short * 0.012, 0.3)
        for share in (0.3, 0.52, 0.74):
            y = world.height * share
            canvas.drawPath(blob(world.rng, edge - side * short * 0.0, y, short * 0.12, short * 0.05), fill(moss))

    return Layer(at, paint)


def canopy(world: World, at: float, leaf: RGB) -> Layer:
    """Leaves hanging into the top of the frame."""
    low, high = world.span(at)
    tones = [mix(world.colour(world.cover(leaf, 0.4)), world.palette.sky[0], share) for share in (0.55, 0.3)]

    def paint(canvas: skia.Canvas) -> None:
        for sheet, tone in enumerate(tones):
            path = skia.Path()
            for x in world.scatter(low - 20, high + 20, world.short * 0.11):
                radius = world.short * world.uniform(0.07, 0.12)
                middle = abs(x / world.width - 0.5) * 1.6
                path.addCircle(x, world.top + world.short * (0.10 * middle - 0.01 - 0.05 * sheet), radius)
            lit(canvas, world, path, tone, world.short * 0.01, 0.1)

    return Layer(at, paint)


def mushrooms(world: World) -> Layer:
    low, high = world.span(0.87)
    spots = sorted((world.uniform(world.stage.ground_far, world.height * 0.97), world.uniform(low, high)) for _ in range(round(7 * (high - low) / world.width)))
    stem, cap, dot = (world.colour(tone) for tone in ((240, 228, 208), (204, 80, 66), (250, 240, 226)))

    def paint(canvas: skia.Canvas) -> None:
        for y, x in spots:
            size = world.short * 0.05 * y / world.height
            canvas.drawRect(skia.Rect(x - size * 0.12, y - size * 0.5, x + size * 0.12, y), fill(stem))
            hat = skia.Path()
            hat.addArc(skia.Rect(x - size * 0.45, y - size * 0.95, x + size * 0.45, y - size * 0.05), 180, 180)
            canvas.drawPath(hat, fill(cap))
            for dx, dy in ((-0.2, -0.66), (0.12, -0.76), (0.26, -0.58)):
                canvas.drawCircle(x + dx * size, y + dy * size, size * 0.06, fill(dot))

    return Layer(0.87, paint)


def fireflies(world: World) -> Layer:
    """Small lights that wander and pulse."""
    rng, count = world.rng, 16
    spots = rng.uniform((0, world.height * 0.35), (world.width, world.height * 0.95), (count, 2)).tolist()
    hue = mix((236, 246, 140), world.palette.light.key, 0.2)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(spots):
            shine = 0.5 + 0.5 * math.sin(t * 1.6 + i * 2.3)
            cx, cy = x + 26 * math.sin(t * 0.5 + i), y + 18 * math.sin(t * 0.7 + i * 1.7)
            canvas.drawCircle(cx, cy, 6.5, fill(hue, 0.16 * shine))
            canvas.drawCircle(cx, cy, 2.2, fill(hue, 0.25 + 0.75 * shine))

    return Layer(1.1, None, live)


def park(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    hue = GREENS[world.rng.integers(3)]
    yield from heavens(world)
    yield skyline(world, 0.12, stage.horizon + short * 0.03, (0.16, 0.42), short * 0.14, (128, 140, 176), 0.75, 4)
    far = rolling(world, world.span(0.28), stage.horizon + short * 0.02, short * 0.03)
    yield row(world, 0.27, broadleaf, lambda x: height_at(far, x) + 6, short * 0.12, short * 0.2, 0.45, skip=0.2)
    yield Layer(0.28, hill(world, far, world.cover(mix(hue, (90, 130, 130), 0.3)), 0.4, foot=0.2))
    middle = rolling(world, world.span(0.55), stage.horizon + short * 0.14, short * 0.03)
    yield row(world, 0.54, broadleaf if world.rng.random() < 0.65 else poplar, lambda x: height_at(middle, x) + 10, short * 0.36, short * 0.48, 0.14, skip=0.2)
    yield Layer(0.55, hill(world, middle, world.cover(mix(hue, (120, 150, 110), 0.2)), 0.14))
    _, ground = meadow(world, hue)
    yield ground
    yield path_way(world)
    yield furniture(world, 0.86)
    if world.rng.random() < 0.7:
        yield falling_leaves(world, 1.1, 9, ((236, 170, 84), (240, 180, 196), (170, 190, 96)))
    yield from turf(world, hue)
    yield boughs(world, 1.3, hue)


def path_way(world: World) -> Layer:
    """A gravel path the actors stand on, from edge to edge."""
    stage, (low, high) = world.stage, world.span(0.86)
    gravel = world.colour(world.cover((226, 206, 172), 0.6))
    top = rolling(world, (low, high), stage.ground_far + world.short * 0.0, world.short * 0.008)
    foot = rolling(world, (low, high), stage.ground + world.short * 0.07, world.short * 0.01)

    def paint(canvas: skia.Canvas) -> None:
        way = polygon([*top, *reversed(foot)])
        canvas.drawPath(way, gradient(stage.ground_far, stage.ground + world.short * 0.08, mix(gravel, world.palette.haze, 0.15), gravel))
        edge = skia.Path()
        edge.addPoly([skia.Point(x, y) for x, y in foot], False)
        canvas.drawPath(edge, stroke(mix(gravel, (60, 60, 60), 0.3), 2, 0.5))

    return Layer(0.855, paint)


def furniture(world: World, at: float) -> Layer:
    """Lamps and a bench along the path, with room for the actors between them."""
    low, high = world.span(at)
    step, foot = world.width * 0.82, world.stage.ground_far + world.short * 0.01
    first = world.width * (0.5 + (1 if world.rng.random() < 0.5 else -1) * world.uniform(0.34, 0.42))
    lamps = [first + step * i for i in range(-4, 5) if low - 60 < first + step * i < high + 60]

    def paint(canvas: skia.Canvas) -> None:
        for x in lamps:
            bench(canvas, world, x - world.short * 0.17, foot, world.short * 0.2)
            lamp_post(canvas, world, x, foot, world.short * 0.62)

    return Layer(at, paint)


def bench(canvas: skia.Canvas, world: World, x: float, y: float, size: float) -> None:
    wood, iron = world.colour((170, 114, 78)), world.colour((60, 64, 78))
    for dx in (-0.4, 0.4):
        canvas.drawLine(x + dx * size, y, x + dx * size, y - size * 0.5, stroke(iron, size * 0.05))
    for top in (0.26, 0.40, 0.52):
        canvas.drawRect(skia.Rect(x - size * 0.5, y - size * (top + 0.07), x + size * 0.5, y - size * top), fill(world.rim(wood, 0.2 if top < 0.3 else 0.0)))


def boughs(world: World, at: float, hue: RGB) -> Layer:
    """A leafy branch reaching in from an upper corner, nodding in the wind."""
    side, short = (1 if world.rng.random() < 0.5 else -1), world.short
    root = (world.width * (0.5 + 0.54 * side), world.top + world.height * 0.05)
    bark = mix(world.colour(BARK), world.palette.sky[0], 0.4)
    tones = [mix(world.colour(world.cover(mix(hue, (60, 120, 90), 0.6), 0.5)), world.palette.sky[0], share) for share in (0.42, 0.2)]
    leaves = [(i / 17, world.uniform(-0.6, 0.6), world.uniform(0.05, 0.08), int(world.rng.integers(2))) for i in range(18)]

    def live(canvas: skia.Canvas, t: float) -> None:
        canvas.save()
        canvas.rotate(1.2 * math.sin(t * 0.8) * side, *root)
        branch = skia.Path()
        branch.moveTo(*root)
        branch.quadTo(root[0] - side * short * 0.25, root[1] + short * 0.0, root[0] - side * short * 0.5, root[1] + short * 0.16)
        canvas.drawPath(branch, stroke(bark, short * 0.014))
        paths = skia.Path(), skia.Path()
        for share, tilt, size, tone in leaves:
            x, y = root[0] - side * short * 0.5 * share, root[1] + short * 0.16 * share**1.8
            reach = short * size
            tip = (x + math.cos(tilt * 2) * reach * 0.5 * -side, y + reach * (0.9 + 0.2 * math.sin(tilt * 5)))
            paths[tone].moveTo(x, y)
            paths[tone].quadTo(x - reach * 0.42, (y + tip[1]) / 2, *tip)
            paths[tone].quadTo(x + reach * 0.42, (y + tip[1]) / 2, x, y)
        for path, tone in zip(paths, tones, strict=True):
            canvas.drawPath(path, fill(tone))
        canvas.restore()

    return Layer(at, None, live)


