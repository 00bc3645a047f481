"""Wan2.1-VACE-1.3B and LTX-2 at full size with random weights, from the numbers they were published with.

The text encoders are as wide as the real ones and give as much, but are thin: they run once a clip, and the step is
what is measured. Random weights take the time and the memory of real ones; what their pictures show means nothing.
Sources: the config.json files of Wan-AI/Wan2.1-VACE-1.3B-diffusers; diffusers, scripts/convert_ltx2_to_diffusers.py.
"""

import inspect
from contextlib import contextmanager
from dataclasses import replace

from generation.engines import catalogue
from generation.engines.diffusers.families import FAMILIES
from generation.engines.diffusers.model import Model
from generation.engines.diffusers.planning import Grid
from generation.tests import toys

WAN_1_3B = {
    "num_attention_heads": 12,
    "attention_head_dim": 128,
    "ffn_dim": 8960,
    "num_layers": 30,
    "vace_layers": list(range(0, 30, 2)),
    "vace_in_channels": 96,
    "text_dim": 4096,
}
UMT5_THIN = {"vocab_size": 32, "d_model": 4096, "d_kv": 64, "d_ff": 1024, "num_layers": 2, "num_heads": 8}
GEMMA_THIN = {"vocab_size": 32, "d_model": 3840, "d_kv": 64, "d_ff": 256, "num_layers": 48, "num_heads": 2}
LTX2_VAE = {"decoder_causal": False, "spatial_compression_ratio": 32, "temporal_compression_ratio": 8}
#: How many frames and pixels one latent and one token of the model stand for.
GRIDS = {"wan2.1-vace-1.3b": Grid(4, 16), "ltx-2": Grid(8, 32)}


def model(name: str, *, steps: int, toy: bool) -> Model:
    """The model of the card `name` as the engine has it loaded, on the GPU where there is one."""
    import torch

    pipe = (_toy if toy else _full)(name)
    pipe.set_progress_bar_config(disable=True)
    for part in pipe.components.values():
        if isinstance(part, torch.nn.Module):
            part.eval().requires_grad_(False)
    card = replace(catalogue.card(name), steps=steps)
    if toy:
        card = replace(card, longest=17, sizes=((64, 64),), options={})
    takes = dict(inspect.signature(pipe.__call__).parameters)
    options = {"num_inference_steps": steps, "guidance_scale": card.guidance} | card.options
    options = {name: value for name, value in options.items() if value is not None and name in takes}
    return Model(pipe, takes, card, FAMILIES[card.family](pipe, card, takes), GRIDS[name], options)


def _toy(name: str):
    import torch

    torch.manual_seed(0)
    made = toys.PIPELINES["vace" if name.startswith("wan") else "ltx2"]()
    if name.startswith("wan"):
        return made
    from diffusers import LTX2ConditionPipeline

    return LTX2ConditionPipeline(**made.components)


def _full(name: str):
    with _made_there():
        return _wan() if name.startswith("wan") else _ltx2()


@contextmanager
def _made_there():
    """Weights come into being on the GPU, in bfloat16: a copy of LTX-2 in the memory of the CPU would be 76 GB."""
    import torch

    torch.manual_seed(0)
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.bfloat16)
    try:
        with torch.device("cuda"):
            yield
    finally:
        torch.set_default_dtype(before)


def _wan():
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanVACEPipeline, WanVACETransformer3DModel
    from transformers import UMT5Config, UMT5EncoderModel

    return WanVACEPipeline(
        tokenizer=toys.tokenizer(512),
        text_encoder=UMT5EncoderModel(UMT5Config(**UMT5_THIN)),
        vae=AutoencoderKLWan().float(),  # as the engine loads it
        scheduler=_on_the_cpu(
            UniPCMultistepScheduler, prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0
        ),
        transformer=WanVACETransformer3DModel(**WAN_1_3B),
    )


def _ltx2():
    from diffusers import (
        AutoencoderKLLTX2Audio,
        AutoencoderKLLTX2Video,
        FlowMatchEulerDiscreteScheduler,
        LTX2ConditionPipeline,
        LTX2VideoTransformer3DModel,
    )
    from diffusers.pipelines.ltx2 import LTX2TextConnectors
    from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
    from transformers import T5Config, T5EncoderModel

    return LTX2ConditionPipeline(
        tokenizer=toys.tokenizer(1024),
        text_encoder=T5EncoderModel(T5Config(**GEMMA_THIN)),
        connectors=LTX2TextConnectors(),
        vae=AutoencoderKLLTX2Video(**LTX2_VAE),
        audio_vae=AutoencoderKLLTX2Audio(),
        vocoder=LTX2Vocoder(),
        scheduler=_on_the_cpu(FlowMatchEulerDiscreteScheduler, use_dynamic_shifting=True, shift_terminal=0.1),
        transformer=LTX2VideoTransformer3DModel(),
    )


def _on_the_cpu(scheduler, **config):
    """Schedulers reckon with NumPy, in full precision."""
    import torch

    with torch.device("cpu"):
        torch.set_default_dtype(torch.float32)
        try:
            return scheduler(**config)
        finally:
            torch.set_default_dtype(torch.bfloat16)
