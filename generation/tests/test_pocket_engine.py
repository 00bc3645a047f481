"""The `pocket` engine on weights of its own toy training: the folder, the clips, the people in them, the command."""

import json
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from cameos.portraits import SITTERS, draw_portrait
from generation.engines import WeightsUnusable, get_engine
from generation.engines.pocket import Pocket, card
from generation.script import Reference, Script, Shot
from generation.tests.pocket_home import SMALL, trained  # noqa: F401
from generation.tests.toys import before, made, pictures

pytestmark = pytest.mark.pipeline


def script(words="a red ball bouncing on the beach", seconds=1.0, size=(32, 64), **how):
    return Script((Shot(words, seconds),), size, **{"seed": 1} | how)


@pytest.fixture
def weights(trained, settings):  # noqa: F811
    """The toy weights, in use."""
    settings.POCKET_HOME = trained / "weights"
    get_engine.cache_clear()
    yield settings.POCKET_HOME
    get_engine.cache_clear()


@pytest.fixture
def engine(weights):
    return Pocket(SMALL)


@pytest.fixture(scope="module")
def pair():
    ana, basil = list(SITTERS.values())[:2]
    return tuple(
        Reference(name, name.title(), (draw_portrait(who, 128),)) for name, who in (("ana", ana), ("basil", basil))
    )


def encoded(engine, script):
    """What the autoencoder was shown while `script` was made: uint8 (frames, height, width, 3) each time."""
    seen = []
    with before("encoder3d", lambda inputs: seen.append(inputs[0][0])):
        made(engine, script)
    return [((clip.permute(1, 2, 3, 0) + 1) * 127.5).round().byte().numpy() for clip in seen]


class TestFolder:
    def test_the_plain_pipeline_opens_it_with_any_copy_of_the_text_encoder(self, weights):
        from diffusers import LTXPipeline

        from generation.engines.pocket import networks, text

        pipe = LTXPipeline.from_pretrained(weights, **text.parts())
        pipe.set_progress_bar_config(disable=True)
        asked = {"height": 64, "width": 32, "num_frames": 9, "frame_rate": 12, "guidance_scale": 1.0}
        clip = pipe("a red ball", num_inference_steps=5, output_type="np", **asked).frames[0]
        assert clip.shape == (9, 64, 32, 3)
        assert pipe.scheduler.sigmas.tolist() == pytest.approx(networks.sigmas(5))

    def test_it_holds_safetensors_and_no_text_encoder(self, weights):
        files = {str(path.relative_to(weights)) for path in weights.rglob("*") if path.is_file()}
        assert files == {
            "README.md",
            "model_index.json",
            "training.json",
            "scheduler/scheduler_config.json",
            "transformer/config.json",
            "transformer/diffusion_pytorch_model.safetensors",
            "vae/config.json",
            "vae/diffusion_pytorch_model.safetensors",
        }

    def test_networks_that_are_too_large_are_not_written(self, tmp_path):
        import torch

        from generation.engines.pocket.weights import CannotExport, export

        large = torch.nn.Linear(6400, 6400, device="meta")
        with pytest.raises(CannotExport, match="81.9 MB of weights: 80 MB are the most"):
            export(tmp_path / "weights", large, torch.nn.Identity(), {})
        assert not list(tmp_path.iterdir())

    def test_weights_that_are_no_numbers_are_not_written(self, tmp_path):
        import torch

        from generation.engines.pocket.weights import CannotExport, export

        beyond = torch.nn.Linear(1, 1)
        torch.nn.init.constant_(beyond.bias, 1e6)  # float16 ends at 65,504
        with pytest.raises(CannotExport, match="not numbers in float16"):
            export(tmp_path / "weights", beyond, torch.nn.Identity(), {})


class TestEngine:
    @pytest.mark.parametrize(("seconds", "size"), [(1.0, (32, 64)), (0.75, (64, 32)), (2.5, (36, 64))])
    def test_a_clip_has_the_exact_length_and_size(self, engine, seconds, size):
        """The longest of them is made in two stretches, the second going on from the first."""
        footage = engine.frames(script(seconds=seconds, size=size), lambda fraction: None)
        frames = pictures(footage)
        assert frames.shape == (footage.frame_count, size[1], size[0], 3)
        assert footage.frame_count == round(seconds * footage.fps)
        assert footage.size == size

    def test_seed_and_words_count(self, engine):
        first = made(engine, script())
        assert (made(engine, script()) == first).all()
        assert (made(engine, script(seed=2)) != first).any()
        assert (made(engine, script("a blue whale under water")) != first).any()

    def test_a_stretch_goes_on_from_the_last_pictures_before_it(self, engine):
        shown = encoded(engine, script(seconds=2.5))
        assert [len(clip) for clip in shown] == [9]

    def test_it_is_asked_for_the_steps_it_was_taught(self, engine):
        asked = []
        with before("transformer3dmodel", lambda inputs: asked.append(1)):
            made(engine, script())
        assert len(asked) == 5

    def test_without_weights_it_says_so(self, settings, tmp_path):
        settings.POCKET_HOME = tmp_path / "none"
        with pytest.raises(WeightsUnusable, match="Pocket has no weights in .*none: make them with"):
            made(Pocket(), script())

    def test_damaged_weights_are_named(self, weights, settings, tmp_path):
        import shutil

        settings.POCKET_HOME = shutil.copytree(weights, tmp_path / "weights")
        file = settings.POCKET_HOME / "vae/diffusion_pytorch_model.safetensors"
        file.write_bytes(file.read_bytes()[:-7])
        with pytest.raises(WeightsUnusable, match="vae/diffusion_pytorch_model.safetensors is cut short"):
            made(Pocket(SMALL), script())


