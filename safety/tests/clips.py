"""Little videos for the tests: drawn in planes, marked or not, encoded by the real ffmpeg."""

import subprocess
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np

from safety.marks.hidden import Pen

WIDTH, HEIGHT, FPS, KEYFRAME_EVERY = 320, 480, 12, 12


def ffmpeg(*arguments, given: bytes = b"") -> bytes:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", *map(str, arguments)]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


def picture(seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> np.ndarray:
    """Soft clouds of colour, (height, width, 3) uint8 BGR; another seed, another sky."""
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 256, (7, 5, 3)).astype(np.uint8)
    return cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)


def moving(seed: int, frames: int = 24) -> list[np.ndarray]:
    """The clouds drifting by, as I420 frames (height * 3/2, width)."""
    sky = picture(seed)
    return [cv2.cvtColor(np.roll(sky, 2 * number, axis=1), cv2.COLOR_BGR2YUV_I420) for number in range(frames)]


def write_clip(path: Path, frames: list[np.ndarray], payload: str | None = None, *arguments) -> Path:
    """An MP4 of I420 frames whose keyframes carry `payload`."""
    pen = Pen(payload) if payload else None
    stream = b"".join(_marked(frame, number, pen).tobytes() for number, frame in enumerate(frames))
    source = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{WIDTH}x{HEIGHT}", "-r", FPS, "-i", "-"]
    keyframes = ["-g", KEYFRAME_EVERY, "-keyint_min", KEYFRAME_EVERY, "-sc_threshold", 0]
    ffmpeg(*source, "-c:v", "libx264", "-preset", "veryfast", "-crf", 20, *keyframes, *arguments, path, given=stream)
    return path


def _marked(frame: np.ndarray, number: int, pen: Pen | None) -> np.ndarray:
    if pen is None:
        return frame
    flat = frame.reshape(-1).copy()
    blue = slice(WIDTH * HEIGHT, WIDTH * HEIGHT * 5 // 4)
    plane = flat[blue].reshape(HEIGHT // 2, WIDTH // 2)
    flat[blue] = (pen.between(plane) if number % KEYFRAME_EVERY else pen.keyframe(plane)).reshape(-1)
    return flat
