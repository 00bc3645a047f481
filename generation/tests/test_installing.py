"""Weights come whole, go on after a break, and damage is found."""

from dataclasses import replace

import pytest

from generation import installing
from generation.engines import LicenceNotAccepted, WeightsUnusable
from generation.engines.catalogue import INDEX, MANIFEST, ModelCard, home_of, place_of
from generation.installing import CannotInstall, fetching
from generation.tests.hub import COMMIT, open_hub
from generation.tests.weights import SHARDS, write_pipeline

CARD = ModelCard(id="toy", name="Toy", repo="someone/model", licence="Toy licence", licence_url="https://toy.example")


@pytest.fixture
def hub(tmp_path, settings):
    settings.MODELS_HOME = tmp_path / "models"
    with open_hub(write_pipeline(tmp_path / "theirs")) as (hub, address):
        hub.address = address
        yield hub


@pytest.fixture
def installed(hub):
    return installing.install(CARD, hub=hub.address)


def test_a_model_comes_into_its_folder_with_the_checksum_of_every_file(hub):
    told = []
    folder = installing.install(CARD, hub=hub.address, begin=lambda *sizes: told.append(sizes), tell=told.append)
    assert folder == home_of(CARD) == place_of(str(folder))
    manifest = installing.read_manifest(folder)
    assert (manifest.card, manifest.revision) == ("toy", COMMIT)
    assert set(manifest.files) == {file["rfilename"] for file in hub.listed()["siblings"]}
    (there, total), *fetched = told
    assert there == 0
    assert total == manifest.size == sum(fetched)
    assert installing.problems(folder) == []


def test_only_what_the_pipeline_needs_is_fetched_and_nothing_that_runs_code(hub):
    for name in (
        "model.py",
        "transformer/net.bin",
        "all-in-one.safetensors",
        "vae/model.fp16.safetensors",
        "README.md",
    ):
        (hub.folder / name).write_bytes(b"a" * 100)
    (hub.folder / "samples").mkdir()
    (hub.folder / "samples/cat.json").write_text("{}")
    folder = installing.install(CARD, hub=hub.address)
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".json", ".safetensors"}
    assert not (folder / "samples").exists()
    assert not (folder / "all-in-one.safetensors").exists()
    assert not (folder / "vae/model.fp16.safetensors").exists()


def test_no_repository_can_write_outside_its_folder():
    assert fetching.is_wanted("vae/config.json", {"vae"})
    assert not fetching.is_wanted("../config.json", {"..", "vae"})
    assert not fetching.is_wanted("vae/../../config.json", {"..", "vae"})


def test_a_download_that_was_interrupted_goes_on_where_it_stopped(hub, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 1000)
    monkeypatch.setattr(fetching, "AT_ONCE", 1)
    fetched = []

    def pull_the_plug(size):
        fetched.append(size)
        if sum(fetched) > 20_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        installing.install(CARD, hub=hub.address, tell=pull_the_plug)
    assert place_of(str(home_of(CARD))) is None
    before, told = len(hub.asked), []
    folder = installing.install(CARD, hub=hub.address, begin=lambda *sizes: told.extend(sizes), tell=told.append)
    assert installing.problems(folder) == []
    there, total, *fetched = told
    assert 0 < there < total
    assert there + sum(fetched) == total
    again = dict(hub.asked[before:])
    assert again[SHARDS[1]] > 0
    assert SHARDS[0] not in again


def test_a_line_that_breaks_is_taken_up_again(hub, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE", 1000)
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda seconds: None)
    hub.breaks[SHARDS[0]] = 5000
    assert installing.problems(installing.install(CARD, hub=hub.address)) == []
    assert [begin for name, begin in hub.asked if name == SHARDS[0]] == [0, 5000]


def test_what_an_older_commit_left_half_fetched_is_fetched_anew(hub):
    part = home_of(CARD).with_name("toy.unfinished") / f"{SHARDS[0]}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"something else")
    assert installing.problems(installing.install(CARD, hub=hub.address)) == []


@pytest.mark.parametrize("name", [SHARDS[0], "vae/config.json"])
def test_a_file_that_comes_with_another_checksum_is_never_kept(hub, name):
    hub.garbles.add(name)
    with pytest.raises(WeightsUnusable, match=f"{name} came with another checksum"):
        installing.install(CARD, hub=hub.address)
    assert not home_of(CARD).exists()


def test_a_flipped_byte_is_found_and_the_file_fetched_again(hub, installed):
    path = installed / SHARDS[0]
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    installing.verify(installed)  # which reads no weights
    assert installing.problems(installed) == [f"{SHARDS[0]} is not what was downloaded: its checksum differs"]
    hub.asked.clear()
    told = []
    assert installing.install(CARD, hub=hub.address, tell=told.append) == installed
    assert sum(told) == installing.read_manifest(installed).size
    assert hub.asked == [(SHARDS[0], 0)]
    assert installing.problems(installed) == []


def test_what_is_missing_or_was_added_since_is_found(installed):
    (installed / SHARDS[1]).unlink()
    (installed / "vae/more.safetensors").write_bytes(
        (installed / "vae/diffusion_pytorch_model.safetensors").read_bytes()
    )
    (installed / "vae/config.json").write_text("{ }")
    assert installing.problems(installed) == [
        f"{SHARDS[1]} is missing",
        "vae/config.json has 3 bytes and should have 2",
        "vae/more.safetensors was not downloaded",
    ]


def test_what_a_newer_commit_no_longer_has_is_removed(hub, installed):
    (hub.folder / "tokenizer/tokenizer.json").rename(hub.folder / "tokenizer/vocab.json")
    installing.install(CARD, hub=hub.address)
    assert [path.name for path in (installed / "tokenizer").iterdir()] == ["vocab.json"]
    assert installing.problems(installed) == []


def test_nothing_is_fetched_before_the_licence_is_accepted(hub, settings):
    card = replace(CARD, needs_acceptance=True)
    with pytest.raises(LicenceNotAccepted, match="https://toy.example, then set ACCEPTED_LICENCES=toy"):
        installing.install(card, hub=hub.address)
    assert hub.asked == []
    settings.ACCEPTED_LICENCES = ["toy"]
    assert installing.install(card, hub=hub.address)


def test_a_disk_that_is_too_small_is_known_before_the_weights_are_fetched(hub, monkeypatch):
    monkeypatch.setattr(fetching, "SPARE", 1 << 60)
    with pytest.raises(CannotInstall, match="GB free"):
        installing.install(CARD, hub=hub.address)
    assert [name for name, _ in hub.asked] == [INDEX]


def test_a_repository_that_is_no_pipeline_is_refused(hub):
    (hub.folder / INDEX).unlink()
    with pytest.raises(CannotInstall, match="no pipeline of diffusers"):
        installing.install(CARD, hub=hub.address)


def test_a_hub_that_does_not_know_it_or_does_not_answer_is_said(hub):
    with pytest.raises(CannotInstall, match="404"):
        installing.install(replace(CARD, repo="someone/else"), hub=hub.address)
    with pytest.raises(CannotInstall, match="someone/model"):
        installing.install(CARD, hub="http://127.0.0.1:9")


def test_a_manifest_that_cannot_be_read_is_none(installed):
    (installed / MANIFEST).write_text("[]")
    assert installing.read_manifest(installed) is None
    assert installing.problems(installed) == []
