"""A theatre: curtains, spotlights that sweep, light bulbs, an audience that moves to the music."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import draw_glow, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, grade, ink, mix
from generation.engines.sketch.places.room import draw_boards
from generation.engines.sketch.places.shapes import draw_lit, polygon
from generation.engines.sketch.world import Layer, World

BLACK: RGB = (8, 6, 22)
VELVETS: tuple[tuple[RGB, RGB, RGB, RGB], ...] = (  # cloth, three lamps
    ((150, 30, 48), (255, 214, 130), (255, 120, 140), (140, 190, 255)),
    ((44, 44, 120), (120, 220, 255), (255, 130, 220), (255, 226, 150)),
    ((88, 32, 110), (255, 160, 90), (150, 140, 255), (120, 255, 210)),
)


def layers(world: World) -> Iterator[Layer]:
    cloth, *lamps = (grade(tone, world.scene.mood) for tone in world.pick(VELVETS))
    front, short = world.stage.ground_near, world.short
    yield backcloth(world, 0.4, mix(cloth, BLACK, 0.45), lamps)
    yield spotlights(world, 0.83, lamps)
    yield boards(world, 0.82, front + short * 0.06, lamps)
    yield curtains(world, 1.2, cloth)
    yield confetti(world, 1.1, lamps)
    yield audience(world, 1.3, front + short * 0.16, mix(cloth, BLACK, 0.82))
    yield audience(world, 1.5, front + short * 0.30, BLACK)


def backcloth(world: World, at: float, cloth: RGB, lamps: list[RGB]) -> Layer:
    """Folds of cloth at the back, under an arch of light bulbs."""
    (low, high), foot, short = world.span(at), world.stage.horizon, world.short
    step, top, arch, middle = short * 0.085, world.top - 4, short * 0.62, world.width / 2
    dark = mix(cloth, BLACK, 0.5)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, top, high, world.height + 4), fill(dark))
        for left in world.scatter((low, high), step, 0.0):
            ends = [skia.Point(left, 0), skia.Point(left + step, 0)]
            fold = skia.GradientShader.MakeLinear(ends, [ink(dark), ink(cloth), ink(dark)])
            canvas.drawRect(skia.Rect(left, top, left + step + 0.5, foot), skia.Paint(Shader=fold, Dither=True))
        canvas.drawRect(skia.Rect(low, top, high, foot), gradient(0, foot, BLACK, BLACK, alphas=(0.75, 0.0)))
        draw_glow(canvas, middle, foot, arch * 1.4, lamps[0], 0.5)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(17):
            angle, shine = math.pi * (i + 0.5) / 17, max(math.sin(t * 2.4 - i * 0.74), 0.0)
            x, y = middle - math.cos(angle) * arch, foot - math.sin(angle) * arch * 1.1
            if shine:
                canvas.drawCircle(x, y, short * 0.022, fill(lamps[i % 3], 0.3 * shine))
            canvas.drawCircle(x, y, short * 0.010, fill(mix(lamps[i % 3], WHITE, 0.5), 0.4 + 0.6 * shine))

    return Layer(at, paint, live, opaque=True)


def boards(world: World, at: float, edge: float, lamps: list[RGB]) -> Layer:
    """The wooden stage with pools of light, and footlights along its edge."""
    (low, high), stage, short = world.span(at), world.stage, world.short
    wood = grade((122, 78, 62), world.scene.mood)

    def paint(canvas: skia.Canvas) -> None:
        floor = gradient(stage.horizon, edge, mix(wood, BLACK, 0.5), wood)
        canvas.drawRect(skia.Rect(low, stage.horizon, high, edge), floor)
        draw_boards(canvas, world, (low, high), stage.horizon, mix(wood, BLACK, 0.6))
        for share, lamp, wide in ((-0.22, lamps[1], 0.3), (0.22, lamps[2], 0.3), (0.0, lamps[0], 0.42)):
            with placed(canvas, world.width / 2 + share * short, stage.ground, short):
                canvas.drawOval(skia.Rect(-wide, -0.07, wide, 0.07), fill(lamp, 0.24))
        canvas.drawRect(
            skia.Rect(low, edge, high, world.height + 4), gradient(edge, world.height, mix(wood, BLACK, 0.6), BLACK)
        )
        canvas.drawRect(skia.Rect(low, edge, high, edge + short * 0.012), fill(mix(wood, lamps[0], 0.5)))
        for x in world.scatter((low, high), short * 0.12, 0.0):
            draw_glow(canvas, x, edge, short * 0.05, lamps[0], 0.8)

    return Layer(at, paint)


def spotlights(world: World, at: float, lamps: list[RGB]) -> Layer:
    """Lamps on a truss; their cones sweep over the stage."""
    span, short, middle = world.span(at), world.short, world.width / 2
    top, foot = world.height * 0.045 + short * 0.03, world.stage.ground + short * 0.03
    spots = [
        (middle + share * world.width, world.uniform(0, 2 * math.pi), lamps[i])
        for i, share in ((1, -0.36), (0, 0.0), (2, 0.36))
    ]

    def paint(canvas: skia.Canvas) -> None:
        draw_truss(canvas, world, span, top - short * 0.06)
        for x, _, lamp in spots:
            case = skia.Rect(x - short * 0.03, top - short * 0.05, x + short * 0.03, top + short * 0.01)
            canvas.drawRoundRect(case, 5, 5, fill((40, 38, 56)))
            draw_glow(canvas, x, top + short * 0.01, short * 0.07, lamp, 0.9)

    def live(canvas: skia.Canvas, t: float) -> None:
        for x, turn, lamp in spots:
            aim = middle + (x - middle) * 0.35 + math.sin(t * 0.8 + turn) * short * 0.16
            cone = polygon([(x - 5, top), (x + 5, top), (aim + short * 0.15, foot), (aim - short * 0.15, foot)])
            canvas.drawPath(cone, gradient(top, foot, lamp, lamp, alphas=(0.42, 0.06)))

    return Layer(at, paint, live)


def draw_truss(canvas: skia.Canvas, world: World, span: tuple[float, float], y: float) -> None:
    short, iron = world.short, (30, 28, 44)
    for rail in (y - short * 0.02, y + short * 0.02):
        canvas.drawLine(span[0], rail, span[1], rail, stroke(iron, short * 0.012))
    for x in world.scatter(span, short * 0.06, 0.0):
        canvas.drawLine(x, y - short * 0.02, x + short * 0.03, y + short * 0.02, stroke(iron, short * 0.006))


def curtains(world: World, at: float, cloth: RGB) -> Layer:
    """The main curtain, drawn aside, and its valance."""
    low, high = world.span(at)
    short, top, dark = world.short, world.top * at - 4, mix(cloth, BLACK, 0.3)

    def paint(canvas: skia.Canvas) -> None:
        for side, end in ((-1, low), (1, high)):
            for i in range(5):
                inner = world.width / 2 + side * (world.width / 2 - short * (0.09 - 0.045 * i))
                draw_fold(canvas, world, inner, side * short, end, top, mix(cloth, BLACK, 0.12 + 0.3 * (i % 2)))
        for left in world.scatter((low, high), short * 0.16, 0.0):
            swag = skia.Path()
            swag.addOval(skia.Rect(left, top - short * 0.09, left + short * 0.17, top + short * 0.09))
            draw_lit(canvas, world, swag, dark, short * 0.01, 0.5)

    return Layer(at, paint)


def draw_fold(canvas: skia.Canvas, world: World, inner: float, reach: float, end: float, top: float, tone: RGB) -> None:
    """One fold from `inner` out to `end`, gathered at the height of the stage."""
    foot = world.height * 0.9
    fold = skia.Path()
    fold.moveTo(inner - reach * 0.05, top)
    fold.cubicTo(inner, foot * 0.33, inner + reach * 0.05, foot * 0.66, inner + reach * 0.02, foot)
    fold.lineTo(end, foot)
    fold.lineTo(end, top)
    canvas.drawPath(fold, gradient(0, foot, mix(tone, BLACK, 0.4), tone))


def confetti(world: World, at: float, lamps: list[RGB], count: int = 24) -> Layer:
    height, size = world.height * 0.86, world.short * 0.008
    bits = world.rng.uniform((0, 0, 0), (world.width, height, 2 * math.pi), (count, 3)).tolist()
    paints, paper = [fill(lamp, 0.85) for lamp in lamps], skia.Rect(-1, -0.6, 1, 0.6)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y, turn) in enumerate(bits):
            with placed(canvas, x + 12 * math.sin(t + turn), (y + t * (30 + 14 * (i % 4))) % height, size):
                canvas.rotate(turn * 57 + t * 90)
                canvas.scale(1, abs(math.sin(t * 3 + turn)) * 0.8 + 0.2)
                canvas.drawRect(paper, paints[i % 3])

    return Layer(at, None, live, fixed=True)


def audience(world: World, at: float, y: float, tone: RGB) -> Layer:
    """Heads from behind, some with an arm in the air."""
    short, paint = world.short, fill(tone)
    xs, trunk = world.scatter(world.span(at), short * 0.15), skia.Rect(-1.9, 0.8, 1.9, 5)
    low, high = (y - 0.02 * short, 0.035 * short * at, 0.0, 0), (y + 0.02 * short, 0.046 * short * at, 2 * math.pi, 1)
    heads = world.rng.uniform(low, high, (len(xs), 4)).tolist()

    def live(canvas: skia.Canvas, t: float) -> None:
        for x, (top, size, turn, cheer) in zip(xs, heads, strict=True):
            with placed(canvas, x, top - abs(math.sin(t * 3.4 + turn * 0.3)) * size * 0.18, size):
                canvas.drawCircle(0, 0, 1, paint)
                canvas.drawOval(trunk, paint)
                if cheer > 0.7:
                    canvas.drawLine(1.4, 1.4, 1.7 + math.sin(t * 3.4 + turn) * 0.5, -1.9, stroke(tone, 0.6))

    return Layer(at, None, live)
