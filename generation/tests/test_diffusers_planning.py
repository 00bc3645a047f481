import subprocess
import sys

import numpy as np
import pytest

from generation.engines.catalogue import ModelCard
from generation.engines.diffusers import pictures
from generation.engines.diffusers.planning import Grid, Joints, plan
from generation.script import Script, Shot

WAN = ModelCard("wan", "Wan", fps=16, frame_rule=4, longest=81)
LTX = ModelCard("ltx", "LTX", fps=24, frame_rule=8, longest=257)
SMALL = ModelCard("small", "Small", fps=12, longest=121, sizes=((288, 512), (384, 384)), pixels=288 * 512)
WAN_GRID, LTX_GRID = Grid(temporal=4, spatial=16), Grid(temporal=8, spatial=32)
WAN_JOINTS = Joints(overlap=WAN_GRID.overlap(WAN, 0))


def script(*seconds, size=(480, 854), style=""):
    return Script(tuple(Shot(f"shot {n}", length) for n, length in enumerate(seconds)), size, seed=7, style=style)


def asked(plan):
    return [segment.asked for segment in plan.segments]


def kept(plan):
    return [(segment.overlap, segment.frames) for segment in plan.segments]


class TestFrames:
    def test_a_count_the_model_can_make_is_asked_for_and_the_exact_one_kept(self):
        made = plan(script(3.1), WAN, WAN_GRID)
        assert (made.frame_count, asked(made)) == (50, [53])

    def test_a_count_that_fits_is_left_alone(self):
        assert asked(plan(script(81 / 16), WAN, WAN_GRID)) == [81]

    @pytest.mark.parametrize("frames", range(1, 40))
    def test_every_count_is_one_wan_can_make_and_by_less_than_a_step_too_many(self, frames):
        (count,) = asked(plan(script(frames / 16), WAN, WAN_GRID))
        assert count % 4 == 1
        assert 0 <= count - frames < 4

    def test_ltx_makes_ten_seconds_at_once(self):
        made = plan(script(10), LTX, LTX_GRID)
        assert (made.fps, made.frame_count, asked(made)) == (24, 240, [241])

    def test_each_shot_has_its_words_and_together_they_are_as_long_as_the_script(self):
        made = plan(script(0.53, 0.53, 0.53), WAN, WAN_GRID)
        assert [segment.words for segment in made.segments] == ["shot 0", "shot 1", "shot 2"]
        assert made.frame_count == round(3 * 0.53 * 16) == 25  # three times round(8.48) were 24

    @pytest.mark.parametrize("seconds", [0, 0.02])
    def test_no_frame_at_all_is_an_error(self, seconds):
        with pytest.raises(ValueError, match="no frames"):
            plan(script(seconds), WAN, WAN_GRID)


class TestSegments:
    def test_ten_seconds_of_wan_are_equal_segments_that_overlap_by_half_a_second(self):
        made = plan(script(10), WAN, WAN_GRID, WAN_JOINTS)
        assert (made.frame_count, kept(made), asked(made)) == (160, [(0, 61), (9, 52), (9, 47)], [61, 61, 57])
        assert [segment.begin for segment in made.segments] == [0, 61, 113]
        assert [segment.seed for segment in made.segments] == [7, 8, 9]

    @pytest.mark.parametrize("card", [WAN, LTX, SMALL], ids=lambda card: card.id)
    @pytest.mark.parametrize("seconds", [1, 5.1, 10, 15, 25, 59.9])
    @pytest.mark.parametrize("lead", [0, 1])
    @pytest.mark.parametrize("goes_on", [False, True])
    def test_every_length_is_met_exactly_by_counts_that_the_model_can_make(self, card, seconds, lead, goes_on):
        grid = WAN_GRID if card is WAN else LTX_GRID
        made = plan(script(seconds), card, grid, Joints(lead, grid.overlap(card, lead), goes_on))
        assert made.frame_count == round(seconds * card.fps)
        for segment in made.segments:
            assert grid.at_least(segment.asked) == segment.asked <= card.longest
            assert segment.asked - grid.temporal < segment.dropped + segment.frames <= segment.asked
            # What is shown of before is encoded with the leading frame, so together they fit.
            assert not segment.overlap or grid.at_least(segment.dropped) == segment.dropped
        assert [bool(segment.overlap) for segment in made.segments] == [goes_on] + [True] * (len(made.segments) - 1)

    def test_a_new_shot_is_a_cut_and_within_a_shot_it_goes_on(self):
        made = plan(script(8, 2, 8), WAN, WAN_GRID, WAN_JOINTS)
        assert [(segment.words[-1], bool(segment.overlap)) for segment in made.segments] == [
            ("0", False),
            ("0", True),
            ("1", False),
            ("2", False),
            ("2", True),
        ]
        assert [segment.opens for segment in made.segments] == [True, False, False, False, False]
        assert [segment.closes for segment in made.segments] == [False, False, False, False, True]

    def test_only_the_first_shot_goes_on_from_a_clip(self):
        made = plan(script(2, 2), WAN, WAN_GRID, Joints(overlap=9, goes_on=True))
        assert kept(made) == [(9, 32), (0, 32)]

    def test_a_model_that_cannot_go_on_makes_segments_laid_end_to_end(self):
        made = plan(script(10), WAN, WAN_GRID)
        assert (kept(made), asked(made)) == ([(0, 81), (0, 79)], [81, 81])

    def test_a_longest_the_model_cannot_make_is_rounded_down(self):
        card = ModelCard("wan", "Wan", fps=16, longest=20)
        assert asked(plan(script(2), card, WAN_GRID)) == [17, 17]

    @pytest.mark.parametrize(("longest", "overlap"), [(81, 9), (13, 5), (9, 1), (5, 1), (3, 0), (1, 0)])
    def test_what_is_shown_of_before_leaves_room_for_more(self, longest, overlap):
        card = ModelCard("wan", "Wan", fps=16, longest=longest)
        assert WAN_GRID.overlap(card, 0) == overlap


