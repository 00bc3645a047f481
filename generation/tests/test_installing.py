"""Weights come whole, from safetensors only, and damage is found."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import save_file

from generation import installing
from generation.engines import LicenceNotAccepted, WeightsUnusable
from generation.engines.catalogue import INDEX, MANIFEST, ModelCard, home_of, place_of
from generation.installing import CannotInstall, fetching
from generation.tests.hub import COMMIT, open_hub

CARD = ModelCard(id="toy", name="Toy", repo="someone/model", licence="Toy licence", licence_url="https://toy.example")
SHARDS = ("transformer/model-00001-of-00002.safetensors", "transformer/model-00002-of-00002.safetensors")


def write_pipeline(folder):
    """The shape of a pipeline as it is shared, without anything that could be loaded."""
    for part in ("transformer", "vae", "tokenizer", "scheduler"):
        (folder / part).mkdir(parents=True)
    parts = {
        "transformer": ["diffusers", "Net"],
        "vae": ["diffusers", "Vae"],
        "tokenizer": ["transformers", "Tokenizer"],
    }
    index = {
        "_class_name": "WanPipeline",
        "expand_timesteps": False,
        "transformer_2": [None, None],
        "scheduler": ["diffusers", "Euler"],
    }
    (folder / INDEX).write_text(json.dumps(index | parts))
    (folder / "scheduler/scheduler_config.json").write_text("{}")
    (folder / "tokenizer/tokenizer.json").write_text("{}")
    for part in ("transformer", "vae"):
        (folder / part / "config.json").write_text("{}")
    for number, shard in enumerate(SHARDS):
        save_file({f"weight{number}": np.full((64, 64), number, np.float32)}, folder / shard)
    weights = {f"weight{number}": shard.partition("/")[2] for number, shard in enumerate(SHARDS)}
    (folder / "transformer/model.safetensors.index.json").write_text(json.dumps({"weight_map": weights}))
    save_file({"weight": np.ones(10, np.float16)}, folder / "vae/diffusion_pytorch_model.safetensors")
    return folder


@pytest.fixture
def pipeline(tmp_path):
    return write_pipeline(tmp_path / "pipeline")


@pytest.fixture
def hub(tmp_path, settings):
    settings.MODELS_HOME = tmp_path / "models"
    with open_hub(write_pipeline(tmp_path / "theirs")) as (hub, address):
        hub.address = address
        yield hub


@pytest.fixture
def installed(hub):
    return installing.install(CARD, hub=hub.address)


def test_a_whole_pipeline_has_no_problems(pipeline):
    installing.verify(pipeline)
    assert installing.problems(pipeline) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (INDEX, "model_index.json is missing"),
        (SHARDS[1], "transformer/model-00002-of-00002.safetensors is missing"),
        ("vae/diffusion_pytorch_model.safetensors", r"vae/\*.safetensors is missing"),
        ("transformer/model.safetensors.index.json", r"transformer/\*.safetensors.index.json is missing"),
    ],
)
def test_a_missing_file_is_named_before_anything_is_loaded(pipeline, path, words):
    (pipeline / path).unlink()
    with pytest.raises(WeightsUnusable, match=words):
        installing.verify(pipeline)


def test_a_missing_part_is_named(pipeline):
    shutil.rmtree(pipeline / "vae")
    with pytest.raises(WeightsUnusable, match="vae is missing"):
        installing.verify(pipeline)


@pytest.mark.parametrize(
    "name", ["vae/diffusion_pytorch_model.bin", "unet.ckpt", "vae/x.PKL", "transformer/net.py", "a.pt"]
)
def test_what_runs_code_when_it_is_opened_is_refused(pipeline, name):
    (pipeline / name).write_bytes(b"\x80\x04.")
    with pytest.raises(WeightsUnusable, match=f"{name} is of a kind that is never opened"):
        installing.verify(pipeline)


def shortened(content):
    return content[:-1]


def lengthened(content):
    return content + b"0"


def empty(content):
    return b""


def with_a_huge_header(content):
    return (1 << 60).to_bytes(8, "little") + content[8:]


def with_no_json(content):
    return content[:8] + b"!" + content[9:]


def with_another_shape(content):
    return content.replace(b"[10]", b"[11]")


@pytest.mark.parametrize(
    "damaged",
    [shortened, lengthened, empty, with_a_huge_header, with_no_json, with_another_shape],
    ids=lambda f: f.__name__,
)
def test_a_safetensors_file_whose_header_lies_is_refused(pipeline, damaged):
    path = pipeline / "vae/diffusion_pytorch_model.safetensors"
    path.write_bytes(damaged(path.read_bytes()))
    with pytest.raises(WeightsUnusable, match="vae/diffusion_pytorch_model.safetensors"):
        installing.verify(pipeline)


def test_a_model_comes_into_its_folder_with_the_checksum_of_every_file(hub):
    told = []
    folder = installing.install(CARD, hub=hub.address, begin=lambda *sizes: told.append(sizes), tell=told.append)
    assert folder == home_of(CARD) == place_of(str(folder))
    manifest = installing.read_manifest(folder)
    assert (manifest.card, manifest.revision) == ("toy", COMMIT)
    assert set(manifest.files) == {file["rfilename"] for file in hub.listed()["siblings"]}
    (there, total), *fetched = told
    assert total == manifest.size == there + sum(fetched)
    assert there == manifest.files[INDEX].size
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
    before = len(hub.asked)
    folder = installing.install(CARD, hub=hub.address)
    assert installing.problems(folder) == []
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
    assert installing.install(CARD, hub=hub.address) == installed
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
