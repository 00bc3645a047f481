"""Haircuts: what hangs behind the head, and what lies over it. In the units of `face`."""

import math
from collections.abc import Callable

from cameos.portraits.pen import DARK, LIGHT, Pen, Point, Rgb, curve, mirrored, mix, oval

Layer = Callable[[Pen, Rgb], None]


def _nothing(pen: Pen, rgb: Rgb) -> None:
    """All of this hair lies over the head."""


def _lock(pen: Pen, rgb: Rgb, outer: list[Point], inner: list[Point], count: int = 90) -> None:
    """One mass of hair between two guides that both start at the parting."""
    shape = curve(*outer, *reversed(inner))
    pen.fill(shape, mix(rgb, DARK, 0.12), 1, 1)
    with pen.within(shape):
        pen.strands(outer, inner, rgb, count)
        x, y = (sum(p[i] for p in outer[1:3]) / 2 for i in (0, 1))
        pen.pool(x * 0.7, y * 0.9 - 6, 46, LIGHT, 0.2 if x < 0 else 0.09)


def _shadow(pen: Pen, *points: Point) -> None:
    """What hair throws on the forehead and the cheeks."""
    pen.line(points, 12, (60, 24, 28), 0.34, 6)


def long_behind(pen: Pen, rgb: Rgb) -> None:
    points = (0, -176), (78, -160), (124, -92), (132, 0), (136, 90), (156, 170), (148, 262), (96, 300), (0, 300)
    shape = curve(*mirrored(*points))
    pen.fill(shape, mix(rgb, DARK, 0.45), 1, 1.5)
    with pen.within(shape):
        for side in (-1, 1):
            outer = [(side * x, y) for x, y in ((20, -170), (122, -80), (128, 40), (150, 160), (140, 290))]
            inner = [(side * x, y) for x, y in ((0, -120), (86, -40), (84, 60), (96, 170), (88, 290))]
            pen.strands(outer, inner, rgb, 240)


def long_over(pen: Pen, rgb: Rgb) -> None:
    _shadow(pen, (-92, 10), (-84, -60), (-28, -118), (40, -112), (86, -66), (92, 10))
    _lock(pen, rgb, [(-26, -170), (26, -180), (96, -136), (124, -60), (124, 30), (140, 110), (122, 180)],
          [(-26, -142), (14, -132), (66, -96), (90, -44), (92, 24), (104, 96), (112, 178)], 190)  # fmt: skip
    _lock(pen, rgb, [(-22, -172), (-70, -164), (-112, -112), (-126, -40), (-126, 40), (-140, 116), (-124, 186)],
          [(-22, -142), (-54, -118), (-80, -78), (-94, -28), (-94, 30), (-106, 100), (-114, 184)], 190)  # fmt: skip


def bob_behind(pen: Pen, rgb: Rgb) -> None:
    points = (0, -176), (80, -160), (124, -92), (130, -10), (134, 70), (116, 122), (70, 128), (0, 128)
    pen.fill(curve(*mirrored(*points)), mix(rgb, DARK, 0.4), 1, 1)


def bob_over(pen: Pen, rgb: Rgb) -> None:
    _shadow(pen, (-84, -40), (-46, -58), (0, -62), (46, -58), (84, -40))
    for side in (-1, 1):
        outer = [(side * x, y) for x, y in ((0, -178), (70, -166), (118, -104), (130, -20), (134, 60), (112, 124))]
        inner = [(side * x, y) for x, y in ((0, -140), (48, -110), (84, -66), (94, -12), (96, 50), (82, 112))]
        _lock(pen, rgb, outer, inner, 200)
    fringe = [(-92, -60), (-46, -70), (0, -72), (46, -70), (92, -60)]
    crown = [(-84, -122), (-48, -162), (0, -174), (48, -162), (84, -122)]
    shape = curve(*crown, *reversed(fringe))
    pen.fill(shape, mix(rgb, DARK, 0.1), 1, 1)
    with pen.within(shape):
        for _ in range(230):
            x = pen.dice.uniform(-100, 100)
            tone = mix(rgb, pen.dice.choice((DARK, LIGHT)), pen.dice.uniform(0, 0.26))
            pen.line([(x * 0.4, -178), (x * 0.86, -130), (x, -58)], pen.dice.uniform(1, 3), tone, 0.5, 0.4)
        pen.fill(oval(-22, -128, 58, 13), LIGHT, 0.26, 10)


def crop_over(pen: Pen, rgb: Rgb) -> None:
    """Very short and tightly curled, faded at the temples."""
    cap = curve((-104, -34), (-106, -92), (-72, -148), (0, -168), (72, -148), (106, -92), (104, -34), (92, -50),
                (86, -84), (58, -110), (0, -116), (-58, -110), (-86, -84), (-92, -50))  # fmt: skip
    pen.fill(cap, rgb, 0.9, 3.4)
    with pen.within(cap):
        for _ in range(900):
            x, y = pen.dice.uniform(-108, 108), pen.dice.uniform(-170, -36)
            tone = mix(rgb, pen.dice.choice((DARK, LIGHT)), pen.dice.uniform(0, 0.24))
            pen.fill(oval(x, y, pen.dice.uniform(1, 2.6), pen.dice.uniform(1, 2.6)), tone, 0.6, 0.6)
        pen.pool(-36, -150, 60, LIGHT, 0.16)


