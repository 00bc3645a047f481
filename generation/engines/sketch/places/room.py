"""A living room: a window with the weather outside, sofa, shelf, rug, lamp, a clock that swings."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import draw_glow, fill, gradient, placed, stroke
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.buildings import lamplight
from generation.engines.sketch.places.furniture import (
    draw_curtain,
    draw_lamp,
    draw_picture,
    draw_shelf,
    draw_sofa,
    draw_window,
    houseplant,
)
from generation.engines.sketch.places.shapes import area, polygon, rolling
from generation.engines.sketch.world import Layer, Live, Span, World

WALLPAPERS: tuple[tuple[RGB, RGB, RGB], ...] = (  # wall, cloth, rug
    ((222, 196, 176), (206, 104, 88), (92, 128, 148)),
    ((162, 188, 186), (232, 176, 96), (196, 104, 92)),
    ((200, 184, 208), (112, 116, 172), (226, 160, 120)),
    ((192, 204, 170), (226, 140, 112), (108, 132, 108)),
)


def layers(world: World) -> Iterator[Layer]:
    wall, cloth, rug = world.pick(WALLPAPERS)
    side, middle, short = world.side(), world.width * 0.5, world.short
    frame = window_frame(world, side)
    yield outlook(world, 0.45, frame)
    yield shell(world, 0.72, frame, wall)
    yield furnishing(world, 0.74, frame, middle - side * short * 0.30, cloth)
    yield clock(world, 0.74, middle - side * short * 0.28, frame.top() - short * 0.02)
    yield lamp(world, 0.78, middle - side * short * 0.42)
    yield rug_on_floor(world, 0.85, rug)
    if world.sunny and not world.lamps_on:
        yield sunbeam(world, 0.86, frame)
    yield specks(world, 1.1)
    yield houseplant(world, 1.2, world.edge(side, 1.2) - side * short * 0.04, world.height * 0.99)


def window_frame(world: World, side: int) -> skia.Rect:
    """The opening in the wall, on one side of the middle."""
    short, horizon = world.short, world.stage.horizon
    wide, tall = short * 0.46, min(short * 0.62, horizon * 0.56)
    x, bottom = world.width * 0.5 + side * short * 0.20, horizon - short * 0.22
    return skia.Rect(x - wide / 2, bottom - tall, x + wide / 2, bottom)


def outlook(world: World, at: float, frame: skia.Rect) -> Layer:
    """What is seen through the window: sky, hills, drifting clouds, the weather."""
    slopes = rolling(world, world.span(at), frame.bottom() - frame.height() * 0.2, world.short * 0.03, 2)
    green, cloud = (
        fill(world.colour(world.cover((104, 150, 108)), 0.4)),
        fill(mix(WHITE, world.palette.sky[2], 0.35), 0.7),
    )
    high = 0.3 if world.night else 0.62 - 0.4 * world.palette.light.height
    sun = frame.left() + frame.width() * world.uniform(0.25, 0.75), frame.top() + frame.height() * high
    weather, foot = window_weather(world, frame), frame.bottom() + world.short * 0.5
    (low, right), air = world.span(at), gradient(frame.top(), frame.bottom(), *world.palette.sky)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, world.top - 4, right, world.height + 4), air)
        if world.sunny and not (world.wet or world.snowy):
            draw_glow(canvas, *sun, world.short * 0.2, world.palette.light.key, 0.7)
            canvas.drawCircle(*sun, world.short * 0.04, fill(world.palette.sun))

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(2):
            x = frame.left() + (t * 5 + i * 90) % (frame.width() + 120) - 60
            for dx, radius in ((-18, 10), (0, 15), (18, 11)):
                canvas.drawCircle(x + dx, frame.top() + frame.height() * (0.25 + 0.2 * i), radius, cloud)
        canvas.drawPath(area(slopes, foot), green)
        weather(canvas, t)

    return Layer(at, paint, live, opaque=True)


def window_weather(world: World, frame: skia.Rect) -> Live:
    """Rain or snow behind the panes, or nothing."""
    drops = world.rng.uniform((frame.left() - 20, 0), (frame.right() + 40, frame.height()), (40, 2)).tolist()
    white, streak = fill(WHITE, 0.85), stroke(mix(WHITE, world.palette.sky[2], 0.3), 1.2, 0.55)

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(drops if world.snowy or world.wet else ()):
            if world.snowy:
                canvas.drawCircle(x + math.sin(t + i) * 5, frame.top() + (y + t * 34) % frame.height(), 2.2, white)
            else:
                top = frame.top() + (y + t * 420) % frame.height()
                canvas.drawLine(x, top, x - 3, top + 16, streak)

    return live


def shell(world: World, at: float, frame: skia.Rect, base: RGB) -> Layer:
    """The wall with a hole for the window, skirting and floorboards."""
    span, foot, short = world.span(at), world.stage.horizon, world.short
    wall, wood, white = world.colour(base), world.colour((176, 124, 88)), world.colour((246, 240, 230))
    striped, shade = world.chance(0.5), mix(white, (80, 70, 100), 0.28)

    def paint(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.clipRect(frame, skia.ClipOp.kDifference, True)
        canvas.drawRect(
            skia.Rect(span[0], world.top - 4, span[1], foot), gradient(0, foot, mix(wall, (30, 26, 60), 0.22), wall)
        )
        draw_wallpaper(canvas, world, span, foot, world.rim(wall, 0.45), striped)
        canvas.restore()
        canvas.drawRect(skia.Rect(span[0], foot - short * 0.05, span[1], foot), fill(white))
        canvas.drawRect(skia.Rect(span[0], foot - short * 0.05, span[1], foot - short * 0.042), fill(shade))
        floor = gradient(foot, world.height, mix(wood, (40, 24, 50), 0.18), wood)
        canvas.drawRect(skia.Rect(span[0], foot, span[1], world.height + 4), floor)
        draw_boards(canvas, world, span, foot, mix(wood, (50, 26, 40), 0.4))
        draw_window(canvas, frame, short, white, shade)

    return Layer(at, paint)


def draw_wallpaper(canvas: skia.Canvas, world: World, span: Span, foot: float, tone: RGB, striped: bool) -> None:
    short, paint = world.short, fill(tone, 0.22 if striped else 0.4)
    for x in world.scatter(span, short * 0.09, 0.0):
        if striped:
            canvas.drawRect(skia.Rect(x, world.top - 4, x + short * 0.045, foot), paint)
        for j in range(0 if striped else int(foot / (short * 0.11)) + 2):
            canvas.drawCircle(x + (j % 2) * short * 0.045, j * short * 0.11, short * 0.007, paint)


def draw_boards(canvas: skia.Canvas, world: World, span: Span, foot: float, seam: RGB) -> None:
    """Floorboards that run toward us from a point on the wall."""
    middle, tall, paint = world.width / 2, world.height - foot, stroke(seam, 1.2, 0.4)
    for x in world.scatter((span[0] - world.width, span[1] + world.width), world.short * 0.11, 0.0):
        canvas.drawLine(x, foot, middle + (x - middle) * 1.9, foot + tall, paint)
    for share in (0.18, 0.42, 0.72):
        for x in world.scatter(span, world.short * 0.5):
            canvas.drawLine(x, foot + tall * share, x + world.short * 0.13 * (1 + share), foot + tall * share, paint)


def furnishing(world: World, at: float, frame: skia.Rect, other: float, base: RGB) -> Layer:
    """Curtains at the window, a sofa below it; a shelf and a picture beside it, about x = `other`."""
    short, foot, cloth = world.short, world.stage.horizon, world.colour(base)
    rail, top = stroke(world.colour((110, 78, 62)), short * 0.014), frame.top() - short * 0.035
    sofa = mix(cloth, world.colour((84, 142, 150)), 0.6)

    def paint(canvas: skia.Canvas) -> None:
        for edge, way in ((frame.left(), -1), (frame.right(), 1)):
            draw_curtain(canvas, edge, way, top, frame.bottom() + short * 0.10, short, cloth)
        canvas.drawLine(frame.left() - short * 0.13, top, frame.right() + short * 0.13, top, rail)
        with placed(canvas, other, frame.centerY() + short * 0.02, short * 0.34):
            draw_shelf(canvas, world)
        with placed(canvas, other + short * 0.02, frame.centerY() + short * 0.19, short * 0.2):
            draw_picture(canvas, world)
        with placed(canvas, frame.centerX(), foot + short * 0.045, short * 0.62):
            draw_sofa(canvas, world, sofa)

    return Layer(at, paint)


def rug_on_floor(world: World, at: float, base: RGB) -> Layer:
    tone, short = world.colour(base), world.short
    rings = ((1.0, mix(tone, (30, 20, 60), 0.2)), (0.92, tone), (0.74, world.rim(tone, 0.3)), (0.68, tone))

    def paint(canvas: skia.Canvas) -> None:
        with placed(canvas, world.width / 2, world.stage.ground + short * 0.05, short):
            for share, shade in rings:
                canvas.drawOval(skia.Rect(-0.5 * share, -0.13 * share, 0.5 * share, 0.13 * share), fill(shade))

    return Layer(at, paint)


def sunbeam(world: World, at: float, frame: skia.Rect) -> Layer:
    """Light that falls through the window onto the floor."""
    key, lean = world.palette.light.key, -world.palette.light.direction * world.short * 0.5
    top, foot, left, right = world.stage.ground_far, world.stage.ground_near, frame.left(), frame.right()
    patch = polygon([(left + lean, top), (right + lean, top), (right + lean * 1.5, foot), (left + lean * 1.5, foot)])
    beam = polygon([(left, frame.top()), (right, frame.top()), (right + lean * 1.5, foot), (left + lean * 1.5, foot)])

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(patch, fill(key, 0.22))
        canvas.drawPath(beam, gradient(frame.top(), foot, key, key, alphas=(0.16, 0.03)))

    return Layer(at, paint)


def clock(world: World, at: float, x: float, y: float) -> Layer:
    """A wall clock with a swinging pendulum."""
    wood, brass, face = (
        world.colour((120, 82, 62)),
        fill(world.colour((226, 176, 84))),
        fill(world.colour((250, 244, 230))),
    )

    def live(canvas: skia.Canvas, t: float) -> None:
        swing = 0.34 * math.sin(t * math.pi)
        with placed(canvas, x, y, world.short * 0.06):
            tip = (math.sin(swing) * 2.6, math.cos(swing) * 2.6)
            canvas.drawLine(0, 0, *tip, stroke(wood, 0.08))
            canvas.drawCircle(*tip, 0.26, brass)
            canvas.drawCircle(0, 0, 1, fill(wood))
            canvas.drawCircle(0, 0, 0.82, face)
            for angle, reach in ((t * 0.10, 0.66), (t * 0.01 + 2, 0.42)):
                canvas.drawLine(0, 0, math.sin(angle) * reach, -math.cos(angle) * reach, stroke(wood, 0.09))

    return Layer(at, None, live)


def lamp(world: World, at: float, x: float) -> Layer:
    """A standard lamp that fills the room in the evening."""
    foot, size, light = world.stage.horizon + world.short * 0.05, world.short * 0.6, lamplight(world)

    def paint(canvas: skia.Canvas) -> None:
        with placed(canvas, x, foot, size):
            if world.lamps_on:
                draw_glow(canvas, 0, -0.86, 2.2, light, 0.62)
            draw_lamp(canvas, world)

    return Layer(at, paint)


def specks(world: World, at: float, count: int = 18) -> Layer:
    """Dust that dances in the light."""
    spots = world.rng.uniform((0, world.height * 0.2), (world.width, world.height * 0.9), (count, 2)).tolist()

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(spots):
            shine = 0.2 + 0.2 * math.sin(t * 0.9 + i * 2)
            cx, cy = x + 16 * math.sin(t * 0.3 + i), y + 12 * math.sin(t * 0.4 + i * 1.3)
            canvas.drawCircle(cx, cy, 1.5, fill(world.palette.light.key, shine))

    return Layer(at, None, live, fixed=True)
