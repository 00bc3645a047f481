"""Alice's clip was made here; Charlie sends in all kinds of files."""

import hashlib
import json
import uuid
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from safety.marks import payload, reading
from safety.marks.hidden import bits_of
from safety.marks.perceptual import perceptual_hash
from safety.marks.reading import Unreadable
from safety.models import RegistryEntry
from safety.tests.clips import ffmpeg, moving, write_clip
from safety.tests.test_marks import blue_plane, picture
from safety.verify import READINGS, Finding, nearest, payloads_in, tolerance, verify

pytestmark = pytest.mark.django_db


def flipped(word: str, bits: int) -> str:
    """`word` with so many of its bits changed, worn by compression."""
    return f"{int(word, 16) ^ ((1 << bits) - 1):016x}"


def register(file, word, **changes):
    facts = {
        "clip": uuid.uuid4(),
        "payload": word,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        "frame_hashes": [perceptual_hash(grey) for grey in reading.small_greys(file, a_second=4)],
        "engine": "sketch",
        "seconds": 2.0,
    }
    return RegistryEntry.objects.create(**facts | changes)


@pytest.fixture
def word():
    return payload.new()


@pytest.fixture
def made(tmp_path, word):
    """Alice's marked clip as it was published."""
    return write_clip(tmp_path / "made.mp4", moving(1), word)


@pytest.fixture
def entry(made, word):
    return register(made, word)


class TestFindingAgain:
    def test_the_file_itself_is_certain(self, made, entry):
        assert verify(made) == Finding(True, entry.clip, "certain", "file")

    @pytest.mark.parametrize(
        ("name", "change"),
        [
            ("again.mp4", ["-c:v", "libx264", "-preset", "veryfast", "-crf", 23]),
            ("remux.mkv", ["-c", "copy"]),
            ("trimmed.mov", ["-ss", 0.6, "-c:v", "libx264", "-preset", "veryfast", "-crf", 20]),
            ("faster.avi", ["-r", 24, "-c:v", "libx264", "-preset", "veryfast", "-crf", 20]),
            ("other.webm", ["-c:v", "libvpx-vp9", "-crf", 20, "-b:v", 0, "-deadline", "realtime", "-cpu-used", 8]),
        ],
    )
    def test_a_copy_is_found_by_its_mark(self, tmp_path, made, entry, name, change):
        ffmpeg("-i", made, *change, tmp_path / name)
        assert verify(tmp_path / name) == Finding(True, entry.clip, "certain", "mark")

    def test_a_name_that_looks_like_an_option_or_an_address_is_only_a_name(self, tmp_path, made, entry, monkeypatch):
        monkeypatch.chdir(tmp_path)
        for name in ("-i.mp4", "http:clip.mp4"):
            (tmp_path / name).write_bytes(made.read_bytes() + b"\0")
            assert verify(type(made)(name)).clip == entry.clip

    def test_a_scratched_mark_on_the_same_pictures_is_certain(self, tmp_path, word):
        scratched = write_clip(tmp_path / "scratched.mp4", moving(1), flipped(word, 2))
        entry = register(scratched, word, sha256="0" * 64)
        assert verify(scratched) == Finding(True, entry.clip, "certain", "mark")

    def test_a_worn_mark_on_the_same_pictures_is_probable(self, tmp_path, word):
        worn = write_clip(tmp_path / "worn.mp4", moving(1), flipped(word, 5))
        entry = register(worn, word, sha256="0" * 64)
        assert verify(worn) == Finding(True, entry.clip, "probable", "mark")


class TestNoFalseClaim:
    def test_an_unmarked_clip_is_not_ours(self, tmp_path, entry):
        plain = write_clip(tmp_path / "plain.mp4", moving(1))
        assert verify(plain).made_here is False

    def test_a_genuine_mark_that_is_not_registered_is_not_claimed(self, tmp_path, entry):
        stranger = write_clip(tmp_path / "stranger.mp4", moving(1), payload.new())
        assert verify(stranger) == Finding(False)

    def test_another_sites_mark_is_not_ours(self, tmp_path, entry, settings):
        settings.MARK_SECRET = "the secret of another site"
        theirs = payload.new()
        settings.MARK_SECRET = "the secret of this site"
        assert verify(write_clip(tmp_path / "theirs.mp4", moving(1), theirs)).made_here is False

    @pytest.mark.parametrize("bits", [2, 5])
    def test_a_worn_mark_on_other_pictures_is_not_claimed(self, tmp_path, entry, word, bits):
        forged = write_clip(tmp_path / "forged.mp4", moving(9), flipped(word, bits))
        assert verify(forged).made_here is False

    def test_a_whole_mark_copied_onto_other_pictures_is_not_certain(self, tmp_path, entry, word):
        forged = write_clip(tmp_path / "forged.mp4", moving(9), word)
        assert verify(forged).confidence == "probable"

    @pytest.mark.parametrize("seed", range(12))
    def test_foreign_files_are_not_claimed(self, tmp_path, entry, seed):
        assert verify(write_clip(tmp_path / "foreign.mp4", moving(100 + seed, frames=3))).made_here is False

    def test_150_foreign_pictures_are_not_near_any_of_a_thousand(self):
        registered = [payload.new() for _ in range(1000)]
        for seed in range(150):
            ground = np.full((480, 320, 3), seed, np.uint8) if seed % 5 == 0 else picture(seed)
            read = payloads_in([blue_plane(ground)])
            assert nearest(read, registered) is None
            assert not any(map(payload.genuine, read))


