"""A face that looks at us, about 200 units wide, its middle at the origin: eyes at -8, chin at 136."""

import skia

from cameos.portraits.pen import DARK, LIGHT, Pen, Rgb, curve, mirrored, mix, oval, shade

LIPS: Rgb = (176, 62, 70)
BLUSH: Rgb = (214, 84, 76)
TEETH: Rgb = (246, 240, 232)
EYE = 42  # units from the middle to an eye


def outline(jaw: float) -> skia.Path:
    """The face from crown to chin; `jaw` 0 is narrow and round, 1 broad and square."""
    return curve(*mirrored(
        (0, -152), (62, -138), (94, -84), (100, -20), (96 + 2 * jaw, 36), (82 + 9 * jaw, 84), (50 + 12 * jaw, 120),
        (22 + 6 * jaw, 135), (0, 138),
    ))  # fmt: skip


def paint_face(pen: Pen, skin: Rgb, jaw: float, iris: Rgb, brow: Rgb, smile: float, rosy: float) -> None:
    shape = outline(jaw)
    for side in (-1, 1):
        _ear(pen, side, skin)
    pen.fill(shape, skin)
    with pen.within(shape):
        _model(pen, skin)
        _cheeks(pen, skin, rosy)
        _nose(pen, skin)
        _mouth(pen, skin, smile, rosy)
        for side in (-1, 1):
            _eye(pen, side, skin, iris)
            _brow(pen, side, brow)


def _ear(pen: Pen, side: int, skin: Rgb) -> None:
    pen.fill(
        curve(*((side * x, y) for x, y in ((94, -22), (110, -26), (116, -6), (110, 22), (100, 38), (92, 34)))), skin
    )
    pen.line([(side * x, y) for x, y in ((100, -14), (108, -12), (107, 8), (99, 26))], 5, shade(skin, 0.4), 0.6, 2)


def _model(pen: Pen, skin: Rgb) -> None:
    """Light from the upper left, shade to the right and under the cheekbones."""
    pen.pool(-30, -52, 150, LIGHT, 0.26)
    pen.fade((12, 0), (104, 10), shade(skin, 0.5), shade(skin, 0.5), (0, 0.62))
    pen.fade((-74, 0), (-106, 0), shade(skin, 0.5), shade(skin, 0.5), (0, 0.42))
    pen.fade((0, 104), (0, 142), shade(skin, 0.5), shade(skin, 0.5), (0, 0.5))
    for side in (-1, 1):
        pen.fill(curve((side * 92, 30), (side * 62, 62), (side * 46, 96), (side * 92, 110)), shade(skin, 0.5), 0.24, 13)
        pen.fill(oval(side * EYE, -14, 33, 20), shade(skin, 0.55), 0.34, 9)
    pen.fill(oval(-8, 118, 20, 11), LIGHT, 0.14, 8)


def _cheeks(pen: Pen, skin: Rgb, rosy: float) -> None:
    for side in (-1, 1):
        pen.fill(oval(side * 58, 40, 26, 20), mix(skin, BLUSH, 0.7), 0.2 + 0.22 * rosy, 12)
        pen.fill(oval(side * 56 - 6, 22, 18, 9), LIGHT, 0.2 if side < 0 else 0.08, 7)


def _nose(pen: Pen, skin: Rgb) -> None:
    dark = shade(skin, 0.62)
    pen.fill(curve((9, -24), (14, 6), (24, 46), (12, 58), (8, 20)), dark, 0.34, 5)
    pen.fill(curve((-14, -24), (-15, 4), (-23, 44), (-15, 40), (-10, 4)), dark, 0.18, 5)
    pen.fill(curve((-3, -30), (3, -30), (4, 30), (-5, 30)), LIGHT, 0.3, 4)
    pen.fill(oval(-2, 44, 8, 7), LIGHT, 0.34, 4)
    pen.fill(oval(3, 64, 26, 7), dark, 0.42, 5)
    for side in (-1, 1):
        pen.line([(side * x, y) for x, y in ((22, 40), (25, 50), (20, 57))], 3.4, dark, 0.55, 1.6)
        pen.fill(oval(side * 11, 57.5, 7, 3.4), shade(skin, 0.85), 0.86, 1.2)


def _eye(pen: Pen, side: int, skin: Rgb, iris: Rgb) -> None:
    def at(*points):
        return [(side * x, y) for x, y in points]

    lid = at((23, -2), (31, -13), (44, -17), (56, -12), (64, -3))
    ball = curve(*lid, *at((55, 5), (43, 7.5), (31, 4.5)))
    pen.fill(ball, (238, 232, 228))
    with pen.within(ball):
        x = side * 43
        pen.fill(oval(x, -5.5, 11.8, 12), mix(iris, DARK, 0.5))
        pen.fill(oval(x, -4.5, 9.8, 10), iris, 1, 1)
        pen.fill(oval(x, -1, 7, 5), mix(iris, LIGHT, 0.5), 0.6, 2)
        pen.fill(oval(x, -5.5, 5.2, 5.4), (12, 10, 14))
        pen.fill(oval(side * 43, -19, 24, 9), DARK, 0.5, 3)
        pen.fill(oval(x - 4, -10, 2.7, 2.7), (255, 255, 255), 0.95, 0.4)
    pen.fill(oval(side * 24.5, -0.5, 3, 2.4), mix(skin, BLUSH, 0.6), 0.8, 0.8)
    pen.line(lid, 4.2, DARK, 0.92, 0.7)
    pen.line(at((58, -9), (66, -6), (70, -10)), 2.2, DARK, 0.7, 0.8)
    pen.line(at((25, -13), (42, -24), (62, -14)), 2.4, shade(skin, 0.7), 0.6, 1.2)
    pen.line(at((30, 6), (44, 9.5), (60, 2)), 1.8, shade(skin, 0.7), 0.7, 0.8)
    pen.line(at((28, 15), (44, 20), (60, 13)), 3, shade(skin, 0.5), 0.28, 2.4)


