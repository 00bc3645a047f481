"""Places without ground under a sky: under water, in the air, in space."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import RGB, WHITE, grade, mix
from generation.engines.sketch.places.land import GREENS
from generation.engines.sketch.places.plants import lit
from generation.engines.sketch.places.shapes import Points, blob, clouds, down_to, height_at, hill, polygon, rolling, smooth
from generation.engines.sketch.places.skies import backdrop, birds, stars
from generation.engines.sketch.world import Layer, World

DEEPS: tuple[tuple[RGB, RGB, RGB], ...] = (
    ((150, 228, 226), (38, 146, 176), (14, 54, 104)),
    ((136, 218, 236), (34, 122, 186), (18, 40, 98)),
    ((170, 232, 206), (40, 150, 150), (10, 62, 86)),
)
CORALS: tuple[RGB, ...] = ((240, 110, 112), (246, 160, 98), (226, 112, 168), (160, 118, 204), (250, 206, 110))


def underwater(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    tones = tuple(world.palette.light.tint(tone) for tone in DEEPS[world.rng.integers(len(DEEPS))])
    yield abyss(world, tones)
    yield rays(world, 0.06, 7.0, tones[0])
    far = rolling(world, world.span(0.16), stage.ground - short * 0.34, short * 0.11, 1.2)
    yield rocks(world, 0.16, far, mix(tones[1], tones[2], 0.35))
    yield shoal(world, 0.2, mix(tones[0], tones[1], 0.55))
    middle = rolling(world, world.span(0.4), stage.ground - short * 0.16, short * 0.08, 1.2)
    yield kelp(world, 0.39, middle, short * 0.5, mix(tones[1], (36, 116, 96), 0.4), 0.2)
    yield rocks(world, 0.4, middle, mix(tones[1], tones[2], 0.7))
    yield rays(world, 0.45, -9.0, tones[0])
    floor = rolling(world, world.span(0.84), stage.ground_far - short * 0.05, short * 0.02)
    yield reef(world, 0.8, floor)
    yield Layer(0.84, seabed(world, floor, mix(mix(world.colour((226, 206, 164)), tones[1], 0.36), tones[2], 0.1), tones[2]))
    yield caustics(world, tones[0])
    yield bubbles(world, tones[0])
    near = [(x, world.height + 6.0) for x, _ in rolling(world, world.span(1.35), 0, 1)]
    yield kelp(world, 1.35, near, short * 0.42, mix(tones[2], (14, 60, 66), 0.4), 0.4)


def abyss(world: World, tones: tuple[RGB, RGB, RGB]) -> Layer:
    """The water itself: bright at the surface, dark in the depth."""
    low, high = world.span(0.03)
    x = world.palette.sun_x * world.width

    def paint(canvas: skia.Canvas) -> None:
        top, surface = world.top * 0.03 - 4, mix(tones[0], WHITE, 0.0 if world.night else 0.25)
        canvas.drawRect(skia.Rect(low, top, high, world.height + 4), gradient(top, world.height, surface, tones[0], tones[1], mix(tones[1], tones[2], 0.55), tones[2]))
        canvas.drawCircle(x, 0, world.short * 0.9, glow(x, 0, world.short * 0.9, mix(tones[0], WHITE, 0.5), 0.55))

    return Layer(0.03, paint, opaque=True)


def rays(world: World, at: float, drift: float, tone: RGB) -> Layer:
    """A fan of light from the surface; two sheets that slide against each other shimmer."""
    low, high = world.span(at, drift)
    reach, bright = world.height * world.uniform(0.6, 0.75), mix(tone, WHITE, 0.5)
    beams = [(x, world.short * world.uniform(0.03, 0.12)) for x in world.scatter(low - 60, high + 60, world.short * 0.24)]
    alpha = 0.10 if world.night else 0.24

    def paint(canvas: skia.Canvas) -> None:
        for x, wide in beams:
            lean = (x - world.palette.sun_x * world.width) * 0.45
            beam = polygon([(x, -6), (x + wide, -6), (x + wide * 2.2 + lean, reach), (x + lean, reach)])
            canvas.drawPath(beam, gradient(0, reach, bright, bright, alphas=(alpha, 0.0)))

    return Layer(at, paint, drift=drift)


def rocks(world: World, at: float, line: Points, body: RGB) -> Layer:
    def paint(canvas: skia.Canvas) -> None:
        top = min(y for _, y in line)
        canvas.drawPath(down_to(smooth(line), line, world.height), fill(mix(body, world.palette.light.key, 0.25)))
        canvas.translate(0, 3)
        canvas.drawPath(down_to(smooth(line), line, world.height), gradient(top, world.height, body, mix(body, (8, 24, 60), 0.4)))

    return Layer(at, paint)


def seabed(world: World, line: Points, sand: RGB, deep: RGB):
    ridges = [(world.uniform(*world.span(0.84)), world.uniform(world.stage.ground_far, world.height), world.short * world.uniform(0.05, 0.14)) for _ in range(26)]

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(down_to(smooth(line), line, world.height + 4), gradient(world.stage.ground_far, world.height, sand, mix(sand, deep, 0.5)))
        for x, y, reach in ridges:
            path = skia.Path()
            path.moveTo(x - reach, y)
            path.quadTo(x, y - reach * 0.16, x + reach, y)
            canvas.drawPath(path, stroke(mix(sand, deep, 0.35), 1.6, 0.5))

    return paint


def reef(world: World, at: float, floor: Points) -> Layer:
    """Clumps of coral on the floor, thick at the sides and thin in the middle."""
    low, high = world.span(at)
    rng, clumps = world.rng, []
    for x in world.scatter(low, high, world.short * 0.10):
        room = 0.35 + 1.1 * min(abs((x / world.width) % 1.0 - 0.5) * 2, 1.0)
        clumps.append((x, world.short * world.uniform(0.06, 0.14) * room, int(rng.integers(3)), int(rng.integers(len(CORALS)))))

    def paint(canvas: skia.Canvas) -> None:
        for x, size, shape, hue in clumps:
            body = mix(world.colour(CORALS[hue]), world.palette.light.tint(DEEPS[0][1]), 0.22)
            y = height_at(floor, x) + 10
            (branches, fan, tubes)[shape](canvas, world, x, y, size * 1.5, body)

    return Layer(at, paint)


def branches(canvas: skia.Canvas, world: World, x: float, y: float, size: float, body: RGB) -> None:
    path = skia.Path()
    for angle in (-0.7, -0.3, 0.05, 0.4, 0.8):
        tip = (x + math.sin(angle) * size * 0.8, y - math.cos(angle) * size)
        path.moveTo(x, y)
        path.quadTo(x + math.sin(angle) * size * 0.2, y - size * 0.5, *tip)
        path.moveTo(x + math.sin(angle) * size * 0.34, y - size * 0.55)
        path.lineTo(x + math.sin(angle + 0.6) * size * 0.6, y - size * 0.85)
    canvas.drawPath(path, stroke(body, size * 0.11))
    canvas.drawPath(path, stroke(mix(body, WHITE, 0.3), size * 0.03, 0.7))


def fan(canvas: skia.Canvas, world: World, x: float, y: float, size: float, body: RGB) -> None:
    lit(canvas, world, blob(world.rng, x, y, size * 1.3, size * 0.95), body, size * 0.06)
    for i in range(6):
        canvas.drawCircle(x + (i - 2.5) * size * 0.17, y - size * (0.3 + 0.18 * (i % 3)), size * 0.04, fill(mix(body, WHITE, 0.4), 0.8))


def tubes(canvas: skia.Canvas, world: World, x: float, y: float, size: float, body: RGB) -> None:
    for dx, tall in ((-0.26, 0.7), (0.0, 1.0), (0.26, 0.55)):
        left, right, top = x + (dx - 0.11) * size, x + (dx + 0.11) * size, y - tall * size
        canvas.drawRect(skia.Rect(left, top, right, y), gradient(top, y, body, mix(body, (20, 30, 80), 0.35)))
        canvas.drawOval(skia.Rect(left, top - size * 0.05, right, top + size * 0.05), fill(mix(body, (20, 20, 60), 0.45)))


def kelp(world: World, at: float, floor: Points, size: float, body: RGB, aside: float) -> Layer:
    """Ribbons of weed that wave; `aside` keeps that share of the middle free."""
    low, high = world.span(at)
    stalks = []
    for x in world.scatter(low, high, world.short * 0.11):
        if abs((x / world.width) % 1.0 - 0.5) * 2 > aside + world.uniform(-0.1, 0.3):
            stalks.append((x, height_at(floor, x) + 12, size * world.uniform(0.5, 1.2), world.uniform(0, 6.28)))

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for x, y, tall, turn in stalks:
            sway = [math.sin(t * 0.9 + turn + k * 0.9) * tall * 0.05 * k for k in range(5)]
            wide = tall * 0.05
            path.moveTo(x - wide, y)
            path.quadTo(x - wide * 2 + sway[1], y - tall * 0.25, x - wide * 0.4 + sway[2], y - tall * 0.5)
            path.quadTo(x - wide * 2 + sway[3], y - tall * 0.75, x + sway[4], y - tall)
            path.quadTo(x + wide * 2.2 + sway[3], y - tall * 0.72, x + wide * 0.8 + sway[2], y - tall * 0.5)
            path.quadTo(x + wide * 2.4 + sway[1], y - tall * 0.25, x + wide, y)
        canvas.drawPath(path, fill(body))

    return Layer(at, None, live)


def shoal(world: World, at: float, body: RGB) -> Layer:
    """Small fish in the distance that cross the picture together."""
    rng, count, way = world.rng, 9, 1 if world.rng.random() < 0.5 else -1
    x0, y0 = world.width * (0.5 - 0.3 * way), world.height * world.uniform(0.3, 0.45)
    fish = [(x0 + float(rng.normal(0, 0.10)) * world.short, y0 + float(rng.normal(0, 0.05)) * world.short, float(rng.uniform(0.7, 1.2))) for _ in range(count)]

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for i, (x, y, scale) in enumerate(fish):
            size = world.short * 0.018 * scale
            cx, cy = x + way * t * world.short * 0.04 + math.sin(t * 0.9 + i) * 6, y + math.sin(t * 0.8 + i * 0.6) * 6
            tail = math.sin(t * 8 + i) * size * 0.3
            path.addOval(skia.Rect(cx - size, cy - size * 0.42, cx + size, cy + size * 0.42))
            path.addPath(polygon([(cx - way * size * 0.8, cy), (cx - way * size * 1.6, cy - size * 0.45 + tail), (cx - way * size * 1.6, cy + size * 0.45 + tail)]))
        canvas.drawPath(path, fill(body))

    return Layer(at, None, live)


def caustics(world: World, tone: RGB) -> Layer:
    """The net of light on the sea floor, breathing."""
    rng, (low, high), count = world.rng, world.span(0.9), 20
    spots = rng.uniform((low, world.stage.ground_far), (high, world.height), (count, 2)).tolist()

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for i, (x, y) in enumerate(spots):
            reach = world.short * (0.05 + 0.02 * math.sin(t * 1.3 + i * 2.1))
            path.moveTo(x - reach, y)
            path.quadTo(x, y - reach * 0.3 * math.sin(t * 0.9 + i), x + reach, y + reach * 0.1)
        canvas.drawPath(path, stroke(mix(tone, WHITE, 0.4), 2.0, 0.30))

    return Layer(0.9, None, live)


def bubbles(world: World, tone: RGB) -> Layer:
    rng, count = world.rng, 20
    x, y = rng.uniform(0, world.width, count), rng.uniform(0, world.height, count)
    size, turn = world.short * rng.uniform(0.004, 0.015, count), rng.uniform(0, 6.28, count)
    ring, body = mix(tone, WHITE, 0.6), mix(tone, WHITE, 0.3)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            radius = float(size[i])
            up = (y[i] - t * (26 + radius * 7)) % world.height
            along = float(x[i]) + math.sin(t * 1.6 + turn[i]) * radius * 1.6
            canvas.drawCircle(along, float(up), radius, fill(body, 0.16))
            canvas.drawCircle(along, float(up), radius, stroke(ring, max(radius * 0.14, 0.8), 0.6))
            canvas.drawCircle(along - radius * 0.35, float(up) - radius * 0.35, radius * 0.2, fill(WHITE, 0.8))

    return Layer(1.15, None, live)


def sky(world: World) -> Iterator[Layer]:
    stage, short, veil = world.stage, world.short, world.palette.veil
    wind = short * world.uniform(0.012, 0.022) * (1 if world.rng.random() < 0.5 else -1)
    yield backdrop(world)
    if world.night:
        yield stars(world, stage.horizon * 0.9)
    hue = GREENS[world.rng.integers(len(GREENS))]
    for at, drop, far in ((0.08, -0.02, 0.95), (0.14, 0.07, 0.8)):
        line = rolling(world, world.span(at), stage.horizon + drop * short, short * 0.035, 1.3)
        yield Layer(at, hill(world, line, world.cover(mix(hue, (90, 130, 170), 0.5 - at)), far, foot=0.5))
    yield clouds(world, 0.18, (world.height * 0.16, world.height * 0.34), 2, short * 0.40, wind)
    yield clouds(world, 0.32, (world.height * 0.36, world.height * 0.62), 2 if veil.cloud < 0.5 else 3, short * 0.52, wind * 1.7)
    if not world.night:
        yield birds(world, 0.4, (world.height * 0.2, world.height * 0.5), int(world.rng.integers(4, 8)), 0.03)
    yield cloud_sea(world, 0.6, world.height * 0.86, wind * 2.2, 0.5)
    yield cloud_sea(world, 1.25, world.height * 0.97, wind * 3.4, 0.0)


def cloud_sea(world: World, at: float, y: float, drift: float, far: float) -> Layer:
    """A bank of cloud tops below us."""
    low, high = world.span(at, drift)
    white = mix(world.palette.sky[2], world.palette.sky[3], 0.6) if world.night else mix(world.palette.light.tint(WHITE), world.palette.sky[2], 0.12)
    body = mix(white, world.palette.haze, far * 0.7)
    heads = [(x, y + world.uniform(-0.02, 0.03) * world.short, world.short * world.uniform(0.09, 0.17)) for x in world.scatter(low - 80, high + 80, world.short * 0.13)]

    def paint(canvas: skia.Canvas) -> None:
        path = skia.Path()
        for x, top, radius in heads:
            path.addCircle(x, top + radius * 0.4, radius)
        path.addRect(skia.Rect(low, y + world.short * 0.06, high, world.height + 4))
        crest = y - world.short * 0.14
        canvas.drawPath(path, fill(world.rim(body, 0.6)))
        canvas.translate(-world.palette.light.direction * 5, 6)
        canvas.drawPath(path, gradient(crest, world.height, body, mix(body, world.palette.sky[1], 0.45)))

    return Layer(at, paint, drift=drift)


VOIDS: tuple[tuple[RGB, RGB, RGB, RGB], ...] = (
    ((8, 8, 30), (22, 16, 62), (96, 44, 140), (40, 120, 190)),
    ((6, 12, 30), (12, 30, 66), (24, 116, 150), (150, 70, 150)),
    ((14, 8, 26), (44, 16, 58), (190, 62, 104), (230, 130, 84)),
)
GLOBES: tuple[tuple[RGB, RGB], ...] = (
    ((232, 150, 98), (250, 206, 146)), ((96, 160, 206), (170, 220, 226)),
    ((206, 110, 142), (246, 176, 170)), ((112, 178, 150), (200, 226, 164)),
)  # fmt: skip


def space(world: World) -> Iterator[Layer]:
    short, mood = world.short, world.scene.mood
    dark, deep, *gases = (grade(tone, mood) for tone in VOIDS[world.rng.integers(len(VOIDS))])
    yield nebula(world, dark, deep, gases)
    yield stars(world, world.height, 150, 0.05)
    yield stars(world, world.height, 50, 0.16)
    globes = [GLOBES[i] for i in world.rng.permutation(len(GLOBES))]
    side = 1 if world.palette.sun_x < 0.5 else -1
    yield planet(world, 0.12, (0.5 + side * world.uniform(0.16, 0.26), world.uniform(0.17, 0.26)), short * world.uniform(0.13, 0.18), globes[0], world.rng.random() < 0.7, dark)
    yield planet(world, 0.22, (0.5 - side * world.uniform(0.26, 0.36), world.uniform(0.36, 0.46)), short * world.uniform(0.035, 0.06), globes[1], False, dark)
    yield planet(world, 0.34, (0.5 + side * world.uniform(-0.2, 0.2), 0.86 + short * 1.1 / world.height), short * 1.1, globes[2], False, dark)
    yield meteors(world)
    yield asteroids(world, 0.7, mix(deep, grade((150, 140, 160), mood), 0.5))


def nebula(world: World, dark: RGB, deep: RGB, gases: list[RGB]) -> Layer:
    low, high = world.span(0.02)
    puffs = [(world.uniform(low, high), world.uniform(0.05, 0.95) * world.height, world.short * world.uniform(0.3, 0.65), gases[i % 2], world.uniform(0.16, 0.34)) for i in range(8)]

    def paint(canvas: skia.Canvas) -> None:
        top = world.top * 0.02 - 4
        canvas.drawRect(skia.Rect(low, top, high, world.height + 4), gradient(top, world.height, dark, deep, dark))
        for x, y, radius, tone, alpha in puffs:
            canvas.save()
            canvas.rotate(-28, x, y)
            canvas.scale(1, 0.6)
            canvas.drawCircle(x, y / 0.6, radius, glow(x, y / 0.6, radius, tone, alpha * 1.3))
            canvas.restore()

    return Layer(0.02, paint, opaque=True)


def planet(world: World, at: float, place: tuple[float, float], radius: float, tones: tuple[RGB, RGB], ringed: bool, dark: RGB) -> Layer:
    """A banded globe, lit from the sun's side, perhaps with a ring."""
    x, y = place[0] * world.width, place[1] * world.height
    body, band = (grade(tone, world.scene.mood) for tone in tones)
    sun = 1 if world.palette.sun_x > 0.5 else -1
    bands = [(world.uniform(-0.9, 0.9), world.uniform(0.05, 0.16)) for _ in range(5)]

    def paint(canvas: skia.Canvas) -> None:
        canvas.rotate(-16 * sun, x, y)
        canvas.drawCircle(x, y, radius * 1.25, glow(x, y, radius * 1.25, band, 0.55))
        if ringed:
            ring(canvas, x, y, radius, band, (180, 180))
        disc = skia.Path()
        disc.addCircle(x, y, radius)
        canvas.save()
        canvas.clipPath(disc, skia.ClipOp.kIntersect, True)
        canvas.drawPath(disc, fill(body))
        for share, wide in bands:
            canvas.drawOval(skia.Rect(x - radius * 1.3, y + (share - wide) * radius, x + radius * 1.3, y + (share + wide) * radius), fill(band, 0.35))
        colours = [skia.ColorSetARGB(a, *mix(dark, (0, 0, 10), 0.4)) for a in (0, 40, 215)]
        centre = skia.Point(x + sun * radius * 0.45, y - radius * 0.4)
        canvas.drawPaint(skia.Paint(Shader=skia.GradientShader.MakeRadial(centre, radius * 1.55, colours, [0.2, 0.6, 1.0]), Dither=True))
        canvas.restore()
        if ringed:
            ring(canvas, x, y, radius, band, (0, 180))

    return Layer(at, paint)


