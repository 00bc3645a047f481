"""Frames of a file that anybody may have sent: opened by what it holds, never by its name, and within bounds."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from safety.marks.perceptual import SIDE

MAX_BYTES = 512 << 20
MAX_SECONDS = 60  # read from the beginning
MAX_PIXELS = 4096 * 4096  # a frame
MAX_KEYFRAMES = 12
MAX_FRAMES = 450
PATIENCE = 120  # seconds
CODECS = "h264,hevc,libdav1d,av1,vp8,vp9,libvpx,libvpx-vp9,mpeg4,mpeg2video,mpeg1video,mjpeg,prores,theora,wmv3,ffv1"
# The hidden mark was made in these colours; most files have never left them and pass untouched.
IN_OUR_COLOURS = "out_color_matrix=smpte170m:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int"


class Unreadable(Exception):
    """Not a video this site can read; the message says why, fit for the person who sent it."""


def keyframes(path: Path, *, size: tuple[int, int] | None = None) -> list[np.ndarray]:
    """The U planes (height/2, width/2) of the first keyframes, scaled to `size` first where one is given."""
    return _blue_planes(path, ["-skip_frame", "nokey"], size, MAX_KEYFRAMES)


def frames(path: Path, *, size: tuple[int, int] | None = None) -> list[np.ndarray]:
    """The U planes of the first frames, keyframes or not."""
    return _blue_planes(path, [], size, MAX_FRAMES)


def small_greys(path: Path, *, a_second: float) -> np.ndarray:
    """So many pictures a second, (n, 32, 32) uint8, as perceptual hashes are made of."""
    filters = f"fps={a_second},scale={SIDE}:{SIDE}:flags=area+accurate_rnd,format=gray"
    return np.frombuffer(_decoded(path, [], ["-vf", filters, "-f", "rawvideo"]), np.uint8).reshape(-1, SIDE, SIDE)


def container_of(path: Path) -> str:
    """ffmpeg's name for what the first bytes say the file is. Raises Unreadable."""
    if not path.is_file():
        raise Unreadable("There is no such file.")
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"The file is larger than {MAX_BYTES >> 20} MB.")
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide"):
        return "mov"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "matroska"
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "avi"
    raise Unreadable("The file is not an MP4, MOV, WebM, MKV or AVI video.")


def _blue_planes(path: Path, before: list[str], size: tuple[int, int] | None, most: int) -> list[np.ndarray]:
    to = f"w={size[0]}:h={size[1]}:" if size else ""
    filters = f"scale={to}{IN_OUR_COLOURS},format=yuv420p,extractplanes=u"
    after = ["-vf", filters, "-fps_mode", "passthrough", "-frames:v", str(most), "-strict", "-1", "-f", "yuv4mpegpipe"]
    return _y4m(_decoded(path, before, after))


def _y4m(stream: bytes) -> list[np.ndarray]:
    """The frames of a grey YUV4MPEG2 stream, whose first line gives the size."""
    head, _, rest = stream.partition(b"\n")
    words = {word[:1]: word[1:] for word in head.split()[1:]}
    width, height = int(words[b"W"]), int(words[b"H"])
    step = len(b"FRAME\n") + width * height
    frames = (rest[start + len(b"FRAME\n") : start + step] for start in range(0, len(rest) - step + 1, step))
    return [np.frombuffer(frame, np.uint8).reshape(height, width) for frame in frames]


def _decoded(path: Path, before: list[str], after: list[str]) -> bytes:
    """What ffmpeg makes of the first video in the file; it may open nothing but this file."""
    guarded = ["-protocol_whitelist", "file", "-codec_whitelist", CODECS, "-max_pixels", str(MAX_PIXELS)]
    source = ["-f", container_of(path), "-t", str(MAX_SECONDS), "-i", f"file:{path.resolve()}", "-map", "0:v:0"]
    quiet = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error"]
    try:
        done = subprocess.run([*quiet, *guarded, *before, *source, *after, "-"], capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired as expired:
        raise Unreadable("The video takes too long to read.") from expired
    if not done.stdout:
        raise Unreadable("No picture could be read from the file.")
    return done.stdout
