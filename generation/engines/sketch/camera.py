"""Where the camera looks, frame by frame. Numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generation.engines.sketch.motion import GROUNDED, HEIGHTS, Performer
from generation.engines.sketch.stage import Stage
from generation.engines.sketch.world import Reach

#: A zooming camera needs a picture larger than the frame, so that it never has to enlarge much.
OVERSCAN = 1.10
ZOOM = 1.34
PAN = 0.15  # of the width, to either side
BREATH = 0.012


@dataclass(frozen=True)
class Camera:
    """One value a frame: pixels right and down of the middle, and magnification about the point `anchor`."""

    x: np.ndarray
    y: np.ndarray
    zoom: np.ndarray
    anchor: np.ndarray  # (frames, 2), pixels of the stage: what stays in its place while the picture grows

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
    share, breath = ease(np.linspace(0, 1, len(times))), stage.width * BREATH * np.sin(times * 0.55)
    sweep, level, star = stage.width * PAN * (2 * share - 1), np.ones(len(times)), track(stage, performers, times)
    ways = {
        "still": (breath, level),
        "pan_left": (-sweep, level),
        "pan_right": (sweep, level),
        "zoom_in": (breath, ZOOM**share),
        "zoom_out": (breath, ZOOM ** (1 - share)),
        "follow": (follow(star[:, 0], stage, sweep * 0.7), level),
    }
    x, zoom = ways[kind]
    anchor = np.clip(star, 0, (stage.width, stage.height))
    return Camera(x, climb(star[:, 1], stage) if kind == "follow" else np.zeros(len(times)), zoom, anchor)


def track(stage: Stage, performers: Sequence[Performer], times: np.ndarray) -> np.ndarray:
    """Where the middle of the first performer is, smoothed; the middle of the stage when there is none."""
    if not performers:
        return np.tile((stage.width / 2, stage.ground - 60 * stage.unit), (len(times), 1))
    poses = [performers[0].pose(float(t)) for t in times]
    rise = HEIGHTS[performers[0].subject.kind] / 2 if performers[0].subject.kind in GROUNDED else 0.0
    way = np.array([(pose.x, pose.y - rise * pose.scale) for pose in poses])
    smooth = [soften(way[:, axis], len(times) // 12) for axis in (0, 1)]
    return np.stack(smooth, axis=1)


def follow(x: np.ndarray, stage: Stage, sweep: np.ndarray) -> np.ndarray:
    """Keep the one at `x` in the middle; look at one who stays from side to side."""
    return x - stage.width / 2 if np.ptp(x) > stage.width * 0.2 else sweep


def climb(y: np.ndarray, stage: Stage) -> np.ndarray:
    """Go up with the one at `y`, most of the way."""
    return np.clip(0.85 * (y - y.max()), -0.45 * stage.height, 0.0)