class TestCast:
    WORDS = "@Ana and @basil dance in the park"

    def test_their_portraits_are_the_picture_before_the_clip_and_are_not_in_it(self, engine, pair):
        from generation.engines.pocket.scenes import sheet
        from generation.engines.sketch.likeness import likeness

        alice = script(self.WORDS, references=pair)
        footage = engine.frames(alice, lambda fraction: None)
        assert len(pictures(footage)) == footage.frame_count
        (shown,) = encoded(engine, alice)
        wanted = sheet([likeness(person) for person in pair], (64, 32))
        assert shown.shape == (1, 64, 32, 3)
        assert np.abs(shown[0].astype(int) - wanted).max() <= 1

    def test_they_are_called_as_in_training(self, engine, pair):
        asked = script(self.WORDS, references=pair)
        model = engine.load()
        assert model.prompt(asked, asked.text) == "the first person shown and the second person shown dance in the park"
        alone = script("@ana waves", references=pair[:1])
        assert model.prompt(alone, alone.text) == "the person shown waves"

    def test_somebody_whose_picture_cannot_be_opened_is_left_out(self, engine, pair):
        broken = replace(pair[1], pictures=(b"no picture",))
        assert len(made(engine, script(self.WORDS, references=(pair[0], broken)))) > 0


@pytest.mark.django_db
class TestClip:
    def test_it_becomes_a_marked_clip(self, weights, make_clip):
        clip = make_clip(engine="pocket", seconds=5)
        assert (clip.registry.engine, clip.registry.seconds) == ("pocket", 5)
        assert clip.video.size > 0


class TestCard:
    def test_it_says_what_was_done_and_that_nothing_is_known_of_how_good_it_is(self, weights):
        text = (weights / card.CARD).read_text()
        assert "| autoencoder | 4 |" in text
        assert "Not evaluated yet." in text
        assert "(1 MB)" in text

    def test_it_says_what_an_evaluation_found(self):
        accuracy = {
            "subject": {"right": 9, "asked": 10, "value": 0.9},
            "weather": {"right": 0, "asked": 0, "value": None},
        }
        figures = {"accuracy": accuracy, "smoothness": 0.9, "movement": 0.01, "diversity": 0.2}
        found = {"captions": 10, "made": figures, "true": figures, "psnr": 31.94, "seconds": None}
        made = {"bytes": 7e7, "steps": 5, "vae": 1e7, "transformer": 3e7, "seed": 1, "device": "a CPU"}
        phase = {"step": 1000, "clips": 2000, "seconds": 60, "loss": 0.1}
        text = card.text(
            made | {"phases": dict.fromkeys(card.NAMES, phase)}, found | {"guessing": {"subject": 0.1, "weather": 0}}
        )
        assert "| subject | 90.0% | 90.0% | 10.0% |" in text
        assert "| weather | not asked |" in text
        assert "31.9 dB" in text
        assert "takes not measured on two cores" in text


class TestCommand:
    def run(self, *arguments):
        out = StringIO()
        call_command("pocket", *arguments, stdout=out, stderr=StringIO())
        return out.getvalue()

    def test_it_trains_goes_on_and_evaluates(self, tmp_path, one_thread):
        home = f"--home={tmp_path}"
        assert "vae is done" in self.run("train", "--toy", "--steps=1", "--phase=vae", home)
        with pytest.raises(CommandError, match="go on with it by --resume"):
            self.run("train", "--toy", "--steps=1", home)
        assert "0.7 MB of weights in" in self.run("train", "--toy", "--steps=1", "--resume", home)
        table = self.run("evaluate", "--toy", "--clips=1", "--judge-steps=1", home)
        assert "1 held-out captions" in table
        assert json.loads((tmp_path / "weights/evaluation.json").read_text())["captions"] == 1
        assert "1 held-out captions" in (tmp_path / "weights/README.md").read_text()

    def test_it_says_where_there_are_no_weights(self, tmp_path, settings):
        settings.POCKET_HOME = tmp_path
        with pytest.raises(CommandError, match="There are no weights in"):
            self.run("card", f"--home={tmp_path}")

    def test_it_says_which_phase_is_missing(self, tmp_path):
        with pytest.raises(CommandError, match="the phase vae is not done"):
            self.run("train", "--toy", "--steps=1", "--phase=flow", f"--home={tmp_path}")
