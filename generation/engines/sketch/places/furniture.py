"""What stands and hangs in a room, each one unit wide or tall about the origin."""

import math

import skia

from generation.engines.sketch.brush import fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.buildings import lamplight
from generation.engines.sketch.places.shapes import polygon
from generation.engines.sketch.world import Layer, World

SPINES: tuple[RGB, ...] = ((206, 92, 84), (84, 142, 150), (232, 176, 92), (108, 104, 160), (120, 150, 112))
BLADES = ((-1.0, 0.30), (-0.6, 0.38), (-0.2, 0.44), (0.25, 0.42), (0.65, 0.36), (1.05, 0.28))  # angle, length


def draw_shelf(canvas: skia.Canvas, world: World) -> None:
    """A board with books, one unit wide."""
    canvas.drawRect(skia.Rect(-0.5, 0, 0.5, 0.05), fill(world.colour((140, 96, 70))))
    for i in range(12):
        left, tall = -0.44 + i * 0.065, world.uniform(0.15, 0.3)
        canvas.drawRect(skia.Rect(left, -tall, left + 0.057, 0), fill(world.colour(world.pick(SPINES))))


def draw_picture(canvas: skia.Canvas, world: World) -> None:
    """A framed landscape, one unit wide."""
    red, teal, sun, _, green = (world.colour(tone) for tone in SPINES)
    canvas.drawRect(skia.Rect(-0.56, -0.44, 0.56, 0.44), fill(world.colour((120, 84, 64))))
    canvas.drawRect(skia.Rect(-0.5, -0.38, 0.5, 0.38), fill(world.colour((240, 226, 200))))
    canvas.drawCircle(0.18, -0.08, 0.10, fill(world.pick((sun, red))))
    canvas.drawPath(polygon([(-0.5, 0.38), (-0.16, -0.1), (0.14, 0.38)]), fill(teal))
    canvas.drawPath(polygon([(-0.12, 0.38), (0.18, 0.06), (0.5, 0.38)]), fill(green))


def draw_sofa(canvas: skia.Canvas, world: World, body: RGB) -> None:
    """A sofa one unit wide, standing on the origin."""

    def part(left: float, top: float, right: float, bottom: float, tone: RGB) -> None:
        canvas.drawRoundRect(skia.Rect(left, top, right, bottom), 0.06, 0.06, fill(tone))

    canvas.drawOval(skia.Rect(-0.56, -0.03, 0.56, 0.03), fill(world.palette.light.shadow[:3], 0.3))
    for left in (-0.4, 0.36):
        part(left, -0.06, left + 0.04, 0.0, world.colour((92, 64, 52)))
    part(-0.46, -0.46, 0.46, -0.06, mix(body, (30, 24, 60), 0.14))
    part(-0.40, -0.27, 0.0, -0.05, world.rim(body, 0.14))
    part(0.0, -0.27, 0.40, -0.05, world.rim(body, 0.10))
    for left in (-0.52, 0.40):
        part(left, -0.34, left + 0.12, -0.04, body)
    with placed(canvas, -0.28, -0.35):
        canvas.rotate(12)
        part(-0.09, -0.09, 0.09, 0.09, world.rim(world.colour((236, 190, 110)), 0.1))


def draw_lamp(canvas: skia.Canvas, world: World) -> None:
    """A standard lamp one unit tall."""
    iron, shade = world.colour((80, 64, 62)), world.colour((240, 214, 160))
    canvas.drawLine(0, 0, 0, -0.8, stroke(iron, 0.022))
    canvas.drawOval(skia.Rect(-0.11, -0.02, 0.11, 0.03), fill(iron))
    cone = polygon([(-0.10, -1), (0.10, -1), (0.19, -0.74), (-0.19, -0.74)])
    canvas.drawPath(cone, fill(mix(shade, lamplight(world), 0.85) if world.lamps_on else shade))


def houseplant(world: World, at: float, x: float, y: float) -> Layer:
    """Big leaves in a pot, near us, nodding."""
    leaf, pot = world.dusk(world.colour((76, 140, 102)), 0.15), fill(world.colour((198, 112, 84)))
    tones = fill(leaf), fill(mix(leaf, (20, 40, 60), 0.22))
    outline = polygon([(-0.10, -0.15), (0.10, -0.15), (0.075, 0.05), (-0.075, 0.05)])

    def live(canvas: skia.Canvas, t: float) -> None:
        with placed(canvas, x, y, world.short):
            for i, (angle, reach) in enumerate(BLADES):
                canvas.drawPath(blade(angle + 0.025 * math.sin(t * 0.9 + i), reach), tones[i % 2])
            canvas.drawPath(outline, pot)

    return Layer(at, None, live)


def blade(angle: float, reach: float) -> skia.Path:
    """A pointed leaf from the pot's rim in the direction `angle` from upright."""
    along, up = math.sin(angle), math.cos(angle)
    tip, wide = (along * reach, -0.14 - up * reach), (up * 0.06, along * 0.06)
    middle = (tip[0] / 2, (tip[1] - 0.12) / 2 - 0.03)
    path = skia.Path()
    path.moveTo(0, -0.12)
    path.quadTo(middle[0] - wide[0], middle[1] - wide[1], *tip)
    path.quadTo(middle[0] + wide[0], middle[1] + wide[1], 0, -0.12)
    return path


def draw_window(canvas: skia.Canvas, frame: skia.Rect, short: float, white: RGB, shade: RGB) -> None:
    for inset, tone in ((-short * 0.016, white), (short * 0.002, shade)):
        canvas.drawRect(frame.makeInset(inset, inset), stroke(tone, short * 0.018))
    bar = stroke(white, short * 0.012)
    canvas.drawLine(frame.centerX(), frame.top(), frame.centerX(), frame.bottom(), bar)
    canvas.drawLine(frame.left(), frame.centerY(), frame.right(), frame.centerY(), bar)
    sill = skia.Rect(
        frame.left() - short * 0.05, frame.bottom(), frame.right() + short * 0.05, frame.bottom() + short * 0.03
    )
    canvas.drawRect(sill, fill(white))


def draw_curtain(
    canvas: skia.Canvas, edge: float, way: int, top: float, bottom: float, short: float, cloth: RGB
) -> None:
    """Four folds beside the `edge` of a window, falling a little outward."""
    for i in range(4):
        inner, outer = edge - way * short * (0.05 - 0.04 * i), edge - way * short * (0.01 - 0.04 * i)
        middle, flare, dark = (top + bottom) / 2, way * short * 0.03, 0.16 * (i % 2)
        fold = skia.Path()
        fold.moveTo(inner, top)
        fold.lineTo(outer, top)
        fold.quadTo(outer, middle, outer + flare, bottom)
        fold.lineTo(inner + flare, bottom)
        fold.quadTo(inner, middle, inner, top)
        canvas.drawPath(
            fold, gradient(top, bottom, mix(cloth, (30, 16, 50), 0.08 + dark), mix(cloth, (30, 16, 50), dark))
        )
