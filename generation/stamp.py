"""From an engine's frames to the marked clip, in one ffmpeg process. Unmarked frames live in memory and a pipe only."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from generation.ahead import ahead
from generation.encoder import EncoderFailed, ffmpeg
from generation.engines import Footage
from generation.filtergraph import KEYFRAME_EVERY, Outputs, Timing, arguments
from generation.planes import planes_of
from generation.sound import lay_under
from safety.marks import hidden, sprite
from safety.marks.moving import Mark, Plan, plan
from safety.marks.perceptual import SIDE, perceptual_hash
from safety.marks.secret import digest

TELL_EVERY = 12  # frames


class StampFailed(Exception):
    """No clip was made; the message says why, in ffmpeg's words where it was ffmpeg."""


@dataclass(frozen=True)
class Stamped:
    """The files that may be shown, and what the registry keeps of them."""

    video: Path
    poster: Path
    preview: Path
    sha256: str  # of the video
    frame_hashes: tuple[str, ...]
    width: int
    height: int
    fps: int
    frames: int
    seconds: float


def stamp(
    footage: Footage,
    *,
    to: Path,
    mark: Mark,
    tell: Callable[[float], None],
    hurry: Callable[[], None] = lambda: None,
) -> Stamped:
    """Mark and encode `footage` into `to`, an MP4; poster (`.webp`) and preview (`.preview.mp4`) come beside it.

    The next pictures are made in a thread of their own while those before are marked and encoded.
    `tell(fraction)` may raise to stop. Whatever it or the engine raises passes through, and then, as after
    StampFailed, no file and no process is left. `hurry()` is called when the engine is still at work by then.
    """
    footage = replace(footage, chunks=ahead(footage.chunks, hurry=hurry))
    try:
        with TemporaryDirectory(dir=to.parent, prefix=".stamp-") as folder:
            outputs = Outputs(Path(folder))
            _encode(footage, mark, outputs, tell)
            video = _with_sound(outputs.video, footage)
            tell(1.0)
            return _deliver(outputs, video, to, footage)
    except EncoderFailed as failure:
        raise StampFailed(str(failure)) from failure
    finally:
        footage.chunks.close()  # and with it the engine's own generator


def _encode(footage: Footage, mark: Mark, outputs: Outputs, tell: Callable[[float], None]) -> None:
    if any(side % 2 for side in footage.size):
        raise StampFailed(f"A clip of {footage.size} pixels cannot be stored: both sides must be even.")
    timing = Timing(footage.fps, footage.frame_count)
    path, pen = path_of(mark, size=footage.size, seconds=timing.seconds), hidden.Pen(mark.payload)
    sprites = _draw_sprites(path, mark, outputs.folder)
    with ffmpeg(arguments(path, timing, sprites=sprites, outputs=outputs)) as encoder:
        for number, frame in enumerate(_frames(footage)):
            luma, blue, red = planes_of(frame)
            encoder.write(luma, pen.between(blue) if number % KEYFRAME_EVERY else pen.keyframe(blue), red)
            if number % TELL_EVERY == 0:
                tell(number / footage.frame_count)
        encoder.finish()


def _with_sound(video: Path, footage: Footage) -> Path:
    """A copy of the marked pictures with the sound under them: it is complete, and its loudness known, only now."""
    if not footage.sound:
        return video
    heard = video.with_name("heard.mp4")
    lay_under(video, Path(footage.sound), seconds=footage.frame_count / footage.fps, to=heard)
    return heard


def path_of(mark: Mark, *, size: tuple[int, int], seconds: float) -> Plan:
    """Where the moving mark goes in a clip of this size and length: only who has MARK_SECRET can tell."""
    shapes = [layout.shape for layout in sprite.layouts(handle=mark.handle, site=mark.site)]
    return plan(digest("moving mark", mark.clip.bytes), size=size, seconds=seconds, shapes=shapes)


def _draw_sprites(path: Plan, mark: Mark, folder: Path) -> list[Path]:
    layouts = sprite.layouts(handle=mark.handle, site=mark.site)
    files = [folder / f"mark-{number}.png" for number in range(len(path.legs))]
    for file, leg in zip(files, path.legs, strict=True):
        picture = sprite.draw(layouts[leg.look], width=leg.width, height=leg.height, opacity=leg.opacity)
        file.write_bytes(picture)
    return files


def _frames(footage: Footage) -> Iterator[np.ndarray]:
    """Frame by frame, each (height, width, 3) uint8, exactly as many as were announced."""
    width, height = footage.size
    count = 0
    for chunk in footage.chunks:
        if chunk.dtype != np.uint8 or chunk.shape[1:] != (height, width, 3):
            raise StampFailed(f"The engine gave {chunk.dtype} {chunk.shape}, not uint8 (n, {height}, {width}, 3).")
        count += len(chunk)
        if count > footage.frame_count:
            break
        yield from chunk
    if count != footage.frame_count:
        raise StampFailed(f"The engine announced {footage.frame_count} frames, then gave {count}.")


def _deliver(outputs: Outputs, video: Path, to: Path, footage: Footage) -> Stamped:
    """Move the whole files to their places, the video last."""
    poster, preview = to.with_suffix(".webp"), to.with_suffix(".preview.mp4")
    prints = np.fromfile(outputs.prints, np.uint8).reshape(-1, SIDE, SIDE)
    with video.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    outputs.poster.replace(poster)
    outputs.preview.replace(preview)
    video.replace(to)
    return Stamped(
        video=to,
        poster=poster,
        preview=preview,
        sha256=sha256,
        frame_hashes=tuple(map(perceptual_hash, prints)),
        width=footage.size[0],
        height=footage.size[1],
        fps=footage.fps,
        frames=footage.frame_count,
        seconds=footage.frame_count / footage.fps,
    )
