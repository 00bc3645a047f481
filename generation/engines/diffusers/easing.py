"""Where a segment goes on from another, what it made again of the shared frames tells how its colours differ.

A VAE does not give back exactly what it was given, and a model drifts: a step of a few levels in all of the picture is
seen at once. So the first frames that are new are brought to the colours of those before, and less and less so.
"""

import numpy as np

#: Levels. A larger difference is in what is shown, not in how.
MOST = 16.0
SECONDS = 1.0  # until a segment has colours of its own


class Ease:
    """For one segment: `before` are the frames it goes on from, uint8 (n, height, width, 3)."""

    def __init__(self, before: np.ndarray | None, fps: float):
        self._wanted = None if before is None else _colour(before)
        self._made: list[np.ndarray] = []
        self._fade, self._at = max(1, round(SECONDS * fps)), 0

    def look(self, again: np.ndarray) -> None:
        """The shared frames as this segment made them, some or all."""
        if self._wanted is not None and len(again):
            self._made.extend(_colours(again))

    def __call__(self, frames: np.ndarray) -> np.ndarray:
        """The new frames in their order, a chunk at a time."""
        begin, self._at = self._at, self._at + len(frames)
        weight = 1 - np.arange(begin + 1, self._at + 1) / self._fade
        step = self._step() * weight.clip(0)[:, None]
        if not np.rint(np.abs(step)).any():
            return frames
        return np.rint((frames + step[:, None, None]).clip(0, 255)).astype(np.uint8)

    def _step(self) -> np.ndarray:
        """Levels to add to red, green and blue."""
        if not self._made:
            return np.zeros(3, np.float32)
        step = self._wanted - np.mean(self._made, axis=0)
        return step.astype(np.float32) if np.abs(step).max() <= MOST else np.zeros(3, np.float32)


def _colours(frames: np.ndarray) -> np.ndarray:
    return frames.mean((1, 2))


def _colour(frames: np.ndarray) -> np.ndarray:
    return _colours(frames).mean(0)
