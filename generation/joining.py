"""Clips laid end to end: the ones that a script begins with, then what the engine made. One size, one frame rate."""

import wave
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from generation.encoder import EncoderFailed
from generation.engines import EngineFault, Footage
from generation.filtergraph import RATE
from generation.script import Script
from generation.sound import gain_for, has_sound, samples_of
from generation.sources import covering, frames_of, in_order, shown_at

EDGE = 240  # samples, 5 ms: where two clips meet, sound dies away and sets in, or a click would be heard


def joined(script: Script, footage: Footage | None) -> Footage:
    """The clips of `script.before`, then `footage`, in the script's size and the highest frame rate among them.

    Where nothing comes before, and where the script has no shots, so that `footage` is the joined clips already
    (see `generation.engines.joiner`), it is handed back as it is. Its frames stream: no more than one is held.

    Sound: that of each part in its place, silence where a part has none, as a wave file beside the first of the
    clips, complete when the last chunk was yielded; None where no part has any. A finished clip's sound is as loud as
    it should be; the engine's is made so, and its file removed.

    Raises EngineFault where a clip cannot be read, also while the chunks are.
    """
    if footage and not (script.before and script.shots):
        return footage
    parts = _parts(script, footage)
    fps = max(part.fps for part in parts)
    counts = _counts(parts, fps)
    sound = _place(script) if any(part.sound for part in parts) else None
    whole = footage or Footage(fps, script.size, 0, iter(()))
    chunks = _chunks(parts, counts, fps, script.size, sound)
    return replace(whole, fps=fps, size=script.size, frame_count=sum(counts), chunks=chunks, sound=sound)


@dataclass(frozen=True)
class _Part:
    fps: float
    frames: int
    pictures: Iterator[np.ndarray]  # frame by frame, of any size
    sound: Path | None
    is_levelled: bool

    @property
    def seconds(self) -> float:
        return self.frames / self.fps


def _parts(script: Script, footage: Footage | None) -> list[_Part]:
    parts = []
    for clip in script.before:
        sound = clip.video if _asked(has_sound, clip.video) else None
        parts.append(_Part(clip.fps, clip.frames, frames_of(clip, size=script.size), sound, True))
    if footage:
        sound = Path(footage.sound) if footage.sound else None
        parts.append(_Part(footage.fps, footage.frame_count, _single(footage), sound, False))
    if not parts:
        raise EngineFault("There is no clip to join.")
    return parts


def _place(script: Script) -> str:
    return str(script.before[0].video.with_name("joined.wav"))


def _counts(parts: list[_Part], fps: float) -> list[int]:
    """How many frames each part has then: cut where its time ends, so that rounding does not add up."""
    ends = np.rint(np.cumsum([part.seconds for part in parts]) * fps).astype(int)
    return np.diff(ends, prepend=0).tolist()


def _chunks(
    parts: list[_Part], counts: list[int], fps: float, size: tuple[int, int], sound: str | None
) -> Iterator[np.ndarray]:
    """Each frame as a chunk of its own. Whatever ends it, all parts are closed and no sound of the engine is left."""
    try:
        for part, count in zip(parts, counts, strict=True):
            order = [shown_at(number, fps, part.fps, part.frames) for number in range(count)]
            for frame in in_order(part.pictures, order):
                yield covering(frame, size)[None]
        if sound:
            _write(parts, [count / fps for count in counts], Path(sound))
    finally:
        for part in parts:
            part.pictures.close()
            if part.sound and not part.is_levelled:
                part.sound.unlink(missing_ok=True)


def _single(footage: Footage) -> Iterator[np.ndarray]:
    """Frame by frame. Raises EngineFault where there are not as many as were announced."""
    count = 0
    try:
        for chunk in footage.chunks:
            count += len(chunk)
            yield from chunk
    finally:
        getattr(footage.chunks, "close", lambda: None)()
    if count != footage.frame_count:
        raise EngineFault(f"The engine announced {footage.frame_count} frames, then gave {count}.")


def _write(parts: list[_Part], seconds: list[float], to: Path) -> None:
    with closing(wave.open(str(to), "wb")) as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        for part, lasts in zip(parts, seconds, strict=True):
            file.writeframes(_heard(part, lasts).tobytes())


def _heard(part: _Part, seconds: float) -> np.ndarray:
    """The sound of one part, (samples, 2) int16, softened where it is cut."""
    if not part.sound:
        return np.zeros((round(seconds * RATE), 2), "<i2")
    gain = 0.0 if part.is_levelled else _asked(gain_for, part.sound, seconds=seconds)
    samples = _asked(samples_of, part.sound, seconds=seconds, gain=gain).astype(np.float32)
    rising = np.linspace(0, 1, min(EDGE, len(samples)), dtype=np.float32)[:, None]
    samples[: len(rising)] *= rising
    samples[len(samples) - len(rising) :] *= rising[::-1]
    return np.rint(samples).astype("<i2")


def _asked(function, *args, **kwargs):
    """What `function` answers; where ffmpeg cannot read a file, that is a fault of making the clip."""
    try:
        return function(*args, **kwargs)
    except EncoderFailed as failure:
        raise EngineFault(str(failure)) from failure
