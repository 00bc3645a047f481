"""Trees and other green things. Each is drawn one unit tall, standing on the origin."""

import math
from collections.abc import Callable, Sequence

import skia

from generation.engines.sketch.brush import fill, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.shapes import blob, draw_lit, polygon
from generation.engines.sketch.world import Layer, World

#: Draws one plant: canvas, world, how far away it stands (0..1).
Plant = Callable[[skia.Canvas, World, float], None]

BARK: RGB = (98, 70, 58)
LEAVES: tuple[RGB, ...] = ((86, 148, 84), (86, 148, 84), (112, 162, 76), (64, 132, 96), (222, 150, 72))


def row(
    world: World,
    at: float,
    plant: Plant,
    line: Callable[[float], float],
    step: float,
    size: float,
    far: float,
    gaps: float = 0.0,
) -> Layer:
    """Plants `size` pixels tall, about `step` apart on the ground line `line(x)`; `gaps` is the share left out."""
    low, high = world.span(at)
    xs = [x for x in world.scatter((low - size / 2, high + size / 2), step) if not world.chance(gaps)]
    spots = sorted((line(x), x, size * world.uniform(0.7, 1.25)) for x in xs)

    def paint(canvas: skia.Canvas) -> None:
        for y, x, height in spots:
            with placed(canvas, x, y, height):
                plant(canvas, world, far)

    return Layer(at, paint)


def tier(half: float, base: float, tip: float) -> skia.Path:
    return polygon([(-half, -base), (0, -tip), (half, -base)])


def pine(canvas: skia.Canvas, world: World, far: float) -> None:
    canvas.drawRect(skia.Rect(-0.035, -0.2, 0.035, 0), fill(world.colour(BARK, far)))
    path = skia.Path()
    for half, base, tip in ((0.24, 0.10, 0.52), (0.19, 0.34, 0.76), (0.14, 0.58, 1.0)):
        path.addPath(tier(half, base, tip))
    draw_lit(canvas, world, path, world.colour(world.cover((46, 104, 88), 0.25), far), 0.045)
    if world.snowy or world.scene.place == "snowfield":
        for half, base, tip in ((0.10, 0.36, 0.52), (0.08, 0.60, 0.76), (0.065, 0.82, 1.0)):
            canvas.drawPath(tier(half, base, tip), fill(world.colour((240, 246, 252), far * 0.9)))


def broadleaf(canvas: skia.Canvas, world: World, far: float) -> None:
    body = world.colour(world.cover(world.pick(LEAVES), 0.5), far)
    bark, lean = world.colour(BARK, far), world.uniform(-0.05, 0.05)
    canvas.drawPath(polygon([(-0.05, 0), (lean - 0.025, -0.6), (lean + 0.025, -0.6), (0.05, 0)]), fill(bark))
    for side in (-1, 1):
        canvas.drawLine(0, -0.36, lean + side * 0.14, -0.56, stroke(bark, 0.03))
    crown = skia.Path()
    crown.addCircle(lean, -0.68, 0.22)
    for i in range(7):
        angle = i * 2 * math.pi / 7
        crown.addCircle(lean + math.cos(angle) * 0.19, -0.68 + math.sin(angle) * 0.16, world.uniform(0.15, 0.21))
    draw_lit(canvas, world, crown, body, 0.06)
    for _ in range(4):
        curl = skia.Rect.MakeXYWH(lean + world.uniform(-0.26, 0.14), world.uniform(-0.9, -0.6), 0.12, 0.1)
        canvas.drawArc(curl, 200, 140, False, stroke(world.rim(body, 0.35), 0.012, 0.8))


def poplar(canvas: skia.Canvas, world: World, far: float) -> None:
    canvas.drawRect(skia.Rect(-0.02, -0.25, 0.02, 0), fill(world.colour(BARK, far)))
    crown = skia.Path()
    crown.moveTo(0, -1)
    crown.cubicTo(0.24, -0.55, 0.2, -0.1, 0, -0.1)
    crown.cubicTo(-0.2, -0.1, -0.24, -0.55, 0, -1)
    draw_lit(canvas, world, crown, world.colour(world.cover((78, 138, 92), 0.45), far), 0.04)