def ring(canvas: skia.Canvas, x: float, y: float, radius: float, tone: RGB, arc: tuple[int, int]) -> None:
    for reach, wide, alpha in ((1.55, 0.10, 0.85), (1.78, 0.07, 0.5), (1.94, 0.03, 0.35)):
        box = skia.Rect(x - radius * reach, y - radius * reach * 0.26, x + radius * reach, y + radius * reach * 0.26)
        paint = stroke(tone, radius * wide, alpha)
        paint.setStrokeCap(skia.Paint.kButt_Cap)
        canvas.drawArc(box, *arc, False, paint)


def meteors(world: World) -> Layer:
    """A shooting star now and then."""
    starts = [world.uniform(0.6, 2.0) + i * world.uniform(2.4, 3.6) for i in range(round(world.stage.seconds / 2.4) + 1)]
    ways = [(world.uniform(0.2, 1.1) * world.width, world.uniform(0.03, 0.5) * world.height) for _ in starts]

    def live(canvas: skia.Canvas, t: float) -> None:
        for start, (x, y) in zip(starts, ways, strict=True):
            age = (t - start) / 0.9
            if 0 < age < 1:
                head = (x - age * world.short * 0.6, y + age * world.short * 0.28)
                tail = math.sin(math.pi * age) * world.short * 0.2
                for share, alpha in ((1.0, 0.25), (0.5, 0.5), (0.15, 0.9)):
                    canvas.drawLine(*head, head[0] + tail * share, head[1] - tail * share * 0.46, stroke(WHITE, 1.6, alpha * (1 - age)))

    return Layer(0.06, None, live)


def asteroids(world: World, at: float, body: RGB) -> Layer:
    low, high = world.span(at, 5.0)
    lumps = [(world.uniform(low, high), world.height * (world.uniform(0.02, 0.25) if world.rng.random() < 0.5 else world.uniform(0.82, 0.98)), world.short * world.uniform(0.008, 0.03)) for _ in range(9)]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, size in lumps:
            angles = np.linspace(0, 6.283, 9, endpoint=False)
            outline = [(x + math.cos(a) * size * world.uniform(0.75, 1.15), y + math.sin(a) * size * world.uniform(0.6, 0.95)) for a in angles]
            lit(canvas, world, polygon(outline), body, size * 0.22, 0.5)

    return Layer(at, paint, drift=5.0)
