"""Trees and other green things, drawn standing on the origin's ground, `size` pixels tall."""

import math
from collections.abc import Callable, Iterable

import numpy as np
import skia

from generation.engines.sketch.brush import fill, gradient, stroke
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.shapes import blob, polygon
from generation.engines.sketch.world import Layer, World

#: Draws one plant: canvas, world, x, y of the foot, height in pixels, how far away (0..1).
Plant = Callable[[skia.Canvas, World, float, float, float, float], None]
BARK: RGB = (98, 70, 58)


def lit(canvas: skia.Canvas, world: World, path: skia.Path, body: RGB, edge: float, deep: float = 0.28) -> None:
    """Fill `path` with a lit edge of `edge` pixels on the light's side and a deeper foot."""
    box = path.getBounds()
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    canvas.drawRect(box, fill(world.rim(body, 0.42)))
    canvas.translate(-world.palette.light.direction * edge * 1.3, edge * 0.8)
    canvas.drawPath(path, gradient(box.top(), box.bottom(), body, mix(body, (18, 22, 58), deep)))
    canvas.restore()


def pine(canvas: skia.Canvas, world: World, x: float, y: float, size: float, far: float) -> None:
    body = world.colour(world.cover((46, 104, 88), 0.25), far)
    canvas.drawRect(skia.Rect(x - size * 0.035, y - size * 0.2, x + size * 0.035, y), fill(world.colour(BARK, far)))
    path = skia.Path()
    for base, tip, half in ((0.10, 0.52, 0.24), (0.34, 0.76, 0.19), (0.58, 1.0, 0.14)):
        path.addPath(polygon([(x - size * half, y - size * base), (x, y - size * tip), (x + size * half, y - size * base)]))
    lit(canvas, world, path, body, size * 0.045)
    if world.snowy or world.scene.place == "snowfield":
        white = fill(world.colour((240, 246, 252), far * 0.9))
        for base, tip, half in ((0.36, 0.52, 0.10), (0.60, 0.76, 0.08), (0.82, 1.0, 0.065)):
            canvas.drawPath(polygon([(x - size * half, y - size * base), (x, y - size * tip), (x + size * half, y - size * base)]), white)


def broadleaf(canvas: skia.Canvas, world: World, x: float, y: float, size: float, far: float) -> None:
    rng = world.rng
    leaf = ((86, 148, 84), (112, 162, 76), (64, 132, 96), (222, 150, 72), (206, 96, 76))[rng.choice(5, p=[0.3, 0.25, 0.25, 0.12, 0.08])]
    body = world.colour(world.cover(leaf, 0.5), far)
    trunk, lean = world.colour(BARK, far), size * float(rng.uniform(-0.05, 0.05))
    canvas.drawPath(polygon([(x - size * 0.05, y), (x - size * 0.025 + lean, y - size * 0.6), (x + size * 0.025 + lean, y - size * 0.6), (x + size * 0.05, y)]), fill(trunk))
    for side in (-1, 1):
        canvas.drawLine(x, y - size * 0.36, x + lean + side * size * 0.14, y - size * 0.56, stroke(trunk, size * 0.03))
    path = skia.Path()
    for angle in np.linspace(0, 2 * math.pi, 7, endpoint=False):
        radius = size * float(rng.uniform(0.15, 0.21))
        path.addCircle(x + lean + math.cos(angle) * size * 0.19, y - size * 0.68 + math.sin(angle) * size * 0.16, radius)
    path.addCircle(x + lean, y - size * 0.68, size * 0.22)
    lit(canvas, world, path, body, size * 0.06)
    for _ in range(4):
        dx, dy = rng.uniform(-0.2, 0.2) * size, rng.uniform(-0.2, 0.1) * size
        spot = skia.Path()
        spot.addArc(skia.Rect.MakeXYWH(x + lean + dx - size * 0.06, y - size * 0.7 + dy, size * 0.12, size * 0.1), 200, 140)
        canvas.drawPath(spot, stroke(world.rim(body, 0.35), max(size * 0.012, 0.8), 0.8))


def poplar(canvas: skia.Canvas, world: World, x: float, y: float, size: float, far: float) -> None:
    body = world.colour(world.cover((78, 138, 92), 0.45), far)
    canvas.drawRect(skia.Rect(x - size * 0.02, y - size * 0.25, x + size * 0.02, y), fill(world.colour(BARK, far)))
    path = skia.Path()
    path.moveTo(x, y - size)
    path.cubicTo(x + size * 0.24, y - size * 0.55, x + size * 0.2, y - size * 0.1, x, y - size * 0.1)
    path.cubicTo(x - size * 0.2, y - size * 0.1, x - size * 0.24, y - size * 0.55, x, y - size)
    lit(canvas, world, path, body, size * 0.04)


