"""What comes down from the sky, hangs in the air or flashes through it; and the shade in the frame's corners."""

import math
from collections.abc import Iterator

import numpy as np
import skia

from generation.engines.sketch.brush import fill, gradient, stroke
from generation.engines.sketch.colour import WHITE, ink, mix
from generation.engines.sketch.light import SHELTERED
from generation.engines.sketch.world import Layer, World


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
    yield streaks(world, 1.4, round(60 * amount), slant, 1.5, 0.42)


def streaks(world: World, plane: float, count: int, slant: float, speed: float, alpha: float) -> Layer:
    """Falling drops as short lines; the near sheet falls faster and hangs over everything."""
    rng, height, width = world.rng, world.height * 1.1, world.width * 1.4
    count = round(count * width / world.short)
    x, y = rng.uniform(0, width, count), rng.uniform(0, height, count)
    length = world.short * 0.055 * speed * rng.uniform(0.7, 1.2, count)
    pace = world.short * 1.9 * speed * rng.uniform(0.9, 1.1, count)
    paint = stroke(mix(WHITE, world.palette.haze, 0.4), max(world.short / 480 * speed, 0.8), alpha)

    def live(canvas: skia.Canvas, t: float) -> None:
        down = np.mod(y + pace * t, height) - height * 0.05
        along = np.mod(x - slant * pace * t, width) - width * 0.14
        ends = np.stack([along, down, along - slant * length, down + length], axis=1).reshape(-1, 2)
        canvas.drawPoints(skia.Canvas.kLines_PointMode, [skia.Point(*end) for end in ends.tolist()], paint)

    return Layer(plane, None, live, above=plane > 1)


def splashes(world: World, count: int) -> Layer:
    """Rings where drops hit the ground; each lives a third of a second, then falls elsewhere."""
    rng, life = world.rng, 0.34
    low, high = world.span(1.0)
    top = min(world.stage.ground_far - world.short * 0.04, world.stage.horizon + world.short * 0.25)
    spots = rng.uniform((low, top), (high, world.height), (count, 24, 2))
    starts = rng.uniform(0, life, count)
    colour, size = mix(WHITE, world.palette.haze, 0.3), world.short * 0.013

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            turn, age = divmod((t + starts[i]) / life, 1.0)
            x, y = spots[i, int(turn) % 24].tolist()
            reach = size * (0.4 + age) * (0.5 + y / world.height)
            canvas.drawOval(skia.Rect(x - reach, y - reach * 0.3, x + reach, y + reach * 0.3), stroke(colour, 1.0, 0.55 * (1 - age)))

    return Layer(1.0, None, live)


def snow(world: World) -> Iterator[Layer]:
    yield flakes(world, 0.4, 110, 2.0, 0.55)
    yield flakes(world, 0.95, 60, 3.4, 0.8)
    yield flakes(world, 1.4, 26, 6.0, 0.85)


def flakes(world: World, plane: float, count: int, size: float, alpha: float) -> Layer:
    """Snow that sways as it falls; larger flakes are nearer and faster."""
    rng, height, width = world.rng, world.height * 1.06, world.width * 1.3
    count = round(count * width / world.short)
    x, y, turn = rng.uniform(0, width, count), rng.uniform(0, height, count), rng.uniform(0, 6.28, count)
    pace = world.short * (0.05 + 0.028 * size) * rng.uniform(0.8, 1.2, count)
    sway = world.short * 0.02 * rng.uniform(0.4, 1.2, count)
    wind = world.short * rng.uniform(-0.05, 0.05)
    paint = stroke(mix(WHITE, world.palette.light.key, 0.15), size * world.short / 480, alpha)

    def live(canvas: skia.Canvas, t: float) -> None:
        down = np.mod(y + pace * t, height) - height * 0.03
        along = np.mod(x + wind * t + sway * np.sin(t * 0.9 + turn), width) - width * 0.115
        points = [skia.Point(*spot) for spot in np.stack([along, down], axis=1).tolist()]
        canvas.drawPoints(skia.Canvas.kPoints_PointMode, points, paint)

    return Layer(plane, None, live, above=plane > 1)


def fog(world: World) -> Iterator[Layer]:
    way = 1 if world.rng.random() < 0.5 else -1
    for plane, y, alpha in ((0.35, world.stage.horizon, 0.5), (0.8, world.stage.ground_far, 0.42), (1.3, world.height * 0.95, 0.5)):
        yield bank(world, plane, y, alpha, way * world.short * 0.035 * plane)