def _brow(pen: Pen, side: int, rgb: Rgb) -> None:
    arch = [(side * x, y) for x, y in ((19, -35), (34, -45), (54, -48), (75, -36), (54, -41), (34, -36), (20, -29))]
    pen.fill(curve(*arch), rgb, 0.86, 1.5)
    for k in range(12):
        x = 21 + 4.2 * k
        pen.line([(side * x, -31 - 0.9 * min(k, 8)), (side * (x + 7), -42 - 0.5 * min(k, 7))], 1.5, rgb, 0.6, 0.5)


def _mouth(pen: Pen, skin: Rgb, smile: float, rosy: float) -> None:
    """`smile` 0 keeps the lips closed, 1 shows the teeth."""
    tint = mix(mix(skin, LIPS, 0.42 + 0.22 * rosy), DARK, 0.1)
    gap, wide, up = 8 * smile, 35 + 5 * smile, 5 + 4 * smile
    corner, middle = 86 - up, 87 - gap * 0.2
    upper = [(wide, corner), (22, 80 - up * 0.3), (8, 75.5), (0, 78), (-8, 75.5), (-22, 80 - up * 0.3), (-wide, corner)]
    inner = [(-wide * 0.6, middle - 2), (0, middle), (wide * 0.6, middle - 2)]
    bottom = [(-wide * 0.56, 98 + gap * 0.5), (0, 105 + gap), (wide * 0.56, 98 + gap * 0.5)]
    pen.fill(curve((wide, corner), *inner[::-1], (-wide, corner), *bottom), mix(tint, LIGHT, 0.1))
    if smile:
        open_mouth = curve(
            (wide - 3, corner),
            *inner[::-1],
            (3 - wide, corner),
            (-wide * 0.55, middle + gap),
            (0, middle + 1.7 * gap),
            (wide * 0.55, middle + gap),
        )
        pen.fill(open_mouth, mix(DARK, LIPS, 0.25))
        with pen.within(open_mouth):
            pen.fill(oval(0, middle - 3, wide * 0.82, 4 + 1.35 * gap), TEETH, 0.96, 1)
            for x in (-18, -9, 0, 9, 18):
                pen.line([(x, middle - 4), (x, middle + gap)], 0.8, shade(TEETH, 0.4), 0.3)
    pen.fill(curve(*upper, *inner), shade(tint, 0.22))
    pen.line([(-wide, corner), *inner, (wide, corner)], 2.2, shade(tint, 0.8), 0.75 - 0.35 * smile, 0.8)
    pen.fill(oval(-5, 96 + gap, 14, 3), LIGHT, 0.3, 2.4)
    pen.fill(oval(0, 112 + gap, 22, 4), shade(skin, 0.6), 0.36, 4)
    for side in (-1, 1):
        pen.fill(oval(side * (wide + 3), corner, 4, 4), shade(skin, 0.6), 0.4, 2.4)
        pen.line([(side * 28, 50), (side * 42, 66), (side * 48, 86)], 3, shade(skin, 0.5), 0.2 + 0.2 * smile, 3)


def paint_beard(pen: Pen, jaw: float, rgb: Rgb, length: float) -> None:
    """`length` 0 is stubble, 1 a full beard; it leaves the lips free."""
    low = 138 + 22 * length
    cheeks = (99, 12), (98, 54), (88, 96), (58, low - 16), (22, low), (0, low + 2)
    rim = (0, 69), (24, 68), (44, 78), (58, 72), (78, 48), (92, 6)
    beard = skia.Op(
        curve(*mirrored(*cheeks), *mirrored(*rim[::-1])[::-1]), oval(0, 90, 38, 14), skia.PathOp.kDifference_PathOp
    )
    beard = skia.Op(beard, outline(jaw), skia.PathOp.kIntersect_PathOp) if length < 0.3 else beard
    pen.fill(beard, mix(rgb, DARK, 0.1), 0.3 + 0.6 * length, 3)
    with pen.within(beard):
        for _ in range(round(340 + 500 * length)):
            x, y = pen.dice.uniform(-100, 100), pen.dice.uniform(4, low)
            tone = mix(rgb, pen.dice.choice((DARK, LIGHT)), pen.dice.uniform(0, 0.3))
            pen.line([(x, y), (x * 0.97, y + 5 + 8 * length)], 1.4, tone, 0.34 + 0.2 * length, 0.5)


def paint_glasses(pen: Pen, rgb: Rgb) -> None:
    for side in (-1, 1):
        lens = skia.Path().addRoundRect(skia.Rect.MakeXYWH(side * EYE - 32, -34, 64, 54), 25, 25)
        pen.fill(lens, LIGHT, 0.08)
        edge = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=4.6, Color=skia.Color(*rgb))
        pen.canvas.drawPath(lens, edge)
        pen.line([(side * 74, -18), (side * 101, -22)], 4.4, rgb)
        pen.line([(side * EYE - 16, -26), (side * EYE - 24, -8)], 3, (255, 255, 255), 0.35, 1)
    pen.line([(-11, -12), (0, -17), (11, -12)], 4.4, rgb)
