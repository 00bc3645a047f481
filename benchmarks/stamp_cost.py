"""What the marks cost: the whole stamp against a plain encode of the same frames. `python benchmarks/stamp_cost.py`"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sora_site.settings")

from generation.engines import Footage  # noqa: E402
from generation.filtergraph import CLIP  # noqa: E402
from generation.stamp import stamp  # noqa: E402
from safety.marks import payload  # noqa: E402
from safety.marks.moving import Mark  # noqa: E402

FPS, SIZE = 24, (480, 854)


def scene(seconds: float, grain: float) -> np.ndarray:
    """A sky, a hill and a bouncing ball, (n, height, width, 3) uint8 RGB, with film grain or flat."""
    width, height = SIZE
    cv2.setRNGSeed(0)
    rows = np.linspace(0, 1, height)[:, None, None]
    sky = np.broadcast_to((1 - rows) * [120, 180, 250] + rows * [255, 220, 170], (height, width, 3))
    frames = np.empty((int(seconds * FPS), height, width, 3), np.uint8)
    for number, frame in enumerate(frames):
        cv2.randn(noise := np.empty((height, width), np.float32), 0, grain)
        frame[:] = np.clip(sky + noise[..., None], 0, 255)
        hill = (width // 2 + number, height), (width, height // 3)
        cv2.ellipse(frame, *hill, 0, 180, 360, (90, 160, 90), -1, cv2.LINE_AA)
        place = int(width * (0.5 + 0.4 * np.sin(number / 20))), int(height * (0.7 - 0.3 * abs(np.sin(number / 9))))
        cv2.circle(frame, place, width // 8, (220, 50, 40), -1, cv2.LINE_AA)
    return frames


def plain(frames: np.ndarray, folder: Path) -> Path:
    """The same encoder settings, no mark, no poster, no preview."""
    source = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "x".join(map(str, SIZE)), "-r", str(FPS), "-i", "-"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", *source, *CLIP, str(folder / "plain.mp4")]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        for frame in frames:
            process.stdin.write(frame)
    return folder / "plain.mp4"


def stamped(frames: np.ndarray, folder: Path) -> Path:
    mark = Mark(clip=uuid.UUID(int=1), payload=payload.new(), handle="alice", site="Skylark")
    footage = Footage(fps=FPS, size=SIZE, frame_count=len(frames), chunks=iter(np.array_split(frames, 10)))
    return stamp(footage, to=folder / "stamped.mp4", mark=mark, tell=lambda fraction: None).video


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--grain", type=float, default=0, help="standard deviation of film grain, in levels")
    options = parser.parse_args()
    frames = scene(options.seconds, options.grain)
    taken = {plain: [], stamped: []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(options.rounds):  # A B A B, so that a busy moment of the machine meets both
            for encode, times in taken.items():
                began = time.perf_counter()
                file = encode(frames, Path(folder))
                times.append(time.perf_counter() - began)
                print(f"{encode.__name__:8} {times[-1]:6.2f} s  {file.stat().st_size / 1024:7.0f} kB")
    ratios = [marked / bare for bare, marked in zip(*taken.values(), strict=True)]
    print(f"stamp / plain: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f}")


if __name__ == "__main__":
    main()
