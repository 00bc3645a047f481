"""A photograph becomes a flat drawing: a few even tones with clean edges."""

import cv2
import numpy as np

TONES = 14
SHARPER = 2  # the drawing has so many pixels where the photograph has one: its tones have crisp edges
EVEN_SPACE, EVEN_COLOUR = 7, 17  # pixels and grey levels within which mean shift makes one surface
SOFT = 3.0  # pixels of the drawing over which its outline fades


def flatten(rgb: np.ndarray, where: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The number of every pixel's tone and its opacity, SHARPER than `rgb`, and the tones, (n, 3) RGB uint8."""
    even = _larger(cv2.pyrMeanShiftFiltering(rgb, EVEN_SPACE, EVEN_COLOUR))
    seen = cv2.cvtColor(cv2.GaussianBlur(even, (0, 0), 1.2).astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    middles = _tones(seen[_larger(where.astype(np.uint8)) > 0])
    nearest = (0.5 * (middles**2).sum(axis=1) - seen @ middles.T).argmin(axis=2)
    opacity = cv2.GaussianBlur(_larger(where.astype(np.float32) * 255), (0, 0), SOFT)
    opacity = np.clip((opacity - 118) * 5, 0, 255).astype(np.uint8)
    tones = cv2.cvtColor(middles[None], cv2.COLOR_LAB2RGB)[0]
    return cv2.medianBlur(nearest.astype(np.uint8), 5), opacity, np.clip(tones * 255, 0, 255).round().astype(np.uint8)


def _larger(pixels: np.ndarray) -> np.ndarray:
    return cv2.resize(pixels, None, fx=SHARPER, fy=SHARPER, interpolation=cv2.INTER_CUBIC)


def _tones(seen: np.ndarray) -> np.ndarray:
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    return cv2.kmeans(seen[::9], TONES, None, stop, 2, cv2.KMEANS_PP_CENTERS)[2]
