"""The part of a picture a likeness is made of: head and shoulders, the face always in the same place and size."""

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, UnidentifiedImageError

from cameos.faces import Face, find_faces, upright

FACE = 128  # pixels from the eyebrows to the chin in a bust
SIDES, ABOVE, BELOW = 1.3, 1.35, 1.7  # what is kept around the middle of the face, in faces
#: A face where none is found: its share of the shorter side, and how far down it is.
GUESSED_SIDE, GUESSED_HEIGHT = 0.56, 0.5


@dataclass(frozen=True)
class Bust:
    """Pixels of a head and shoulders. The middle of the face is at `CENTRE`, and FACE pixels are one face."""

    rgb: np.ndarray  # (height, width, 3) uint8
    inside: np.ndarray  # (height, width) bool: False where the picture had ended
    found: bool  # False: nobody saw a face, it is only taken to be in the middle


SIZE = round(2 * SIDES * FACE), round((ABOVE + BELOW) * FACE)  # width, height of a bust
CENTRE = SIDES * FACE, ABOVE * FACE


def frame(pictures: tuple[bytes, ...]) -> Bust | None:
    """The bust in the first of `pictures` that shows a face, else the middle of the first; None without a picture."""
    opened = [picture for picture in map(_open, pictures) if picture]
    for picture in opened:
        if faces := find_faces(picture):
            return _bust(picture, faces[0], found=True)
    return _bust(opened[0], _guess(opened[0]), found=False) if opened else None


def _open(picture: bytes) -> Image.Image | None:
    try:
        return upright(picture)
    except (UnidentifiedImageError, OSError, ValueError):  # a broken file is no reason to fail a clip
        return None


def _guess(picture: Image.Image) -> Face:
    side = GUESSED_SIDE * min(picture.size)
    x, y = picture.width / 2, picture.height * GUESSED_HEIGHT
    return Face(x - side / 2, y - side / 2, x + side / 2, y + side / 2, score=0.0)


def _bust(picture: Image.Image, face: Face, found: bool) -> Bust:
    pixels, scale, (x, y) = np.asarray(picture), FACE / face.side, face.centre
    if scale < 0.5:  # shrink by whole pixels first: a warp alone skips some
        pixels = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        x, y, scale = x * scale, y * scale, 1.0
    matrix = np.array([[scale, 0, CENTRE[0] - x * scale], [0, scale, CENTRE[1] - y * scale]])
    rgb = cv2.warpAffine(pixels, matrix, SIZE, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpAffine(np.full(pixels.shape[:2], 255, np.uint8), matrix, SIZE, flags=cv2.INTER_NEAREST)
    return Bust(rgb, inside > 0, found)
