"""What is known of a model before anything of it is loaded."""

import inspect
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured

from generation import labels
from generation.abilities import abilities
from generation.engines import LicenceNotAccepted, catalogue

WANTED = {
    "wan2.1-vace-1.3b", "wan2.1-vace-14b", "wan2.2-ti2v-5b", "wan2.2-t2v-a14b", "ltx-0.9.8-13b", "ltx-0.9.5-2b",
    "ltx-2", "cogvideox-2b", "cogvideox-5b", "hunyuanvideo-1.5", "pocket",
}  # fmt: skip

#: Options that are for our own code, not for the pipeline.
FOR_US = {"shown_fps", "cast_as_first_frame"}


@pytest.fixture
def folder_of(tmp_path):
    """`folder_of("WanPipeline")`: a folder whose pipeline is of that class."""

    def folder_of(class_name, **config):
        (tmp_path / catalogue.INDEX).write_text(json.dumps({"_class_name": class_name} | config))
        return str(tmp_path)

    return folder_of


def test_there_are_cards_of_the_leading_open_models_and_each_has_its_own_id():
    ids = [card.id for card in catalogue.cards()]
    assert set(ids) >= WANTED
    assert len(ids) == len(set(ids))


every_card = pytest.mark.parametrize("card", catalogue.cards(), ids=lambda card: card.id)


@pytest.mark.pipeline
@every_card
def test_a_pipeline_takes_what_its_card_says_of_each_call(card):
    from diffusers import pipelines

    takes = inspect.signature(getattr(pipelines, card.pipeline).__call__).parameters
    said = {"num_inference_steps": card.steps, "guidance_scale": card.guidance} | card.options
    assert {name for name, value in said.items() if value is not None} <= takes.keys() | FOR_US


@every_card
def test_a_card_says_what_can_be_made(card):
    assert card.family in ("wan", "ltx", "ltx2", "plain")
    assert card.licence
    assert card.licence_url.startswith("https://")
    assert (card.longest - 1) % card.frame_rule == 0
    assert card.sizes
    assert all(side % 16 == 0 for size in card.sizes for side in size)
    assert card.pixels is None or max(width * height for width, height in card.sizes) <= card.pixels
    assert 0 <= card.cast <= 3


def test_free_licences_need_no_consent_and_all_others_do():
    for card in catalogue.cards():
        assert card.needs_acceptance == (card.licence != "Apache-2.0")


@pytest.mark.parametrize("name", ["wan2.1-vace-1.3b", "Wan-AI/Wan2.1-VACE-1.3B-diffusers"])
def test_a_model_goes_by_its_id_and_by_its_name_at_the_hub(name):
    assert catalogue.card_of(name) == catalogue.card("wan2.1-vace-1.3b")