class TestNearest:
    def test_the_more_are_registered_the_less_may_differ(self):
        allowed = [tolerance(count) for count in (1, 100, 10_000, 1_000_000, 10**14)]
        assert allowed == sorted(allowed, reverse=True)
        assert allowed[0] <= 10
        assert allowed[-1] == -1

    def test_chance_stays_below_one_in_a_million(self):
        from scipy.stats import binom

        for count in (1, 1000, 100_000):
            trials = READINGS * count
            assert trials * binom.cdf(tolerance(count), 64, 0.5) <= 1e-6
            assert trials * binom.cdf(tolerance(count) + 1, 64, 0.5) > 1e-6

    def test_it_finds_the_one_among_a_hundred_thousand(self):
        random = np.random.default_rng(4)
        registered = [f"{number:016x}" for number in random.integers(0, 2**63, 100_000)]
        assert nearest(["f" * 16, flipped(registered[777], 3)], registered) == registered[777]
        assert nearest([flipped(registered[777], 12)], registered) is None

    def test_an_empty_registry_claims_nothing(self):
        assert nearest([payload.new()], []) is None

    def test_flipping_flips(self, word):
        assert (bits_of(word) != bits_of(flipped(word, 5))).sum() == 5


class TestFilesThatAreNoVideos:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"hello",
            b"#EXTM3U\nhttp://127.0.0.1/secret\n",
            b"ffconcat version 1.0\nfile /etc/passwd\n",
            b"\x89PNG\r\n\x1a\n" + bytes(100),
            b"\x00\x00\x00\x18ftypisom" + bytes(100),
            b"\x1a\x45\xdf\xa3" + bytes(100),
            b"RIFF\x00\x00\x00\x00AVI " + bytes(100),
        ],
    )
    def test_they_are_refused_in_plain_words(self, tmp_path, content):
        file = tmp_path / "clip.mp4"
        file.write_bytes(content)
        with pytest.raises(Unreadable, match=r"^(The file|No picture)"):
            verify(file)

    def test_a_missing_file_is_said_to_be_missing(self, tmp_path):
        with pytest.raises(Unreadable, match="no such file"):
            verify(tmp_path / "nowhere.mp4")

    def test_a_huge_file_is_not_even_opened(self, tmp_path, monkeypatch):
        monkeypatch.setattr(reading, "MAX_BYTES", 1 << 20)
        with (tmp_path / "huge.mp4").open("wb") as file:
            file.truncate(2 << 20)
        with pytest.raises(Unreadable, match="larger than 1 MB"):
            verify(tmp_path / "huge.mp4")

    def test_a_sound_file_has_no_picture(self, tmp_path):
        ffmpeg("-f", "lavfi", "-i", "sine=duration=1", tmp_path / "sound.mp4")
        with pytest.raises(Unreadable, match="No picture"):
            verify(tmp_path / "sound.mp4")


class TestCommand:
    def run(self, *arguments):
        out = StringIO()
        call_command("verify", *arguments, stdout=out)
        return out.getvalue().strip()

    def test_json_holds_three_facts(self, made, entry):
        assert json.loads(self.run(str(made), "--json")) == {
            "made_here": True,
            "id": str(entry.clip),
            "confidence": "certain",
        }

    def test_json_of_a_foreign_file(self, tmp_path):
        plain = write_clip(tmp_path / "plain.mp4", moving(2, frames=3))
        assert json.loads(self.run(str(plain), "--json")) == {"made_here": False, "id": None, "confidence": "none"}

    def test_a_person_reads_a_sentence(self, made, entry):
        assert self.run(str(made)) == f"Made here: clip {entry.clip}, certain (the file is unchanged)."

    def test_an_unreadable_file_ends_with_two(self, tmp_path):
        (tmp_path / "note.txt").write_text("hello")
        with pytest.raises(CommandError, match="not an MP4") as refused:
            self.run(str(tmp_path / "note.txt"))
        assert refused.value.returncode == 2
