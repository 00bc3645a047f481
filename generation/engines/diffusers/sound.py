"""The sound of a clip, from what a pipeline made for each of its segments: one wave file as long as the pictures."""

import os
import tempfile
import wave
from pathlib import Path

import numpy as np

from generation.engines.diffusers.planning import Segment

#: Where a segment goes on from the one before, the two sounds of the time they share run into each other.
BLEND_SECONDS = 0.1
#: At a cut sound sets in and dies away within this time: a step in a wave is heard as a click.
EDGE_SECONDS = 0.005


class Sound:
    """Laid segment by segment beside `fps` frames a second."""

    def __init__(self, fps: float, rate: int):
        """`rate`: samples a second."""
        self._fps, self._rate = fps, rate
        self._waves: list[np.ndarray] = []

    def add(self, segment: Segment, made: np.ndarray) -> None:
        """`made`: floats -1..1 (channels, samples), beginning with the first frame the pipeline made."""
        begin, end = self._at(segment.begin), self._at(segment.begin + segment.frames)
        start = self._at(segment.dropped)
        blended = min(self._samples(BLEND_SECONDS), self._at(segment.overlap)) if self._waves else 0
        edge = self._samples(EDGE_SECONDS)
        made = _stretch(np.asarray(made, np.float32), start - blended, start + end - begin)
        if blended:
            rising = np.linspace(0, 1, blended, dtype=np.float32)
            shared = self._waves[-1][:, -blended:]
            blended = shared.shape[1]
            shared[:] = shared * (1 - rising[-blended:]) + made[:, :blended] * rising[-blended:]
            made = made[:, blended:]
        elif self._waves:
            _fade(self._waves[-1][:, ::-1], edge)
            _fade(made, edge)
        self._waves.append(made)

    def write(self, path: Path) -> None:
        """As a wave file of 16 bits a sample."""
        waves = np.concatenate(self._waves, axis=1)
        whole = np.rint(waves.clip(-1, 1) * 32767).astype("<i2")
        with wave.open(str(path), "wb") as file:
            file.setnchannels(len(whole))
            file.setsampwidth(2)
            file.setframerate(self._rate)
            file.writeframes(whole.T.tobytes())

    def _at(self, frame: int) -> int:
        return self._samples(frame / self._fps)

    def _samples(self, seconds: float) -> int:
        return round(seconds * self._rate)


def place() -> Path:
    """A new file for a sound. Whoever reads the footage removes it."""
    handle, name = tempfile.mkstemp(prefix="skylark-", suffix=".wav")
    os.close(handle)
    return Path(name)


def _stretch(made: np.ndarray, start: int, end: int) -> np.ndarray:
    """Samples from `start` to `end`, still where there are none."""
    found = made[:, max(start, 0) : end]
    return np.pad(found, ((0, 0), (0, end - max(start, 0) - found.shape[1])))


def _fade(wave: np.ndarray, samples: int) -> None:
    """Let `wave` rise from nothing, in place."""
    samples = min(samples, wave.shape[1])
    wave[:, :samples] *= np.linspace(0, 1, samples, dtype=wave.dtype)
