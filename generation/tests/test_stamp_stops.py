"""A stamp that is cancelled, or fails, leaves neither a file nor a process behind."""

import uuid

import numpy as np
import psutil
import pytest

from generation.stamp import StampFailed, stamp
from generation.tests.pictures import footage, scene
from safety.marks.moving import Mark


def ffmpegs() -> list[psutil.Process]:
    """Those this process has started, running or not yet buried."""
    return [child for child in psutil.Process().children() if "ffmpeg" in child.name()]


@pytest.fixture(scope="module")
def mark():
    return Mark(clip=uuid.UUID(int=12), payload="0123456789abcdef", handle="alice", site="Skylark")


@pytest.fixture(scope="module")
def pictures():
    return scene()


class Cancelled(Exception):
    pass


class TestWhenItStops:
    @pytest.fixture
    def nothing_left(self, tmp_path):
        """Afterwards there is no file in the folder, and no process."""
        yield
        assert [file for file in tmp_path.rglob("*") if file.suffix != ".txt"] == []
        assert ffmpegs() == []

    @pytest.mark.parametrize("error", [Cancelled, BrokenPipeError, KeyboardInterrupt])
    def test_cancelled_in_the_middle(self, tmp_path, pictures, mark, nothing_left, error):
        def tell(part):
            if part > 0.4:
                raise error

        with pytest.raises(error):
            stamp(footage(pictures), to=tmp_path / "clip.mp4", mark=mark, tell=tell)

    def test_cancelled_at_the_very_end(self, tmp_path, pictures, mark, nothing_left):
        def tell(part):
            if part == 1:
                raise Cancelled

        with pytest.raises(Cancelled):
            stamp(footage(pictures), to=tmp_path / "clip.mp4", mark=mark, tell=tell)

    def test_the_engine_fails(self, tmp_path, pictures, mark, nothing_left):
        def chunks():
            yield pictures[:30]
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            stamp(footage(pictures, chunks=chunks()), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)

    def test_the_engine_is_told_to_close(self, tmp_path, pictures, mark, nothing_left):
        closed = []

        def chunks():
            try:
                yield from np.array_split(pictures, 7)
            finally:
                closed.append(True)

        def tell(part):
            raise Cancelled

        with pytest.raises(Cancelled) as kept:  # and with it every frame on the way, as a log would
            stamp(footage(pictures, chunks=chunks()), to=tmp_path / "clip.mp4", mark=mark, tell=tell)
        assert kept
        assert closed

    @pytest.mark.parametrize(("announced", "says"), [(90, "gave 1"), (120, "gave 101")])
    def test_the_engine_gives_another_number_of_frames(self, tmp_path, pictures, mark, nothing_left, announced, says):
        with pytest.raises(StampFailed, match=f"announced {announced} frames, then {says}"):
            stamp(footage(pictures, frame_count=announced), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)

    def test_the_engine_gives_frames_of_another_kind(self, tmp_path, pictures, mark, nothing_left):
        for wrong in (pictures.astype(np.float32), pictures[:, :100]):
            with pytest.raises(StampFailed, match="not uint8"):
                stamp(footage(wrong), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)

    def test_odd_sides_cannot_be_stored(self, tmp_path, mark, nothing_left):
        odd = np.zeros((5, 480, 321, 3), np.uint8)
        with pytest.raises(StampFailed, match="even"):
            stamp(footage(odd, size=(321, 480)), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)

    def test_ffmpegs_own_words_are_passed_on(self, tmp_path, pictures, mark, nothing_left):
        (tmp_path / "note.txt").write_text("this is no sound")
        for sound, words in ((tmp_path / "missing.wav", "No such file"), (tmp_path / "note.txt", "Invalid data")):
            with pytest.raises(StampFailed, match=words):
                stamp(footage(pictures, sound=str(sound)), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)


class TestProgress:
    def test_it_rises_from_nothing_to_all(self, tmp_path, pictures, mark):
        told = []
        stamp(footage(pictures), to=tmp_path / "clip.mp4", mark=mark, tell=told.append)
        assert told == sorted(told)
        assert (told[0], told[-1]) == (0, 1)
        assert len(told) > 8
