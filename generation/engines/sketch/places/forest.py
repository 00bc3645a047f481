"""A wood: stems that fade into green mist, beams of light, a canopy overhead."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.places.ground import hill, meadow, turf
from generation.engines.sketch.places.plants import BARK, bush, falling_leaves, row
from generation.engines.sketch.places.shapes import blob, draw_lit, height_at, polygon, rolling
from generation.engines.sketch.places.skies import backdrop, stars
from generation.engines.sketch.world import Layer, World

WOODS: tuple[tuple[RGB, RGB], ...] = (  # leaves, floor
    ((62, 128, 84), (116, 160, 84)),
    ((46, 112, 100), (98, 150, 106)),
    ((196, 122, 56), (198, 152, 78)),
)


def layers(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    leaf, floor = world.pick(WOODS)
    yield backdrop(world)
    if world.night:
        yield stars(world, stage.horizon * 0.7, 0.6)
    yield thicket(world, 0.08, leaf)
    for at, drop, far, wide in ((0.14, 0.00, 0.8, 0.05), (0.28, 0.05, 0.5, 0.075), (0.48, 0.12, 0.22, 0.11)):
        foot = stage.horizon + drop * short
        yield stems(
            world, at, foot, wide * short, misty(world, mix(BARK, leaf, 0.15), leaf, far), misty(world, leaf, leaf, far)
        )
        line = rolling(world, world.span(at), foot - 0.01 * short, short * 0.022)
        yield Layer(at + 0.01, hill(world, line, world.cover(mix(floor, leaf, 0.5)), far, foot=0.3))
    if world.sunny:
        yield shafts(world, 0.5)
    line, ground = meadow(world, floor)
    yield row(world, 0.83, bush, lambda x: height_at(line, x) + 8, short * 0.34, short * 0.13, 0.05, gaps=0.3)
    yield ground
    yield mushrooms(world, 0.87)
    yield from turf(world, mix(floor, leaf, 0.4), blossoms=world.chance(0.5))
    yield fireflies(world) if world.lamps_on else falling_leaves(world, 1.1, 12, (leaf, (226, 168, 78), floor))
    yield old_tree(world, 1.3, world.side(), leaf)
    yield canopy(world, 1.25, leaf)


def misty(world: World, base: RGB, leaf: RGB, far: float) -> RGB:
    """`base` as it fades into the green air between the stems."""
    air = mix(world.palette.haze, world.colour(world.cover(leaf, 0.5)), 0.5)
    return mix(world.colour(world.cover(base, 0.3)), air, far)


def thicket(world: World, at: float, leaf: RGB) -> Layer:
    """Leaves behind the farthest stems, open toward the light."""
    span, foot = world.span(at), world.stage.horizon
    tone = misty(world, leaf, leaf, 0.85)
    crowns = [
        (x, foot - foot * world.uniform(0.1, 0.9) * min(abs(x / world.width - world.palette.sun_x) * 2.2, 1.0))
        for x in world.scatter(span, 26)
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, y in crowns:
            radius = world.short * world.uniform(0.08, 0.14)
            canvas.drawCircle(x, y, radius, fill(tone, 0.55))
            canvas.drawRect(skia.Rect(x - radius, y, x + radius, world.height), fill(tone, 0.4))

    return Layer(at, paint)


def stems(world: World, at: float, foot: float, width: float, bark: RGB, leaf: RGB) -> Layer:
    """Straight trunks that leave the frame at the top, with leaves high up."""
    trunks = [
        (x, width * world.uniform(0.6, 1.2), world.uniform(-0.03, 0.03))
        for x in world.scatter(world.span(at), width * 3.1)
    ]
    top = world.top * at - 6

    def paint(canvas: skia.Canvas) -> None:
        for x, wide, lean in trunks:
            draw_trunk(canvas, world, x, foot, wide, lean, top, bark)
        for x, wide, lean in trunks:
            y = top + (foot - top) * world.uniform(0.10, 0.26)
            crown = blob(world.rng, x + lean * (foot - top), y, wide * 7, wide * 3.6, flat=False)
            draw_lit(canvas, world, crown, leaf, wide * 0.25, 0.15)

    return Layer(at, paint)


def draw_trunk(
    canvas: skia.Canvas, world: World, x: float, foot: float, wide: float, lean: float, top: float, bark: RGB
) -> None:
    """A trunk from below `foot` to `top` with a lit edge and two bare boughs."""
    rise, side, low = foot - top, world.lit_side, foot + wide
    over = x + lean * rise
    trunk = polygon(
        [(x - wide * 0.7, low), (over - wide * 0.36, top), (over + wide * 0.36, top), (x + wide * 0.7, low)]
    )
    canvas.drawPath(trunk, gradient(top, foot, bark, mix(bark, world.palette.haze, 0.18)))
    edge = stroke(world.rim(bark, 0.4), wide * 0.10, 0.7)
    canvas.drawLine(x + side * wide * 0.62, low, over + side * wide * 0.32, top, edge)
    for share in (0.42, 0.6):
        reach, y = wide * (1.6 + share) * (1 if (share > 0.5) == (lean > 0) else -1), foot - rise * share
        canvas.drawLine(x + lean * rise * share, y, x + reach, y - abs(reach) * 0.7, stroke(bark, wide * 0.18))


def shafts(world: World, at: float, drift: float = 4.0) -> Layer:
    """Beams of light between the stems, drifting a little."""
    key, slant = world.palette.light.key, -world.palette.light.direction * world.height * 0.35
    foot, strength = world.stage.ground_far, 0.12 if world.night else 0.26
    low, high = world.span(at, drift)
    beams = [
        (x, world.short * world.uniform(0.05, 0.13)) for x in world.scatter((low - 200, high + 200), world.short * 0.34)
    ]

    def paint(canvas: skia.Canvas) -> None:
        for x, wide in beams:
            beam = polygon([(x, -9), (x + wide, -9), (x + wide * 1.7 + slant, foot), (x + slant, foot)])
            canvas.drawPath(beam, gradient(0, foot, key, key, alphas=(strength, 0.0)))

    return Layer(at, paint, drift=drift)


def old_tree(world: World, at: float, side: int, leaf: RGB) -> Layer:
    """One old trunk close to us, where the camera ends on its `side`; it frames the picture."""
    edge, short, top, bottom = world.edge(side, at), world.short, world.top * at - 9, world.height + 9
    bark = mix(world.colour(world.cover(mix(BARK, (40, 60, 44), 0.3), 0.2)), (22, 18, 34), 0.5)
    moss = world.colour(world.cover(leaf, 0.5))

    def paint(canvas: skia.Canvas) -> None:
        trunk = skia.Path()
        trunk.moveTo(edge + side * short * 0.3, top)
        trunk.lineTo(edge - side * short * 0.07, top)
        inner = [edge - side * short * share for share in (0.03, 0.05, 0.2)]
        trunk.cubicTo(inner[0], world.height * 0.5, inner[1], world.height * 0.8, inner[2], bottom)
        trunk.lineTo(edge + side * short * 0.3, bottom)
        draw_lit(canvas, world, trunk, bark, short * 0.012, 0.3)
        for share in (0.3, 0.52, 0.74):
            draw_lit(
                canvas,
                world,
                blob(world.rng, edge, world.height * share, short * 0.13, short * 0.05),
                world.dusk(moss, 0.3),
                short * 0.006,
            )

    return Layer(at, paint)


def canopy(world: World, at: float, leaf: RGB) -> Layer:
    """Leaves hanging into the top of the frame, deeper at its sides."""
    span, short = world.span(at), world.short
    body = world.colour(world.cover(leaf, 0.4))

    def paint(canvas: skia.Canvas) -> None:
        for sheet, share in enumerate((0.5, 0.25)):
            path = skia.Path()
            for x in world.scatter(span, short * 0.11):
                y = world.top * at + short * (0.16 * abs(x / world.width - 0.5) - 0.01 - 0.05 * sheet)
                path.addCircle(x, y, short * world.uniform(0.07, 0.12))
            draw_lit(canvas, world, path, world.dusk(body, share), short * 0.01, 0.1)

    return Layer(at, paint)


def mushrooms(world: World, at: float) -> Layer:
    spots = world.spots(at, (world.stage.ground_far, world.height * 0.97), 7)
    stem, cap, dot = (fill(world.colour(tone)) for tone in ((240, 228, 208), (204, 80, 66), (250, 240, 226)))

    def paint(canvas: skia.Canvas) -> None:
        for x, y in spots:
            with placed(canvas, x, y, world.short * 0.05 * y / world.height):
                canvas.drawRect(skia.Rect(-0.12, -0.5, 0.12, 0), stem)
                canvas.drawArc(skia.Rect(-0.45, -0.95, 0.45, -0.05), 180, 180, True, cap)
                for dx, dy in ((-0.2, -0.66), (0.12, -0.76), (0.26, -0.58)):
                    canvas.drawCircle(dx, dy, 0.06, dot)

    return Layer(at, paint)


def fireflies(world: World, count: int = 16) -> Layer:
    """Small lights that wander and pulse."""
    spots = world.rng.uniform((0, world.height * 0.35), (world.width, world.height * 0.95), (count, 2)).tolist()
    hue, size = mix((236, 246, 140), world.palette.light.key, 0.2), world.short * 0.0045

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(spots):
            shine = 0.5 + 0.5 * math.sin(t * 1.6 + i * 2.3)
            cx, cy = x + 26 * math.sin(t * 0.5 + i), y + 18 * math.sin(t * 0.7 + i * 1.7)
            canvas.drawCircle(cx, cy, size * 3, fill(hue, 0.16 * shine))
            canvas.drawCircle(cx, cy, size, fill(hue, 0.25 + 0.75 * shine))

    return Layer(1.1, None, live, fixed=True)
