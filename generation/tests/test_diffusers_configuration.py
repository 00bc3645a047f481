"""What operators may say about their model, and what they are told."""

import shutil
from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from generation.engines import LicenceNotAccepted, WeightsUnusable
from generation.engines.diffusers import DiffusersEngine
from generation.engines.diffusers.model import weights_of
from generation.script import Script, Shot
from generation.tests.toys import made, pictures, script

pytestmark = pytest.mark.pipeline


def refusal():
    with pytest.raises(ImproperlyConfigured) as refused:
        DiffusersEngine().frames(script(), lambda fraction: None)
    return str(refused.value)


def test_no_model_is_an_error_that_names_the_setting(settings):
    settings.GENERATION_MODEL = ""
    assert refusal().startswith("GENERATION_MODEL is empty")


def test_an_unknown_folder_is_named(settings, tmp_path):
    settings.GENERATION_MODEL = str(tmp_path / "nowhere")
    assert refusal().startswith(f"GENERATION_MODEL: there is no folder {tmp_path / 'nowhere'}")


def test_a_folder_without_a_pipeline_is_named(settings, tmp_path):
    settings.GENERATION_MODEL = str(tmp_path)
    assert f"{tmp_path} holds no pipeline" in refusal()


def test_a_pipeline_that_makes_no_video_from_text_is_refused(engine_of):
    engine_of("picture")
    assert refusal() == "GENERATION_MODEL: DiTPipeline makes no video from text alone"


@pytest.mark.parametrize("option", ["guidance", "prompt", "num_frames", "generator"])
def test_an_option_the_pipeline_does_not_take_is_named(engine_of, option):
    engine_of("wan", **{option: 3})
    assert refusal() == f"GENERATION_MODEL_OPTIONS: WanPipeline takes no ['{option}']"


def test_a_model_may_have_a_rate_and_a_size_of_its_own(engine_of):
    footage = engine_of("ltx", fps=6, pixels=32 * 32).frames(
        Script((Shot("a cat", 1),), (240, 426), seed=1), lambda fraction: None
    )
    assert (footage.fps, pictures(footage).shape) == (6, (6, 426, 240, 3))


class TestMemory:
    """Where the whole model fits on the GPU it is there as a whole; else its parts come and go."""

    @pytest.mark.parametrize(("times", "lean"), [(2.0, False), (1.1, True)])
    def test_a_model_that_leaves_no_room_is_always_lean(self, engine_of, monkeypatch, times, lean):
        model = engine_of("wan")._ready_model(lean=False)
        assert model.lean is False
        monkeypatch.setattr(
            "generation.engines.diffusers.model.gpu_memory", lambda: int(times * weights_of(model.pipe))
        )
        model.place(lean=False)
        assert model.lean is lean


class TestWeights:
    @pytest.fixture
    def copy(self, toy, tmp_path, settings):
        """`copy("ltx")`: that pipeline, to be damaged."""

        def copy(name):
            folder = shutil.copytree(toy(name), tmp_path / name)
            settings.GENERATION_MODEL = str(folder)
            return folder

        return copy

    def unusable(self):
        with pytest.raises(WeightsUnusable) as refused:
            DiffusersEngine().frames(script(), lambda fraction: None)
        return str(refused.value)

    def test_a_file_that_is_missing_is_named(self, copy):
        (copy("ltx") / "vae" / "diffusion_pytorch_model.safetensors").unlink()
        assert "vae" in self.unusable()

    def test_a_file_cut_short_is_named(self, copy):
        weights = copy("ltx") / "transformer" / "diffusion_pytorch_model.safetensors"
        weights.write_bytes(weights.read_bytes()[:-100])
        assert "transformer" in self.unusable()

    def test_weights_for_another_shape_are_no_other_fault(self, copy):
        folder = copy("ltx")
        config = folder / "transformer" / "config.json"
        config.write_text(config.read_text().replace('"num_attention_heads": 4', '"num_attention_heads": 2'))
        assert "ltx" in self.unusable()

    def test_pickled_weights_are_never_opened(self, copy):
        folder = copy("ltx") / "vae"
        (folder / "diffusion_pytorch_model.safetensors").rename(folder / "diffusion_pytorch_model.bin")
        assert "vae" in self.unusable()

    def test_a_model_that_was_not_fetched_says_how_to(self, settings, tmp_path):
        settings.MODELS_HOME = tmp_path
        settings.GENERATION_MODEL = "wan2.1-vace-1.3b"
        assert self.unusable().endswith("manage.py models download wan2.1-vace-1.3b")

    def test_nothing_is_loaded_before_its_licence_is_accepted(self, settings, toy, tmp_path):
        settings.MODELS_HOME, settings.ACCEPTED_LICENCES = tmp_path, []
        settings.GENERATION_MODEL = "ltx-2"
        with pytest.raises(LicenceNotAccepted, match="ACCEPTED_LICENCES=ltx-2"):
            DiffusersEngine().frames(script(), lambda fraction: None)


class TestFamily:
    """Which adapter and which pipeline a folder is opened with."""

    @pytest.mark.parametrize(
        ("name", "pipeline", "family"),
        [
            ("wan", "WanPipeline", "Plain"),
            ("vace", "WanVACEPipeline", "Wan"),
            ("ltx", "LTXConditionPipeline", "LTX"),
            ("ltx2", "LTX2ConditionPipeline", "LTX2"),
            ("cogvideox", "CogVideoXPipeline", "Plain"),
        ],
    )
    def test_by_what_its_index_says(self, engine_of, name, pipeline, family):
        model = engine_of(name)._ready_model(lean=False)
        assert (model.name, type(model.family).__name__) == (pipeline, family)

    def test_the_first_ltx_models_get_steps_that_do_not_depend_on_the_size(self, toy, tmp_path, settings):
        folder = shutil.copytree(toy("ltx"), tmp_path / "old")
        config = folder / "scheduler" / "scheduler_config.json"
        config.write_text(config.read_text().replace('"use_dynamic_shifting": false', '"use_dynamic_shifting": true'))
        settings.GENERATION_MODEL, settings.GENERATION_MODEL_OPTIONS = str(folder), {"num_inference_steps": 2}
        assert made(DiffusersEngine(), script(5, fps=24)).shape == (5, 32, 32, 3)


class TestOptions:
    def test_what_an_adapter_says_itself_is_no_option(self, engine_of):
        engine_of("vace", conditioning_scale=0.5, mask=1)
        assert refusal() == "GENERATION_MODEL_OPTIONS: WanVACEPipeline takes no ['mask']"

    def test_the_operators_steps_go_before_those_of_the_card(self, toy, settings):
        from generation.engines.diffusers import loading

        settings.GENERATION_MODEL = str(toy("ltx"))
        model = loading.load(settings.GENERATION_MODEL, {"guidance_scale": 1.5})
        card = replace(model.card, steps=8, guidance=1.0, options={"timesteps": [1000, 500], "shown_fps": 24})
        family = type(model.family)(model.pipe, card, model.takes)
        options = {
            tuple(given): loading._call_options(model.pipe, model.takes, family, given)
            for given in ({}, {"num_inference_steps": 4}, {"guidance_scale": 3})
        }
        assert options[()] == {"num_inference_steps": 8, "guidance_scale": 1.0, "timesteps": [1000, 500]}
        assert options["num_inference_steps",] == {"num_inference_steps": 4, "guidance_scale": 1.0}
        assert options["guidance_scale",]["guidance_scale"] == 3