def cactus(canvas: skia.Canvas, world: World, x: float, y: float, size: float, far: float) -> None:
    body = world.colour((82, 134, 92), far)
    arms = skia.Path()
    width, flip = size * 0.17, 1 if world.rng.random() < 0.5 else -1
    arms.moveTo(x, y)
    arms.lineTo(x, y - size * 0.9)
    for side, root, tip in ((flip, 0.36, 0.72), (-flip, 0.50, 0.80)):
        arms.moveTo(x, y - size * root)
        arms.quadTo(x + side * size * 0.24, y - size * root, x + side * size * 0.24, y - size * (root + 0.12))
        arms.lineTo(x + side * size * 0.24, y - size * tip)
    for tone, share, shift in ((mix(body, (20, 30, 50), 0.25), 1.0, 0.0), (body, 0.72, 0.13), (world.rim(body, 0.5), 0.16, 0.3)):
        canvas.save()
        canvas.translate(world.palette.light.direction * width * shift, 0)
        canvas.drawPath(arms, stroke(tone, width * share))
        canvas.restore()


def bush(canvas: skia.Canvas, world: World, x: float, y: float, size: float, far: float) -> None:
    body = world.colour(world.cover((84, 142, 88), 0.6), far)
    lit(canvas, world, blob(world.rng, x, y, size * 1.9, size), body, size * 0.1)


def row(world: World, plane: float, plant: Plant, line: Callable[[float], float], step: float, size: float, far: float, skip: float = 0.0) -> Layer:
    """Plants about `step` pixels apart along the ground line `line(x)`; each is left out with chance `skip`."""
    low, high = world.span(plane)
    spots = [(x, line(x), size * world.uniform(0.7, 1.25)) for x in world.scatter(low - size / 2, high + size / 2, step) if world.rng.random() >= skip]

    def paint(canvas: skia.Canvas) -> None:
        for x, y, height in sorted(spots, key=lambda spot: spot[1]):
            plant(canvas, world, x, y, height, far)

    return Layer(plane, paint)


def palm(world: World, plane: float, x: float, y: float, size: float) -> Layer:
    """A palm whose fronds sway; it leans toward the middle of the frame."""
    way = 1 if x < world.width / 2 else -1
    bark, leaf = world.colour((142, 104, 78)), world.colour((66, 138, 96))
    top = (x + way * size * 0.34, y - size * 0.92)
    angles = [world.uniform(-0.12, 0.12) + a for a in (-2.95, -2.45, -1.95, -1.3, -0.75, -0.2, 0.3)]

    def paint(canvas: skia.Canvas) -> None:
        trunk = skia.Path()
        trunk.moveTo(x - size * 0.045, y + size * 0.02)
        trunk.quadTo(x + way * size * 0.05, y - size * 0.6, top[0] - size * 0.016, top[1])
        trunk.lineTo(top[0] + size * 0.016, top[1])
        trunk.quadTo(x + way * size * 0.13, y - size * 0.55, x + size * 0.045, y + size * 0.02)
        lit(canvas, world, trunk, bark, size * 0.02)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, angle in enumerate(angles):
            frond(canvas, top, angle + 0.05 * math.sin(t * 1.1 + i), size * 0.44, mix(leaf, (16, 40, 60), 0.35 * (i % 2)), world.rim(leaf, 0.4))
        for dx, dy in ((-0.03, 0.03), (0.025, 0.04)):
            canvas.drawCircle(top[0] + dx * size, top[1] + dy * size, size * 0.028, fill(world.colour((110, 74, 56))))

    return Layer(plane, paint, live)


def frond(canvas: skia.Canvas, root: tuple[float, float], angle: float, length: float, body: RGB, edge: RGB) -> None:
    ex, ey = math.cos(angle) * length, math.sin(angle) * length * 0.62 + length * 0.34
    mx, my = math.cos(angle) * length * 0.55, math.sin(angle) * length * 0.62 - length * 0.10
    path = skia.Path()
    path.moveTo(*root)
    path.quadTo(root[0] + mx, root[1] + my - length * 0.12, root[0] + ex, root[1] + ey)
    path.quadTo(root[0] + mx * 0.9, root[1] + my + length * 0.16, root[0], root[1])
    canvas.drawPath(path, fill(body))
    rib = skia.Path()
    rib.moveTo(*root)
    rib.quadTo(root[0] + mx, root[1] + my - length * 0.1, root[0] + ex, root[1] + ey)
    canvas.drawPath(rib, stroke(edge, max(length * 0.016, 0.8), 0.8))


def falling_leaves(world: World, plane: float, count: int, colours: Iterable[RGB]) -> Layer:
    """Leaves (or petals) drifting down and sideways."""
    rng, paints = world.rng, [fill(world.colour(colour)) for colour in colours]
    x, y = rng.uniform(0, world.width, count), rng.uniform(0, world.height, count)
    pace, turn = world.short * rng.uniform(0.05, 0.10, count), rng.uniform(0, 6.28, count)
    size, wind = world.short * 0.011, world.short * rng.uniform(-0.05, 0.05)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            canvas.save()
            sway = math.sin(t * 1.3 + turn[i])
            down = (y[i] + pace[i] * t) % (world.height * 1.05)
            canvas.translate(float((x[i] + wind * t) % world.width + sway * size * 2.5), float(down))
            canvas.rotate(float(turn[i]) * 57 + sway * 50)
            canvas.drawOval(skia.Rect(-size, -size * 0.45, size, size * 0.45), paints[i % len(paints)])
            canvas.restore()

    return Layer(plane, None, live)