def bush(canvas: skia.Canvas, world: World, far: float) -> None:
    draw_lit(canvas, world, blob(world.rng, 0, 0, 1.9, 1.0), world.colour(world.cover((84, 142, 88), 0.6), far), 0.1)


def cactus(canvas: skia.Canvas, world: World, far: float) -> None:
    body, flip = world.colour((82, 134, 92), far), world.side()
    arms = skia.Path()
    arms.moveTo(0, 0)
    arms.lineTo(0, -0.9)
    for side, root, tip in ((flip, 0.36, 0.72), (-flip, 0.50, 0.80)):
        arms.moveTo(0, -root)
        arms.quadTo(side * 0.24, -root, side * 0.24, -root - 0.12)
        arms.lineTo(side * 0.24, -tip)
    for tone, width, shift in (
        (mix(body, (20, 30, 50), 0.25), 0.17, 0.0),
        (body, 0.12, 0.02),
        (world.rim(body), 0.03, 0.05),
    ):
        with placed(canvas, world.palette.light.direction * shift, 0):
            canvas.drawPath(arms, stroke(tone, width))


def palm(world: World, at: float, x: float, y: float, size: float) -> Layer:
    """A palm `size` pixels tall whose fronds sway; it leans toward the middle of the frame."""
    way = 1 if x < world.width / 2 else -1
    bark, leaf, nut = world.colour((142, 104, 78)), world.colour((66, 138, 96)), world.colour((110, 74, 56))
    fronds = [world.uniform(-0.12, 0.12) + angle for angle in (-2.95, -2.45, -1.95, -1.3, -0.75, -0.2, 0.3)]
    edge, dark = stroke(world.rim(leaf, 0.4), 0.008, 0.8), mix(leaf, (16, 40, 60), 0.35)
    blade, deep = fill(leaf), fill(dark)

    def paint(canvas: skia.Canvas) -> None:
        trunk = skia.Path()
        trunk.moveTo(-0.045, 0.02)
        trunk.quadTo(way * 0.05, -0.6, way * 0.34 - 0.016, -0.92)
        trunk.lineTo(way * 0.34 + 0.016, -0.92)
        trunk.quadTo(way * 0.05 + 0.08, -0.55, 0.045, 0.02)
        with placed(canvas, x, y, size):
            draw_lit(canvas, world, trunk, bark, 0.02)

    def live(canvas: skia.Canvas, t: float) -> None:
        with placed(canvas, x + way * 0.34 * size, y - 0.92 * size, size):
            for i, angle in enumerate(fronds):
                draw_frond(canvas, angle + 0.05 * math.sin(t * 1.1 + i), 0.44, (blade, deep)[i % 2], edge)
            for dx, dy in ((-0.03, 0.03), (0.025, 0.04)):
                canvas.drawCircle(dx, dy, 0.028, fill(nut))

    return Layer(at, paint, live)


def draw_frond(canvas: skia.Canvas, angle: float, length: float, body: skia.Paint, edge: skia.Paint) -> None:
    """One leaf of a palm, bending down from the origin."""
    across, down = math.cos(angle) * length, math.sin(angle) * length * 0.62
    rib = skia.Path()
    rib.moveTo(0, 0)
    rib.quadTo(across * 0.55, down - length * 0.22, across, down + length * 0.34)
    leaf = skia.Path(rib)
    leaf.quadTo(across * 0.5, down + length * 0.06, 0, 0)
    canvas.drawPath(leaf, body)
    canvas.drawPath(rib, edge)


