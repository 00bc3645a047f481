"""One ffmpeg process that is fed on its standard input and never outlives its `with` block."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryFile
from typing import BinaryIO

import imageio_ffmpeg
import numpy as np


class EncoderFailed(Exception):
    """ffmpeg gave up; the message is what it said."""


class Encoder:
    """`write` frames, then `finish`."""

    def __init__(self, process: Popen, said: BinaryIO):
        self._process, self._said = process, said

    def write(self, *arrays: np.ndarray) -> None:
        """Hand over bytes, waiting while ffmpeg is busy. Raises EncoderFailed."""
        try:
            for array in arrays:
                self._process.stdin.write(array)
        except BrokenPipeError:
            raise self._failure() from None

    def finish(self) -> None:
        """No more frames: wait until the files are whole. Raises EncoderFailed."""
        with suppress(BrokenPipeError):  # the exit code tells
            self._process.stdin.close()
        if self._process.wait():
            raise self._failure()

    def _failure(self) -> EncoderFailed:
        self._process.wait()
        self._said.seek(0)
        words = self._said.read().decode(errors="replace").strip()
        return EncoderFailed(words or f"ffmpeg ended with {self._process.returncode} and no word")


@contextmanager
def ffmpeg(arguments: list[str]) -> Iterator[Encoder]:
    """An encoder for the length of a `with` block; one that is not finished by its end is killed."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-loglevel", "error", *arguments]
    # Its words go to a file: nobody reads a pipe while frames are written, and a full one would stop both sides.
    # Its own process group: Ctrl-C asks the worker to finish its clip, and must not break the clip off here.
    streams = {"stdin": PIPE, "stdout": DEVNULL, "process_group": 0}
    with TemporaryFile() as said, Popen(command, stderr=said, **streams) as process:
        try:
            yield Encoder(process, said)
        finally:
            process.kill()  # nothing happens where it has ended
            with suppress(BrokenPipeError):
                process.stdin.close()
