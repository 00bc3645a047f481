"""How each family's pipeline is told of pictures, and that the real ones understand it."""

import inspect
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from generation.engines.catalogue import ModelCard
from generation.engines.diffusers.conditions import Conditions
from generation.engines.diffusers.families.ltx import LTX, LTX2
from generation.engines.diffusers.families.plain import Plain
from generation.engines.diffusers.families.wan import GREY, Wan
from generation.engines.diffusers.planning import Segment
from generation.script import Reference, Script, Shot
from generation.tests.toys import before, made, script

SIZE = (32, 64)
CARD = ModelCard("m", "M", fps=16, longest=17, cast=3)
RED, BLUE = Image.new("RGB", SIZE, "red"), Image.new("RGB", SIZE, "blue")


def segment(frames, asked, *, overlap=0, lead=0):
    return Segment(0, "a cat", 0, frames, asked, 1, lead, overlap, opens=not overlap, closes=True)


def shown(frames):
    """uint8 (frames, height, width, 3): frame n has the brightness n."""
    return np.arange(frames, dtype=np.uint8)[:, None, None, None] * np.ones((1, 64, 32, 3), np.uint8)


def brightness(pictures):
    return [picture.getpixel((0, 0))[0] for picture in pictures]


def file_of(colour):
    file = BytesIO()
    Image.new("RGB", (48, 48), colour).save(file, "WEBP")
    return file.getvalue()


@pytest.mark.pipeline
class TestWan:
    def arguments(self, segment, **conditions):
        return Wan(None, CARD, {}).arguments(segment, Conditions(**conditions), SIZE, {})

    def test_from_words_alone_it_gets_no_pictures(self):
        assert self.arguments(segment(17, 17)) == {}

    def test_it_goes_on_from_frames_that_the_mask_keeps(self):
        asked = self.arguments(segment(10, 17, overlap=5), before=shown(5))
        assert brightness(asked["video"]) == [0, 1, 2, 3, 4] + [GREY] * 12
        assert [mask.getpixel((0, 0)) for mask in asked["mask"]] == [0] * 5 + [255] * 12

    def test_the_first_picture_is_kept_first_and_the_last_where_the_clip_ends(self):
        asked = self.arguments(segment(15, 17), first=RED, last=BLUE)
        assert [picture.getpixel((0, 0)) for picture in asked["video"]] == (
            [(255, 0, 0)] + [(GREY, GREY, GREY)] * 13 + [(0, 0, 255)] * 3
        )
        assert [mask.getpixel((0, 0)) for mask in asked["mask"]] == [0] + [255] * 13 + [0] * 3

    def test_it_makes_as_many_latent_frames_as_people_at_least(self, engine_of):
        people = tuple(Reference(name, name, (file_of(name),)) for name in ("red", "blue", "green"))
        short = script(3, words="@red, @blue, @green", references=people)
        assert made(engine_of("vace"), short).shape == (3, 32, 32, 3)

    def test_people_are_reference_pictures_in_their_order(self):
        assert self.arguments(segment(17, 17), people=(RED, BLUE)) == {"reference_images": [RED, BLUE]}

    def test_a_remix_goes_by_its_source_in_black_and_white_the_less_the_stronger_it_is(self):
        source = shown(17) + np.array([40, 0, 0], np.uint8)
        asked = self.arguments(segment(17, 17), source=source, strength=0.6)
        assert asked["conditioning_scale"] == pytest.approx(0.7)
        assert {len(set(picture.getpixel((0, 0)))) for picture in asked["video"]} == {1}
        assert {mask.getpixel((0, 0)) for mask in asked["mask"]} == {255}

    def test_a_weak_remix_keeps_the_colours_of_its_first_picture(self):
        asked = self.arguments(segment(17, 17), source=shown(17) + np.array([40, 0, 0], np.uint8), strength=0.3)
        assert asked["video"][0].getpixel((0, 0)) == (40, 0, 0)
        assert [mask.getpixel((0, 0)) for mask in asked["mask"]] == [0] + [255] * 16

    def test_one_of_no_strength_keeps_every_picture(self):
        asked = self.arguments(segment(17, 17), source=shown(17), strength=0.0)
        assert brightness(asked["video"]) == list(range(17))
        assert {mask.getpixel((0, 0)) for mask in asked["mask"]} == {0}

    def test_where_the_source_is_over_the_words_count(self):
        asked = self.arguments(segment(17, 17), source=shown(9), strength=0.8)
        assert brightness(asked["video"]) == [*range(9)] + [GREY] * 8


class TestLTX:
    TAKES = {"num_inference_steps": inspect.Parameter("steps", inspect.Parameter.KEYWORD_ONLY, default=4)}

    def arguments(self, segment, options=None, **conditions):
        family = LTX(None, CARD, self.TAKES)
        return family.arguments(segment, Conditions(**conditions), SIZE, options or {})

    def test_it_goes_on_from_a_condition_at_the_beginning(self):
        (one,) = self.arguments(segment(8, 17, overlap=9), before=shown(9))["conditions"]
        assert (brightness(one.video), one.frame_index, one.strength) == (list(range(9)), 0, 1.0)

    def test_the_first_and_the_last_picture_have_their_places(self):
        first, last = self.arguments(segment(15, 17), first=RED, last=BLUE)["conditions"]
        assert (first.frame_index, first.image.getpixel((0, 0))) == (0, (255, 0, 0))
        assert (last.frame_index, last.image.getpixel((0, 0))) == (14, (0, 0, 255))

    def test_the_steps_of_a_card_are_left_alone(self):
        assert "timesteps" not in self.arguments(segment(17, 17), options={"timesteps": [1000, 500]})
        assert len(self.arguments(segment(17, 17))["timesteps"]) == 4

    def test_where_a_model_was_trained_for_it_the_cast_is_the_first_frame(self):
        (one,) = self.arguments(segment(8, 17, overlap=8, lead=1), before=shown(8), people=(RED, BLUE))["conditions"]
        sheet, *rest = one.video
        assert (sheet.getpixel((8, 32)), sheet.getpixel((24, 32))) == ((255, 0, 0), (0, 0, 255))
        assert (brightness(rest), one.frame_index) == (list(range(8)), 0)

    def test_it_leads_only_where_somebody_is_shown(self):
        ana = Reference("ana", "Ana", (b"webp",))
        card = ModelCard("m", "M", cast=3, options={"cast_as_first_frame": True})
        leads = [
            LTX(None, card, {}).lead(Script((Shot(words, 5),), SIZE, seed=1, references=(ana,)))
            for words in ("@ana sings", "a cat")
        ]
        assert leads == [1, 0]
        assert LTX(None, CARD, {}).lead(Script((Shot("@ana", 5),), SIZE, seed=1, references=(ana,))) == 0


