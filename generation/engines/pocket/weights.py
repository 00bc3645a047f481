"""The folder of `pocket`: how it is written, and opened as a pipeline."""

import json
import shutil
from pathlib import Path

import torch
from diffusers import FlowMatchEulerDiscreteScheduler, LTXConditionPipeline

from generation.engines.catalogue import INDEX
from generation.engines.pocket import networks, text

MOST_BYTES = 80_000_000  # of all weights: they lie in the repository
MADE = "training.json"  # how the weights were made


class CannotExport(Exception):
    """These networks are not to be shipped."""


def export(folder: Path, vae: torch.nn.Module, transformer: torch.nn.Module, made: dict) -> int:
    """Write a folder that `LTXPipeline.from_pretrained` opens; the size of its weights in bytes.

    float16 safetensors; no text encoder. `made`: what is written down of how they were made. The folder is whole or as
    it was. Raises CannotExport where the weights are too many or not all numbers.
    """
    _check(vae, transformer)
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    for name, network in (("vae", vae), ("transformer", transformer)):
        torch.nn.Module.half(network).save_pretrained(new / name, safe_serialization=True)  # its own warns in vain
    networks.scheduler().save_pretrained(new / "scheduler")
    (new / INDEX).write_text(json.dumps(_index(), indent=2) + "\n")
    (new / MADE).write_text(json.dumps(made, indent=2) + "\n")
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)
    return sum(path.stat().st_size for path in folder.rglob("*.safetensors"))


def _check(*parts: torch.nn.Module) -> None:
    size = 2 * networks.parameters(*parts)
    if size > MOST_BYTES:
        raise CannotExport(f"{size / 1e6:.1f} MB of weights: {MOST_BYTES / 1e6:.0f} MB are the most")
    if not all(value.half().isfinite().all() for part in parts for value in part.state_dict().values()):
        raise CannotExport("there are weights that are not numbers in float16")


def _index() -> dict:
    """The text encoder and the tokenizer are named without a class: they are given when it is opened."""
    given = {"text_encoder": [None, None], "tokenizer": [None, None]}
    held = {
        "scheduler": ["diffusers", "FlowMatchEulerDiscreteScheduler"],
        "transformer": ["diffusers", "LTXVideoTransformer3DModel"],
        "vae": ["diffusers", "AutoencoderKLLTXVideo"],
    }
    return {"_class_name": "LTXPipeline"} | held | given


def opened(folder: Path, dtype: torch.dtype = torch.float32) -> LTXConditionPipeline:
    """The weights in `folder` with MiniLM. OSError or SafetensorError where they cannot be read.

    This pipeline does not shift its steps by itself: it is to be called with `call_options`.
    """
    scheduler = FlowMatchEulerDiscreteScheduler.from_pretrained(
        folder, subfolder="scheduler", use_dynamic_shifting=False, local_files_only=True
    )
    pipe = LTXConditionPipeline.from_pretrained(
        folder, scheduler=scheduler, dtype=dtype, use_safetensors=True, local_files_only=True, **text.parts(dtype)
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe


def call_options(steps: int = networks.STEPS) -> dict:
    """Arguments of every call: the steps that were distilled, no guidance, and what is given is given without noise."""
    levels = networks.sigmas(steps)[:-1]
    return {
        "num_inference_steps": steps,
        "timesteps": [round(1000 * level, 4) for level in levels],
        "guidance_scale": 1.0,
        "image_cond_noise_scale": 0.0,
    }
