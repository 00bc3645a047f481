"""Where faces are in a picture: detection only. Nobody is recognised, compared or remembered in here.

The one door to dlib. Its detector finds upright faces that look at us; it is loaded with the first picture.
"""

import io
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
from PIL import Image, ImageOps

SIDE = 960  # pixels: the longer side of what is looked at; the detector sees faces from about 75 pixels on
CERTAIN = 0.0  # dlib's own threshold

#: The detector keeps the picture inside itself while it looks.
_looking = Lock()


@dataclass(frozen=True)
class Face:
    """A square from the eyebrows to the chin, in pixels of the upright picture; parts of it may lie outside."""

    left: float
    top: float
    right: float
    bottom: float
    score: float  # how sure we are: a clear face has more than 1

    @property
    def side(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def find_faces(picture: bytes | Image.Image) -> list[Face]:
    """Every face in `picture`, the largest first. Raises PIL's UnidentifiedImageError for what is no picture."""
    picture = upright(picture)
    scale = SIDE / max(picture.size)
    width, height = (max(1, round(side * scale)) for side in picture.size)
    grey = np.asarray(picture.convert("L").resize((width, height), Image.Resampling.BILINEAR))
    with _looking:
        boxes, scores, _ = _detector().run(grey, 0, CERTAIN)
    faces = [
        Face(box.left() / scale, box.top() / scale, (box.right() + 1) / scale, (box.bottom() + 1) / scale, score)
        for box, score in zip(boxes, scores, strict=True)
    ]
    return sorted(faces, key=lambda face: -face.side)


def upright(picture: bytes | Image.Image) -> Image.Image:
    """The picture in RGB as a person sees it: turned as its camera says."""
    if isinstance(picture, bytes):
        picture = Image.open(io.BytesIO(picture))
    return ImageOps.exif_transpose(picture).convert("RGB")


@cache
def _detector():
    import dlib

    return dlib.get_frontal_face_detector()
