"""Sound of several segments as one wave, as long as the pictures."""

import wave

import numpy as np
import pytest

from generation.engines.diffusers.planning import Segment
from generation.engines.diffusers.sound import Sound
from generation.script import Script, Shot
from generation.tests.toys import pictures

RATE, FPS = 24000, 24  # as LTX-2 makes it


def tone(frames, *, begin=0, dropped=0, loud=0.5):
    """Two channels of 200 Hz that belong to `frames` from frame `begin` on, with `dropped` frames before them."""
    seconds = (np.arange(round((dropped + frames) / FPS * RATE)) / RATE) + (begin - dropped) / FPS
    return loud * np.stack([np.sin(2 * np.pi * 200 * seconds)] * 2)


def written(sound, folder):
    sound.write(folder / "sound.wav")
    with wave.open(str(folder / "sound.wav")) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, file.getnchannels())
        return file.getframerate(), samples.astype(float) / 32767


class TestSound:
    def test_one_segment_is_its_own_samples_up_to_the_last_frame(self, tmp_path):
        sound = Sound(FPS, RATE)
        sound.add(Segment(0, "", 0, 48, 49, 0), tone(49))
        rate, samples = written(sound, tmp_path)
        assert (rate, samples.shape) == (RATE, (2 * RATE, 2))
        assert np.abs(samples.T - tone(48)).max() < 1e-3

    def test_segments_that_overlap_are_one_sound(self, tmp_path):
        sound = Sound(FPS, RATE)
        sound.add(Segment(0, "", 0, 49, 49, 0), tone(49))
        sound.add(Segment(1, "", 49, 31, 49, 0, overlap=17), tone(32, begin=49, dropped=17))
        _, samples = written(sound, tmp_path)
        assert len(samples) == round(80 / FPS * RATE)
        assert np.abs(samples.T - tone(80)).max() < 0.02  # no step, no gap, no change of loudness

    def test_a_leading_frame_is_not_heard(self, tmp_path):
        sound = Sound(FPS, RATE)
        sound.add(Segment(0, "", 0, 8, 9, 0, lead=1), tone(8, dropped=1))
        _, samples = written(sound, tmp_path)
        assert np.abs(samples.T - tone(8)).max() < 1e-3

    def test_a_cut_does_not_click(self, tmp_path):
        sound = Sound(FPS, RATE)
        for number, level in enumerate((0.5, -0.5)):
            sound.add(Segment(number, "", 24 * number, 24, 25, 0), np.full((2, RATE * 2), level))
        _, samples = written(sound, tmp_path)
        assert np.abs(np.diff(samples[:, 0])).max() < 0.02

    def test_what_is_missing_at_the_end_is_silent(self, tmp_path):
        sound = Sound(FPS, RATE)
        sound.add(Segment(0, "", 0, 24, 25, 0), tone(12))
        _, samples = written(sound, tmp_path)
        assert len(samples) == RATE
        assert not samples[RATE // 2 :].any()

    def test_what_is_too_loud_is_cut_not_turned_over(self, tmp_path):
        sound = Sound(FPS, RATE)
        sound.add(Segment(0, "", 0, 24, 25, 0), tone(25, loud=3))
        _, samples = written(sound, tmp_path)
        assert np.abs(np.diff(samples[:, 0])).max() < 0.5


@pytest.mark.pipeline
class TestFootage:
    @pytest.fixture
    def engine(self, engine_of):
        return engine_of("ltx2", longest=17)

    def test_it_comes_with_sound_as_long_as_its_pictures(self, engine):
        script = Script((Shot("a cat", 1.2), Shot("a ball", 0.5)), (32, 32), seed=1)
        footage = engine.frames(script, lambda fraction: None)
        frames = pictures(footage)
        with wave.open(footage.sound) as file:
            length = file.getnframes() / file.getframerate()
        assert len(frames) / footage.fps == pytest.approx(1.7, abs=0.02)
        assert length == pytest.approx(len(frames) / footage.fps, abs=1 / RATE)

    def test_none_is_left_behind_where_a_clip_is_given_up(self, engine, tmp_path, monkeypatch):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        footage = engine.frames(Script((Shot("a cat", 1.2),), (32, 32), seed=1), lambda fraction: None)
        next(footage.chunks)
        assert list(tmp_path.iterdir())
        footage.chunks.close()
        assert not list(tmp_path.iterdir())
