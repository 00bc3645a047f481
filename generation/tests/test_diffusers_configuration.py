"""What operators may say about their model, and what they are told."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from generation.engines.diffusers import DiffusersEngine
from generation.script import Script, Shot
from generation.tests.toys import pictures, script

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
