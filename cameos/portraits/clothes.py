"""Neck, shoulders and what is worn on them, and what is out of focus behind. In the units of `face`."""

from cameos.portraits.pen import DARK, LIGHT, Pen, Rgb, curve, mirrored, mix, oval, shade


def paint_background(pen: Pen, rgb: Rgb) -> None:
    """A wall in soft light, with a few lamps far out of focus."""
    pen.fade((-260, -260), (260, 320), mix(rgb, LIGHT, 0.42), mix(rgb, DARK, 0.32))
    for _ in range(9):
        x, y, r = pen.dice.uniform(-300, 300), pen.dice.uniform(-290, 200), pen.dice.uniform(18, 60)
        tone = mix(rgb, LIGHT, pen.dice.uniform(0.3, 0.8))
        pen.fill(oval(x, y, r, r), tone, pen.dice.uniform(0.10, 0.24), 7)
    pen.pool(-150, -200, 330, LIGHT, 0.22)


def paint_neck(pen: Pen, skin: Rgb, broad: float) -> None:
    wide = 50 + 14 * broad
    neck = curve(*mirrored((0, 60), (wide, 70), (wide, 130), (wide + 4, 176), (wide + 20, 206), (0, 300)))
    pen.fill(neck, shade(skin, 0.14))
    with pen.within(neck):
        pen.fill(oval(4, 130, 92, 46), shade(skin, 0.6), 0.7, 12)
        pen.fade((0, 0), (wide + 10, 0), shade(skin, 0.5), shade(skin, 0.5), (0, 0.5))
        for side in (-1, 1):
            pen.line([(side * 18, 214), (side * 52, 206), (side * 96, 200)], 4, shade(skin, 0.5), 0.35, 3)


def _body(broad: float, neckline: list[tuple[float, float]]):
    wide = 190 + 34 * broad
    return curve(*neckline, (96, 190), (150, 208), (wide, 248), (wide + 24, 330), (wide + 30, 420),
                 (-wide - 30, 420), (-wide - 24, 330), (-wide, 248), (-150, 208), (-96, 190))  # fmt: skip


NECKLINES = {
    "crew": [(-72, 186), (-44, 214), (0, 224), (44, 214), (72, 186)],
    "scoop": [(-92, 192), (-66, 236), (0, 262), (66, 236), (92, 192)],
    "shirt": [(-70, 180), (-34, 226), (0, 268), (34, 226), (70, 180)],
    "hoodie": [(-78, 178), (-46, 214), (0, 230), (46, 214), (78, 178)],
}


def paint_clothes(pen: Pen, rgb: Rgb, cut: str, broad: float) -> None:
    neckline = NECKLINES[cut]
    body = _body(broad, neckline)
    pen.fill(body, rgb)
    with pen.within(body):
        pen.pool(-130, 220, 190, LIGHT, 0.26)
        pen.fade((20, 0), (230, 30), shade(rgb, 0.55), shade(rgb, 0.55), (0, 0.7))
        for side in (-1, 1):
            pen.line([(side * 150, 262), (side * 142, 320), (side * 150, 420)], 9, shade(rgb, 0.6), 0.42, 6)
            pen.line([(side * 60, 250), (side * 92, 300), (side * 98, 400)], 10, shade(rgb, 0.5), 0.2, 8)
        pen.line([(x, y + 10) for x, y in neckline], 9, shade(rgb, 0.6), 0.5, 4)
    TRIMS[cut](pen, rgb, neckline)


def _ribbing(pen: Pen, rgb: Rgb, neckline: list[tuple[float, float]]) -> None:
    pen.line(neckline, 11, mix(rgb, LIGHT, 0.1))
    pen.line([(x, y + 5) for x, y in neckline], 1.6, shade(rgb, 0.6), 0.5, 0.6)


def _hem(pen: Pen, rgb: Rgb, neckline: list[tuple[float, float]]) -> None:
    pen.line(neckline, 4, mix(rgb, LIGHT, 0.16))


def _collar(pen: Pen, rgb: Rgb, neckline: list[tuple[float, float]]) -> None:
    pen.line([(0, 268), (0, 420)], 2, shade(rgb, 0.7), 0.6, 0.8)
    for y in (300, 350):
        pen.fill(oval(4, y, 4.6, 4.6), mix(rgb, LIGHT, 0.6))
    for side in (-1, 1):
        flap = curve(*((side * x, y) for x, y in ((58, 158), (74, 182), (86, 214), (54, 252), (2, 268), (30, 222))))
        pen.fill(flap, shade(rgb, 0.4), 0.5, 5)
        pen.fill(flap, mix(rgb, LIGHT, 0.2 if side < 0 else 0.06))


def _hood(pen: Pen, rgb: Rgb, neckline: list[tuple[float, float]]) -> None:
    for side in (-1, 1):
        roll = curve(
            *((side * x, y) for x, y in ((72, 150), (112, 172), (116, 214), (60, 250), (0, 258), (0, 232), (52, 212)))
        )
        pen.fill(roll, shade(rgb, 0.5), 0.5, 6)
        pen.fill(roll, mix(rgb, LIGHT, 0.14 if side < 0 else 0.03))
        pen.line([(side * 34, 244), (side * 38, 300), (side * 34, 350)], 4.4, mix(rgb, LIGHT, 0.7), 0.95)


TRIMS = {"crew": _ribbing, "scoop": _hem, "shirt": _collar, "hoodie": _hood}
