"""Portraits of people who do not exist, for demos and tests: painted, the same every time, and found by `faces`."""

from dataclasses import dataclass

import cv2
import numpy as np
import skia

from cameos.portraits.clothes import paint_background, paint_clothes, paint_neck
from cameos.portraits.face import paint_beard, paint_face, paint_glasses
from cameos.portraits.hair import STYLES
from cameos.portraits.pen import DARK, Pen, Rgb, mix

SIDE = 768
UNITS = 520  # across a whole portrait; the middle of the face is at MIDDLE of it
MIDDLE = (0.5, 0.47)
GRAIN = 2.2  # grey levels: what a camera adds


@dataclass(frozen=True)
class Sitter:
    """An invented person. Colours are RGB 0..255, shares 0..1."""

    name: str
    skin: Rgb
    hair: Rgb
    style: str  # one of hair.STYLES
    clothes: Rgb
    cut: str  # one of clothes.NECKLINES
    background: Rgb
    iris: Rgb = (92, 60, 38)
    jaw: float = 0.2  # narrow .. square
    broad: float = 0.2  # the neck and the shoulders
    smile: float = 0.5  # closed lips .. teeth
    rosy: float = 0.6
    beard: float | None = None  # stubble .. full; None: shaved
    glasses: Rgb | None = None


SITTERS = {
    "ana": Sitter(
        "Ana Ferreira", (222, 168, 130), (62, 38, 28), "long", (22, 128, 128), "scoop", (214, 176, 132),
        smile=0.9, rosy=0.7,
    ),
    "basil": Sitter(
        "Basil Okoro", (126, 80, 56), (26, 20, 22), "crop", (222, 142, 46), "crew", (92, 132, 140),
        iris=(62, 38, 24), jaw=0.9, broad=0.9, smile=0.7, rosy=0.15, beard=0.4,
    ),
    "chloe": Sitter(
        "Chloé Martin", (246, 206, 182), (172, 78, 40), "bob", (52, 66, 122), "crew", (196, 188, 206),
        iris=(84, 128, 104), jaw=0.1, smile=0.4, rosy=0.9, glasses=(52, 36, 40),
    ),
    "dev": Sitter(
        "Dev Patel", (186, 128, 88), (32, 24, 26), "quiff", (232, 236, 242), "shirt", (122, 146, 116),
        iris=(70, 44, 28), jaw=0.6, broad=0.7, smile=0.6, rosy=0.25, beard=0.06,
    ),
    "alice": Sitter(
        "Alice Marsh", (248, 214, 190), (214, 168, 96), "bun", (208, 84, 108), "scoop", (150, 184, 204),
        iris=(84, 124, 168), jaw=0.15, smile=0.7, rosy=0.8,
    ),
    "bob": Sitter(
        "Bob Stone", (236, 190, 160), (122, 82, 54), "quiff", (74, 122, 86), "hoodie", (176, 160, 148),
        iris=(88, 116, 140), jaw=0.8, broad=1.0, smile=0.2, rosy=0.5, beard=0.9,
    ),
    "ines": Sitter(
        "Inês Duarte", (160, 106, 74), (46, 30, 28), "curls", (226, 92, 70), "crew", (104, 116, 156),
        jaw=0.2, smile=1.0, rosy=0.3,
    ),
}  # fmt: skip


def draw_portrait(sitter: str | Sitter, side: int = SIDE) -> bytes:
    """The head and shoulders of one of SITTERS, or of a person made up on the spot, as a WebP file."""
    return _webp(_photograph((side, side), [(sitter, *MIDDLE, side / UNITS)]))


def draw_pair(one: str | Sitter, other: str | Sitter, side: int = SIDE) -> bytes:
    """Two people beside each other in one picture, twice as wide as high."""
    places = [(one, 0.27, MIDDLE[1], side / UNITS), (other, 0.73, MIDDLE[1], side / UNITS)]
    return _webp(_photograph((2 * side, side), places))


def draw_nobody(side: int = SIDE) -> bytes:
    """The wall, without anybody in front of it."""
    return _webp(_photograph((side, side), []))


def _photograph(size: tuple[int, int], places: list[tuple[str | Sitter, float, float, float]]) -> np.ndarray:
    """RGB pixels of the sitters, each at a share of the width and the height, in pixels a unit."""
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    canvas = skia.Canvas(pixels, skia.kRGBA_8888_ColorType)
    sitters = [(SITTERS[who] if isinstance(who, str) else who, *place) for who, *place in places]
    _paint_wall(canvas, size, sitters[0][0].background if sitters else (168, 176, 170))
    for sitter, across, down, scale in sitters:
        canvas.save()
        canvas.translate(size[0] * across, size[1] * down)
        canvas.scale(scale, scale)
        _paint(Pen(canvas, sitter.name), sitter)
        canvas.restore()
    return _developed(pixels[..., :3])


def _paint_wall(canvas: skia.Canvas, size: tuple[int, int], rgb: Rgb) -> None:
    canvas.save()
    canvas.translate(size[0] / 2, size[1] * MIDDLE[1])
    canvas.scale(size[0] / UNITS, size[1] / UNITS)
    paint_background(Pen(canvas, str(rgb)), rgb)
    canvas.restore()


def _paint(pen: Pen, sitter: Sitter) -> None:
    behind, over = STYLES[sitter.style]
    behind(pen, sitter.hair)
    paint_neck(pen, sitter.skin, sitter.broad)
    paint_clothes(pen, sitter.clothes, sitter.cut, sitter.broad)
    brow = mix(sitter.hair, DARK, 0.3)
    paint_face(pen, sitter.skin, sitter.jaw, sitter.iris, brow, sitter.smile, sitter.rosy)
    if sitter.beard is not None:
        paint_beard(pen, sitter.jaw, sitter.hair, sitter.beard)
    if sitter.glasses:
        paint_glasses(pen, sitter.glasses)
    over(pen, sitter.hair)


def _developed(pixels: np.ndarray) -> np.ndarray:
    """A lens is never quite sharp, and film has grain."""
    soft = cv2.GaussianBlur(pixels, (0, 0), 0.0011 * pixels.shape[0]).astype(np.float32)
    grain = np.random.Generator(np.random.PCG64(1)).normal(0, GRAIN, pixels.shape[:2]).astype(np.float32)
    return np.clip(soft + grain[..., None], 0, 255).astype(np.uint8)


def _webp(pixels: np.ndarray) -> bytes:
    return cv2.imencode(".webp", pixels[..., ::-1], [cv2.IMWRITE_WEBP_QUALITY, 88])[1].tobytes()
