"""Places under a roof: room, stage."""

import math
from collections.abc import Iterator

import skia

from generation.engines.sketch.brush import fill, glow, gradient, stroke
from generation.engines.sketch.colour import RGB, WHITE, grade, ink, mix
from generation.engines.sketch.places.buildings import lamplight
from generation.engines.sketch.places.plants import lit
from generation.engines.sketch.places.shapes import down_to, polygon, rolling, smooth
from generation.engines.sketch.world import Layer, World

WALLPAPERS: tuple[tuple[RGB, RGB, RGB], ...] = (  # wall, curtain, rug
    ((214, 190, 172), (206, 104, 88), (92, 128, 148)),
    ((162, 188, 186), (232, 176, 96), (196, 104, 92)),
    ((196, 180, 204), (112, 116, 172), (226, 160, 120)),
    ((188, 200, 166), (226, 140, 112), (108, 132, 108)),
)


def room(world: World) -> Iterator[Layer]:
    stage, short = world.stage, world.short
    wall, curtain, rug = WALLPAPERS[world.rng.integers(len(WALLPAPERS))]
    side = 1 if world.rng.random() < 0.5 else -1
    wide, tall = short * 0.46, min(short * 0.62, stage.horizon * 0.56)
    x, y = world.width * 0.5 + side * short * 0.20, stage.horizon - tall * 0.5 - short * 0.22
    frame = skia.Rect(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    yield outlook(world, frame)
    yield shell(world, frame, wall)
    yield furnishing(world, frame, side, curtain)
    yield carpet(world, rug)
    if world.palette.veil.sun > 0.3 and not world.night:
        yield sunbeam(world, frame)
    yield ticking(world, x - side * short * 0.52, frame.top() + short * 0.02)
    yield standard_lamp(world, world.width * 0.5 - side * short * 0.42)
    yield specks(world)
    yield houseplant(world, 1.2, side)


def outlook(world: World, frame: skia.Rect) -> Layer:
    """What is seen through the window: sky, hills, a drifting cloud, the weather."""
    at, (low, high) = 0.45, world.span(0.45)
    sky, weather, rng = world.palette.sky, world.scene.weather, world.rng
    hills = rolling(world, (low, high), frame.bottom() - frame.height() * 0.2, world.short * 0.03, 2)
    green = world.colour(world.cover((104, 150, 108)), 0.4)
    drops = rng.uniform((frame.left() - 20, 0), (frame.right() + 40, frame.height()), (40, 2)).tolist()
    sun = (frame.left() + frame.width() * world.uniform(0.25, 0.75), frame.top() + frame.height() * (0.3 if world.night else 0.62 - 0.4 * world.palette.light.height))

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(frame.makeOutset(30, 4), gradient(frame.top(), frame.bottom(), *sky))
        if weather in ("clear", "clouds"):
            canvas.drawCircle(*sun, world.short * 0.2, glow(*sun, world.short * 0.2, world.palette.light.key, 0.7))
            canvas.drawCircle(*sun, world.short * 0.04, fill(world.palette.sun))

    def live(canvas: skia.Canvas, t: float) -> None:
        canvas.save()
        canvas.clipRect(frame.makeOutset(20, 0))
        for i in range(2):
            cx, cy = frame.left() + (t * 5 + i * 90) % (frame.width() + 120) - 60, frame.top() + frame.height() * (0.25 + 0.2 * i)
            for dx, radius in ((-18, 10), (0, 15), (18, 11)):
                canvas.drawCircle(cx + dx, cy, radius, fill(mix(WHITE, sky[2], 0.35), 0.75))
        canvas.drawPath(down_to(smooth(hills), hills, frame.bottom()), fill(green))
        for i, (x, y) in enumerate(drops if weather in ("rain", "storm", "snow") else ()):
            if weather == "snow":
                canvas.drawCircle(x + math.sin(t + i) * 5, frame.top() + (y + t * 34) % frame.height(), 2.2, fill(WHITE, 0.85))
            else:
                top = frame.top() + (y + t * 420) % frame.height()
                canvas.drawLine(x, top, x - 3, top + 16, stroke(mix(WHITE, sky[2], 0.3), 1.2, 0.55))
        canvas.restore()

    return Layer(at, paint, live)


def shell(world: World, frame: skia.Rect, base: RGB) -> Layer:
    """The wall with a hole for the window, skirting and floorboards."""
    at, (low, high) = 0.72, world.span(0.72)
    foot, short = world.stage.horizon, world.short
    wall, wood, white = world.colour(base), world.colour((176, 124, 88)), world.colour((246, 240, 230))
    stripes = world.rng.random() < 0.5

    def paint(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.clipRect(frame, skia.ClipOp.kDifference, True)
        canvas.drawRect(skia.Rect(low, world.top - 4, high, foot), gradient(0, foot, mix(wall, (30, 26, 60), 0.22), wall))
        for i, x in enumerate(world.scatter(low, high, short * 0.09, 0.0)):
            if stripes:
                canvas.drawRect(skia.Rect(x, world.top - 4, x + short * 0.045, foot), fill(world.rim(wall, 0.4), 0.18))
            else:
                for j in range(int(foot / (short * 0.11)) + 2):
                    canvas.drawCircle(x + (j % 2) * short * 0.045, j * short * 0.11 - short * 0.02 * (i % 2), short * 0.007, fill(world.rim(wall, 0.5), 0.4))
        canvas.restore()
        canvas.drawRect(skia.Rect(low, foot - short * 0.05, high, foot), fill(white))
        canvas.drawRect(skia.Rect(low, foot - short * 0.05, high, foot - short * 0.042), fill(mix(white, (80, 70, 100), 0.3)))
        canvas.drawRect(skia.Rect(low, foot, high, world.height + 4), gradient(foot, world.height, mix(wood, (40, 24, 50), 0.18), wood))
        boards(canvas, world, (low, high), foot, mix(wood, (50, 26, 40), 0.4))
        for inset, tone in ((-short * 0.016, white), (short * 0.002, mix(white, (80, 70, 100), 0.25))):
            canvas.drawRect(frame.makeInset(inset, inset), stroke(tone, short * 0.018))
        canvas.drawLine(frame.centerX(), frame.top(), frame.centerX(), frame.bottom(), stroke(white, short * 0.012))
        canvas.drawLine(frame.left(), frame.centerY(), frame.right(), frame.centerY(), stroke(white, short * 0.012))
        canvas.drawRect(skia.Rect(frame.left() - short * 0.05, frame.bottom(), frame.right() + short * 0.05, frame.bottom() + short * 0.03), fill(white))

    return Layer(at, paint)


def boards(canvas: skia.Canvas, world: World, span: tuple[float, float], foot: float, seam: RGB) -> None:
    """Floorboards that run toward us from a point on the wall."""
    middle, tall = world.width / 2, world.height - foot
    for x in world.scatter(span[0] - world.width, span[1] + world.width, world.short * 0.11, 0.0):
        canvas.drawLine(x, foot, middle + (x - middle) * 1.9, foot + tall, stroke(seam, 1.2, 0.4))
    for share in (0.18, 0.42, 0.72):
        y = foot + tall * share
        for x in world.scatter(span[0], span[1], world.short * 0.5):
            canvas.drawLine(x, y, x + world.short * 0.13 * (1 + share), y, stroke(seam, 1.2, 0.35))


def furnishing(world: World, frame: skia.Rect, side: int, curtain: RGB) -> Layer:
    """Curtains, pictures, a shelf with books and a sofa."""
    short, foot = world.short, world.stage.horizon
    cloth, other = world.colour(curtain), world.width * 0.5 - side * short * 0.30
    books = [(world.uniform(0.5, 1.0), int(world.rng.integers(5))) for _ in range(12)]
    hues = [world.colour(tone) for tone in ((206, 92, 84), (84, 142, 150), (232, 176, 92), (108, 104, 160), (120, 150, 112))]

    def paint(canvas: skia.Canvas) -> None:
        for edge, way in ((frame.left(), -1), (frame.right(), 1)):
            drape(canvas, frame, edge, way, short, cloth)
        canvas.drawLine(frame.left() - short * 0.13, frame.top() - short * 0.035, frame.right() + short * 0.13, frame.top() - short * 0.035, stroke(world.colour((110, 78, 62)), short * 0.014))
        shelf = frame.centerY() + short * 0.02
        canvas.drawRect(skia.Rect(other - short * 0.17, shelf, other + short * 0.17, shelf + short * 0.018), fill(world.colour((140, 96, 70))))
        for i, (tall, hue) in enumerate(books):
            left = other - short * 0.15 + i * short * 0.022
            canvas.drawRect(skia.Rect(left, shelf - short * 0.10 * tall, left + short * 0.019, shelf), fill(hues[hue]))
        picture(canvas, world, other + short * 0.02, shelf + short * 0.17, short * 0.2, hues)
        sofa(canvas, world, frame.centerX(), foot + short * 0.045, short * 0.62, mix(cloth, hues[1], 0.6))

    return Layer(0.74, paint)


def drape(canvas: skia.Canvas, frame: skia.Rect, edge: float, way: int, short: float, cloth: RGB) -> None:
    top, bottom = frame.top() - short * 0.03, frame.bottom() + short * 0.10
    for i in range(4):
        inner, outer = edge - way * short * (0.05 - 0.04 * i), edge - way * short * (0.01 - 0.04 * i)
        fold = skia.Path()
        fold.moveTo(inner, top)
        fold.lineTo(outer, top)
        fold.quadTo(outer, (top + bottom) / 2, outer + way * short * 0.03, bottom)
        fold.lineTo(inner + way * short * 0.03, bottom)
        fold.quadTo(inner, (top + bottom) / 2, inner, top)
        canvas.drawPath(fold, gradient(top, bottom, mix(cloth, (30, 16, 50), 0.10 + 0.16 * (i % 2)), mix(cloth, (30, 16, 50), 0.2 * (i % 2))))


def picture(canvas: skia.Canvas, world: World, x: float, y: float, size: float, hues: list[RGB]) -> None:
    box = skia.Rect(x - size / 2, y - size * 0.38, x + size / 2, y + size * 0.38)
    canvas.drawRect(box.makeOutset(size * 0.06, size * 0.06), fill(world.colour((120, 84, 64))))
    canvas.drawRect(box, fill(world.colour((240, 226, 200))))
    canvas.drawCircle(x + size * 0.18, y - size * 0.08, size * 0.10, fill(hues[2]))
    canvas.drawPath(polygon([(box.left(), box.bottom()), (x - size * 0.16, y - size * 0.1), (x + size * 0.14, box.bottom())]), fill(hues[1]))
    canvas.drawPath(polygon([(x - size * 0.12, box.bottom()), (x + size * 0.18, y + size * 0.06), (box.right(), box.bottom())]), fill(hues[4]))


def sofa(canvas: skia.Canvas, world: World, x: float, y: float, size: float, body: RGB) -> None:
    def part(left: float, top: float, right: float, bottom: float, tone: RGB) -> None:
        rect = skia.Rect(x + left * size, y + top * size, x + right * size, y + bottom * size)
        canvas.drawRoundRect(rect, size * 0.06, size * 0.06, fill(tone))

    canvas.drawOval(skia.Rect(x - size * 0.56, y - size * 0.03, x + size * 0.56, y + size * 0.03), fill(world.palette.light.shadow[:3], 0.3))
    for dx in (-0.4, 0.36):
        part(dx, -0.06, dx + 0.04, 0.0, world.colour((92, 64, 52)))
    part(-0.46, -0.46, 0.46, -0.06, mix(body, (30, 24, 60), 0.14))
    part(-0.40, -0.27, 0.0, -0.05, world.rim(body, 0.14))
    part(0.0, -0.27, 0.40, -0.05, world.rim(body, 0.10))
    for left in (-0.52, 0.40):
        part(left, -0.34, left + 0.12, -0.04, body)
    cushion = world.rim(world.colour((236, 190, 110)), 0.1)
    canvas.save()
    canvas.rotate(12, x - size * 0.28, y - size * 0.34)
    part(-0.37, -0.44, -0.19, -0.26, cushion)
    canvas.restore()


def carpet(world: World, base: RGB) -> Layer:
    stage, short = world.stage, world.short
    tone, x, y = world.colour(base), world.width / 2, stage.ground + short * 0.05

    def paint(canvas: skia.Canvas) -> None:
        for share, shade in ((1.0, mix(tone, (30, 20, 60), 0.2)), (0.92, tone), (0.74, world.rim(tone, 0.3)), (0.68, tone)):
            canvas.drawOval(skia.Rect(x - short * 0.47 * share, y - short * 0.13 * share, x + short * 0.47 * share, y + short * 0.13 * share), fill(shade))

    return Layer(0.85, paint)


def sunbeam(world: World, frame: skia.Rect) -> Layer:
    """Light that falls through the window onto the floor."""
    key, short = world.palette.light.key, world.short
    lean, foot = -world.palette.light.direction * short * 0.5, world.stage.ground_near
    pane = polygon([(frame.left() + lean, world.stage.ground_far), (frame.right() + lean, world.stage.ground_far), (frame.right() + lean * 1.5, foot), (frame.left() + lean * 1.5, foot)])
    beam = polygon([(frame.left(), frame.top()), (frame.right(), frame.top()), (frame.right() + lean * 1.5, foot), (frame.left() + lean * 1.5, foot)])

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(pane, fill(key, 0.26))
        canvas.drawPath(beam, gradient(frame.top(), foot, key, key, alphas=(0.20, 0.04)))

    return Layer(0.86, paint)


def ticking(world: World, x: float, y: float) -> Layer:
    """A wall clock with a swinging pendulum."""
    size, wood = world.short * 0.065, world.colour((120, 82, 62))
    x = min(max(x, size * 1.6), world.width - size * 1.6)

    def live(canvas: skia.Canvas, t: float) -> None:
        swing = 0.34 * math.sin(t * math.pi)
        tip = (x + math.sin(swing) * size * 2.6, y + math.cos(swing) * size * 2.6)
        canvas.drawLine(x, y, *tip, stroke(wood, size * 0.08))
        canvas.drawCircle(*tip, size * 0.26, fill(world.colour((226, 176, 84))))
        canvas.drawCircle(x, y, size, fill(wood))
        canvas.drawCircle(x, y, size * 0.82, fill(world.colour((250, 244, 230))))
        for angle, reach in ((t * 0.10, 0.66), (t * 0.01 + 2, 0.42)):
            canvas.drawLine(x, y, x + math.sin(angle) * size * reach, y - math.cos(angle) * size * reach, stroke(wood, size * 0.09))

    return Layer(0.74, None, live)


def standard_lamp(world: World, x: float) -> Layer:
    size, foot = world.short * 0.6, world.stage.horizon + world.short * 0.05
    shade, on = world.colour((240, 214, 160)), world.scene.time in ("night", "sunset")

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawLine(x, foot, x, foot - size * 0.8, stroke(world.colour((80, 64, 62)), size * 0.022))
        canvas.drawOval(skia.Rect(x - size * 0.11, foot - size * 0.02, x + size * 0.11, foot + size * 0.03), fill(world.colour((80, 64, 62))))
        if on:
            light = lamplight(world)
            canvas.drawCircle(x, foot - size * 0.86, size * 1.5, glow(x, foot - size * 0.86, size * 1.5, light, 0.75))
        cone = polygon([(x - size * 0.10, foot - size), (x + size * 0.10, foot - size), (x + size * 0.19, foot - size * 0.74), (x - size * 0.19, foot - size * 0.74)])
        canvas.drawPath(cone, fill(mix(shade, lamplight(world), 0.8 if on else 0.0)))

    return Layer(0.78, paint)


def specks(world: World) -> Layer:
    """Dust that dances in the light."""
    rng, count = world.rng, 18
    spots = rng.uniform((0, world.height * 0.2), (world.width, world.height * 0.9), (count, 2)).tolist()

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (x, y) in enumerate(spots):
            shine = 0.2 + 0.2 * math.sin(t * 0.9 + i * 2)
            canvas.drawCircle(x + 16 * math.sin(t * 0.3 + i), y + 12 * math.sin(t * 0.4 + i * 1.3), 1.5, fill(world.palette.light.key, shine))

    return Layer(1.1, None, live)


def houseplant(world: World, at: float, side: int) -> Layer:
    """Big leaves in a pot at the edge near us."""
    short = world.short
    x, y = world.width * 0.5 + side * (world.width * 0.5 - short * 0.04), world.height * 0.99
    leaf, pot = mix(world.colour((76, 140, 102)), world.palette.sky[0], 0.18), world.colour((198, 112, 84))
    blades = [(-1.0, 0.30), (-0.6, 0.38), (-0.2, 0.44), (0.25, 0.42), (0.65, 0.36), (1.05, 0.28)]

    def live(canvas: skia.Canvas, t: float) -> None:
        for i, (angle, reach) in enumerate(blades):
            bend = angle + 0.025 * math.sin(t * 0.9 + i)
            tip = (x + math.sin(bend) * short * reach, y - short * 0.14 - math.cos(bend) * short * reach)
            root, normal = (x, y - short * 0.12), (math.cos(bend) * short * 0.06, math.sin(bend) * short * 0.06)
            middle = ((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2 - short * 0.03)
            path = skia.Path()
            path.moveTo(*root)
            path.quadTo(middle[0] - normal[0], middle[1] - normal[1], *tip)
            path.quadTo(middle[0] + normal[0], middle[1] + normal[1], *root)
            canvas.drawPath(path, fill(mix(leaf, (20, 40, 60), 0.22 * (i % 2))))
        canvas.drawPath(polygon([(x - short * 0.10, y - short * 0.15), (x + short * 0.10, y - short * 0.15), (x + short * 0.075, y + 9), (x - short * 0.075, y + 9)]), fill(pot))

    return Layer(at, None, live)


VELVETS: tuple[tuple[RGB, tuple[RGB, RGB, RGB]], ...] = (
    ((150, 30, 48), ((255, 214, 130), (255, 120, 140), (140, 190, 255))),
    ((44, 44, 120), ((120, 220, 255), (255, 130, 220), (255, 226, 150))),
    ((88, 32, 110), ((255, 160, 90), (150, 140, 255), (120, 255, 210))),
)


def stage(world: World) -> Iterator[Layer]:
    velvet, lamps = VELVETS[world.rng.integers(len(VELVETS))]
    mood, marks = world.scene.mood, world.stage
    cloth, lamps = grade(velvet, mood), [grade(lamp, mood) for lamp in lamps]
    yield backcloth(world, mix(cloth, grade((10, 8, 30), mood), 0.45), lamps)
    yield boards_of_fame(world, lamps)
    yield beams(world, lamps)
    yield wings(world, cloth)
    yield confetti(world, lamps)
    yield audience(world, 1.3, marks.ground_near + world.short * 0.16, mix(cloth, (6, 4, 18), 0.82), lamps[0])
    yield audience(world, 1.5, marks.ground_near + world.short * 0.30, (8, 6, 20), lamps[1])


def backcloth(world: World, cloth: RGB, lamps: list[RGB]) -> Layer:
    """Folds of cloth at the back, with a fan of light bulbs."""
    low, high = world.span(0.4)
    foot, short, step = world.stage.horizon, world.short, world.short * 0.085
    x, y, arch = world.width / 2, foot, short * 0.62

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, world.top - 4, high, world.height + 4), fill(mix(cloth, (4, 4, 16), 0.5)))
        for left in world.scatter(low, high, step, 0.0):
            shader = skia.GradientShader.MakeLinear([skia.Point(left, 0), skia.Point(left + step, 0)], [ink(mix(cloth, (4, 4, 20), 0.55)), ink(cloth), ink(mix(cloth, (4, 4, 20), 0.45))])
            canvas.drawRect(skia.Rect(left, world.top - 4, left + step + 0.5, foot), skia.Paint(Shader=shader, Dither=True))
        canvas.drawRect(skia.Rect(low, world.top - 4, high, foot), gradient(0, foot, (6, 4, 20), (6, 4, 20), alphas=(0.75, 0.0)))
        canvas.drawCircle(x, y, arch * 1.4, glow(x, y, arch * 1.4, lamps[0], 0.5))

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(17):
            angle = math.pi * (i + 0.5) / 17
            bulb = (x - math.cos(angle) * arch, y - math.sin(angle) * arch * 1.1)
            shine = 0.35 + 0.65 * max(math.sin(t * 2.4 - i * 0.74), 0.0)
            canvas.drawCircle(*bulb, short * 0.022, fill(lamps[i % 3], 0.25 * shine))
            canvas.drawCircle(*bulb, short * 0.010, fill(mix(lamps[i % 3], WHITE, 0.5), 0.3 + 0.7 * shine))

    return Layer(0.4, paint, live, opaque=True)


def boards_of_fame(world: World, lamps: list[RGB]) -> Layer:
    """The wooden stage with pools of light and its front edge."""
    low, high = world.span(0.84)
    marks, short = world.stage, world.short
    wood = grade((122, 78, 62), world.scene.mood)
    edge = marks.ground_near + short * 0.06

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(skia.Rect(low, marks.horizon, high, edge), gradient(marks.horizon, edge, mix(wood, (20, 10, 30), 0.5), wood))
        boards(canvas, world, (low, high), marks.horizon, mix(wood, (20, 8, 26), 0.6))
        for dx, lamp, wide in ((-0.22, lamps[1], 0.3), (0.22, lamps[2], 0.3), (0.0, lamps[0], 0.42)):
            x = world.width / 2 + dx * short
            canvas.drawOval(skia.Rect(x - wide * short, marks.ground - short * 0.07, x + wide * short, marks.ground + short * 0.07), fill(lamp, 0.24))
        canvas.drawRect(skia.Rect(low, edge, high, world.height + 4), gradient(edge, world.height, mix(wood, (10, 6, 24), 0.6), (8, 6, 20)))
        canvas.drawRect(skia.Rect(low, edge, high, edge + short * 0.012), fill(mix(wood, lamps[0], 0.5)))
        for x in world.scatter(low, high, short * 0.12, 0.0):
            canvas.drawCircle(x, edge, short * 0.05, glow(x, edge, short * 0.05, lamps[0], 0.8))

    return Layer(0.84, paint)


def beams(world: World, lamps: list[RGB]) -> Layer:
    """Spotlights on a truss that sweep over the stage."""
    short, foot = world.short, world.stage.ground + world.short * 0.03
    top = world.height * 0.045
    spots = [(world.width * (0.5 + share), world.uniform(0, 6.28), lamp) for share, lamp in zip((-0.36, 0.0, 0.36), (lamps[1], lamps[0], lamps[2]), strict=True)]
    low, high = world.span(0.83)

    def paint(canvas: skia.Canvas) -> None:
        bar = (30, 28, 44)
        for y in (top - short * 0.05, top - short * 0.01):
            canvas.drawLine(low, y, high, y, stroke(bar, short * 0.012))
        for x in world.scatter(low, high, short * 0.06, 0.0):
            canvas.drawLine(x, top - short * 0.05, x + short * 0.03, top - short * 0.01, stroke(bar, short * 0.006))
        for x, _, lamp in spots:
            canvas.drawRoundRect(skia.Rect(x - short * 0.03, top - short * 0.02, x + short * 0.03, top + short * 0.04), 5, 5, fill((40, 38, 56)))
            canvas.drawCircle(x, top + short * 0.035, short * 0.07, glow(x, top + short * 0.035, short * 0.07, lamp, 0.9))

    def live(canvas: skia.Canvas, t: float) -> None:
        for x, turn, lamp in spots:
            aim = world.width / 2 + (x - world.width / 2) * 0.35 + math.sin(t * 0.8 + turn) * short * 0.16
            cone = polygon([(x - 5, top + short * 0.03), (x + 5, top + short * 0.03), (aim + short * 0.17, foot), (aim - short * 0.17, foot)])
            canvas.drawPath(cone, gradient(top, foot, lamp, lamp, alphas=(0.40, 0.06)))

    return Layer(0.83, paint, live)


def wings(world: World, cloth: RGB) -> Layer:
    """The main curtain, drawn aside, and its valance."""
    low, high = world.span(1.2)
    short, top = world.short, world.top * 1.2 - 4

    def paint(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            edge = world.width / 2 + side * (world.width / 2 + short * 0.04)
            for i in range(5):
                inner = edge - side * short * (0.13 - 0.045 * i)
                fold = skia.Path()
                fold.moveTo(inner - side * short * 0.05, top)
                fold.cubicTo(inner, world.height * 0.3, inner + side * short * 0.05, world.height * 0.6, inner + side * short * 0.02, world.height * 0.9)
                fold.lineTo(high if side > 0 else low, world.height * 0.9)
                fold.lineTo(high if side > 0 else low, top)
                canvas.drawPath(fold, gradient(0, world.height * 0.9, mix(cloth, (10, 4, 24), 0.55 - 0.1 * (i % 2)), mix(cloth, (10, 4, 24), 0.12 + 0.3 * (i % 2))))
        for left in world.scatter(low, high, short * 0.16, 0.0):
            swag = skia.Path()
            swag.addOval(skia.Rect(left, top - short * 0.09, left + short * 0.17, short * 0.085))
            lit(canvas, world, swag, mix(cloth, (10, 4, 24), 0.25), short * 0.01, 0.5)

    return Layer(1.2, paint)


def confetti(world: World, lamps: list[RGB]) -> Layer:
    rng, count = world.rng, 26
    x, y, turn = rng.uniform(0, world.width, count), rng.uniform(0, world.height, count), rng.uniform(0, 6.28, count)
    size = world.short * 0.008

    def live(canvas: skia.Canvas, t: float) -> None:
        for i in range(count):
            canvas.save()
            canvas.translate(float(x[i]) + 12 * math.sin(t + turn[i]), float((y[i] + t * (30 + 14 * (i % 4))) % (world.height * 0.86)))
            canvas.rotate(float(turn[i]) * 57 + t * 90)
            canvas.scale(1, abs(math.sin(t * 3 + turn[i])) * 0.8 + 0.2)
            canvas.drawRect(skia.Rect(-size, -size * 0.6, size, size * 0.6), fill(lamps[i % 3], 0.85))
            canvas.restore()

    return Layer(1.1, None, live)


def audience(world: World, at: float, y: float, tone: RGB, light: RGB) -> Layer:
    """Heads from behind, some with an arm in the air, moving to the music."""
    low, high = world.span(at)
    short = world.short
    heads = [(x, y + world.uniform(-0.02, 0.02) * short, short * world.uniform(0.045, 0.06) * at / 1.3, world.uniform(0, 6.28), world.rng.random() < 0.3) for x in world.scatter(low, high, short * 0.15)]

    def live(canvas: skia.Canvas, t: float) -> None:
        path = skia.Path()
        for x, top, size, turn, arm in heads:
            bob = abs(math.sin(t * 3.4 + turn * 0.3)) * size * 0.18
            path.addCircle(x, top - bob, size)
            path.addOval(skia.Rect(x - size * 1.9, top + size * 0.8 - bob, x + size * 1.9, top + size * 5))
            if arm:
                wave = math.sin(t * 3.4 + turn) * size * 0.5
                canvas.drawLine(x + size * 1.4, top + size * 1.4, x + size * 1.7 + wave, top - size * 1.9, stroke(tone, size * 0.6))
        canvas.drawPath(path, fill(tone))

    return Layer(at, None, live)
