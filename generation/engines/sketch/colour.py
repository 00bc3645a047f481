"""Colours as RGB triples 0..255 and the arithmetic of light on them."""

from dataclasses import dataclass
from functools import lru_cache

import skia

RGB = tuple[int, int, int]
WHITE: RGB = (255, 255, 255)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """`a` with `share` (0..1) of `b` in it."""
    return tuple(round(x + (y - x) * share) for x, y in zip(a, b, strict=True))


def multiply(a: RGB, b: RGB) -> RGB:
    return tuple(round(x * y / 255) for x, y in zip(a, b, strict=True))


def luminance(rgb: RGB) -> float:
    """How bright it looks, 0..1."""
    return (0.30 * rgb[0] + 0.59 * rgb[1] + 0.11 * rgb[2]) / 255


def ink(rgb: RGB, alpha: float = 1.0) -> int:
    """The colour as skia wants it."""
    return skia.ColorSetARGB(round(255 * min(max(alpha, 0.0), 1.0)), *rgb)


@dataclass(frozen=True)
class Grade:
    """A mood on every colour: saturation first, then a share of a three-colour scale from dark to light."""

    saturation: float = 1.0
    tones: tuple[RGB, RGB, RGB] = ((0, 0, 0), (128, 128, 128), WHITE)
    share: float = 0.0


GRADES = {
    "natural": Grade(),
    "warm": Grade(1.05, ((62, 26, 30), (206, 120, 78), (255, 238, 206)), 0.30),
    "cool": Grade(0.95, ((14, 30, 60), (74, 132, 168), (230, 244, 252)), 0.34),
    "pastel": Grade(0.80, ((146, 128, 166), (226, 190, 206), (255, 248, 242)), 0.46),
    "neon": Grade(1.45, ((16, 6, 46), (206, 36, 168), (90, 246, 255)), 0.46),
    "noir": Grade(0.10, ((4, 5, 10), (98, 102, 114), (252, 250, 244)), 0.88),
    "golden": Grade(1.0, ((66, 34, 22), (214, 142, 58), (255, 240, 190)), 0.42),
    "dreamy": Grade(0.95, ((66, 46, 112), (206, 142, 202), (255, 232, 240)), 0.38),
}


@lru_cache(maxsize=4096)
def grade(rgb: RGB, mood: str) -> RGB:
    """The colour as the mood shows it; KeyError for an unknown mood."""
    look, bright = GRADES[mood], luminance(rgb)
    grey = (round(bright * 255),) * 3
    vivid = tuple(min(max(c, 0), 255) for c in mix(grey, rgb, look.saturation))
    dark, middle, light = look.tones
    tone = mix(dark, middle, bright * 2) if bright < 0.5 else mix(middle, light, min(bright * 2 - 1, 1.0))
    return mix(vivid, tone, look.share)
