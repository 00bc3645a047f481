"""Taking the moving mark off again, which only this site can: it knows the place, the colours and the alpha. Pure.

Where the mark covers a part `a` of a pixel, what is left of the picture is `1 - a` of it, a codec's error included.
So the blend is inverted, and what comes out is calmed the more, the more of it was covered.
"""

from collections.abc import Iterable
from functools import lru_cache

import cv2
import numpy as np

from safety.marks import sprite
from safety.marks.moving import Leg, Mark, Plan

Planes = tuple[np.ndarray, np.ndarray, np.ndarray]  # Y (height, width), U and V (height/2, width/2), uint8

GREY = 128  # the mark has no colour
COVERED = 0.3  # alpha from which on the calmed picture alone is shown
BARE, THICK = 0.03, 0.2  # alpha under which a pixel is as good as uncovered, and from which on it tells of the noise
CALMING = 2.0  # strength of the calming for each level of noise
WEAKEST, STRONGEST = 4.0, 25.0
THERE = 0.6  # of the mark's strength: it is seen at 0.95 or more, another mark in part at the same place at 0.35


class Lift:
    """For the frames of one clip."""

    def __init__(self, plan: Plan, mark: Mark):
        self._plan, self._layouts = plan, sprite.layouts(handle=mark.handle, site=mark.site)
        self._levels = lru_cache(maxsize=2)(self._drawn)

    def finds(self, lumas: Iterable[tuple[float, np.ndarray]]) -> bool:
        """Whether the mark is where it should be, going by (second, Y plane) of some frames.

        It is not where its maker's handle, the site's name or MARK_SECRET has changed since.
        """
        pairs = [self._edges(second, luma) for second, luma in lumas]
        strength = sum(seen @ known for seen, known in pairs) / sum(known @ known for _, known in pairs)
        return bool(strength > THERE)

    def off(self, planes: Planes, second: float) -> Planes:
        """The planes of the frame at `second`, without the mark."""
        box, (alpha, luma) = self._plan.box(second), self._levels(self._plan.leg(second))
        mixed = cv2.resize(alpha, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)  # as overlay does for 4:2:0
        wholes, halves = _area(box.x, box.y, alpha.shape), _area(box.x // 2, box.y // 2, mixed.shape)
        light, blue, red = (plane.copy() for plane in planes)
        light[wholes] = _cleared(light[wholes], alpha, luma)
        for plane in (blue, red):
            plane[halves] = _cleared(plane[halves], mixed, GREY)
        return light, blue, red

    def _edges(self, second: float, luma: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The finest detail of what is in the mark's box, and of the mark; both flat."""
        box, (alpha, light) = self._plan.box(second), self._levels(self._plan.leg(second))
        seen = luma[_area(box.x, box.y, alpha.shape)].astype(np.float32)
        known = alpha * (light - seen.mean())
        return tuple((each - cv2.GaussianBlur(each, None, 3)).ravel() for each in (seen, known))

    def _drawn(self, leg: Leg) -> tuple[np.ndarray, np.ndarray]:
        picture = sprite.draw(self._layouts[leg.look], width=leg.width, height=leg.height, opacity=leg.opacity)
        return sprite.levels(picture)


def _area(x: int, y: int, shape: tuple[int, int]) -> tuple[slice, slice]:
    return slice(y, y + shape[0]), slice(x, x + shape[1])


def _cleared(seen: np.ndarray, alpha: np.ndarray, mark: np.ndarray | float) -> np.ndarray:
    """What was under `mark`, uint8, calmed by non-local means (Buades, Coll and Morel 2005)."""
    clear = np.rint(np.clip((seen - mark * alpha) / (1 - alpha), 0, 255)).astype(np.uint8)
    strength = float(np.clip(CALMING * _added_noise(clear, alpha), WEAKEST, STRONGEST))
    calm = cv2.fastNlMeansDenoising(clear, None, h=strength, templateWindowSize=3, searchWindowSize=11)
    share = np.minimum(alpha / COVERED, 1)
    return np.rint(clear * (1 - share) + calm * share).astype(np.uint8)


def _added_noise(clear: np.ndarray, alpha: np.ndarray) -> float:
    """By how many levels the covered part is noisier than the picture around it: a grainy picture keeps its grain.

    From the second differences: where edges are few, their median is that of noise, 0.67 of sigma times sqrt(20).
    """
    rough = np.abs(cv2.Laplacian(clear, cv2.CV_32F)) / (0.6745 * 20**0.5)
    inside, around = (float(np.median(rough[where])) if where.any() else 0.0 for where in (alpha > THICK, alpha < BARE))
    return max(0.0, inside**2 - around**2) ** 0.5