def test_a_model_that_nobody_knows_has_no_card():
    with pytest.raises(KeyError):
        catalogue.card("wan9")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "is empty"),
        ("/nowhere/at/all", "no folder /nowhere/at/all"),
        ("someone/else", "no card of someone/else"),
    ],
)
def test_what_names_no_model_is_refused_with_the_reason(name, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        catalogue.card_of(name)


@pytest.mark.parametrize("content", ["", "[]", "{}", '"text"'])
def test_a_folder_without_a_pipeline_is_refused(tmp_path, content):
    (tmp_path / catalogue.INDEX).write_text(content)
    with pytest.raises(ImproperlyConfigured, match="holds no pipeline"):
        catalogue.card_of(str(tmp_path))


@pytest.mark.parametrize(
    ("class_name", "config", "family", "fps", "longest"),
    [
        ("WanVACEPipeline", {}, "wan", 16, 81),
        ("WanPipeline", {"expand_timesteps": False}, "plain", 16, 81),
        ("WanPipeline", {"expand_timesteps": True}, "plain", 24, 121),
        ("LTXPipeline", {}, "ltx", 24, 257),
        ("LTXConditionPipeline", {}, "ltx", 24, 257),
        ("LTXImageToVideoPipeline", {}, "plain", 24, 257),
        ("LTX2Pipeline", {}, "ltx2", 24, 481),
        ("HunyuanVideo15Pipeline", {}, "plain", 24, 121),
        ("HunyuanVideoPipeline", {}, "plain", 24, 129),
        ("CogVideoXPipeline", {}, "plain", 8, 49),
        ("NobodysPipeline", {}, "plain", 0, 0),
    ],
)
def test_a_folder_without_a_card_is_known_by_its_class(folder_of, class_name, config, family, fps, longest):
    card = catalogue.card_of(folder_of(class_name, **config))
    assert (card.family, card.fps, card.longest) == (family, fps, longest)
    assert not card.needs_acceptance


def test_a_folder_that_was_downloaded_keeps_its_card_wherever_it_is_moved(folder_of, tmp_path):
    folder = folder_of("WanPipeline")
    (tmp_path / catalogue.MANIFEST).write_text(json.dumps({"card": "wan2.2-t2v-a14b"}))
    assert catalogue.card_of(folder).id == "wan2.2-t2v-a14b"


def test_weights_are_looked_for_in_the_folder_of_the_models(settings, tmp_path, folder_of):
    settings.MODELS_HOME = tmp_path
    assert catalogue.place_of("ltx-2") is None
    (tmp_path / "ltx-2").mkdir()
    (tmp_path / "ltx-2" / catalogue.INDEX).write_text("{}")
    assert catalogue.place_of("ltx-2") == catalogue.place_of("Lightricks/LTX-2") == tmp_path / "ltx-2"
    assert catalogue.place_of(folder_of("WanPipeline")) == tmp_path
    assert catalogue.place_of("") is catalogue.place_of("someone/else") is None


def test_a_licence_that_wants_consent_is_refused_until_the_operator_names_it(settings):
    hunyuan = catalogue.card("hunyuanvideo-1.5")
    with pytest.raises(LicenceNotAccepted, match="ACCEPTED_LICENCES=hunyuanvideo-1.5"):
        catalogue.refuse_unaccepted(hunyuan)
    settings.ACCEPTED_LICENCES = ["hunyuanvideo-1.5"]
    catalogue.refuse_unaccepted(hunyuan)


def test_a_card_with_a_word_that_no_card_has_is_refused(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="vrm_gb"):
        catalogue._card({"id": "toy", "name": "Toy", "vrm_gb": 8})


@pytest.mark.parametrize("engine", ["sketch", "quick"])
def test_an_engine_without_a_model_draws_what_it_is_told(engine):
    able = abilities(engine)
    assert (able.cast, able.max_seconds, able.model) == (3, 60, "")
    assert not any((able.sound, able.remix, able.extends, able.first_frame, able.last_frame))


def test_the_composer_knows_what_the_installed_model_can_do(settings):
    settings.GENERATION_MODEL = "wan2.1-vace-1.3b"
    able = abilities("diffusers")
    assert (able.cast, able.remix, able.extends, able.sound) == (3, True, True, False)
    assert labels.engine_about("diffusers") == "Film-like clips, by Wan 2.1 VACE 1.3B."
    settings.GENERATION_MODEL = "ltx-2"
    assert (abilities("diffusers").cast, abilities("diffusers").sound) == (0, True)


def test_a_model_that_is_not_there_can_do_nothing_and_breaks_no_page(settings):
    settings.GENERATION_MODEL = "/nowhere/at/all"
    able = abilities("diffusers")
    assert (able.cast, able.extends, able.model) == (0, False, "")
    assert labels.engine_about("diffusers") == labels.ENGINE_ABOUT["diffusers"]


def test_to_know_what_a_model_can_do_nothing_heavy_is_loaded(folder_of):
    look = (
        "import sys, django; django.setup(); from generation.labels import engine_about; "
        "print(engine_about('diffusers'), "
        "{'torch', 'diffusers', 'transformers', 'huggingface_hub'} & set(sys.modules))"
    )
    env = {"DJANGO_SETTINGS_MODULE": "sora_site.test_settings", "GENERATION_MODEL": folder_of("WanVACEPipeline")}
    run = subprocess.run(
        [sys.executable, "-c", look], cwd=site.ROOT, env=os.environ | env, capture_output=True, text=True
    )
    assert run.stdout == f"Film-like clips, by {Path(env['GENERATION_MODEL']).name}. set()\n", run.stderr


def test_pocket_is_known_by_its_card():
    assert abilities("pocket").model == catalogue.card("pocket").name
    assert labels.engine_about("pocket").startswith("Pocket:")
