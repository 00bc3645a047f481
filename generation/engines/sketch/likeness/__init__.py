"""What somebody looks like, taken from their picture: a flat drawing of their head, and their colours."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import skia

from generation.engines.sketch.light import Light
from generation.engines.sketch.likeness import cutting
from generation.engines.sketch.likeness.colours import Colours, colours, exposed, hairy
from generation.engines.sketch.likeness.flattening import SHARPER, flatten
from generation.engines.sketch.likeness.framing import CENTRE, FACE, Bust, frame
from generation.script import Reference

KEPT = 24  # likenesses a process remembers; each is about a megabyte


@dataclass(frozen=True, eq=False)
class Likeness:
    """A head as numbers of tones, so that any light can colour it. Lengths are in faces, from the face's middle."""

    tones: np.ndarray  # (n, 3) RGB uint8
    pixels: np.ndarray  # (height, width) uint8: which tone
    opacity: np.ndarray  # (height, width) uint8
    left: float
    top: float
    colours: Colours

    @property
    def width(self) -> float:
        return self.pixels.shape[1] / (FACE * SHARPER)

    @property
    def height(self) -> float:
        return self.pixels.shape[0] / (FACE * SHARPER)

    def half(self, y: float) -> float:
        """Half the width of the head at the height `y`."""
        row = min(max(round((y - self.top) * FACE * SHARPER), 0), self.pixels.shape[0] - 1)
        return float((self.opacity[row] > 128).sum()) / (2 * FACE * SHARPER)

    def under(self, light: Light) -> skia.Image:
        """The head in this light, to be drawn at any size."""
        lit = np.array([light.tint(tuple(map(int, tone))) for tone in self.tones], np.uint8)
        rgba = np.dstack([lit[self.pixels], self.opacity])
        return skia.Image.fromarray(np.ascontiguousarray(rgba), skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType)


def likeness(reference: Reference) -> Likeness | None:
    """What `reference` looks like; None when there is no picture that can be opened."""
    return _remembered(reference.pictures)


@lru_cache(maxsize=KEPT)
def _remembered(pictures: tuple[bytes, ...]) -> Likeness | None:
    bust = frame(pictures)
    return _drawn(bust) if bust else None


def _drawn(bust: Bust) -> Likeness:
    front = cutting.person(bust)
    whole = cutting.soft_oval() if front is None else front
    rgb = exposed(bust.rgb, whole)
    known = colours(rgb, whole, bust.inside)
    head = whole if front is None else cutting.head(front, hairy(rgb, known))
    rows, columns = (np.flatnonzero(head.any(axis=axis)) for axis in (1, 0))
    top, left = max(rows[0] - 4, 0), max(columns[0] - 4, 0)
    box = slice(top, rows[-1] + 5), slice(left, columns[-1] + 5)
    pixels, opacity, tones = flatten(np.ascontiguousarray(rgb[box]), head[box])
    return Likeness(tones, pixels, opacity, (left - CENTRE[0]) / FACE, (top - CENTRE[1]) / FACE, known)
