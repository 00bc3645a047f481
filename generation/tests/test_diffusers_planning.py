import subprocess
import sys

import numpy as np
import pytest

from generation.engines.diffusers import pictures
from generation.engines.diffusers.planning import FAMILIES, Family, Grid, plan
from generation.script import Script, Shot

WAN, WAN_GRID = FAMILIES["Wan"], Grid(temporal=4, spatial=16)
LTX, LTX_GRID = FAMILIES["LTX"], Grid(temporal=8, spatial=32)


def script(*seconds, size=(480, 854), style=""):
    return Script(tuple(Shot(f"shot {n}", length) for n, length in enumerate(seconds)), size, seed=7, style=style)


def asked(plan):
    return [piece.asked for piece in plan.pieces]


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

    def test_more_than_the_model_makes_at_once_is_made_in_equal_parts_with_seeds_of_their_own(self):
        made = plan(script(10), WAN, WAN_GRID)
        assert [(piece.frames, piece.asked, piece.seed) for piece in made.pieces] == [(80, 81, 7), (80, 81, 8)]

    def test_a_longest_the_model_cannot_make_is_rounded_down(self):
        assert asked(plan(script(2), Family(16, 20), WAN_GRID)) == [17, 17]

    def test_each_shot_has_its_words_and_together_they_are_as_long_as_the_script(self):
        made = plan(script(0.53, 0.53, 0.53), WAN, WAN_GRID)
        assert [piece.prompt for piece in made.pieces] == ["shot 0", "shot 1", "shot 2"]
        assert made.frame_count == round(3 * 0.53 * 16) == 25  # three times round(8.48) were 24

    @pytest.mark.parametrize("seconds", [0, 0.02])
    def test_no_frame_at_all_is_an_error(self, seconds):
        with pytest.raises(ValueError, match="no frames"):
            plan(script(seconds), WAN, WAN_GRID)

    def test_a_style_is_said_after_the_words(self):
        assert plan(script(1, style="noir"), WAN, WAN_GRID).pieces[0].prompt == "shot 0, noir style"


class TestSize:
    @pytest.mark.parametrize(
        ("size", "made"), [((480, 854), (480, 864)), ((854, 480), (864, 480)), ((640, 640), (640, 640))]
    )
    def test_the_sizes_offered_are_rounded_up(self, size, made):
        assert plan(script(1, size=size), WAN, WAN_GRID).size == made

    def test_a_side_is_a_multiple_of_what_the_model_insists_on(self):
        assert Grid(temporal=4, spatial=48).size((480, 854), None) == (480, 864)
        assert Grid(temporal=4, spatial=48).size((500, 854), None) == (576, 864)

    def test_a_model_of_small_pictures_makes_small_ones_in_the_same_shape(self):
        width, height = LTX_GRID.size((480, 854), pixels=192 * 320)
        assert (width, height) == (192, 352)


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
