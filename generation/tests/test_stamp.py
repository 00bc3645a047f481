"""Alice's frames go in, a marked clip comes out: checked on the finished files, by the real ffmpeg."""

import hashlib
import re
import subprocess
import uuid
import wave
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
import pytest

from generation.filtergraph import KEYFRAME_EVERY, Timing
from generation.planes import planes_of
from generation.script import SIZES
from generation.stamp import path_of, stamp
from generation.tests.pictures import FPS, FRAMES, SIZE, footage, scene
from safety.marks import payload
from safety.marks.hidden import bits_of
from safety.marks.moving import Mark
from safety.models import RegistryEntry
from safety.verify import SIZES as SCALED_BACK
from safety.verify import Finding, verify


def decoded(file: Path, *filters: str, to: str) -> np.ndarray:
    """Every frame of a file as bytes of one pixel format, (n, bytes of a frame)."""
    options = ["-vf", ",".join(filters)] if filters else []
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", file, *options]
    raw = subprocess.run([*command, "-pix_fmt", to, "-f", "rawvideo", "-"], stdout=subprocess.PIPE, check=True).stdout
    return np.frombuffer(raw, np.uint8)


def colours(file: Path, *filters: str, to: str = "rgb24", size: tuple[int, int] = SIZE) -> np.ndarray:
    exact = "scale=flags=accurate_rnd+full_chroma_int"
    return decoded(file, *filters, exact, to=to).reshape(-1, size[1], size[0], 3)


def lumas(file: Path) -> np.ndarray:
    """The Y planes of every frame, untouched."""
    return decoded(file, "extractplanes=y", to="gray").reshape(-1, SIZE[1], SIZE[0])


def told_of(file: Path) -> str:
    """What ffmpeg says about a file."""
    return subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-i", file], stderr=subprocess.PIPE, text=True).stderr


@pytest.fixture(scope="module")
def mark():
    return Mark(clip=uuid.UUID(int=12), payload="0123456789abcdef", handle="alice", site="Skylark")


@pytest.fixture(scope="module")
def pictures():
    return scene()


@pytest.fixture(scope="module")
def made(pictures, mark, tmp_path_factory):
    return stamp(footage(pictures), to=tmp_path_factory.mktemp("made") / "clip.mp4", mark=mark, tell=lambda part: None)


class TestClip:
    def test_it_has_every_frame_and_no_other(self, made):
        assert len(lumas(made.video)) == made.frames == FRAMES

    def test_its_facts_are_those_of_the_file(self, made):
        assert (made.width, made.height, made.fps, made.seconds) == (*SIZE, FPS, FRAMES / FPS)
        assert made.sha256 == hashlib.sha256(made.video.read_bytes()).hexdigest()
        assert "h264" in told_of(made.video)
        assert "yuv420p(tv, smpte170m/bt709/iec61966-2-1" in told_of(made.video)

    def test_players_can_start_before_they_have_all_of_it(self, made):
        for file in (made.video, made.preview):
            content = file.read_bytes()
            assert 0 < content.index(b"moov") < content.index(b"mdat")

    def test_keyframes_come_exactly_every_48_frames(self, made):
        only_keyframes = [imageio_ffmpeg.get_ffmpeg_exe(), "-skip_frame", "nokey", "-i", made.video, "-vf", "showinfo"]
        said = subprocess.run([*only_keyframes, "-f", "null", "-"], capture_output=True, text=True, check=True).stderr
        times = [float(time) for time in re.findall(r"pts_time:([\d.]+)", said)]
        assert times == [number / FPS for number in range(0, FRAMES, KEYFRAME_EVERY)]

    def test_colours_are_the_engines(self, made, pictures):
        seen = colours(made.video)
        for row, column in ((10, 10), (470, 310), (250, 5)):
            off = np.abs(seen[:, row, column].astype(int) - pictures[:, row, column])
            assert np.median(off, axis=0).max() <= 6  # blue carries the hidden mark
            assert np.median(off[:, :2]) <= 2

    def test_nothing_but_the_three_files_is_left(self, made):
        assert set(made.video.parent.iterdir()) == {made.video, made.poster, made.preview}

    def test_its_frames_hash_differently_as_it_moves(self, made):
        assert len(made.frame_hashes) == 8
        assert len(set(made.frame_hashes)) > 4