class TestLTX2:
    def test_its_places_are_latent_frames_that_begin_no_later(self):
        class Pipe:
            vae_temporal_compression_ratio = 8

        family = LTX2(Pipe(), CARD, {})
        conditions = Conditions(first=RED, last=BLUE)
        first, last = family.arguments(segment(15, 17), conditions, SIZE, {})["conditions"]
        assert (first.index, last.index, last.crf) == (0, 2, 0)


class TestPlain:
    def test_it_gives_what_the_call_takes_and_nothing_else(self):
        conditions = Conditions(before=shown(1), last=BLUE, source=shown(17), strength=0.5, people=(RED,))
        takes = dict.fromkeys(("prompt", "image", "video", "strength"))
        asked = Plain(None, CARD, takes).arguments(segment(8, 17, overlap=1), conditions, SIZE, {})
        assert (asked["image"].getpixel((0, 0)), len(asked["video"]), asked["strength"]) == ((0, 0, 0), 17, 0.5)
        assert asked.keys() == {"image", "video", "strength"}

    def test_one_that_takes_a_picture_can_go_on(self):
        assert Plain(None, CARD, {"image": None}).goes_on
        assert not Plain(None, CARD, {"prompt": None}).goes_on


@pytest.mark.pipeline
class TestOnToyWeights:
    @pytest.mark.parametrize(("name", "fps"), [("vace", 16), ("ltx", 24), ("ltx2", 24)])
    def test_a_first_and_a_last_picture_change_what_is_made(self, engine_of, name, fps):
        engine = engine_of(name)
        plain = made(engine, script(9, fps=fps))
        ends = made(engine, script(9, fps=fps, first=file_of("red"), last=file_of("blue")))
        assert ends.shape == plain.shape == (9, 32, 32, 3)
        assert (ends != plain).any()

    def test_people_are_encoded_one_by_one_and_leave_no_frame_behind(self, engine_of):
        people = [Reference(name, name, (file_of(name),)) for name in ("red", "blue", "green")]
        engine = engine_of("vace")
        words = "@red and @blue and @green"
        encoded = []
        with before("encoder3d", lambda inputs: encoded.append(inputs[0])):
            together = made(engine, script(9, words=words, references=tuple(people)))
        colours = [part[0, :, 0, 16, 16].round().tolist() for part in encoded[-3:]]
        assert colours == [[1, -1, -1], [-1, -1, 1], pytest.approx([-1, 0, -1])]
        assert together.shape == (9, 32, 32, 3)
        swapped = script(9, words="@blue and @red and @green", references=tuple(people))
        assert (made(engine, swapped) != together).any()

    @pytest.mark.parametrize(("name", "fps"), [("vace", 16), ("ltx", 24), ("ltx2", 24)])
    def test_segments_go_on_and_the_same_seed_is_the_same_clip(self, engine_of, name, fps):
        first = made(engine_of(name, longest=17), script(20, fps=fps))
        assert first.shape == (20, 32, 32, 3)
        assert (made(engine_of(name, longest=17), script(20, fps=fps)) == first).all()
        assert (made(engine_of(name, longest=17), script(20, fps=fps, seed=2)) != first).any()

    @pytest.mark.parametrize(("name", "steps"), [("ltx", 8), ("ltx2", 8)])
    def test_a_remix_of_a_middling_strength_lies_between_its_source_and_the_words(self, engine_of, name, steps):
        """How far the latents that come to the decoder are from those of the source."""
        model = engine_of(name, num_inference_steps=steps)._ready_model(lean=False)
        source = np.random.default_rng(0).integers(0, 255, (17, 32, 32, 3), np.uint8)
        kept = model.family._encoded(source)
        distances = []

        def look(inputs):
            distances.append((inputs[0] - kept).square().mean().item())

        with before("videodecoder3d", look):
            for strength in (0.0, 0.2, 0.6, 0.9):
                conditions = Conditions(source=source, strength=strength)
                model.run(script(17, fps=24), segment(17, 17), (32, 32), conditions, None)
        assert distances == sorted(distances)
        assert distances[0] < 0.5 * distances[-1]

    def test_a_remix_by_vace_takes_its_source_and_its_weight(self, engine_of):
        model = engine_of("vace")._ready_model(lean=False)
        source = np.random.default_rng(0).integers(0, 255, (17, 32, 32, 3), np.uint8)
        frames = [
            model.run(script(17), segment(17, 17), (32, 32), Conditions(source=source, strength=strength), None).frames
            for strength in (0.2, 0.9)
        ]
        assert (frames[0] != frames[1]).any()