def _cloud(pen: Pen, rgb: Rgb, balls: list[tuple[float, float, float]]) -> None:
    for x, y, r in balls:
        pen.fill(oval(x, y, r, r), mix(rgb, DARK, 0.3), 1, 1.4)
    for x, y, r in balls:
        for _ in range(26):
            turn, far = pen.dice.uniform(0, math.tau), r * math.sqrt(pen.dice.random()) * 0.98
            cx, cy, q = x + far * math.cos(turn), y + far * math.sin(turn), pen.dice.uniform(4, 9)
            tone = mix(rgb, pen.dice.choice((DARK, LIGHT)), pen.dice.uniform(0, 0.22))
            start = pen.dice.uniform(0, math.tau)
            way = [(cx + q * math.cos(start + k), cy + q * math.sin(start + k)) for k in (0, 0.9, 1.8, 2.7)]
            pen.line(way, 2.6, tone, 0.6, 0.5)


def curls_behind(pen: Pen, rgb: Rgb) -> None:
    ring = [(126 * math.cos(t), -52 + 122 * math.sin(t), 46) for t in (math.pi + k * math.pi / 9 for k in range(10))]
    sides = [(side * x, y, r) for side in (-1, 1) for x, y, r in ((130, -4, 44), (124, 48, 40), (108, 88, 32))]
    _cloud(pen, rgb, [(0, -90, 110), *ring, *sides])


def curls_over(pen: Pen, rgb: Rgb) -> None:
    _shadow(pen, (-88, -50), (-60, -92), (0, -106), (60, -92), (88, -50))
    _cloud(
        pen,
        rgb,
        [(100 * math.cos(t), -38 + 104 * math.sin(t), 25) for t in (math.pi + k * math.pi / 10 for k in range(11))],
    )


def quiff_over(pen: Pen, rgb: Rgb) -> None:
    """Short sides, swept up and to one side on top."""
    _shadow(pen, (-88, -56), (-60, -98), (0, -104), (56, -104), (88, -56))
    for side in (-1, 1):
        outer = [(side * x, y) for x, y in ((60, -150), (100, -110), (109, -60), (103, -14))]
        inner = [(side * x, y) for x, y in ((52, -112), (84, -88), (93, -52), (97, -12))]
        _lock(pen, mix(rgb, DARK, 0.14), outer, inner, 110)
    root = [(-84, -88), (-62, -106), (-20, -112), (30, -110), (66, -106), (88, -84)]
    top = [(-104, -122), (-80, -172), (-20, -192), (48, -192), (98, -162), (106, -112)]
    shape = curve(*top, *reversed(root))
    pen.fill(shape, mix(rgb, DARK, 0.1), 1, 1)
    with pen.within(shape):
        for _ in range(260):
            at = pen.dice.random() * 4.99
            low, high = _along(root, at), _along(top, min(4.99, at + pen.dice.uniform(-0.1, 0.7)))
            middle = (low[0] * 0.6 + high[0] * 0.4 - 14, low[1] * 0.4 + high[1] * 0.6)
            tone = mix(rgb, pen.dice.choice((DARK, LIGHT)), pen.dice.uniform(0, 0.28))
            pen.line([low, middle, high], pen.dice.uniform(1.4, 3.2), tone, 0.6, 0.5)
        pen.fill(oval(-30, -160, 50, 12), LIGHT, 0.18, 9)


def _along(points: list[Point], at: float) -> Point:
    k, share = int(at), at % 1.0
    (ax, ay), (bx, by) = points[k], points[k + 1]
    return ax + (bx - ax) * share, ay + (by - ay) * share


def bun_behind(pen: Pen, rgb: Rgb) -> None:
    shape = oval(8, -190, 50, 44)
    pen.fill(shape, mix(rgb, DARK, 0.16), 1, 1)
    with pen.within(shape):
        pen.strands([(-44, -200), (0, -238), (60, -196)], [(-40, -176), (8, -150), (58, -184)], rgb, 90)
        pen.pool(-8, -208, 40, LIGHT, 0.26)


def bun_over(pen: Pen, rgb: Rgb) -> None:
    """Combed back to a knot on top."""
    _shadow(pen, (-90, -44), (-74, -90), (-30, -116), (30, -116), (74, -90), (90, -44))
    for side in (-1, 1):
        outer = [(side * x, y) for x, y in ((0, -172), (64, -160), (106, -106), (110, -48), (102, -4))]
        inner = [(side * x, y) for x, y in ((0, -122), (36, -118), (74, -92), (92, -46), (98, -6))]
        _lock(pen, rgb, outer, inner, 60)
        with pen.within(curve(*outer, *reversed(inner))):
            for _ in range(150):
                x, y = _along(inner, pen.dice.random() * 3.99)
                tone = mix(rgb, pen.dice.choice((DARK, LIGHT)), pen.dice.uniform(0, 0.26))
                pen.line([(x, y), (x * 0.8, y - 34), (side * 14, -170)], pen.dice.uniform(1.2, 2.6), tone, 0.55, 0.4)


#: What hangs behind the head, and what lies over it.
STYLES: dict[str, tuple[Layer, Layer]] = {
    "long": (long_behind, long_over),
    "bob": (bob_behind, bob_over),
    "crop": (_nothing, crop_over),
    "curls": (curls_behind, curls_over),
    "quiff": (_nothing, quiff_over),
    "bun": (bun_behind, bun_over),
}
