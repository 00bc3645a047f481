"""Where the camera looks, frame by frame. Numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generation.engines.sketch.motion import Performer
from generation.engines.sketch.stage import Stage
from generation.engines.sketch.world import Reach

#: A zooming camera needs a picture larger than the frame, so that it never has to enlarge much.
OVERSCAN = 1.10
ZOOM = 1.34
PAN = 0.15  # of the width, to either side
BREATH = 0.012


@dataclass(frozen=True)
class Camera:
    """Arrays of one value a frame: pixels right and down of the middle, and magnification about `anchor`."""

    x: np.ndarray
    y: np.ndarray
    zoom: np.ndarray
    anchor: tuple[float, float]  # pixels of the stage

    @property
    def reach(self) -> Reach:
        return Reach(float(self.x.min()), float(self.x.max()), float(-self.y.min()))


def zooms(kind: str) -> bool:
    return kind in ("zoom_in", "zoom_out")


def ease(t: np.ndarray) -> np.ndarray:
    """0..1 with a soft start and a soft stop."""
    return t * t * t * (t * (6 * t - 15) + 10)


def soften(values: np.ndarray, width: int) -> np.ndarray:
    """The values with jolts shorter than `width` frames taken out; the ends keep their place."""
    kernel = np.hanning(2 * width + 3)
    padded = np.pad(values, width + 1, mode="edge")
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")


def shoot(kind: str, stage: Stage, performers: Sequence[Performer], times: np.ndarray) -> Camera:
    """The way of the camera `kind` (one of CAMERAS) over the seconds in `times`; KeyError for another."""
    share = ease(np.linspace(0, 1, len(times)))
    flat, level = np.zeros(len(times)), np.ones(len(times))
    breath = stage.width * BREATH * np.sin(times * 0.55)
    anchor = (stage.width / 2, stage.ground - 60 * stage.unit)
    if kind == "follow":
        return Camera(*follow(stage, performers, times), level, anchor)
    ways = {
        "still": (breath, level),
        "pan_left": (stage.width * PAN * (1 - 2 * share), level),
        "pan_right": (stage.width * PAN * (2 * share - 1), level),
        "zoom_in": (breath, ZOOM**share),
        "zoom_out": (breath, ZOOM ** (1 - share)),
    }
    x, zoom = ways[kind]
    return Camera(x, flat, zoom, anchor)


def follow(stage: Stage, performers: Sequence[Performer], times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Keep the first performer near the middle; let one who stays be looked at from side to side."""
    sweep = stage.width * PAN * 0.7 * np.sin(np.pi * (np.linspace(0, 1, len(times)) - 0.5))
    if not performers:
        return sweep, np.zeros(len(times))
    poses = [performers[0].pose(float(t)) for t in times]
    x = soften(np.array([pose.x for pose in poses]), len(times) // 16) - stage.width / 2
    if np.ptp(x) < stage.width * 0.2:
        x = sweep
    height = np.array([pose.y - pose.lift for pose in poses])
    climb = soften(height, len(times) // 16) - stage.height * 0.45
    return x, np.clip(climb, -stage.height * 0.4, 0.0)
