"""The clips `pocket` learns from: drawn from the slots, the same each time, by workers that end when told."""

import multiprocessing
from dataclasses import replace

import numpy as np
import pytest

from generation.engines.pocket.grammar import Actor, Caption, Slots, caption
from generation.engines.pocket.scenes import clip, sheet
from generation.engines.pocket.scenes.sitters import PEOPLE, invent, likeness_of, sitters_of
from generation.engines.pocket.scenes.stream import Shape, batches

SMALL = {"size": (128, 72), "frames": 17}


@pytest.fixture
def ball():
    return Caption("A red ball bounces.", Slots((Actor("ball", "red", motion="bounce"),), "field", "day"), frozenset())


@pytest.fixture(scope="module")
def pair():
    """Two people of the sheet, dancing."""
    return caption(np.random.default_rng(1), cast=2)


def redness(frames):
    red, green, blue = (frames[..., channel].astype(int) for channel in range(3))
    return (red - np.maximum(green, blue) > 90).mean()


class TestClip:
    def test_the_same_seed_draws_the_same_and_another_another(self, ball):
        first = clip(ball, seed=4, **SMALL)
        assert first.shape == (17, 128, 72, 3)
        assert first.dtype == np.uint8
        assert np.array_equal(first, clip(ball, seed=4, **SMALL))
        assert not np.array_equal(first, clip(ball, seed=5, **SMALL))

    @pytest.mark.parametrize("size", [(512, 288), (64, 112)])
    def test_it_comes_in_any_size_and_length(self, ball, size):
        assert clip(ball, size=size, frames=5).shape == (5, *size, 3)

    def test_single_frames_are_those_of_the_whole(self, ball):
        whole = clip(ball, seed=2, **SMALL)
        assert np.array_equal(clip(ball, seed=2, at=[3, 16], **SMALL), whole[[3, 16]])

    def test_a_single_picture_is_from_the_midst_where_there_is_something_to_see(self, ball):
        crossing = replace(ball, slots=replace(ball.slots, actors=(Actor("bus", "red", motion="right"),)))
        shown = [redness(clip(crossing, size=(128, 72), frames=1, seed=seed)) for seed in range(6)]
        assert min(shown) > 0.01

    def test_what_is_drawn_is_the_label(self, ball):
        night = replace(ball, slots=replace(ball.slots, time="night"))
        blue = replace(ball, slots=replace(ball.slots, actors=(replace(ball.slots.actors[0], colour="blue"),)))
        red = clip(ball, **SMALL)
        assert clip(night, **SMALL).mean() < 0.7 * red.mean()
        assert redness(red) > 10 * redness(clip(blue, **SMALL)) + 0.001


class TestCast:
    def test_the_first_frame_is_the_sheet_and_the_clip_shows_them(self, pair):
        frames = clip(pair, seed=7, **SMALL)
        people = [likeness_of(who) for who in sitters_of(7, 2)]
        assert np.array_equal(frames[0], sheet(people, (128, 72)))
        strangers = clip(pair, seed=8, **SMALL)
        assert len(frames) == 17
        assert not np.array_equal(frames[0], strangers[0])

    def test_each_has_a_part_of_the_sheet(self):
        one, two = likeness_of(0), likeness_of(1)
        both = sheet([one, two], (128, 72))
        assert np.array_equal(both[:64], sheet([one, one], (128, 72))[:64])
        assert np.array_equal(both[64:], sheet([two, two], (128, 72))[64:])
        assert sheet([one, two], (72, 128)).shape == (72, 128, 3)

    def test_nobody_plays_twice_and_everybody_is_different(self):
        assert all(len(set(sitters_of(seed, 3))) == 3 for seed in range(50))
        assert len({invent(number) for number in range(PEOPLE)}) == PEOPLE
        assert invent(3) == invent(3)


class TestStream:
    SHAPES = (Shape((64, 36), 9), Shape((64, 36), 5))

    def test_workers_draw_what_one_process_draws(self):
        here = batches(2, shapes=self.SHAPES, seed=3, start=5, cast=0)
        there = batches(2, shapes=self.SHAPES, seed=3, start=5, cast=0, workers=2, ahead=1)
        lengths = set()
        for _ in range(6):
            one, other = next(here), next(there)
            assert (one.index, one.captions, one.seeds) == (other.index, other.captions, other.seeds)
            assert np.array_equal(one.frames, other.frames)
            assert one.frames.shape[0] == len(one.words) == 2
            lengths.add(one.frames.shape[1])
        there.close()
        assert lengths == {5, 9}
        assert multiprocessing.active_children() == []

    def test_each_batch_is_new_and_can_be_gone_on_from(self):
        whole, later = batches(1, shapes=self.SHAPES, seed=1), batches(1, shapes=self.SHAPES, seed=1, start=1)
        first, second = next(whole), next(whole)
        assert first.captions != second.captions
        assert next(later).captions == second.captions

    def test_what_a_worker_raises_is_raised_here(self):
        broken = batches(1, shapes=[Shape((64, 36), 9, fps=0)], workers=1)
        with pytest.raises(ZeroDivisionError, match="in DataLoader worker"):
            next(broken)
        assert multiprocessing.active_children() == []
