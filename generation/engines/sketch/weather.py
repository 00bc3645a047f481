"""What comes down from the sky, hangs in the air or flashes through it; and the shade at the frame's edges."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import fill, gradient, placed, stroke
from generation.engines.sketch.colour import WHITE, ink, mix
from generation.engines.sketch.light import SHELTERED
from generation.engines.sketch.world import AIR, LENS, Layer, World


def fall(world: World) -> Iterator[Layer]:
    """The layers of the scene's weather and of its mood's air."""
    if world.scene.place not in SHELTERED:
        yield from WEATHERS[world.scene.weather](world)
    if world.scene.mood in ("dreamy", "golden"):
        yield motes(world)
    yield shade(world, top=True)
    yield shade(world, top=False)


def calm(world: World) -> Iterator[Layer]:
    return iter(())


def rain(world: World, slant: float = 0.16, amount: float = 1.0) -> Iterator[Layer]:
    yield streaks(world, 0.5, round(90 * amount), slant, 0.9, 0.26)
    if world.stage.medium in ("land", "water"):
        yield splashes(world, round(26 * amount))
    yield streaks(world, AIR, round(60 * amount), slant, 1.5, 0.42)


def streaks(world: World, at: float, count: int, slant: float, speed: float, alpha: float) -> Layer:
    """Falling drops as short lines.

    One sheet as large as the frame is painted once and falls again and again: too fast to be recognised.
    """
    width, height, pace = world.width, world.height, world.short * 1.9 * speed
    sheet = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(width, height))
    paint = stroke(mix(WHITE, world.palette.haze, 0.4), max(world.short / 480 * speed, 0.8), alpha)
    for x, y, size in world.rng.uniform(
        (0, 0, 0.7), (width, height, 1.2), (round(count * width / world.short), 3)
    ).tolist():
        length = world.short * 0.055 * speed * size
        for left, top in ((x, y), (x + width, y), (x, y - height), (x + width, y - height)):  # the sheet's edges meet
            sheet.getCanvas().drawLine(left, top, left - slant * length, top + length, paint)
    drops = sheet.makeImageSnapshot()

    def live(canvas: skia.Canvas, t: float) -> None:
        x, y = round(-slant * pace * t) % width, round(pace * t) % height
        for left, top in ((x, y), (x - width, y), (x, y - height), (x - width, y - height)):
            canvas.drawImage(drops, left, top)

    return Layer(at, None, live, fixed=True)


def splashes(world: World, count: int, life: float = 0.34) -> Layer:
    """Rings where drops hit the ground; each lives for `life` seconds, then opens elsewhere."""
    rng, (low, high), stage = world.rng, world.span(1.0), world.stage
    top = min(stage.ground_far - world.short * 0.04, stage.horizon + world.short * 0.25)
    spots, starts = (
        rng.uniform((low, top), (high, world.height), (count, 24, 2)).tolist(),
        rng.uniform(0, 1, count).tolist(),
    )
    colour, size = mix(WHITE, world.palette.haze, 0.3), world.short * 0.013

    def live(canvas: skia.Canvas, t: float) -> None:
        for places, start in zip(spots, starts, strict=True):
            turn, age = divmod(t / life + start, 1.0)
            x, y = places[int(turn) % len(places)]
            reach = size * (0.4 + age) * (0.5 + y / world.height)
            ring = skia.Rect(x - reach, y - reach * 0.3, x + reach, y + reach * 0.3)
            canvas.drawOval(ring, stroke(colour, 1.0, 0.55 * (1 - age)))

    return Layer(1.0, None, live)


def snow(world: World) -> Iterator[Layer]:
    wind = world.short * world.uniform(-0.05, 0.05)
    for at, count, size, alpha in ((0.4, 110, 2.0, 0.55), (0.95, 60, 3.4, 0.8), (AIR, 26, 6.0, 0.85)):
        yield flakes(world, at, count, size, alpha, wind)


def flakes(world: World, at: float, count: int, size: float, alpha: float, wind: float) -> Layer:
    """Snow that sways as it falls; larger flakes are nearer and faster."""
    rng, height, width = world.rng, world.height * 1.06, world.width * 1.06
    count = round(count * width / world.short)
    x, y, turn = rng.uniform(0, width, count), rng.uniform(0, height, count), rng.uniform(0, 2 * math.pi, count)
    pace = world.short * (0.05 + 0.028 * size) * rng.uniform(0.8, 1.2, count)
    sway = world.short * 0.02 * rng.uniform(0.4, 1.2, count)
    paint = stroke(mix(WHITE, world.palette.light.key, 0.15), size * world.short / 480, alpha)

    def live(canvas: skia.Canvas, t: float) -> None:
        down = np.mod(y + pace * t, height) - height * 0.03
        along = np.mod(x + wind * t + sway * np.sin(t * 0.9 + turn), width) - width * 0.03
        points = [skia.Point(*spot) for spot in np.stack([along, down], axis=1).tolist()]
        canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)

    return Layer(at, None, live, fixed=True)


def fog(world: World) -> Iterator[Layer]:
    stage, drift = world.stage, world.side() * world.short * 0.035
    for at, y, alpha in ((0.35, stage.horizon, 0.5), (0.8, stage.ground_far, 0.42), (1.3, world.height * 0.95, 0.5)):
        yield bank(world, at, y, alpha, drift * at)


def bank(world: World, at: float, y: float, alpha: float, drift: float) -> Layer:
    """A bank of fog about the height `y`: broad soft discs that run into each other."""
    (low, high), reach = world.span(at, drift), world.short * 0.62
    colour = mix(world.palette.haze, WHITE, 0.0 if world.night else 0.35)
    discs = [(x, y + world.uniform(-0.08, 0.08) * world.short) for x in world.scatter((low, high), reach * 0.55)]
    stops = [ink(colour, alpha * share) for share in (1, 0.55, 0)]
    disc = skia.Paint(Shader=skia.GradientShader.MakeRadial(skia.Point(0, 0), 1, stops), AntiAlias=True, Dither=True)

    def paint(canvas: skia.Canvas) -> None:
        for x, middle in discs:
            with placed(canvas, x, middle, reach):
                canvas.scale(1, 0.24)
                canvas.drawCircle(0, 0, 1, disc)

    return Layer(at, paint, drift=drift)


def storm(world: World) -> Iterator[Layer]:
    yield lightning(world, 0.13)
    yield from rain(world, 0.34, 1.4)


def lightning(world: World, at: float) -> Layer:
    """A bolt every few seconds: one soft flash each, never a flicker."""
    bolts, start = [], world.uniform(0.7, 1.6)
    while start < world.stage.seconds:
        bolts.append((start, fork(world)))
        start += world.uniform(2.6, 4.2)
    halo, size = mix((190, 200, 255), world.palette.light.key, 0.2), world.short

    def live(canvas: skia.Canvas, t: float) -> None:
        for start, bolt in bolts:
            age = (t - start) / 0.5
            if 0 <= age < 1:
                fade = (1 - age) ** 2
                canvas.drawPaint(fill(halo, 0.30 * fade))
                canvas.drawPath(bolt, stroke(halo, size * 0.022, 0.35 * fade))
                canvas.drawPath(bolt, stroke(mix(halo, WHITE, 0.8), size * 0.007, fade))

    return Layer(at, None, live)


def fork(world: World) -> skia.Path:
    """The zigzag of one bolt from the clouds to the horizon, with side branches."""
    x, y, end, path = world.uniform(0.15, 0.85) * world.width, 0.0, world.stage.horizon, skia.Path()
    path.moveTo(x, y)
    while y < end:
        x, y = x + world.uniform(-0.07, 0.07) * world.short, min(y + world.uniform(0.04, 0.09) * world.short, end)
        path.lineTo(x, y)
        if world.chance(0.3):
            path.lineTo(x + world.uniform(-0.14, 0.14) * world.short, y + 0.1 * world.short)
            path.moveTo(x, y)
    return path


def motes(world: World, count: int = 14) -> Layer:
    """Slow round lights in the air of a dreamy or a golden picture."""
    high = (world.width, world.height, world.short * 0.03, 2 * math.pi)
    lights = world.rng.uniform((0, 0, world.short * 0.006, 0), high, (count, 4)).tolist()
    colour = mix(world.palette.light.key, WHITE, 0.35)

    def live(canvas: skia.Canvas, t: float) -> None:
        for x, y, size, turn in lights:
            up = (y - t * size * 0.9) % world.height
            canvas.drawCircle(
                x + math.sin(t * 0.4 + turn) * 14, up, size, fill(colour, 0.13 + 0.10 * math.sin(t * 0.8 + turn))
            )

    return Layer(AIR, None, live, fixed=True)


def shade(world: World, top: bool) -> Layer:
    """A little shade along the top or the bottom, so that the eye stays in the middle."""
    dark, reach = mix(world.palette.sky[0], (8, 8, 24), 0.75), world.height * 0.16
    outer, inner = (0.0, reach) if top else (float(world.height), world.height - reach)
    strip = skia.Rect(-9, min(outer, inner), world.width + 9, max(outer, inner))

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(strip, gradient(outer, inner, dark, dark, dark, alphas=(0.26, 0.08, 0.0)))

    return Layer(LENS, paint, fixed=True)


WEATHERS = {"clear": calm, "clouds": calm, "rain": rain, "snow": snow, "fog": fog, "storm": storm}
