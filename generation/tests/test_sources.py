"""A finished clip is read back: every frame, without the mark that lies on it. From real files."""

import logging
import uuid
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generation.engines import Footage
from generation.planes import frame_of, planes_of
from generation.script import SourceClip
from generation.sources import SourceUnreadable, covering, frames_of
from generation.stamp import path_of, stamp
from safety.marks.moving import Mark

SIZE, FPS, FRAMES = (320, 480), 24, 60


def drawn() -> np.ndarray:
    """A clip as `sketch` draws it: flat shapes, soft light, fine lines."""
    from generation.engines.sketch import Sketch
    from generation.script import Script, Shot

    script = Script(shots=(Shot("two children playing in the park", FRAMES / FPS),), size=SIZE, seed=3)
    footage = Sketch().frames(script, lambda part: None)
    return np.concatenate(list(footage.chunks))


def grainy() -> np.ndarray:
    """Coarse and fine noise that moves along: nothing is flat under the mark."""
    random, (width, height) = np.random.default_rng(4), SIZE
    picture = np.full((height, 2 * width, 3), 128.0)
    for cell, strength in ((2, 20), (8, 25), (32, 40)):
        noise = random.normal(0, strength, (height // cell, 2 * width // cell, 3))
        picture += noise.repeat(cell, axis=0).repeat(cell, axis=1)
    whole = picture.clip(0, 255).astype(np.uint8)
    return np.stack([whole[:, 2 * number : 2 * number + width] for number in range(FRAMES)])


def finished(pictures: np.ndarray, folder: Path, *, handle: str = "alice") -> SourceClip:
    count, height, width, _ = pictures.shape
    mark = Mark(clip=uuid.UUID(int=12), payload="0123456789abcdef", handle=handle, site="Skylark")
    footage = Footage(fps=FPS, size=(width, height), frame_count=count, chunks=iter(np.array_split(pictures, 9)))
    made = stamp(footage, to=folder / "clip.mp4", mark=mark, tell=lambda part: None)
    return SourceClip(made.video, mark, (width, height), float(FPS), count)


class Kept:
    """A clip, what it was made of, what one sees of it, and what is read back."""

    def __init__(self, pictures: np.ndarray, folder: Path):
        self.pictures, self.clip = pictures, finished(pictures, folder)
        self.read = np.stack(list(frames_of(self.clip)))
        unknown = replace(self.clip, mark=replace(self.clip.mark, handle="somebody_else_entirely"))
        self.seen = np.stack(list(frames_of(unknown)))

    def boxes(self):
        """Where the mark is on every third frame, also the one before a keyframe."""
        path = path_of(self.clip.mark, size=SIZE, seconds=self.clip.seconds)
        for number in range(2, FRAMES, 3):
            box = path.box(number / FPS)
            yield number, (slice(box.y, box.y + box.height), slice(box.x, box.x + box.width))

    def psnr(self, frames: np.ndarray) -> float:
        """Of the luma in the mark's box, over all frames, in decibels."""
        errors = [(planes_of(frames[n])[0].astype(float)[box] - self._luma(n)[box]) ** 2 for n, box in self.boxes()]
        return 10 * np.log10(255**2 / np.mean([error.mean() for error in errors]))

    def ghost(self, frames: np.ndarray) -> float:
        """How much of the mark is left in `frames`: 1 is all of it, 0 is none."""
        product = power = 0.0
        for n, box in self.boxes():
            mark, left = (planes_of(each[n])[0].astype(float)[box] - self._luma(n)[box] for each in (self.seen, frames))
            mark -= mark.mean()
            product, power = product + (mark * left).sum(), power + (mark * mark).sum()
        return product / power

    def _luma(self, number: int) -> np.ndarray:
        return planes_of(self.pictures[number])[0].astype(float)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return Kept(drawn(), tmp_path_factory.mktemp("drawn"))


@pytest.fixture(scope="module")
def grain(tmp_path_factory):
    return Kept(grainy(), tmp_path_factory.mktemp("grainy"))


class TestMark:
    def test_it_is_off_a_drawn_clip(self, kept):
        assert kept.psnr(kept.seen) < 24
        assert kept.psnr(kept.read) > kept.psnr(kept.seen) + 10

    def test_it_is_off_a_clip_where_nothing_is_flat(self, grain):
        assert grain.psnr(grain.read) > grain.psnr(grain.seen) + 8

    def test_no_ghost_is_left(self, kept, grain):
        assert kept.ghost(kept.seen) == pytest.approx(1)
        for each in (kept, grain):
            assert abs(each.ghost(each.read)) < 0.07

    def test_no_frame_is_worse_than_the_others(self, kept):
        for number, box in kept.boxes():
            off = np.abs(kept.read[number][box].astype(float) - kept.pictures[number][box])
            assert off.mean() < 6, number

    def test_outside_its_box_nothing_is_touched(self, kept):
        for number, (rows, columns) in kept.boxes():
            apart = (kept.read[number] != kept.seen[number]).any(axis=2)
            apart[rows.start : rows.stop, columns.start - 1 : columns.stop + 1] = False  # colour runs a pixel over
            apart[rows.start - 1 : rows.stop + 1, columns] = False
            assert not apart.any(), number

    def test_whose_mark_is_not_found_is_left_alone(self, kept, caplog):
        renamed = replace(kept.clip, mark=replace(kept.clip.mark, site="Nightingale"))
        with caplog.at_level(logging.WARNING):
            frames = np.stack(list(frames_of(renamed)))
        assert (frames == kept.seen).all()
        assert "not where it should be" in caplog.text

    def test_without_the_secret_it_cannot_be_taken_off(self, kept, settings):
        settings.MARK_SECRET = "a guess"
        assert kept.ghost(np.stack(list(frames_of(kept.clip)))) > 0.9


class TestFrames:
    def test_there_is_every_one_in_rgb(self, kept):
        assert kept.read.shape == (FRAMES, SIZE[1], SIZE[0], 3)
        assert kept.read.dtype == np.uint8
        whole = np.mean((kept.read.astype(float) - kept.pictures) ** 2)
        assert 10 * np.log10(255**2 / whole) > 33

    @pytest.mark.parametrize("last", [1, 2, 17, 23, 24, 25, 48, 59, 60, 500])
    def test_the_last_ones_are_exactly_those(self, kept, last):
        assert (np.stack(list(frames_of(kept.clip, last=last))) == kept.read[-last:]).all()

    def test_none_are_none(self, kept):
        assert list(frames_of(kept.clip, last=0)) == []

    def test_slower_it_shows_every_second_one(self, kept):
        assert (np.stack(list(frames_of(kept.clip, fps=12))) == kept.read[1::2]).all()

    def test_faster_it_shows_each_twice(self, kept):
        assert (np.stack(list(frames_of(kept.clip, fps=48, last=5))) == kept.read[[-3, -2, -2, -1, -1]]).all()

    @pytest.mark.parametrize("fps", [8, 16, 25, 30, 60])
    def test_at_any_rate_it_is_as_long(self, kept, fps):
        assert sum(1 for _ in frames_of(kept.clip, fps=fps)) == round(FRAMES / FPS * fps)

    def test_another_size_is_covered(self, kept):
        (frame,) = frames_of(kept.clip, size=(200, 200), last=1)
        assert frame.shape == (200, 200, 3)

    def test_a_file_of_another_size_than_was_asked_for_is_read_all_the_same(self, kept):
        frames = list(frames_of(replace(kept.clip, size=(480, 720)), last=2))
        half_as_large_again = [covering(frame, (480, 720)) for frame in kept.read[-2:]]
        assert (np.stack(frames) == np.stack(half_as_large_again)).all()

    def test_stopping_early_leaves_no_process(self, kept):
        frames = frames_of(kept.clip)
        next(frames)
        frames.close()  # a process that is left behind is a warning, and warnings are errors

    def test_a_file_with_fewer_frames_is_no_source(self, kept):
        with pytest.raises(SourceUnreadable):
            list(frames_of(replace(kept.clip, frames=FRAMES + 1)))

    def test_a_file_with_more_frames_is_no_source(self, kept):
        with pytest.raises(SourceUnreadable):
            list(frames_of(replace(kept.clip, frames=FRAMES - 1)))

    def test_a_file_that_is_no_video_is_no_source(self, kept, tmp_path):
        (tmp_path / "clip.mp4").write_text("not a video")
        with pytest.raises(SourceUnreadable):
            list(frames_of(replace(kept.clip, video=tmp_path / "clip.mp4")))

    def test_nothing_is_written(self, kept):
        list(frames_of(kept.clip, last=2))
        assert {file.name for file in kept.clip.video.parent.iterdir()} == {
            "clip.mp4",
            "clip.webp",
            "clip.preview.mp4",
        }


class TestCovering:
    @pytest.mark.parametrize("size", [(320, 480), (100, 100), (640, 480), (480, 854), (854, 480), (16, 200)])
    def test_it_has_the_wanted_size(self, size):
        assert covering(np.zeros((480, 320, 3), np.uint8), size).shape == (size[1], size[0], 3)

    def test_the_middle_stays_in_the_middle(self):
        frame = np.zeros((60, 120, 3), np.uint8)
        frame[20:40, 50:70] = 255
        square = covering(frame, (60, 60))
        assert square[30, 30].min() == 255
        assert (square[:, :10] == 0).all()


def test_planes_become_the_frame_they_were_made_of():
    flat = np.random.default_rng(5).integers(0, 256, (12, 16, 3), np.uint8).repeat(8, axis=0).repeat(8, axis=1)
    apart = np.abs(frame_of(*planes_of(flat)).astype(int) - flat)
    inside = apart.reshape(12, 8, 16, 8, 3)[:, 2:6, :, 2:6]  # colour is halved, and runs from one square to the next
    assert inside.max() <= 3


def test_ffmpeg_is_told_the_very_numbers_that_the_mark_is_looked_for_with():
    mark = Mark(clip=uuid.UUID(int=3), payload="0123456789abcdef", handle="alice", site="Skylark")
    for leg in path_of(mark, size=(480, 854), seconds=60).legs:
        line = (leg.line.x, leg.line.y, leg.line.dx, leg.line.dy)
        assert line == tuple(float(f"{number:.4f}") for number in line)
        assert (leg.begin, leg.end) == (float(f"{leg.begin:.6f}"), float(f"{leg.end:.6f}"))
