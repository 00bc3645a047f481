"""The sound of a clip: as long as its pictures, as loud as all others, laid under them when both are finished.

EBU R128 asks for the loudness of the whole, so it is measured first. The gain that follows is the same from beginning
to end; a limiter holds the peaks it drives too high. What a limiter takes is measured and given back, where it can be.
"""

import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from generation.encoder import EncoderFailed, ffmpeg
from generation.filtergraph import loudness_arguments, samples_arguments, sound_arguments

LOUDNESS = -16.0  # LUFS
NEAR = 0.3  # LU: near enough
ROUNDS = 4  # measurements at most
SILENT = -60.0  # LUFS: what is softer is nothing that anybody was meant to hear
MOST_GAIN = 40.0  # dB: a limiter is not driven further


def lay_under(video: Path, sound: Path, *, seconds: float, to: Path) -> None:
    """Write `video`, `seconds` long, to `to` (MP4) with `sound` under it; its pictures are copied bit for bit.

    The sound is cut or goes on in silence; its loudness is -16 LUFS, unless it is silent. Raises EncoderFailed.
    """
    gain = gain_for(sound, seconds=seconds)
    with ffmpeg(sound_arguments(video, sound, seconds=seconds, to=to, gain=gain)) as encoder:
        encoder.finish()


def gain_for(sound: Path, *, seconds: float) -> float:
    """By how many decibels to change the first `seconds` of `sound`. Raises EncoderFailed."""
    gain = 0.0
    for _ in range(ROUNDS):
        loudness = _loudness(sound, seconds, gain)
        if loudness <= SILENT or abs(LOUDNESS - loudness) <= NEAR:
            break
        gain = min(gain + LOUDNESS - loudness, MOST_GAIN)
    return gain


def samples_of(sound: Path, *, seconds: float, gain: float = 0.0) -> np.ndarray:
    """The first `seconds` of the sound in a file, padded with silence: (samples, 2) int16. Raises EncoderFailed."""
    raw = _run(samples_arguments(sound, seconds=seconds, gain=gain)).stdout
    return np.frombuffer(raw, "<i2").reshape(-1, 2)


def has_sound(video: Path) -> bool:
    """Whether a file has a sound track. Raises EncoderFailed."""
    said = _run(["-protocol_whitelist", "file", "-i", f"file:{video}", "-t", "0", "-f", "null", "-"]).stderr
    return re.search(rb"Stream #0:\d+.*: Audio:", said) is not None


def _loudness(sound: Path, seconds: float, gain: float) -> float:
    """LUFS; -70 and less is silence."""
    said = _run(loudness_arguments(sound, seconds=seconds, gain=gain)).stderr
    found = re.findall(rb"I:\s+(\S+) LUFS", said)
    if not found:
        raise EncoderFailed("ffmpeg does not say how loud the sound is")
    return float(found[-1])


def _run(arguments: list[str]) -> subprocess.CompletedProcess:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-nostats", *arguments]
    done = subprocess.run(command, capture_output=True)
    if done.returncode:
        raise EncoderFailed(done.stderr.decode(errors="replace").strip()[-2000:])
    return done