def bank(world: World, plane: float, y: float, alpha: float, drift: float) -> Layer:
    """A bank of fog about the height `y`: broad soft discs that run into each other."""
    low, high = world.span(plane, drift)
    colour, reach = mix(world.palette.haze, WHITE, 0.0 if world.night else 0.35), world.short * 0.62
    discs = [(x, y + world.uniform(-0.08, 0.08) * world.short) for x in world.scatter(low - reach, high + reach, reach * 0.55)]
    shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), reach, [ink(colour, alpha * s) for s in (1, 0.55, 0)])
    paint_disc = skia.Paint(Shader=shader, AntiAlias=True, Dither=True)

    def paint(canvas: skia.Canvas) -> None:
        for x, top in discs:
            canvas.save()
            canvas.translate(x, top)
            canvas.scale(1, 0.24)
            canvas.drawCircle(0, 0, reach, paint_disc)
            canvas.restore()

    return Layer(plane, paint, drift=drift)


def storm(world: World) -> Iterator[Layer]:
    yield lightning(world)
    yield from rain(world, 0.34, 1.4)


def lightning(world: World) -> Layer:
    """A bolt every few seconds: one soft flash each, never a flicker."""
    moments, t = [], world.uniform(0.7, 1.6)
    while t < world.stage.seconds:
        moments.append((t, fork(world)))
        t += world.uniform(2.6, 4.2)
    core, halo = mix(WHITE, world.palette.light.key, 0.1), mix((190, 200, 255), world.palette.light.key, 0.2)

    def live(canvas: skia.Canvas, t: float) -> None:
        for start, bolt in moments:
            age = (t - start) / 0.5
            if 0 <= age < 1:
                fade = (1 - age) ** 2
                canvas.drawPaint(skia.Paint(Color=ink(halo, 0.30 * fade)))
                canvas.drawPath(bolt, stroke(halo, world.short * 0.022, 0.35 * fade))
                canvas.drawPath(bolt, stroke(core, world.short * 0.007, fade))

    return Layer(0.13, None, live)


def fork(world: World) -> skia.Path:
    x, y, end = world.uniform(0.15, 0.85) * world.width, 0.0, world.stage.horizon
    path = skia.Path()
    path.moveTo(x, y)
    while y < end:
        x, y = x + world.uniform(-0.07, 0.07) * world.short, y + world.uniform(0.04, 0.09) * world.short
        path.lineTo(x, min(y, end))
        if world.rng.random() < 0.3:
            path.lineTo(x + world.uniform(-0.14, 0.14) * world.short, y + 0.1 * world.short)
            path.moveTo(x, min(y, end))
    return path


def motes(world: World) -> Layer:
    """Slow round lights in the air of a dreamy or a golden picture."""
    rng, count = world.rng, 14
    x, y = rng.uniform(0, world.width, count), rng.uniform(0, world.height, count)
    size, turn = world.short * rng.uniform(0.006, 0.03, count), rng.uniform(0, 6.28, count)
    colour = mix(world.palette.light.key, WHITE, 0.35)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            alpha = 0.13 + 0.10 * math.sin(t * 0.8 + turn[i])
            up = (y[i] - t * size[i] * 0.9) % world.height
            canvas.drawCircle(float(x[i] + math.sin(t * 0.4 + turn[i]) * 14), float(up), float(size[i]), fill(colour, alpha))

    return Layer(1.4, None, live, above=True)


def shade(world: World, top: bool) -> Layer:
    """A little shade along the top or the bottom, so that the eye stays in the middle."""
    dark, reach = mix(world.palette.sky[0], (8, 8, 24), 0.75), world.height * 0.16
    outer, inner = (0.0, reach) if top else (float(world.height), world.height - reach)
    shape = skia.Rect(0, min(outer, inner), world.width, max(outer, inner)).makeOutset(9, 0)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(shape, gradient(outer, inner, dark, dark, dark, alphas=(0.26, 0.08, 0.0)))

    return Layer(0.0, paint, above=True)


WEATHERS = {"clear": calm, "clouds": calm, "rain": rain, "snow": snow, "fog": fog, "storm": storm}
