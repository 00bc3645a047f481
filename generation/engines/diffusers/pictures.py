"""From what a pipeline returns to the frames of a clip."""

from collections.abc import Iterator

import cv2
import numpy as np

CHUNK = 16  # frames, 20 MB of them at 480x854


def whole_numbers(frames: np.ndarray) -> np.ndarray:
    """Floats 0..1 as uint8, (n, height, width, 3). Raises FloatingPointError where a model made no numbers."""
    whole = np.empty(frames.shape, np.uint8)
    for first in range(0, len(frames), CHUNK):
        part = np.asarray(frames[first : first + CHUNK], np.float32)
        if not np.isfinite(part).all():
            raise FloatingPointError("The model made pictures that are not numbers (NaN)")
        np.rint(part.clip(0, 1) * 255, out=whole[first : first + CHUNK], casting="unsafe")
    return whole


def chunks(pieces: list[np.ndarray], size: tuple[int, int]) -> Iterator[np.ndarray]:
    """The frames of all pieces in turn, at most CHUNK at a time, filling `size` (width, height). Empties the list."""
    while pieces:
        frames = pieces.pop(0)
        for first in range(0, len(frames), CHUNK):
            yield np.stack([_fill(frame, size) for frame in frames[first : first + CHUNK]])


def _fill(frame: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """`frame` scaled until it covers `size` (width, height), what sticks out cut off evenly."""
    width, height = size
    scale = max(height / frame.shape[0], width / frame.shape[1])
    if scale != 1:
        scaled = max(width, round(frame.shape[1] * scale)), max(height, round(frame.shape[0] * scale))
        frame = cv2.resize(frame, scaled, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    top, left = (frame.shape[0] - height) // 2, (frame.shape[1] - width) // 2
    return frame[top : top + height, left : left + width]