def falling_leaves(world: World, at: float, count: int, colours: Sequence[RGB]) -> Layer:
    """Leaves or petals drifting down and sideways."""
    rng, paints = world.rng, [fill(world.colour(colour)) for colour in colours]
    x, y = rng.uniform(0, world.width, count), rng.uniform(0, world.height, count)
    pace, turn = world.short * rng.uniform(0.05, 0.10, count), rng.uniform(0, 2 * math.pi, count)
    size, wind = world.short * 0.011, world.short * world.uniform(-0.05, 0.05)
    leaf = skia.Rect(-size, -size * 0.45, size, size * 0.45)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            sway = math.sin(t * 1.3 + turn[i])
            along, down = (
                (x[i] + wind * t) % world.width + sway * size * 2.5,
                (y[i] + pace[i] * t) % (world.height * 1.05),
            )
            with placed(canvas, float(along), float(down)):
                canvas.rotate(float(turn[i]) * 57 + sway * 50)
                canvas.drawOval(leaf, paints[i % len(paints)])

    return Layer(at, None, live, fixed=True)


def kelp(world: World, at: float, roots: Sequence[tuple[float, float]], size: float, body: RGB) -> Layer:
    """Ribbons of weed that wave, from each of `roots` up."""
    stalks = [(x, y, size * world.uniform(0.5, 1.2), world.uniform(0, 2 * math.pi)) for x, y in roots]
    paint = fill(body)

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for x, y, tall, turn in stalks:
            add_ribbon(path, x, y, tall, [math.sin(t * 0.9 + turn + k * 0.9) * tall * 0.05 * k for k in range(5)])
        canvas.drawPath(path, paint)

    return Layer(at, None, live)


def add_ribbon(path: skia.Path, x: float, y: float, tall: float, sway: Sequence[float]) -> None:
    """Add one ribbon to `path`; `sway` is how far it bends at the root, the quarters and the tip."""
    wide = tall * 0.05
    path.moveTo(x - wide, y)
    path.quadTo(x - wide * 2 + sway[1], y - tall * 0.25, x - wide * 0.4 + sway[2], y - tall * 0.5)
    path.quadTo(x - wide * 2 + sway[3], y - tall * 0.75, x + sway[4], y - tall)
    path.quadTo(x + wide * 2.2 + sway[3], y - tall * 0.72, x + wide * 0.8 + sway[2], y - tall * 0.5)
    path.quadTo(x + wide * 2.4 + sway[1], y - tall * 0.25, x + wide, y)


def coral(canvas: skia.Canvas, world: World, shape: int, body: RGB) -> None:
    """One of three kinds of coral, one unit tall."""
    (branching, brain, tubes)[shape](canvas, world, body)


def branching(canvas: skia.Canvas, world: World, body: RGB) -> None:
    path = skia.Path()
    for angle in (-0.7, -0.3, 0.05, 0.4, 0.8):
        lean = math.sin(angle)
        path.moveTo(0, 0)
        path.quadTo(lean * 0.2, -0.5, lean * 0.8, -math.cos(angle))
        path.moveTo(lean * 0.34, -0.55)
        path.lineTo(math.sin(angle + 0.6) * 0.6, -0.85)
    canvas.drawPath(path, stroke(body, 0.11))
    canvas.drawPath(path, stroke(mix(body, WHITE, 0.3), 0.03, 0.7))


def brain(canvas: skia.Canvas, world: World, body: RGB) -> None:
    draw_lit(canvas, world, blob(world.rng, 0, 0, 1.3, 0.95), body, 0.06)
    for i in range(6):
        canvas.drawCircle((i - 2.5) * 0.17, -0.3 - 0.18 * (i % 3), 0.04, fill(mix(body, WHITE, 0.4), 0.8))


def tubes(canvas: skia.Canvas, world: World, body: RGB) -> None:
    for x, tall in ((-0.26, 0.7), (0.0, 1.0), (0.26, 0.55)):
        tube = skia.Path()
        tube.addRect(skia.Rect(x - 0.11, -tall, x + 0.11, 0))
        draw_lit(canvas, world, tube, body, 0.04)
        canvas.drawOval(skia.Rect(x - 0.11, -tall - 0.05, x + 0.11, -tall + 0.05), fill(mix(body, (20, 20, 60), 0.45)))
