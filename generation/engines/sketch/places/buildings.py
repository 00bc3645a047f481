"""What people put up outdoors: mill, cabin, lamps, benches, towers."""

import math

import skia

from generation.engines.sketch.brush import draw_glow, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, grade, mix
from generation.engines.sketch.places.shapes import polygon
from generation.engines.sketch.world import Layer, Span, World

LAMP: RGB = (255, 214, 132)
Tower = tuple[skia.Rect, int, RGB]  # where it stands, its kind of roof, its colour
SAIL = [(0.12, 0.01), (0.44, 0.01), (0.44, 0.10), (0.12, 0.10)]


def lamplight(world: World) -> RGB:
    """The colour of a lit window: not dimmed by the night around it."""
    return mix(grade(LAMP, world.scene.mood), world.palette.light.key, 0.15)


def windmill(world: World, at: float, x: float, y: float, size: float) -> Layer:
    """A mill whose sails turn, `size` pixels tall."""
    wall, roof, wood = (world.colour(tone, 0.22) for tone in ((240, 226, 206), (176, 84, 72), (120, 88, 70)))
    pane = lamplight(world) if world.lamps_on else mix(wood, (30, 40, 70), 0.4)
    pace, cloth, side = world.uniform(16, 26), fill(world.rim(wall, 0.3), 0.9), world.lit_side

    def paint(canvas: skia.Canvas) -> None:
        with placed(canvas, x, y, size):
            canvas.drawPath(polygon([(-0.17, 0), (-0.10, -0.7), (0.10, -0.7), (0.17, 0)]), fill(wall))
            shade = polygon([(0, 0), (0, -0.7), (-side * 0.10, -0.7), (-side * 0.17, 0)])
            canvas.drawPath(shade, fill(mix(wall, (70, 60, 110), 0.2)))
            canvas.drawPath(polygon([(-0.13, -0.69), (0, -0.9), (0.13, -0.69)]), fill(roof))
            for top in (-0.26, -0.54):
                canvas.drawRect(skia.Rect(-0.03, top, 0.03, top + 0.08), fill(pane))

    def live(canvas: skia.Canvas, t: float) -> None:
        with placed(canvas, x, y - 0.74 * size, size):
            canvas.rotate(t * pace)
            for _ in range(4):
                canvas.drawPath(polygon(SAIL), cloth)
                canvas.drawLine(0, 0, 0.46, 0, stroke(wood, 0.018))
                canvas.rotate(90)
            canvas.drawCircle(0, 0, 0.03, fill(wood))

    return Layer(at, paint, live)


def cabin(world: World, at: float, x: float, y: float, size: float) -> Layer:
    """A log cabin under snow, `size` pixels wide, with smoke from its chimney."""
    smoke = world.colour((242, 247, 253), 0.1)

    def paint(canvas: skia.Canvas) -> None:
        with placed(canvas, x, y, size):
            draw_cabin(canvas, world)

    def live(canvas: skia.Canvas, t: float) -> None:
        with placed(canvas, x, y, size):
            for i in range(6):
                age = (t * 0.22 + i / 6) % 1
                along = 0.27 + 0.25 * age + 0.05 * math.sin(age * 7 + i)
                canvas.drawCircle(along, -1.0 - 0.85 * age, 0.05 + 0.13 * age, fill(smoke, 0.42 * (1 - age)))

    return Layer(at, paint, live)


def draw_cabin(canvas: skia.Canvas, world: World) -> None:
    log, roof, snow = (world.colour(tone, 0.1) for tone in ((150, 98, 74), (110, 66, 60), (242, 247, 253)))
    lit, light = world.scene.time != "day", lamplight(world)
    canvas.drawRect(skia.Rect(0.2, -0.98, 0.33, -0.5), fill(mix(roof, (90, 90, 110), 0.4)))
    canvas.drawRect(skia.Rect(-0.5, -0.48, 0.5, 0), fill(log))
    for i in range(1, 5):
        canvas.drawLine(-0.5, -0.096 * i, 0.5, -0.096 * i, stroke(roof, 0.012, 0.5))
    canvas.drawPath(polygon([(-0.62, -0.44), (-0.02, -0.94), (0.62, -0.44)]), fill(roof))
    eaves = [(-0.66, -0.46), (-0.02, -1.02), (0.66, -0.46), (0.56, -0.46), (-0.02, -0.88), (-0.56, -0.46)]
    canvas.drawPath(polygon(eaves), fill(snow))
    canvas.drawRect(skia.Rect(-0.32, -0.36, -0.08, -0.14), fill(light if lit else mix(light, (90, 130, 170), 0.7)))
    canvas.drawLine(-0.2, -0.36, -0.2, -0.14, stroke(log, 0.016))
    canvas.drawRect(skia.Rect(0.1, -0.36, 0.3, 0), fill(roof))
    if lit:
        draw_glow(canvas, -0.2, -0.2, 1.1, light, 0.5)


