"""The engine on the real pipelines of diffusers, with toy weights."""

import numpy as np
import pytest

from cameos.models import Level
from generation.engines import ReadsAhead
from generation.engines.diffusers import DiffusersEngine
from generation.script import Script, Shot
from generation.tests.toys import before, made, pictures, script

pytestmark = pytest.mark.pipeline

FPS = {"wan": 16, "ltx": 24, "cogvideox": 8}
#: Frames shown for each one made: 8 a second are too few to look at.
TIMES = {"wan": 1, "ltx": 1, "cogvideox": 3}


class TestFootage:
    @pytest.mark.parametrize(("seconds", "size"), [(0.7, (50, 38)), (0.06, (32, 66))])
    def test_it_has_the_exact_length_and_size_at_the_rate_that_its_card_says(self, engine_of, family, seconds, size):
        length = max(seconds, 1 / FPS[family])
        footage = engine_of(family).frames(Script((Shot("a cat", length),), size, seed=1), lambda fraction: None)
        frames = pictures(footage)
        assert frames.dtype == np.uint8
        assert frames.shape == (round(length * FPS[family]) * TIMES[family], size[1], size[0], 3)
        rate = FPS[family] * TIMES[family]
        assert (footage.fps, footage.size, footage.frame_count) == (rate, size, len(frames))

    def test_it_shows_what_the_pipeline_made(self, engine_of, toy):
        """Frame by frame what the pipeline gives a program that calls it by itself."""
        import torch
        from diffusers import DiffusionPipeline

        pipe = DiffusionPipeline.from_pretrained(toy("wan"), local_files_only=True)
        asked = {"height": 32, "width": 32, "num_frames": 9, "num_inference_steps": 3}
        direct = pipe("a red ball", generator=torch.manual_seed(1), output_type="np", **asked).frames[0]
        ours = made(engine_of("wan"), script(7))
        assert np.abs(ours - direct[:7] * 255).max() <= 0.51

    def test_the_same_seed_is_the_same_clip_and_another_is_another(self, engine_of, family):
        first = made(engine_of(family), script())
        assert (made(engine_of(family), script()) == first).all()
        assert np.abs(made(engine_of(family), script(seed=2)).astype(int) - first).mean() > 1

    def test_the_words_and_the_style_count(self, engine_of):
        engine = engine_of("ltx")
        plain = made(engine, script())
        assert (made(engine, script(words="a blue cat")) != plain).any()
        assert (made(engine, script(style="noir")) != plain).any()

    def test_more_than_the_model_makes_at_once_is_joined_from_pieces(self, engine_of):
        footage = engine_of("wan", longest=5).frames(script(10), lambda fraction: None)
        frames = pictures(footage)
        assert footage.frame_count == len(frames) == 10
        assert (frames[:5] == made(engine_of("wan"), script(5, seed=1))).all()
        assert (frames[5:] == made(engine_of("wan"), script(5, seed=2))).all()

    def test_a_lean_clip_has_the_same_length_and_size_and_leaves_the_engine_as_it_was(self, engine_of, family):
        engine = engine_of(family)
        usual = made(engine, script())
        assert made(engine, script(lean=True)).shape == usual.shape
        assert (made(engine, script()) == usual).all()

    def test_words_beyond_what_the_model_reads_are_named(self, engine_of):
        long = " ".join(["a cat"] * 113 + ["beach sunset"])  # 228 tokens, and CogVideoX reads 226
        footage = engine_of("cogvideox").frames(script(words=long), lambda fraction: None)
        assert footage.skipped == ("beach", "sunset")
        assert engine_of("wan").frames(script(words=long), lambda fraction: None).skipped == ()


class TestProgress:
    def test_it_only_grows_from_nothing_to_everything_by_steps(self, engine_of, family):
        told = []
        engine_of(family).frames(script(), told.append)
        assert told == sorted(told)
        assert sorted(set(told)) == pytest.approx([0, 1 / 4, 2 / 4, 3 / 4, 1])  # three steps and the decoding

    def test_every_segment_has_its_share_and_it_never_goes_back(self, engine_of):
        told = []
        footage = engine_of("ltx", longest=9, num_inference_steps=1).frames(script(17, fps=24), told.append)
        assert max(told) < 1 / 2  # the second is made once the first is read
        pictures(footage)
        assert told == sorted(told)
        assert sorted(set(told)) == pytest.approx([0, 1 / 4, 3 / 4, 1])

    def test_it_is_told_of_work_in_the_text_encoder_and_in_the_decoder(self, engine_of, family):
        told = []
        begun = {}
        reading = before("encodermodel", lambda inputs: begun.setdefault("reading", len(told)))
        decoding = before("decoder3d", lambda inputs: begun.setdefault("decoding", len(told)))
        with reading, decoding:
            pictures(engine_of(family).frames(script(), told.append))
        step = told.index(next(fraction for fraction in told if fraction))
        assert step - begun["reading"] > 2
        assert len(told) - begun["decoding"] > 4


class TestReadAhead:
    def test_words_read_before_are_not_read_again(self, engine_of, family):
        engine, read = engine_of(family), []
        engine.read_ahead(script(words="a blue cat"))  # nothing is loaded, so nothing happens
        made(engine, script())
        with before("encodermodel", read.append):
            engine.read_ahead(script(words="a blue cat"))
            once = len(read)
            ahead = made(engine, script(words="a blue cat"))
        assert len(read) == once > 0
        assert (ahead == made(engine_of(family), script(words="a blue cat"))).all()

    def test_it_is_an_engine_that_reads_ahead(self):
        assert isinstance(DiffusersEngine(), ReadsAhead)


@pytest.mark.django_db
class TestClip:
    def test_it_becomes_a_marked_clip_with_bob_in_it(self, engine_of, make_clip, make_cameo, bob):
        make_cameo(bob, level=Level.EVERYONE)
        engine_of("vace", fps=4, pixels=64 * 64, num_inference_steps=2)
        encoded = []
        with before("encoder3d", lambda inputs: encoded.append(inputs[0])):
            clip = make_clip(engine="diffusers", prompt="@bob on the beach", seconds=5)
        assert (clip.fps, clip.registry.engine, clip.registry.seconds) == (4, "diffusers", 5)
        assert clip.video.size > 0
        assert encoded[-1].std() > 0.1  # his picture
