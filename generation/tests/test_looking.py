"""Weights that are missing, cut short or dangerous are found before anything of them is loaded."""

import shutil

import pytest

from generation import installing
from generation.engines import WeightsUnusable
from generation.engines.catalogue import INDEX
from generation.tests.weights import SHARDS, write_pipeline


@pytest.fixture
def pipeline(tmp_path):
    return write_pipeline(tmp_path / "pipeline")


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