class TestMovingMark:
    def test_it_is_on_every_frame_at_its_planned_place(self, made, pictures, mark):
        path = path_of(mark, size=SIZE, seconds=made.seconds)
        for number, seen in enumerate(lumas(made.video)):
            box = path.box(number / FPS)
            change = np.abs(seen.astype(int) - planes_of(pictures[number])[0])
            marked = change[box.y : box.y + box.height, box.x : box.x + box.width].copy()
            change[box.y : box.y + box.height, box.x : box.x + box.width] = 0
            assert np.percentile(marked, 85) > 12, number
            assert change.mean() < 1, number

    def test_it_is_on_the_poster(self, made, pictures, mark):
        number = Timing(FPS, FRAMES).poster
        box = path_of(mark, size=SIZE, seconds=made.seconds).box(number / FPS)
        poster = cv2.imdecode(np.frombuffer(made.poster.read_bytes(), np.uint8), cv2.IMREAD_COLOR)[..., ::-1]
        change = np.abs(poster.astype(int) - pictures[number]).max(axis=2)
        assert np.percentile(change[box.y : box.y + box.height, box.x : box.x + box.width], 85) > 12
        assert np.median(change) <= 6

    def test_it_is_on_the_preview(self, made, pictures, mark):
        shown = colours(made.preview)
        clean = [pictures[FRAMES // 2 - 36 + 2 * number] for number in range(len(shown))]
        apart = np.abs(shown.astype(int) - np.array(clean)).max(axis=3)
        assert len(shown) == 36
        assert all((each > 25).sum() > 150 for each in apart)

    def test_the_poster_is_a_keyframe_so_it_hides_the_mark_too(self):
        assert [Timing(FPS, frames).poster for frames in (20, 101, 120, 240)] == [0, 48, 48, 96]

    def test_the_preview_is_small(self, tmp_path, mark):
        noise = np.random.default_rng(1).integers(0, 256, (96, SIZE[1], SIZE[0], 3), np.uint8)
        made = stamp(footage(noise), to=tmp_path / "noise.mp4", mark=mark, tell=lambda part: None)
        assert made.preview.stat().st_size <= 200_000

    def test_another_clip_is_marked_along_another_path(self, mark):
        other = Mark(clip=uuid.UUID(int=13), payload=mark.payload, handle=mark.handle, site=mark.site)
        assert path_of(mark, size=SIZE, seconds=4) != path_of(other, size=SIZE, seconds=4)

    def test_who_has_not_the_secret_cannot_foretell_it(self, mark, settings):
        ours = path_of(mark, size=SIZE, seconds=4)
        settings.MARK_SECRET = "a guess"
        assert path_of(mark, size=SIZE, seconds=4) != ours


class TestHiddenMark:
    def test_the_packages_own_decoder_reads_the_published_file(self, made, mark):
        from imwatermark import WatermarkDecoder

        decoder = WatermarkDecoder("bits", payload.BITS)
        first = colours(made.video, to="bgr24")[0]
        assert list(decoder.decode(first, "dwtDctSvd")) == list(bits_of(mark.payload))

    @pytest.mark.django_db
    def test_the_clip_is_found_again_after_all_that_people_do(self, tmp_path, pictures):
        mark = Mark(clip=uuid.uuid4(), payload=payload.new(), handle="alice", site="Skylark")
        made = stamp(footage(pictures), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)
        RegistryEntry.objects.create(
            payload=mark.payload,
            clip=mark.clip,
            sha256=made.sha256,
            frame_hashes=made.frame_hashes,
            engine="sketch",
            seconds=made.seconds,
        )
        assert verify(made.video) == Finding(True, mark.clip, "certain", "file")
        for name, change in {
            "again.mp4": ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23"],
            "remux.mkv": ["-c", "copy"],
        }.items():
            ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", made.video, *change]
            subprocess.run([*ffmpeg, tmp_path / name], check=True)
            assert verify(tmp_path / name) == Finding(True, mark.clip, "certain", "mark"), name


class TestSound:
    @pytest.fixture
    def sound(self, tmp_path):
        """Twenty seconds of a low tone: longer than the clip."""
        with wave.open(str(tmp_path / "tone.wav"), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes((3000 * np.sin(np.arange(160_000) / 9)).astype("<i2").tobytes())
        return str(tmp_path / "tone.wav")

    def test_it_lies_under_the_pictures_and_ends_with_them(self, tmp_path, pictures, mark, sound):
        made = stamp(footage(pictures, sound=sound), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)
        assert "Audio: aac" in told_of(made.video)
        assert len(lumas(made.video)) == FRAMES
        minutes, seconds = re.search(r"Duration: 00:(\d\d):([\d.]+)", told_of(made.video)).groups()
        assert abs(60 * int(minutes) + float(seconds) - made.seconds) < 0.1

    def test_a_clip_without_sound_has_no_sound_track(self, made):
        assert "Audio" not in told_of(made.video)

    def test_the_preview_is_silent(self, tmp_path, pictures, mark, sound):
        made = stamp(footage(pictures, sound=sound), to=tmp_path / "clip.mp4", mark=mark, tell=lambda part: None)
        assert "Audio" not in told_of(made.preview)


def test_copies_are_scaled_back_to_every_size_there_is():
    assert set(SCALED_BACK) == set(SIZES.values())
