"""The hidden mark, its payload, and the hashes that confirm it."""

import cv2
import numpy as np
import pytest

from safety.marks import hidden, payload
from safety.marks.perceptual import SIDE, as_integers, distances, perceptual_hash
from safety.tests.clips import picture


def blue_plane(bgr: np.ndarray) -> np.ndarray:
    """The U plane of a picture, each value the mean of four pixels."""
    quarter = cv2.resize(bgr, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.float32)
    blue = quarter @ [0.4392, -0.2910, -0.1482] + 128
    return np.clip(np.rint(blue), 0, 255).astype(np.uint8)


class TestPayload:
    def test_a_fresh_one_is_genuine(self):
        assert all(payload.genuine(payload.new()) for _ in range(50))

    def test_no_two_are_alike(self):
        assert len({payload.new() for _ in range(500)}) == 500

    def test_one_flipped_bit_is_seen(self):
        made = int(payload.new(), 16)
        assert not any(payload.genuine(f"{made ^ (1 << bit):016x}") for bit in range(payload.BITS))

    def test_another_sites_is_not_ours(self, settings):
        settings.MARK_SECRET = "the secret of another site"
        theirs = payload.new()
        settings.MARK_SECRET = "the secret of this site"
        assert not payload.genuine(theirs)


class TestHiddenMark:
    @pytest.mark.parametrize("seed", range(5))
    def test_what_is_written_is_read(self, seed):
        word = payload.new()
        assert hidden.payload_of(hidden.votes(hidden.mark(blue_plane(picture(seed)), word))) == word

    def test_the_packages_own_decoder_reads_it(self):
        from imwatermark import WatermarkDecoder

        word, plain = payload.new(), picture(3)
        marked = hidden.mark(blue_plane(plain), word)
        planes = cv2.cvtColor(plain, cv2.COLOR_BGR2YUV_I420)
        planes[plain.shape[0] : plain.shape[0] * 5 // 4] = marked.reshape(-1, plain.shape[1])
        bits = WatermarkDecoder("bits", payload.BITS).decode(cv2.cvtColor(planes, cv2.COLOR_YUV2BGR_I420), "dwtDctSvd")
        assert list(bits) == list(hidden.bits_of(word))

    @pytest.mark.parametrize("level", [16, 90, 128, 200, 240])
    def test_no_colour_however_deep_turns_into_a_speckle(self, level):
        flat = np.full((160, 160), level, np.uint8)
        assert np.abs(hidden.mark(flat, payload.new()).astype(int) - flat).max() <= 3

    def test_a_quiet_sky_does_not_blink(self):
        pen, sky = hidden.Pen(payload.new()), blue_plane(picture(1))
        first = pen.keyframe(sky)
        assert (pen.between(sky) == first).all()
        assert (pen.keyframe(sky) == first).all()

    def test_what_has_moved_since_the_keyframe_is_left_alone(self):
        pen, sky = hidden.Pen(payload.new()), np.full((160, 160), 100, np.uint8)
        pen.keyframe(sky)
        later = sky.copy()
        later[:80] = 140
        assert (pen.between(later)[:80] == 140).all()
        assert (pen.between(later)[80:] != 100).any()

    def test_a_frame_whose_sides_fill_no_block_is_marked_too(self):
        word = payload.new()
        marked = hidden.mark(blue_plane(picture(2, (854, 482))), word)
        assert marked.shape == (241, 427)
        assert hidden.payload_of(hidden.votes(marked)) == word


class TestPerceptualHash:
    def grey(self, seed):
        return cv2.resize(cv2.cvtColor(picture(seed), cv2.COLOR_BGR2GRAY), (SIDE, SIDE), interpolation=cv2.INTER_AREA)

    def apart(self, one, other):
        return int(distances(as_integers([perceptual_hash(one)]), as_integers([perceptual_hash(other)]))[0])

    def test_a_lighter_copy_is_nearly_the_same(self):
        grey = self.grey(1)
        assert self.apart(grey, cv2.convertScaleAbs(grey, alpha=0.8, beta=25)) <= 6

    def test_different_pictures_are_far_apart(self):
        assert min(self.apart(self.grey(1), self.grey(seed)) for seed in range(2, 30)) > 12
