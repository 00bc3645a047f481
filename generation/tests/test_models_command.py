"""An operator lists the models, installs one, checks it and times it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command

from generation.engines import catalogue, get_engine
from generation.engines.catalogue import ModelCard
from generation.tests.hub import open_hub
from generation.tests.weights import SHARDS, write_pipeline

TOY = ModelCard(id="toy", name="Toy", repo="someone/model", licence="Apache-2.0", fps=8, longest=17, steps=3)


@pytest.fixture
def models(settings, tmp_path, capsys, monkeypatch):
    """`models("list")`: what the command prints; a toy is in the catalogue besides."""
    settings.MODELS_HOME = tmp_path / "models"
    cards = (*catalogue.cards(), TOY)
    monkeypatch.setattr(catalogue, "cards", lambda: cards)

    def models(*words):
        call_command("models", *words)
        return capsys.readouterr().out

    return models


@pytest.fixture
def hub(tmp_path, monkeypatch):
    with open_hub(write_pipeline(tmp_path / "theirs")) as (hub, address):
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", address)
        address += "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr("huggingface_hub.constants.HUGGINGFACE_CO_URL_TEMPLATE", address)
        yield hub


def row(listed, model):
    return next(line for line in listed.splitlines() if line.startswith(f"{model} "))


def test_the_list_says_of_each_model_its_licence_and_what_it_can_do_in_a_hundred_columns(models):
    listed = models("list")
    assert max(map(len, listed.splitlines())) <= 100
    assert row(listed, "wan2.1-vace-1.3b").split() == [
        "wan2.1-vace-1.3b", "19.1", "8", "Apache-2.0", "25", "s", "cast", "3", "remix", "extend", "first", "last",
    ]  # fmt: skip
    assert "accept" in row(listed, "hunyuanvideo-1.5")
    assert all(card.id in listed for card in catalogue.cards())


def test_a_licence_that_was_accepted_is_asked_for_no_more(models, settings):
    settings.ACCEPTED_LICENCES = ["ltx-2"]
    assert "accept" not in row(models("list"), "ltx-2")


def test_a_model_is_installed_listed_and_checked(models, hub, settings):
    told = models("download", "toy")
    assert "GENERATION_MODEL=toy" in told
    assert row(models("list"), "toy").split()[1] == "installed"
    settings.GENERATION_ENGINE, settings.GENERATION_MODEL = "diffusers", "toy"
    assert "in use" in row(models("list"), "toy")
    assert "9 files are as they were fetched" in models("check", "toy")


def test_damage_is_named_with_the_way_to_mend_it(models, hub):
    models("download", "toy")
    path = catalogue.home_of(TOY) / SHARDS[0]
    path.write_bytes(path.read_bytes()[:-1] + b"\xff")
    with pytest.raises(CommandError, match="its checksum differs\nFetch it again: models download toy"):
        models("check", "toy")


def test_a_folder_of_ones_own_is_checked_by_what_it_should_hold(models, tmp_path):
    folder = write_pipeline(tmp_path / "mine")
    assert "no checksums are known" in models("check", str(folder))
    (folder / SHARDS[0]).unlink()
    with pytest.raises(CommandError, match=f"{SHARDS[0]} is missing"):
        models("check", str(folder))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("download", "wan9"), "no card of wan9. There is: wan2.1-vace-1.3b"),
        (("download", "pocket"), "part of Skylark"),
        (("download", "ltx-2"), "read https://.* then set ACCEPTED_LICENCES=ltx-2"),
        (("check", "toy"), "Toy is not on this machine: models download toy"),
        (("time", "toy"), "Toy is not on this machine: models download toy"),
        (("check", "/nowhere/at/all"), "no folder /nowhere/at/all"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(models, words, told):
    with pytest.raises(CommandError, match=told):
        models(*words)


@pytest.mark.pipeline
def test_a_model_is_timed_through_the_engine(models, toy, settings):
    settings.GENERATION_MODEL_OPTIONS = {"num_inference_steps": 3, "fps": 8, "longest": 9}
    get_engine.cache_clear()
    told = models("time", str(toy("wan")), "--seconds", "1", "--size", "64x96")
    get_engine.cache_clear()
    assert told.startswith("1 s at 64x96: ")
    assert "s a step" in told
    assert "denoising in 3 steps" in told


def test_a_site_that_lacks_its_model_can_still_fetch_it_from_a_hub_of_its_choice(tmp_path):
    """The whole command as an operator runs it, in a process of its own."""
    with open_hub(write_pipeline(tmp_path / "theirs")) as (hub, address):
        site_env = {"GENERATION_ENGINE": "diffusers", "GENERATION_MODEL": "", "ACCEPTED_LICENCES": "ltx-2"}
        run = subprocess.run(
            [sys.executable, "manage.py", "models", "download", "ltx-2"],
            cwd=site.ROOT, capture_output=True, text=True,
            env=os.environ | site_env | {"SKYLARK_HOME": str(tmp_path), "HF_ENDPOINT": address},
        )  # fmt: skip
    assert run.returncode == 1
    assert f"CommandError: Lightricks/LTX-2: Client error '404 Not Found' for url '{address}" in run.stderr