class TestSize:
    @pytest.mark.parametrize(
        ("size", "made"), [((480, 854), (480, 864)), ((854, 480), (864, 480)), ((640, 640), (640, 640))]
    )
    def test_the_sizes_offered_are_rounded_up(self, size, made):
        assert plan(script(1, size=size), WAN, WAN_GRID).size == made

    def test_a_side_is_a_multiple_of_what_the_model_insists_on(self):
        assert Grid(temporal=4, spatial=48).size((480, 854), WAN) == (480, 864)
        assert Grid(temporal=4, spatial=48).size((500, 854), WAN) == (576, 864)

    def test_a_model_of_small_pictures_makes_small_ones_in_the_same_shape(self):
        card = ModelCard("ltx", "LTX", pixels=192 * 320)
        assert LTX_GRID.size((480, 854), card) == (192, 352)

    def test_a_native_size_of_that_shape_is_taken(self):
        assert LTX_GRID.size((480, 854), SMALL) == (288, 512)
        assert LTX_GRID.size((640, 640), SMALL) == (384, 384)

    def test_the_native_size_next_to_it_is_taken_of_several(self):
        card = ModelCard("wan", "Wan", sizes=((1280, 720), (832, 480)))
        assert WAN_GRID.size((854, 480), card) == (832, 480)

    def test_a_native_size_of_another_shape_is_not(self):
        card = ModelCard("ltx2", "LTX-2", sizes=((768, 512), (512, 768)))
        assert LTX_GRID.size((854, 480), card) == (864, 480)


class TestPictures:
    def test_they_come_in_small_chunks_at_the_exact_size(self):
        pieces = [np.zeros((20, 64, 96, 3), np.uint8), np.ones((3, 64, 96, 3), np.uint8)]
        chunks = list(pictures.chunks(pieces, (90, 62)))
        assert [chunk.shape for chunk in chunks] == [(16, 62, 90, 3), (4, 62, 90, 3), (3, 62, 90, 3)]
        assert [chunk.max() for chunk in chunks] == [0, 0, 1]

    @pytest.mark.parametrize("size", [(480, 854), (854, 480), (30, 20), (31, 77), (97, 64)])
    def test_no_size_leaves_an_edge_empty(self, size):
        (chunk,) = pictures.chunks([np.full((1, 64, 96, 3), 200, np.uint8)], size)
        assert chunk.shape == (1, size[1], size[0], 3)
        assert chunk.min() == 200

    def test_a_small_surplus_is_cut_and_no_pixel_changed(self):
        frame = np.random.default_rng(0).integers(0, 255, (1, 854 + 10, 480, 3), np.uint8)
        (chunk,) = pictures.chunks([frame], (480, 854))
        assert (chunk == frame[:, 5:-5]).all()

    def test_floats_become_the_nearest_whole_numbers(self):
        frames = np.array([-0.1, 0.0, 0.499, 1.0, 1.2], np.float32).reshape(1, 1, 5, 1)
        assert pictures.whole_numbers(frames).ravel().tolist() == [0, 0, 127, 255, 255]

    def test_a_picture_of_no_numbers_is_an_error_not_a_black_frame(self):
        with pytest.raises(FloatingPointError, match="not numbers"):
            pictures.whole_numbers(np.full((17, 2, 2, 3), np.nan, np.float32))


def test_naming_the_engine_does_not_load_torch():
    code = "import sys, django; django.setup(); from generation.engines.diffusers import DiffusersEngine as Engine; "
    code += "print(Engine.name, sys.modules.keys() & {'torch', 'diffusers'})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "diffusers set()\n"
