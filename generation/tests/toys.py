"""Real video pipelines with toy weights: the code of the large ones in a hundredth of a second a step, no download."""

from contextlib import contextmanager
from pathlib import Path

import numpy as np

from generation.script import Script, Shot

WORDS = ("a", "red", "blue", "ball", "cat", "on", "the", "beach", "at", "sunset")
WAN = {
    "num_attention_heads": 2,
    "attention_head_dim": 12,
    "text_dim": 16,
    "freq_dim": 32,
    "ffn_dim": 32,
    "rope_max_seq_len": 32,
}
TEXT = {"vocab_size": 16, "d_model": 16, "d_kv": 8, "d_ff": 32, "num_layers": 2, "num_heads": 2}


def save(name: str, folder: Path) -> Path:
    """Write the pipeline `name`, a key of PIPELINES, into `folder` as a pipeline is shared. Always the same weights."""
    import torch

    torch.manual_seed(0)
    PIPELINES[name]().save_pretrained(folder)
    return folder


def tokenizer(longest: int):
    """One token a word of WORDS, so that tests can count."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    special = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    words = {word: number for number, word in enumerate([*special.values(), *WORDS])}
    reader = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    reader.pre_tokenizer = pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=reader, model_max_length=longest, **special)


def _wan():
    from diffusers import AutoencoderKLWan, FlowMatchEulerDiscreteScheduler, WanPipeline, WanTransformer3DModel
    from transformers import UMT5Config, UMT5EncoderModel

    return WanPipeline(
        tokenizer=tokenizer(512),
        text_encoder=UMT5EncoderModel(UMT5Config(**TEXT)),
        scheduler=FlowMatchEulerDiscreteScheduler(shift=7.0),
        vae=AutoencoderKLWan(base_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1),
        transformer=WanTransformer3DModel(num_layers=2, **WAN),
    )


def _vace():
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanVACEPipeline, WanVACETransformer3DModel
    from transformers import UMT5Config, UMT5EncoderModel

    return WanVACEPipeline(
        tokenizer=tokenizer(512),
        text_encoder=UMT5EncoderModel(UMT5Config(**TEXT)),
        scheduler=UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0),
        vae=AutoencoderKLWan(base_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1),
        transformer=WanVACETransformer3DModel(num_layers=2, vace_layers=[0, 1], vace_in_channels=96, **WAN),
    )


def _ltx():
    from diffusers import (
        AutoencoderKLLTXVideo,
        FlowMatchEulerDiscreteScheduler,
        LTXPipeline,
        LTXVideoTransformer3DModel,
    )
    from transformers import T5Config, T5EncoderModel

    widths = (8, 8, 8, 8)
    return LTXPipeline(
        tokenizer=tokenizer(128),
        text_encoder=T5EncoderModel(T5Config(**TEXT)),
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=AutoencoderKLLTXVideo(
            latent_channels=8,
            block_out_channels=widths,
            decoder_block_out_channels=widths,
            layers_per_block=(1, 1, 1, 1, 1),
            decoder_layers_per_block=(1, 1, 1, 1, 1),
        ),
        transformer=LTXVideoTransformer3DModel(
            in_channels=8,
            out_channels=8,
            num_layers=2,
            num_attention_heads=4,
            attention_head_dim=8,
            cross_attention_dim=32,
            caption_channels=16,
        ),
    )


def _cogvideox():
    from diffusers import AutoencoderKLCogVideoX, CogVideoXPipeline, CogVideoXTransformer3DModel, DDIMScheduler
    from transformers import T5Config, T5EncoderModel

    return CogVideoXPipeline(
        tokenizer=tokenizer(226),
        text_encoder=T5EncoderModel(T5Config(**TEXT)),
        scheduler=DDIMScheduler(),
        vae=AutoencoderKLCogVideoX(
            block_out_channels=(8, 8, 8, 8), latent_channels=4, layers_per_block=1, norm_num_groups=2
        ),
        transformer=CogVideoXTransformer3DModel(
            in_channels=4,
            out_channels=4,
            num_layers=2,
            num_attention_heads=2,
            attention_head_dim=16,
            time_embed_dim=2,
            text_embed_dim=16,
        ),
    )


def _ltx2():
    from generation.tests.toy_ltx2 import ltx2

    return ltx2(tokenizer(64), TEXT)


def _picture():
    """No video at all: what somebody may name by mistake."""
    from diffusers import DDIMScheduler, DiTPipeline, DiTTransformer2DModel
    from diffusers.models import AutoencoderKL

    return DiTPipeline(
        transformer=DiTTransformer2DModel(
            sample_size=8, num_layers=1, patch_size=4, attention_head_dim=8, num_attention_heads=2, in_channels=4
        ),
        vae=AutoencoderKL(block_out_channels=(8,), norm_num_groups=2),
        scheduler=DDIMScheduler(),
    )


PIPELINES = {
    "wan": _wan,
    "vace": _vace,
    "ltx": _ltx,
    "ltx2": _ltx2,
    "cogvideox": _cogvideox,
    "picture": _picture,
}


def script(frames=5, *, fps=16, words="a red ball", size=(32, 32), **how):
    return Script((Shot(words, frames / fps),), size, **{"seed": 1} | how)


def pictures(footage):
    """All frames, (n, height, width, 3)."""
    return np.concatenate(list(footage.chunks))


def made(engine, script):
    return pictures(engine.frames(script, lambda fraction: None))


@contextmanager
def before(network, act):
    """Call `act(inputs)` whenever a network whose class is called so begins its work."""
    from torch.nn.modules.module import register_module_forward_pre_hook

    def hook(module, inputs):
        if type(module).__name__.lower().endswith(network):
            act(inputs)

    handle = register_module_forward_pre_hook(hook)
    try:
        yield
    finally:
        handle.remove()
