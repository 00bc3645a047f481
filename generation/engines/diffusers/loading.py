"""From GENERATION_MODEL to a model: what was loaded, and what of it can be known from its class and its call."""

import inspect
import re
from dataclasses import fields, replace
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from generation.engines.diffusers.model import COUNTS, Model, device
from generation.engines.diffusers.planning import FAMILIES, WAN_2_2_SMALL, Family, Grid

HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
#: Said anew for every clip: no options.
OURS = {"self", "prompt", "height", "width", "generator", "output_type", "callback_on_step_end", "frame_rate", *COUNTS}


def configured_model() -> Model:
    """Load what GENERATION_MODEL names. Raises ImproperlyConfigured where that is no text-to-video pipeline."""
    pipe = _load(settings.GENERATION_MODEL)
    pipe.set_progress_bar_config(disable=True)
    takes = dict(inspect.signature(pipe.__call__).parameters)
    _check_is_text_to_video(pipe, takes)
    options = dict(settings.GENERATION_MODEL_OPTIONS)
    family = _family(pipe, takes, options)
    if unknown := options.keys() - (takes.keys() - OURS):
        raise ImproperlyConfigured(f"GENERATION_MODEL_OPTIONS: {type(pipe).__name__} takes no {sorted(unknown)}")
    return Model(pipe, takes, family, _grid(pipe), options)


def _load(name: str):
    import torch
    from diffusers import DiffusionPipeline

    folder = Path(name).expanduser()
    if not name:
        raise ImproperlyConfigured("GENERATION_MODEL is empty: name the folder or the hub name of a video pipeline")
    if not folder.is_dir() and not HUB_NAME.fullmatch(name):
        raise ImproperlyConfigured(f"GENERATION_MODEL: there is no folder {name}")
    dtype = torch.bfloat16 if device() == "cuda" else torch.float32
    where = {"local_files_only": True} if folder.is_dir() else {}
    try:
        return DiffusionPipeline.from_pretrained(str(folder) if where else name, dtype=dtype, **where)
    except (OSError, AttributeError, ValueError) as error:
        raise ImproperlyConfigured(f"GENERATION_MODEL: {name} holds no pipeline that can be loaded: {error}") from error


def _check_is_text_to_video(pipe, takes: dict) -> None:
    """From text alone, and of any length."""
    needed = {name for name, parameter in takes.items() if parameter.default is parameter.empty} - {"prompt"}
    needed -= {name for name in needed if takes[name].kind is inspect.Parameter.VAR_KEYWORD}
    if needed or "prompt" not in takes or not takes.keys() & set(COUNTS):
        raise ImproperlyConfigured(f"GENERATION_MODEL: {type(pipe).__name__} makes no video from text alone")


def _family(pipe, takes: dict, options: dict) -> Family:
    """What its name says, or the defaults of its call, unless the options (taken out of them) say otherwise."""
    name = type(pipe).__name__
    family = next((family for start, family in FAMILIES.items() if name.startswith(start)), None)
    if name == "WanPipeline" and pipe.config.expand_timesteps:
        family = WAN_2_2_SMALL
    if family is None:
        fps, longest = _default(takes, ("frame_rate", "fps"), 16), _default(takes, COUNTS, 16)
        family = Family(round(fps), longest)
    ours = options.keys() & {field.name for field in fields(Family)}
    return replace(family, **{name: options.pop(name) for name in ours})


def _default(takes: dict, names: tuple[str, ...], otherwise):
    return next((takes[name].default for name in names if name in takes and takes[name].default), otherwise)


def _grid(pipe) -> Grid:
    """From the pipeline's own factors; every family has its own names for them."""
    patch = getattr(getattr(getattr(pipe, "transformer", None), "config", None), "patch_size", None) or 1
    temporal = ("vae_scale_factor_temporal", "vae_temporal_compression_ratio", "vae_temporal_scale_factor")
    spatial = ("vae_scale_factor_spatial", "vae_spatial_compression_ratio", "vae_spatial_scale_factor")
    return Grid(_first(pipe, temporal, 1), _first(pipe, spatial, 8) * (patch if isinstance(patch, int) else patch[-1]))


def _first(pipe, names: tuple[str, ...], otherwise: int) -> int:
    return next((int(getattr(pipe, name)) for name in names if hasattr(pipe, name)), otherwise)
