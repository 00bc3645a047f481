"""From what a pipeline returns to the frames of a clip."""

from collections.abc import Iterator

import numpy as np

from generation.sources import covering

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
            yield np.stack([covering(frame, size) for frame in frames[first : first + CHUNK]])
