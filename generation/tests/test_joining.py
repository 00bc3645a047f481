"""Finished clips and an engine's new pictures, laid end to end: every frame, every second, every sound in its place."""

import uuid
import wave
from pathlib import Path

import numpy as np
import pytest

from generation.engines import EngineFault, Footage
from generation.engines.joiner import Joiner
from generation.filtergraph import RATE
from generation.joining import joined
from generation.script import Script, Shot, SourceClip
from generation.sound import gain_for, lay_under
from generation.stamp import stamp
from safety.marks.moving import Mark

SIZE = (160, 128)
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)
SHOTS = (Shot("the ball goes on bouncing", 1.0),)


def flat(colour, frames: int, *, fps=24, size=SIZE, sound=None) -> Footage:
    picture = np.full((size[1], size[0], 3), colour, np.uint8)
    return Footage(fps, size, frames, iter([picture[None]] * frames), drew=("a ball",), skipped=("maybe",), sound=sound)


def tone(path: Path, seconds: float, *, loud: float = 0.02, pitch: int = 440) -> Path:
    samples = loud * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


@pytest.fixture(scope="module")
def clip_of(tmp_path_factory):
    """`clip_of(RED, frames=24, fps=12)`: a finished, marked clip of one colour."""

    def clip_of(colour, *, frames=24, fps=24, size=SIZE, seconds_of_sound=0.0) -> SourceClip:
        folder = tmp_path_factory.mktemp("clip")
        mark = Mark(uuid.uuid4(), "0123456789abcdef", "alice", "Skylark")
        made = stamp(flat(colour, frames, fps=fps, size=size), to=folder / "clip.mp4", mark=mark, tell=lambda part: 0)
        video = made.video
        if seconds_of_sound:
            video = folder / "heard.mp4"
            heard = tone(folder / "tone.wav", seconds_of_sound)
            lay_under(made.video, heard, seconds=made.seconds, to=video)
        return SourceClip(video, mark, size, float(fps), frames)

    return clip_of


@pytest.fixture(scope="module")
def red(clip_of):
    return clip_of(RED)


@pytest.fixture(scope="module")
def green(clip_of):
    return clip_of(GREEN)


@pytest.fixture(scope="module")
def loud_red(clip_of):
    return clip_of(RED, seconds_of_sound=1.0)


def script(*before, shots=SHOTS, size=SIZE) -> Script:
    return Script(shots=shots, size=size, seed=1, before=before)


def colours(footage: Footage) -> list[str]:
    """The strongest colour of each frame, by its first letter."""
    frames = np.concatenate(list(footage.chunks))
    assert frames.shape == (footage.frame_count, footage.size[1], footage.size[0], 3)
    assert frames.dtype == np.uint8
    return ["rgb"[strongest] for strongest in frames.mean(axis=(1, 2)).argmax(axis=1)]


