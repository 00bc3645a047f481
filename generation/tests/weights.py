"""The shape of a pipeline as it is shared, without anything that could be loaded."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from generation.engines.catalogue import INDEX

SHARDS = ("transformer/model-00001-of-00002.safetensors", "transformer/model-00002-of-00002.safetensors")


def write_pipeline(folder: Path) -> Path:
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