def draw_lamp_post(canvas: skia.Canvas, world: World) -> None:
    """A street lamp one unit tall; its cone of light falls on the ground when it is not day."""
    iron, light = world.colour((56, 60, 76)), lamplight(world)
    arm = skia.Path()
    arm.moveTo(0, 0)
    arm.lineTo(0, -0.86)
    arm.quadTo(0, -0.98, 0.16, -0.92)
    canvas.drawPath(arm, stroke(iron, 0.026))
    canvas.drawRect(skia.Rect(-0.03, -0.10, 0.03, 0), fill(iron))
    canvas.drawPath(polygon([(0.10, -0.92), (0.22, -0.92), (0.19, -0.96), (0.13, -0.96)]), fill(iron))
    if world.scene.time != "day":
        cone = polygon([(0.11, -0.92), (0.21, -0.92), (0.56, 0), (-0.24, 0)])
        canvas.drawPath(cone, gradient(-0.92, 0, light, light, alphas=(0.34, 0.02)))
        canvas.drawOval(skia.Rect(-0.24, -0.05, 0.56, 0.06), fill(light, 0.18))
        draw_glow(canvas, 0.16, -0.92, 0.5, light, 0.75)


def draw_bench(canvas: skia.Canvas, world: World) -> None:
    """A bench one unit long."""
    wood, iron = world.colour((170, 114, 78)), world.colour((60, 64, 78))
    for x in (-0.4, 0.4):
        canvas.drawLine(x, 0, x, -0.5, stroke(iron, 0.05))
    for top, tone in ((-0.33, world.rim(wood, 0.2)), (-0.47, wood), (-0.59, wood)):
        canvas.drawRect(skia.Rect(-0.5, top, 0.5, top + 0.07), fill(tone))


def towers(
    world: World, at: float, foot: float, heights: Span, width: float, body: RGB
) -> list[tuple[skia.Rect, int, RGB]]:
    """Blocks about `width` wide, side by side."""
    (x, high), blocks = world.span(at), []
    x -= width
    while x < high:
        wide, tone = width * world.uniform(0.6, 1.25), world.uniform(-0.16, 0.16)
        top = foot - world.short * world.uniform(*heights)
        box = skia.Rect(x, top, x + wide * world.uniform(0.86, 1.02), world.height)
        wall = mix(body, world.palette.light.key if tone > 0 else (24, 24, 60), abs(tone))
        blocks.append((box, int(world.rng.integers(4)), wall))
        x += wide
    return blocks


def skyline(
    world: World, at: float, foot: float, heights: Span, width: float, base: RGB, far: float, lively: int = 0
) -> Layer:
    """A row of towers on `foot`; after dark their windows are lit, and `lively` of them come on and go out."""
    body = world.colour(base, far)
    blocks, pane, dark = towers(world, at, foot, heights, width, body), max(width * 0.085, 3.0), []
    lit = lamplight(world) if world.night else world.rim(body, 0.45)

    def paint(canvas: skia.Canvas) -> None:
        for box, crown, wall in blocks:
            draw_tower(canvas, world, box, wall, crown, far)
            front = skia.Rect(box.left(), box.top(), box.right(), foot)
            dark.extend(draw_windows(canvas, world, front, pane, lit, wall))
        world.rng.shuffle(dark)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(dark[:lively]):
            shine = 1.6 * math.sin(t * 0.6 + i * 1.9) + 0.5
            if shine > 0:
                canvas.drawRect(skia.Rect.MakeXYWH(x, y, pane, pane * 1.4), fill(lit, shine))

    return Layer(at, paint, live if world.night and lively else None)


def draw_tower(canvas: skia.Canvas, world: World, box: skia.Rect, wall: RGB, crown: int, far: float) -> None:
    """One block with a lit side and one of four kinds of roof."""
    middle, wide, top = box.centerX(), box.width(), box.top()
    if crown == 1:
        canvas.drawRect(skia.Rect(middle - wide * 0.3, top - wide * 0.22, middle + wide * 0.3, top + 1), fill(wall))
    elif crown == 2:
        canvas.drawPath(
            polygon([(box.left(), top + 1), (middle, top - wide * 0.42), (box.right(), top + 1)]), fill(wall)
        )
    elif crown == 3:
        canvas.drawLine(middle, top, middle, top - wide * 0.6, stroke(wall, max(wide * 0.04, 1)))
    canvas.drawRect(box, gradient(top, top + world.short * 0.9, wall, mix(wall, world.palette.haze, 0.45 * far + 0.12)))
    left = box.right() - wide * 0.14 if world.lit_side > 0 else box.left()
    shine = gradient(top, top + world.short * 0.7, world.rim(wall, 0.34), wall, alphas=(1.0, 0.0))
    canvas.drawRect(skia.Rect(left, top, left + wide * 0.14, box.bottom()), shine)


def draw_windows(
    canvas: skia.Canvas, world: World, box: skia.Rect, pane: float, lit: RGB, wall: RGB
) -> list[tuple[float, float]]:
    """Draw a grid of windows; the answer is where the dark ones are."""
    columns, free = max(int((box.width() - pane) / (pane * 2)), 1), []
    margin = (box.width() - columns * pane * 2 + pane) / 2
    bright, dim = fill(lit, 0.92), fill(mix(wall, (16, 20, 46), 0.34), 0.55)
    for i in range(columns * max(int((box.height() - pane * 2) / (pane * 2.6)), 0)):
        x, y = box.left() + margin + i % columns * pane * 2, box.top() + pane * (1.6 + i // columns * 2.6)
        lamp = world.chance(0.36 if world.night else 0.16)
        canvas.drawRect(skia.Rect.MakeXYWH(x, y, pane, pane * 1.4), bright if lamp else dim)
        if not lamp:
            free.append((x, y))
    return free
