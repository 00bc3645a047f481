"""Houses and what people put up outdoors."""

import math

import numpy as np
import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.shapes import polygon
from generation.engines.sketch.world import Layer, World

LAMP: RGB = (255, 214, 132)


def lamplight(world: World) -> RGB:
    """The colour of a lit window: not dimmed by the night around it."""
    return mix(LAMP, world.palette.light.key, 0.15)


def windmill(world: World, at: float, x: float, y: float, size: float) -> Layer:
    """A mill whose sails turn."""
    wall, roof, wood = (world.colour(tone, 0.22) for tone in ((240, 226, 206), (176, 84, 72), (120, 88, 70)))
    hub, pace = (x, y - size * 0.74), world.uniform(16, 26)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(polygon([(x - size * 0.17, y), (x - size * 0.10, y - size * 0.7), (x + size * 0.10, y - size * 0.7), (x + size * 0.17, y)]), fill(wall))
        side = 1 if world.palette.light.direction > 0 else -1
        canvas.drawPath(polygon([(x, y), (x, y - size * 0.7), (x - side * size * 0.10, y - size * 0.7), (x - side * size * 0.17, y)]), fill(mix(wall, (70, 60, 110), 0.2)))
        canvas.drawPath(polygon([(x - size * 0.13, y - size * 0.69), (x, y - size * 0.9), (x + size * 0.13, y - size * 0.69)]), fill(roof))
        pane = lamplight(world) if world.night else mix(wood, (30, 40, 70), 0.4)
        for dy in (0.18, 0.46):
            canvas.drawRect(skia.Rect(x - size * 0.03, y - size * (dy + 0.08), x + size * 0.03, y - size * dy), fill(pane))

    def live(canvas: skia.Canvas, t: float) -> None:
        canvas.save()
        canvas.translate(*hub)
        canvas.rotate(t * pace)
        sails, spars = skia.Path(), skia.Path()
        for quarter in range(4):
            dx, dy = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarter]
            spars.moveTo(0, 0)
            spars.lineTo(dx * size * 0.46, dy * size * 0.46)
            corners = [(0.12, 0.01), (0.44, 0.01), (0.44, 0.10), (0.12, 0.10)]
            sails.addPoly([skia.Point((dx * a - dy * b) * size, (dy * a + dx * b) * size) for a, b in corners], True)
        canvas.drawPath(sails, fill(world.rim(wall, 0.3), 0.9))
        canvas.drawPath(spars, stroke(wood, size * 0.018))
        canvas.drawCircle(0, 0, size * 0.03, fill(wood))
        canvas.restore()

    return Layer(at, paint, live)


def cabin(world: World, at: float, x: float, y: float, size: float) -> Layer:
    """A log cabin with a lit window and smoke from its chimney."""
    log, roof, snow = (world.colour(tone, 0.1) for tone in ((150, 98, 74), (110, 66, 60), (242, 247, 253)))
    window, dusk = lamplight(world), world.scene.time != "day"

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(x + size * 0.2, y - size * 0.98, x + size * 0.33, y - size * 0.5), fill(mix(roof, (90, 90, 110), 0.4)))
        canvas.drawRect(skia.Rect(x - size * 0.5, y - size * 0.48, x + size * 0.5, y), fill(log))
        for i in range(1, 5):
            canvas.drawLine(x - size * 0.5, y - size * 0.096 * i, x + size * 0.5, y - size * 0.096 * i, stroke(roof, 1.2, 0.5))
        canvas.drawPath(polygon([(x - size * 0.62, y - size * 0.44), (x - size * 0.02, y - size * 0.94), (x + size * 0.62, y - size * 0.44)]), fill(roof))
        canvas.drawPath(polygon([(x - size * 0.66, y - size * 0.46), (x - size * 0.02, y - size * 1.02), (x + size * 0.66, y - size * 0.46), (x + size * 0.56, y - size * 0.46), (x - size * 0.02, y - size * 0.88), (x - size * 0.56, y - size * 0.46)]), fill(snow))
        canvas.drawRect(skia.Rect(x - size * 0.32, y - size * 0.36, x - size * 0.08, y - size * 0.14), fill(window if dusk else mix(window, (90, 130, 170), 0.7)))
        canvas.drawRect(skia.Rect(x + size * 0.1, y - size * 0.36, x + size * 0.3, y), fill(roof))
        canvas.drawLine(x - size * 0.2, y - size * 0.36, x - size * 0.2, y - size * 0.14, stroke(log, 1.5))
        if dusk:
            canvas.drawCircle(x - size * 0.2, y - size * 0.2, size * 1.1, glow(x - size * 0.2, y - size * 0.2, size * 1.1, window, 0.5))

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(6):
            age = (t * 0.22 + i / 6) % 1
            puff = size * (0.05 + 0.13 * age)
            canvas.drawCircle(x + size * (0.27 + 0.25 * age + 0.05 * math.sin(age * 7 + i)), y - size * (1.0 + 0.85 * age), puff, fill(snow, 0.42 * (1 - age)))

    return Layer(at, paint, live)


