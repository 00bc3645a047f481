"""The pictures of a finished clip, to begin another one from: decoded into memory, our moving mark taken off again."""

import logging
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, islice
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryFile

import cv2
import imageio_ffmpeg
import numpy as np

from generation.engines import EngineFault
from generation.planes import frame_of
from generation.script import SourceClip
from generation.stamp import path_of
from safety.marks.lifting import Lift, Planes

log = logging.getLogger(__name__)

FRAME = b"FRAME\n"  # before each one in a YUV4MPEG2 stream
LOOKED_AT = 6  # frames, to see whether the mark is where it should be


class SourceUnreadable(EngineFault):
    """The file of a clip to begin from does not hold the frames that it should."""


def frames_of(
    clip: SourceClip, *, size: tuple[int, int] | None = None, fps: float | None = None, last: int | None = None
) -> Iterator[np.ndarray]:
    """The frames of `clip`, uint8 RGB (height, width, 3), without the moving mark; the hidden one stays.

    size: (width, height) to cover; what is over on two sides is cut off. Default: the clip's own.
    fps: to show it at; each frame is the one seen in the middle of its time. Exactly `round(seconds * fps)` of them.
    last: only so many from the end (all where there are fewer), without decoding the rest.

    Nothing is written anywhere. Raises SourceUnreadable, while it is read.
    """
    fps = fps or clip.fps
    count = round(clip.frames * fps / clip.fps)
    first = max(0, count - last) if last is not None else 0
    order = [shown_at(number, fps, clip.fps, clip.frames) for number in range(first, count)]
    if order:
        yield from (covering(frame, size or clip.size) for frame in in_order(_own_frames(clip, order[0]), order))


def shown_at(number: int, fps: float, of_fps: float, frames: int) -> int:
    """Which of `frames` frames of `of_fps` a second is seen in the middle of frame `number` of `fps` a second."""
    return min(int((number + 0.5) * of_fps / fps), frames - 1)


def in_order(frames: Iterator[np.ndarray], order: list[int]) -> Iterator[np.ndarray]:
    """Of frames that are numbered from `order[0]` on those that `order` names: it rises, and may repeat itself.

    Reads `frames` to their end, so that an iterator that counts has its say; ends with them where they are too few.
    """
    with closing(frames):
        numbered = enumerate(frames, start=order[0])
        number, frame = -1, None
        for wanted in order:
            while number < wanted:
                number, frame = next(numbered, (wanted, None))
            if frame is None:
                return
            yield frame
        for _ in numbered:
            pass


def covering(frame: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """`frame` as large as just covers `size` (width, height), what is over cut off on both sides alike."""
    height, width = frame.shape[:2]
    if (width, height) == size:
        return frame
    scale = max(size[0] / width, size[1] / height)
    wide, high = max(size[0], round(width * scale)), max(size[1], round(height * scale))
    frame = cv2.resize(frame, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    left, top = (wide - size[0]) // 2, (high - size[1]) // 2
    return np.ascontiguousarray(frame[top : top + size[1], left : left + size[0]])


def _own_frames(clip: SourceClip, first: int) -> Iterator[np.ndarray]:
    """Its frames from `first` on, as they are in the file but for the mark."""
    with closing(_planes(clip, first)) as decoded:
        numbered = enumerate(decoded, start=first)
        begin = list(islice(numbered, LOOKED_AT))
        height, width = begin[0][1][0].shape  # of the file: an engine may have made another size than it was asked for
        lift = Lift(path_of(clip.mark, size=(width, height), seconds=clip.seconds), clip.mark)
        marked = lift.finds((number / clip.fps, planes[0]) for number, planes in begin)
        if not marked:
            log.warning("the mark of clip %s is not where it should be: it stays", clip.mark.clip)
        for number, planes in chain(begin, numbered):
            yield frame_of(*(lift.off(planes, number / clip.fps) if marked else planes))


def _planes(clip: SourceClip, first: int) -> Iterator[Planes]:
    """Y, U and V of each frame from `first` on. Raises SourceUnreadable where there are not as many as the clip has."""
    left = clip.frames - first
    with TemporaryFile() as said, Popen(_decoder(clip, first), stdin=DEVNULL, stdout=PIPE, stderr=said) as process:
        try:
            width, height = _size(process.stdout.readline())
            step = len(FRAME) + width * height * 3 // 2
            while left and len(raw := process.stdout.read(step)) == step:
                left -= 1
                yield _split(np.frombuffer(raw, np.uint8, offset=len(FRAME)), width, height)
            if left or process.stdout.read(1):
                said.seek(0)
                wrong = f"{left} frames are missing" if left else "there are more frames than it should have"
                raise SourceUnreadable(f"{clip.video}: {wrong}. {said.read().decode(errors='replace')}")
        finally:
            process.kill()


def _decoder(clip: SourceClip, first: int) -> list[str]:
    # To the middle of the time between two frames: a seek gives the first frame that is not before.
    seek = ["-ss", f"{(first - 0.5) / clip.fps:.6f}"] if first else []
    quiet = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-protocol_whitelist", "file"]
    source = [*seek, "-f", "mov", "-i", f"file:{clip.video}", "-map", "0:v:0", "-fps_mode", "passthrough"]
    return [*quiet, *source, "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1"]


def _size(head: bytes) -> tuple[int, int]:
    """Width and height that the first line of a YUV4MPEG2 stream tells; nothing where there is no stream."""
    words = {word[:1]: word[1:] for word in head.split()[1:]}
    return int(words.get(b"W", 0)), int(words.get(b"H", 0))


def _split(raw: np.ndarray, width: int, height: int) -> Planes:
    light, blue, red = np.split(raw, [width * height, width * height * 5 // 4])
    return light.reshape(height, width), *(plane.reshape(height // 2, width // 2) for plane in (blue, red))
