"""From GENERATION_MODEL to a model: its card, its weights, and what the pipeline itself says of them."""

import inspect
import json
import re
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from generation import installing
from generation.engines import WeightsUnusable, catalogue
from generation.engines.catalogue import ModelCard
from generation.engines.diffusers.families import FAMILIES, Family
from generation.engines.diffusers.model import COUNTS, Model, device
from generation.engines.diffusers.planning import Grid

#: Said anew for every clip: no options.
OURS = {"self", "prompt", "height", "width", "generator", "output_type", "callback_on_step_end", "frame_rate", *COUNTS}
#: In the names of pipelines that have to be given pictures, also where their call does not insist on them.
FROM_PICTURES = re.compile("(Image|Video)(To|2)(Video|World)|(?<!T)I2V")
#: What operators may say of their model in GENERATION_MODEL_OPTIONS, beside arguments of its call.
OF_THE_CARD = {"fps", "longest", "pixels"}
#: What cards say to our own code in their options.
FOR_US = {"shown_fps", "cast_as_first_frame"}


def configured_model() -> Model:
    """Load what GENERATION_MODEL names, as GENERATION_MODEL_OPTIONS say."""
    return load(settings.GENERATION_MODEL, settings.GENERATION_MODEL_OPTIONS)


def load(name: str, options: dict) -> Model:
    """Load a model by its card's id, its hub name or its folder; `options` go before those of its card.

    Raises ImproperlyConfigured where that is no text-to-video pipeline, LicenceNotAccepted, WeightsUnusable.
    """
    card = catalogue.card_of(name)
    catalogue.refuse_unaccepted(card)
    if (place := catalogue.place_of(name)) is None:
        raise WeightsUnusable(f"{card.name} is not on this machine: manage.py models download {card.id}")
    installing.verify(place)
    pipe = _load(card, place)
    pipe.set_progress_bar_config(disable=True)
    takes = dict(inspect.signature(pipe.__call__).parameters)
    card = _told(card, options, takes)
    family = FAMILIES[card.family](pipe, card, takes)
    _check_is_text_to_video(pipe, takes, family)
    return Model(pipe, takes, card, family, _grid(pipe, card), _call_options(pipe, takes, family, options))


def _load(card: ModelCard, place: Path):
    """Only safetensors, and no code that comes with weights."""
    import diffusers
    import torch
    from safetensors import SafetensorError

    kind = getattr(diffusers, card.pipeline or "DiffusionPipeline")
    dtype = _precision(place) if device() == "cuda" else torch.float32
    safe = {"use_safetensors": True, "trust_remote_code": False, "local_files_only": True}
    try:
        return _steady(kind.from_pretrained(str(place), dtype=dtype, **safe))
    except torch.OutOfMemoryError:
        raise
    except (OSError, SafetensorError, RuntimeError, ValueError) as error:
        raise WeightsUnusable(f"{card.name} in {place}: {error}") from error
    except AttributeError as error:  # a class that this diffusers does not have
        raise ImproperlyConfigured(f"GENERATION_MODEL: {place} cannot be opened: {error}") from error


def _precision(place: Path) -> dict:
    """On a GPU: half, but the VAE of the Wan models, which shows it (so diffusers' documentation of Wan)."""
    import torch

    named = json.loads((place / catalogue.INDEX).read_text())["_class_name"]
    return {"default": torch.bfloat16, "vae": torch.float32 if named.startswith("Wan") else torch.bfloat16}


def _steady(pipe):
    """The first LTX-Video shifted its steps by the size of the clip; the pipeline with conditions does not."""
    if type(pipe).__name__ == "LTXConditionPipeline" and pipe.scheduler.config.use_dynamic_shifting:
        pipe.scheduler = type(pipe.scheduler).from_config(pipe.scheduler.config, use_dynamic_shifting=False)
    return pipe


def _told(card: ModelCard, options: dict, takes: dict) -> ModelCard:
    """The card with what the operator says otherwise, and the defaults of the call where neither says anything."""
    said = {name: options[name] for name in OF_THE_CARD & options.keys()}
    fps = card.fps or round(_default(takes, ("frame_rate", "fps"), 16))
    longest = card.longest or _default(takes, COUNTS, 16)
    ours = {name: value for name, value in options.items() if name in FOR_US}
    return replace(card, **{"fps": fps, "longest": longest, "options": card.options | ours} | said)


def _call_options(pipe, takes: dict, family: Family, options: dict) -> dict:
    """What every call gets beside what is said of the clip. Raises ImproperlyConfigured for what it does not take."""
    options = {name: value for name, value in options.items() if name not in OF_THE_CARD | FOR_US}
    if unknown := options.keys() - (takes.keys() - OURS - family.ours):
        raise ImproperlyConfigured(f"GENERATION_MODEL_OPTIONS: {type(pipe).__name__} takes no {sorted(unknown)}")
    card = family.card
    known = {"num_inference_steps": card.steps, "guidance_scale": card.guidance} | card.options
    if "num_inference_steps" in options:  # which the card's own steps would overrule
        known = {name: value for name, value in known.items() if name not in ("timesteps", "sigmas")}
    return {name: value for name, value in known.items() if value is not None and name in takes} | options


def _check_is_text_to_video(pipe, takes: dict, family: Family) -> None:
    """From text alone, and of any length."""
    needed = {name for name, parameter in takes.items() if parameter.default is parameter.empty} - {"prompt"}
    needed -= {name for name in needed if takes[name].kind is inspect.Parameter.VAR_KEYWORD}
    name = type(pipe).__name__
    if needed or "prompt" not in takes or not takes.keys() & set(COUNTS) or FROM_PICTURES.search(name):
        raise ImproperlyConfigured(f"GENERATION_MODEL: {name} makes no video from text alone")


def _default(takes: dict, names: tuple[str, ...], otherwise):
    return next((takes[name].default for name in names if name in takes and takes[name].default), otherwise)


def _grid(pipe, card: ModelCard) -> Grid:
    """From the pipeline's own factors; every family has its own names for them."""
    patch = getattr(getattr(getattr(pipe, "transformer", None), "config", None), "patch_size", None) or 1
    temporal = ("vae_scale_factor_temporal", "vae_temporal_compression_ratio", "vae_temporal_scale_factor")
    spatial = ("vae_scale_factor_spatial", "vae_spatial_compression_ratio", "vae_spatial_scale_factor")
    width = _first(pipe, spatial, 8) * (patch if isinstance(patch, int) else patch[-1])
    return Grid(_first(pipe, temporal, card.frame_rule), width)


def _first(pipe, names: tuple[str, ...], otherwise: int) -> int:
    return next((int(getattr(pipe, name)) for name in names if hasattr(pipe, name)), otherwise)