def lamp_post(canvas: skia.Canvas, world: World, x: float, y: float, size: float) -> None:
    """A street lamp; its cone of light falls on the ground after dark."""
    iron, lit = world.colour((56, 60, 76)), world.scene.time != "day"
    head = (x + size * 0.16, y - size * 0.92)
    arm = skia.Path()
    arm.moveTo(x, y)
    arm.lineTo(x, y - size * 0.86)
    arm.quadTo(x, y - size * 0.98, *head)
    canvas.drawPath(arm, stroke(iron, size * 0.026))
    canvas.drawRect(skia.Rect(x - size * 0.03, y - size * 0.10, x + size * 0.03, y), fill(iron))
    canvas.drawPath(polygon([(head[0] - size * 0.06, head[1]), (head[0] + size * 0.06, head[1]), (head[0] + size * 0.03, head[1] - size * 0.04), (head[0] - size * 0.03, head[1] - size * 0.04)]), fill(iron))
    if lit:
        light = lamplight(world)
        cone = polygon([(head[0] - size * 0.05, head[1]), (head[0] + size * 0.05, head[1]), (head[0] + size * 0.4, y), (head[0] - size * 0.4, y)])
        canvas.drawPath(cone, gradient(head[1], y, light, light, alphas=(0.34, 0.02)))
        canvas.drawCircle(*head, size * 0.5, glow(*head, size * 0.5, light, 0.75))
        canvas.drawOval(skia.Rect(head[0] - size * 0.4, y - size * 0.05, head[0] + size * 0.4, y + size * 0.06), fill(light, 0.18))


def skyline(world: World, at: float, foot: float, heights: tuple[float, float], width: float, base: RGB, far: float, lively: int) -> Layer:
    """A row of houses on `foot`; after dark their windows are lit, and `lively` of them go on and off."""
    low, high = world.span(at)
    rng, short, body = world.rng, world.short, world.colour(base, far)
    blocks, x = [], low - width
    while x < high:
        wide = width * world.uniform(0.6, 1.25)
        blocks.append((x, wide * world.uniform(0.86, 1.02), short * world.uniform(*heights), int(rng.integers(4)), world.uniform(-0.10, 0.10)))
        x += wide
    pane = max(width * 0.085, 3.0)
    lit = lamplight(world) if world.night else mix(body, world.palette.light.key, 0.45)
    blinking = []

    def paint(canvas: skia.Canvas) -> None:
        for left, wide, height, crown, tone in blocks:
            wall = mix(body, world.palette.light.key if tone > 0 else (24, 24, 60), abs(tone) * 1.6)
            tower(canvas, world, skia.Rect(left, foot - height, left + wide, world.height), wall, crown, far)
            blinking.extend(windows(canvas, rng, skia.Rect(left, foot - height, left + wide, foot), pane, lit, world.night, wall))
        rng.shuffle(blinking)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (wx, wy) in enumerate(blinking[:lively]):
            shine = min(max(1.6 * math.sin(t * 0.6 + i * 1.9) + 0.5, 0.0), 1.0)
            if shine:
                canvas.drawRect(skia.Rect.MakeXYWH(wx, wy, pane, pane * 1.4), fill(lit, shine))

    return Layer(at, paint, live if world.night and lively else None)


def tower(canvas: skia.Canvas, world: World, box: skia.Rect, wall: RGB, crown: int, far: float) -> None:
    """One block with a lit side and one of four kinds of roof."""
    side = 1 if world.palette.light.direction > 0 else -1
    middle, wide = box.centerX(), box.width()
    if crown == 1:
        canvas.drawRect(skia.Rect(middle - wide * 0.3, box.top() - wide * 0.22, middle + wide * 0.3, box.top() + 1), fill(wall))
    elif crown == 2:
        canvas.drawPath(polygon([(box.left(), box.top() + 1), (middle, box.top() - wide * 0.42), (box.right(), box.top() + 1)]), fill(wall))
    elif crown == 3:
        canvas.drawLine(middle, box.top(), middle, box.top() - wide * 0.6, stroke(wall, max(wide * 0.04, 1)))
    canvas.drawRect(box, gradient(box.top(), box.top() + world.short * 0.9, wall, mix(wall, world.palette.haze, 0.45 * far + 0.12)))
    edge = skia.Rect(box.right() - wide * 0.14, box.top(), box.right(), box.bottom()) if side > 0 else skia.Rect(box.left(), box.top(), box.left() + wide * 0.14, box.bottom())
    canvas.drawRect(edge, gradient(box.top(), box.top() + world.short * 0.7, world.rim(wall, 0.34), wall, alphas=(1.0, 0.0)))


def windows(canvas: skia.Canvas, rng: np.random.Generator, box: skia.Rect, pane: float, lit: RGB, night: bool, wall: RGB) -> list[tuple[float, float]]:
    """Draw a grid of windows; where they are is the answer, for those dark now."""
    dark, free = mix(wall, (16, 20, 46), 0.34), []
    columns = max(int((box.width() - pane) / (pane * 2)), 1)
    margin = (box.width() - columns * pane * 2 + pane) / 2
    for r in range(int((box.height() - pane * 2) / (pane * 2.6))):
        for c in range(columns):
            x, y = box.left() + margin + c * pane * 2, box.top() + pane * 1.6 + r * pane * 2.6
            bright = rng.random() < (0.36 if night else 0.16)
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, pane, pane * 1.4), fill(lit if bright else dark, 0.92 if bright else 0.55))
            if not bright:
                free.append((x, y))
    return free
