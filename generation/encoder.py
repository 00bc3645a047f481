"""One ffmpeg process that is fed on its standard input and never outlives its `with` block."""

from contextlib import suppress
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryFile
from typing import Self

import imageio_ffmpeg
import numpy as np


class EncoderFailed(Exception):
    """ffmpeg gave up; the message is what it said."""


class Encoder:
    """`with Encoder(arguments) as encoder: encoder.write(...); encoder.finish()`. Left unfinished, it is killed."""

    def __init__(self, arguments: list[str]):
        # A file, not a pipe: nobody reads while frames are written, and a full pipe would stop both sides for good.
        self._said = TemporaryFile()
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-loglevel", "error", *arguments]
        self._process = Popen(command, stdin=PIPE, stdout=DEVNULL, stderr=self._said)

    def __enter__(self) -> Self:
        return self

    def write(self, *arrays: np.ndarray) -> None:
        """Hand over bytes, waiting while ffmpeg is busy. Raises EncoderFailed."""
        try:
            for array in arrays:
                self._process.stdin.write(array)
        except BrokenPipeError:
            raise self._failure() from None

    def finish(self) -> None:
        """No more frames: wait until the files are whole. Raises EncoderFailed."""
        with suppress(BrokenPipeError):  # the exit code below tells
            self._process.stdin.close()
        if self._process.wait():
            raise self._failure()

    def __exit__(self, *_) -> None:
        self._process.kill()  # nothing happens where it has ended
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        self._said.close()

    def _failure(self) -> EncoderFailed:
        self._process.wait()
        self._said.seek(0)
        words = self._said.read().decode(errors="replace").strip()
        return EncoderFailed(words or f"ffmpeg ended with {self._process.returncode} and no word")
