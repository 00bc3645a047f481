"""How the moving mark looks: the site's lark and "AI · @handle · site", light with a soft dark halo. No Django."""

from dataclasses import dataclass
from functools import cache, lru_cache

import cv2
import numpy as np
import skia
from PIL import ImageFont

# All lengths are in em, the height of a line's type. The halo needs the margin to fade out in.
MARGIN, LINE, BASELINE, SIGN, GAP, HALO = 0.34, 1.14, 0.9, 1.25, 0.38, (0.06, 0.15)

# A lark going up to the right, in a unit square: two numbers are a line to a point, six a cubic curve.
LARK = (
    (1.00, 0.30),  # beak
    (0.86, 0.25),
    (0.83, 0.17, 0.72, 0.15, 0.66, 0.22),
    (0.57, 0.33),  # head and nape
    (0.50, 0.20, 0.33, 0.06, 0.10, 0.02),
    (0.16, 0.16, 0.22, 0.32, 0.33, 0.47),  # raised wing
    (0.24, 0.60),
    (0.00, 0.80),
    (0.09, 0.82),
    (0.04, 0.92),
    (0.32, 0.80),  # tail
    (0.55, 0.84, 0.80, 0.72, 0.86, 0.42),
    (0.87, 0.38, 0.90, 0.35, 1.00, 0.30),  # breast
)


@dataclass(frozen=True)
class Layout:
    """One way to set the words: their lines, and the side of the lark."""

    lines: tuple[str, ...]
    lark_on_the_right: bool = False

    @property
    def sign(self) -> float:
        """Height and width of the lark: as tall as the lines beside it allow."""
        return SIGN if len(self.lines) == 1 else SIGN * 1.6

    @property
    def shape(self) -> tuple[float, float]:
        """Width and height of the whole sprite, halo included."""
        text = max(_font(line).measureText(line) for line in self.lines)
        return text + GAP + self.sign + 2 * MARGIN, max(self.sign, LINE * len(self.lines)) + 2 * MARGIN


def layouts(*, handle: str, site: str) -> tuple[Layout, ...]:
    """Every way to set "AI · @handle · site"; several, because a mark of one shape is easily found and painted over."""
    maker = f"AI · @{handle}"
    return Layout((f"{maker} · {site}",)), Layout((maker, site)), Layout((maker, site), lark_on_the_right=True)


def draw(layout: Layout, *, width: int, height: int, opacity: float) -> bytes:
    """The sprite as a PNG of `width` x `height` pixels with straight alpha, its light parts at `opacity`."""
    surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(width, height))
    canvas = surface.getCanvas()
    canvas.scale(width / layout.shape[0], height / layout.shape[1])
    for radius in HALO:
        blur = skia.MaskFilter.MakeBlur(skia.kOuter_BlurStyle, radius)
        _paint(canvas, layout, skia.Paint(Color4f=skia.Color4f(0, 0, 0, opacity), MaskFilter=blur, AntiAlias=True))
    _paint(canvas, layout, skia.Paint(Color4f=skia.Color4f(1, 1, 1, opacity), AntiAlias=True))
    return bytes(surface.makeImageSnapshot().encodeToData())


def levels(picture: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Alpha (0..1) and luma (16..235) of a sprite that `draw` made, as ffmpeg lays them on a video: float32 (h, w)."""
    *colours, alpha = cv2.split(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_UNCHANGED).astype(np.float32))
    return alpha / 255, 16 + colours[0] * (219 / 255)  # black, white and greys: one colour tells


def _paint(canvas: skia.Canvas, layout: Layout, paint: skia.Paint) -> None:
    width, height = layout.shape
    sign_x = width - MARGIN - layout.sign if layout.lark_on_the_right else MARGIN
    _paint_lark(canvas, sign_x, (height - layout.sign) / 2, layout, paint)
    top = (height - LINE * len(layout.lines)) / 2
    for number, line in enumerate(layout.lines):
        font = _font(line)
        x = sign_x - GAP - font.measureText(line) if layout.lark_on_the_right else sign_x + layout.sign + GAP
        canvas.drawString(line, x, top + LINE * number + BASELINE, font, paint)


def _paint_lark(canvas: skia.Canvas, x: float, y: float, layout: Layout, paint: skia.Paint) -> None:
    canvas.save()
    canvas.translate(x, y)
    if layout.lark_on_the_right:  # it looks at the words
        canvas.translate(layout.sign, 0)
        canvas.scale(-1, 1)
    canvas.scale(layout.sign, layout.sign)
    canvas.drawPath(_lark(), paint)
    canvas.restore()


@cache
def _lark() -> skia.Path:
    path = skia.Path()
    path.moveTo(*LARK[0])
    for numbers in LARK[1:]:
        (path.lineTo if len(numbers) == 2 else path.cubicTo)(*numbers)
    path.close()
    return path


@lru_cache(maxsize=64)
def _font(text: str) -> skia.Font:
    """The type inside Pillow, so that every machine draws the same letters; the system's where it lacks some."""
    letters = skia.Data(ImageFont.load_default(size=16).font_bytes, copy=True)
    typeface = skia.Typeface.MakeFromData(letters)
    if foreign := [letter for letter in text if not typeface.unicharToGlyph(ord(letter))]:
        style = skia.FontStyle.Normal()
        typeface = skia.FontMgr().matchFamilyStyleCharacter("", style, [], ord(foreign[0])) or typeface
    font = skia.Font(typeface, 1.0)
    font.setSubpixel(True)
    font.setLinearMetrics(True)
    font.setHinting(skia.FontHinting.kNone)
    font.setEmbolden(True)
    return font
