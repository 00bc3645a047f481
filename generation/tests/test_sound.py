"""What is heard under a finished clip: checked on the file, by ffmpeg's own meter."""

import re
import subprocess
import uuid
import wave
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from generation.encoder import EncoderFailed
from generation.engines import Footage
from generation.sound import LOUDNESS, has_sound, lay_under, samples_of
from generation.stamp import stamp
from safety.marks.moving import Mark

RATE, SECONDS = 48_000, 3.0


def tone(seconds: float, *, loud: float = 0.1) -> np.ndarray:
    return loud * np.sin(2 * np.pi * 440 * np.arange(round(seconds * RATE)) / RATE)


def pink(seconds: float) -> np.ndarray:
    """Noise with as much power in every octave, as most sounds of the world have."""
    white = np.fft.rfft(np.random.default_rng(0).normal(size=round(seconds * RATE)))
    noise = np.fft.irfft(white / np.sqrt(np.maximum(1, np.arange(len(white)))))
    return noise / np.abs(noise).max() / 4


def meter(file: Path) -> float:
    """Integrated loudness in LUFS, by EBU R128."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostats", "-i", file, "-map", "0:a", "-af", "ebur128", "-f", "null"]
    said = subprocess.run([*command, "-"], capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"I:\s+(\S+) LUFS", said)[-1])


def pictures(file: Path) -> str:
    """A sum over every packet of the pictures, undecoded, and when each is shown."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", file, "-map", "0:v", "-c", "copy"]
    return subprocess.run([*command, "-f", "framehash", "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def wav(tmp_path):
    def wav(samples: np.ndarray, name: str = "sound.wav") -> Path:
        with wave.open(str(tmp_path / name), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes((samples * 32767).astype("<i2").tobytes())
        return tmp_path / name

    return wav


@pytest.fixture(scope="module")
def silent_clip(tmp_path_factory):
    """Three seconds, marked, without sound."""
    frames = np.random.default_rng(3).integers(0, 256, (36, 12, 16, 3), np.uint8).repeat(8, axis=1).repeat(8, axis=2)
    mark = Mark(clip=uuid.UUID(int=7), payload="0123456789abcdef", handle="alice", site="Skylark")
    footage = Footage(fps=12, size=(128, 96), frame_count=36, chunks=iter([frames]))
    return stamp(footage, to=tmp_path_factory.mktemp("silent") / "clip.mp4", mark=mark, tell=lambda part: None).video


@pytest.fixture
def laid(silent_clip, tmp_path, wav):
    def laid(samples: np.ndarray) -> Path:
        lay_under(silent_clip, wav(samples), seconds=SECONDS, to=tmp_path / "heard.mp4")
        return tmp_path / "heard.mp4"

    return laid


LONG, SHORT = 8.0, 0.3
SOUNDS = {
    "a tone": tone(SECONDS),
    "pink noise": pink(SECONDS),
    "a soft tone": tone(SECONDS, loud=0.004),
    "a tone that is much too loud": tone(SECONDS, loud=0.99),
    "a long tone": tone(LONG),
    "a short tone": tone(SHORT),
    "a tone that is off its middle": tone(SECONDS) + 0.7,
    "bursts of noise": pink(SECONDS) * (np.arange(int(SECONDS * RATE)) % RATE < RATE / 4),
}


class TestLoudness:
    @pytest.mark.parametrize("sound", SOUNDS)
    def test_every_clip_is_as_loud_as_the_others(self, laid, sound):
        assert abs(meter(laid(SOUNDS[sound])) - LOUDNESS) <= 1

    @pytest.mark.parametrize("samples", [np.zeros(RATE), np.zeros(1)])
    def test_silence_stays_silence(self, laid, samples):
        heard = samples_of(laid(samples), seconds=SECONDS)
        assert np.abs(heard.astype(int)).max() <= 1

    def test_no_sample_is_driven_to_the_edge(self, laid):
        clicks = np.where(np.random.default_rng(1).random(3 * RATE) > 0.9995, 0.9, 0.0)
        assert np.abs(samples_of(laid(clicks), seconds=SECONDS).astype(int)).max() < 32700


class TestLength:
    @pytest.mark.parametrize("seconds", [SHORT, SECONDS, LONG])
    def test_it_ends_with_the_pictures(self, laid, seconds):
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", laid(tone(seconds)), "-map", "0:a"]
        raw = subprocess.run([*command, "-f", "s16le", "-"], stdout=subprocess.PIPE, check=True).stdout
        assert len(raw) / 4 == SECONDS * RATE

    def test_a_short_sound_goes_on_in_silence(self, laid):
        heard = np.abs(samples_of(laid(tone(SHORT)), seconds=SECONDS)[:, 0].astype(int))
        assert heard[: RATE // 5].max() > 1000
        assert heard[RATE // 2 :].max() < 10


class TestFile:
    def test_the_pictures_are_copied_bit_for_bit(self, laid, silent_clip):
        assert pictures(laid(tone(SECONDS))) == pictures(silent_clip)

    def test_players_can_start_before_they_have_all_of_it(self, laid):
        content = laid(tone(SECONDS)).read_bytes()
        assert 0 < content.index(b"moov") < content.index(b"mdat")

    def test_only_a_clip_with_sound_has_a_sound_track(self, laid, silent_clip):
        assert has_sound(laid(tone(SECONDS)))
        assert not has_sound(silent_clip)

    def test_what_is_no_sound_is_refused(self, silent_clip, tmp_path):
        (tmp_path / "words.wav").write_text("la la la")
        with pytest.raises(EncoderFailed):
            lay_under(silent_clip, tmp_path / "words.wav", seconds=SECONDS, to=tmp_path / "heard.mp4")
        assert not (tmp_path / "heard.mp4").exists()