def heard(footage: Footage) -> np.ndarray:
    """The strongest sample of each tenth of a second, 0 to 1."""
    list(footage.chunks)
    with wave.open(footage.sound) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    assert len(samples) == round(footage.frame_count / footage.fps * RATE)
    return (
        np.abs(samples[: len(samples) // 4800 * 4800].astype(float)).max(axis=1).reshape(-1, 4800).max(axis=1) / 32768
    )


class TestPictures:
    def test_what_comes_before_comes_first(self, red, green):
        whole = joined(script(red, green), flat(BLUE, 24))
        assert "".join(colours(whole)) == "r" * 24 + "g" * 24 + "b" * 24

    def test_the_engines_words_are_kept(self, red):
        whole = joined(script(red), flat(BLUE, 24))
        assert (whole.drew, whole.skipped) == (("a ball",), ("maybe",))

    def test_with_nothing_before_it_is_the_engines_own(self):
        footage = flat(BLUE, 24)
        assert joined(script(), footage) is footage

    @pytest.mark.parametrize(("clip_fps", "engine_fps"), [(12, 24), (24, 12), (24, 16), (25, 24)])
    def test_the_highest_frame_rate_wins_and_the_length_is_exact(self, clip_of, clip_fps, engine_fps):
        before = clip_of(RED, frames=2 * clip_fps, fps=clip_fps)
        whole = joined(script(before), flat(BLUE, engine_fps, fps=engine_fps))
        fps = max(clip_fps, engine_fps)
        assert (whole.fps, whole.frame_count) == (fps, 3 * fps)
        assert "".join(colours(whole)) == "r" * 2 * fps + "b" * fps

    def test_rounding_does_not_add_up(self, clip_of):
        odd = [clip_of(RED, frames=7, fps=16) for _ in range(4)]  # 10.5 frames each at 24 a second
        assert "".join(colours(joined(script(*odd), flat(BLUE, 24)))) == "r" * 42 + "b" * 24

    def test_another_size_is_made_to_fit(self, clip_of):
        wide = clip_of(GREEN, frames=12, size=(256, 96))
        assert set(colours(joined(script(wide), flat(BLUE, 12, size=(96, 96))))) == {"g", "b"}

    def test_it_streams(self, red):
        taken = []

        def pictures():
            for number in range(24):
                taken.append(number)
                yield np.full((1, SIZE[1], SIZE[0], 3), BLUE, np.uint8)

        whole = joined(script(red), Footage(24, SIZE, 24, pictures()))
        for number in range(25):
            next(whole.chunks)
            assert len(taken) == max(0, number - 23)

    def test_an_engine_that_gives_too_little_or_too_much_is_at_fault(self, red):
        picture = np.zeros((1, SIZE[1], SIZE[0], 3), np.uint8)
        for given in (23, 25):
            with pytest.raises(EngineFault):
                list(joined(script(red), Footage(24, SIZE, 24, iter([picture] * given))).chunks)

    def test_stopping_closes_the_engine(self, red):
        closed = []

        def pictures():
            try:
                yield np.zeros((1, SIZE[1], SIZE[0], 3), np.uint8)
                yield np.zeros((1, SIZE[1], SIZE[0], 3), np.uint8)
            finally:
                closed.append(True)

        whole = joined(script(red), Footage(24, SIZE, 24, pictures()))
        for _ in range(25):
            next(whole.chunks)
        whole.chunks.close()
        assert closed


class TestSound:
    def test_without_any_there_is_none(self, red, green):
        assert joined(script(red, green), flat(BLUE, 24)).sound is None

    def test_each_part_is_heard_in_its_place(self, loud_red, green):
        levels = heard(joined(script(loud_red, green, loud_red), flat(BLUE, 24)))
        assert levels[:10].min() > 0.1
        assert levels[11:20].max() < 0.001  # an AAC frame runs over the end
        assert levels[21:29].min() > 0.1
        assert levels[31:].max() < 0.001

    def test_the_engines_sound_is_as_loud_as_the_clips_before(self, loud_red, green, tmp_path):
        made = tone(tmp_path / "made.wav", 1.0, loud=0.9)
        levels = heard(joined(script(green, loud_red), flat(BLUE, 24, sound=str(made))))
        assert levels[:10].max() == 0
        assert np.median(levels[20:]) == pytest.approx(np.median(levels[10:20]), rel=0.1)
        assert not made.exists()

    def test_the_whole_needs_no_other_gain(self, loud_red, tmp_path):
        whole = joined(script(loud_red), flat(BLUE, 24, sound=str(tone(tmp_path / "made.wav", 1.0))))
        list(whole.chunks)
        assert abs(gain_for(Path(whole.sound), seconds=2.0)) < 1

    def test_a_sound_that_cannot_be_read_is_a_fault(self, red, tmp_path):
        (tmp_path / "made.wav").write_text("la la la")
        with pytest.raises(EngineFault):
            list(joined(script(red), flat(BLUE, 24, sound=str(tmp_path / "made.wav"))).chunks)
        assert not (tmp_path / "made.wav").exists()


class TestJoiner:
    def test_it_lays_clips_end_to_end(self, red, green):
        told = []
        whole = Joiner().frames(script(green, red, shots=()), told.append)
        assert told[-1] == 1.0
        assert "".join(colours(whole)) == "g" * 24 + "r" * 24

    def test_joining_what_it_joined_changes_nothing(self, red):
        alone = script(red, shots=())
        whole = Joiner().frames(alone, lambda part: None)
        assert joined(alone, whole) is whole

    def test_without_clips_there_is_nothing_to_make(self):
        with pytest.raises(EngineFault):
            Joiner().frames(script(shots=()), lambda part: None)

    def test_a_clip_that_cannot_be_read_is_a_fault(self, red, tmp_path):
        (tmp_path / "clip.mp4").write_text("not a video")
        broken = SourceClip(tmp_path / "clip.mp4", red.mark, red.size, red.fps, red.frames)
        with pytest.raises(EngineFault):
            list(Joiner().frames(script(broken, shots=()), lambda part: None).chunks)

    def test_what_it_made_can_be_stamped(self, red, loud_red, tmp_path):
        whole = Joiner().frames(script(red, loud_red, shots=()), lambda part: None)
        mark = Mark(uuid.uuid4(), "fedcba9876543210", "alice", "Skylark")
        made = stamp(whole, to=tmp_path / "whole.mp4", mark=mark, tell=lambda part: None)
        assert made.seconds == 2.0
