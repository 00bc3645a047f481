"""What colour somebody's skin, hair and clothes are in their picture."""

from dataclasses import dataclass

import cv2
import numpy as np

from generation.engines.sketch.colour import RGB
from generation.engines.sketch.likeness.cutting import below, oval

FEW = 60  # pixels: too few to know a colour by
APART = 16.0  # how different hair is from skin, and clothes from both, in steps of Lab
GLARE = (35, 92)  # percentiles of brightness between which skin is neither in shadow nor in the glare
SKIN: RGB = (198, 150, 118)  # where the picture does not tell
DARKEST, PALEST = (0, 36), (190, 255)  # what the darkest and the brightest tone of a good picture may be


@dataclass(frozen=True)
class Colours:
    skin: RGB
    hair: RGB | None  # None: there is none to be seen
    clothes: RGB | None


def lab(rgb: np.ndarray) -> np.ndarray:
    """Colours as the eye tells them apart: equal steps look equally large."""
    return cv2.cvtColor(rgb.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)


def apart(seen: np.ndarray, rgb: RGB) -> np.ndarray:
    """How different every pixel (already in Lab) is from `rgb`; brightness counts half."""
    step = seen - lab(np.array([[rgb]], np.uint8))[0, 0]
    return np.sqrt((step**2 * (0.5, 1.0, 1.0)).sum(axis=-1))


def exposed(rgb: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Dull photographs get the contrast of good ones, within measure. `where` is the person."""
    low, high = np.percentile(rgb[where].mean(axis=1), (1, 99))
    low, high = np.clip(low, *DARKEST), np.clip(high, *PALEST)
    stretched = (rgb.astype(np.float32) - low) * (max(high, 225) - min(low, 12)) / (high - low) + min(low, 12)
    return np.clip(stretched, 0, 255).astype(np.uint8)


def colours(rgb: np.ndarray, person: np.ndarray, inside: np.ndarray) -> Colours:
    """Medians of the cheeks, of what surrounds the face, and of what is below the chin."""
    seen = lab(rgb)
    skin = _median(rgb, _even(rgb, oval(0, 0.12, 0.27, 0.2))) or SKIN
    bare = apart(seen, skin) <= APART
    around = person & ~bare & ~below(-0.15) & ~oval(0, 0.1, 0.36, 0.6) & oval(0, -0.2, 0.8, 0.9)
    hair = _median(rgb, around)
    chest = inside & ~bare & below(0.85) & oval(0, 1.6, 0.75, 1.0)
    other = chest & (apart(seen, hair) > APART) if hair else chest
    return Colours(skin, hair, _commonest(rgb, other if other.sum() > 0.3 * chest.sum() else chest))


def hairy(rgb: np.ndarray, known: Colours) -> np.ndarray:
    """Which pixels look like hair rather than like skin or clothes."""
    if known.hair is None:
        return np.zeros(rgb.shape[:2], bool)
    seen = lab(rgb)
    near, others = apart(seen, known.hair), [known.skin, *([known.clothes] if known.clothes else [])]
    return np.logical_and.reduce([near < apart(seen, other) for other in others])


def _even(rgb: np.ndarray, where: np.ndarray) -> np.ndarray:
    bright = rgb.mean(axis=2)
    low, high = np.percentile(bright[where], GLARE)
    return where & (bright >= low) & (bright <= high)


def _median(rgb: np.ndarray, where: np.ndarray) -> RGB | None:
    pixels = rgb[where]
    return tuple(int(value) for value in np.median(pixels, axis=0)) if len(pixels) >= FEW else None


def _commonest(rgb: np.ndarray, where: np.ndarray) -> RGB | None:
    """The colour of the largest of three heaps: a tie or a logo is not what somebody is dressed in."""
    pixels = rgb[where]
    if len(pixels) < FEW:
        return None
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_MAX_ITER, 8, 0)
    _, heaps, middles = cv2.kmeans(pixels.astype(np.float32), 3, None, stop, 1, cv2.KMEANS_PP_CENTERS)
    return tuple(int(value) for value in middles[np.bincount(heaps.ravel(), minlength=3).argmax()])
