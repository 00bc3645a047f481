"""Model cards: what is known of a video model before anything of it is loaded. No torch in here.

The cards stand in `models.toml`, beside what can be said of a folder of weights by the class of its pipeline alone.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from generation.engines import LicenceNotAccepted

MODELS = Path(__file__).with_name("models.toml")
INDEX = "model_index.json"  # of every diffusers pipeline: its class, and the class of each of its parts
MANIFEST = "skylark.json"  # what `models download` keeps beside the weights
POCKET = "pocket"  # the model that is part of this repository
HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True)
class ModelCard:
    """What a model is, what it needs and what it can do, as far as our engine makes use of it."""

    id: str  # "wan2.1-vace-1.3b"
    name: str  # "Wan 2.1 VACE 1.3B", for people
    family: str = "plain"  # "wan", "ltx", "ltx2" or "plain"
    pipeline: str = ""  # the class of diffusers to load it with; "": what its model_index.json says
    repo: str = ""  # hub name; "": not from a hub
    revision: str = "main"
    licence: str = ""  # an SPDX identifier where there is one; "": not known
    licence_url: str = ""
    needs_acceptance: bool = False  # the operator has to name it in ACCEPTED_LICENCES
    download_gb: float = 0  # of its weights; 0: not known
    vram_gb: float = 0  # graphics memory, GB; 0: not known
    sizes: tuple[tuple[int, int], ...] = ()  # native (width, height)
    pixels: int | None = None  # the largest area of a frame it was trained for; None: as large as is asked
    fps: int = 0  # 0: what its call says
    frame_rule: int = 1  # n: it makes n * k + 1 frames
    longest: int = 0  # frames made at once; 0: what its call says
    steps: int | None = None  # None: the pipeline's own default
    guidance: float | None = None  # None: the pipeline's own default
    max_seconds: float = 10  # the longest clip worth asking for, segments and all
    cast: int = 0  # how many people it can show by their pictures
    sound: bool = False
    remix: bool = False  # begins from the pictures of a clip
    extends: bool = False  # goes on from the last pictures of a clip
    first_frame: bool = False
    last_frame: bool = False
    options: dict = field(default_factory=dict)  # further arguments of each call


@cache
def cards() -> tuple[ModelCard, ...]:
    """Every model there is a card of, in the order of `models.toml`."""
    return tuple(_card(entry) for entry in _read()["models"])


def card(id: str) -> ModelCard:  # noqa: A002
    """The card of that id. Raises KeyError."""
    return {card.id: card for card in cards()}[id]


def card_of(model: str) -> ModelCard:
    """The card of what GENERATION_MODEL names: a card's id, its hub name, or a folder that holds a pipeline.

    A folder without a card gets what the class of its pipeline tells. Raises ImproperlyConfigured.
    """
    if not model:
        raise ImproperlyConfigured("GENERATION_MODEL is empty: name a model of `manage.py models list`, or a folder")
    if known := _known(model):
        return known
    folder = Path(model).expanduser()
    if folder.is_dir():
        return _card_in(folder) or _card_by_class(folder)
    if HUB_NAME.fullmatch(model):
        raise ImproperlyConfigured(f"GENERATION_MODEL: there is no card of {model}: download it and name its folder")
    raise ImproperlyConfigured(f"GENERATION_MODEL: there is no folder {model} and no model of that name")


def place_of(model: str) -> Path | None:
    """The folder to load `model` from; None: its weights are not on this machine."""
    known = _known(model)
    folder = home_of(known) if known else Path(model).expanduser()
    return folder if model and (folder / INDEX).is_file() else None


def home_of(card: ModelCard) -> Path:
    """Where the weights of a model with a card lie, or would lie."""
    return Path(settings.POCKET_HOME if card.id == POCKET else settings.MODELS_HOME / card.id)


def refuse_unaccepted(card: ModelCard) -> None:
    """Raises LicenceNotAccepted where the operator has to accept the licence and did not."""
    if card.needs_acceptance and card.id not in settings.ACCEPTED_LICENCES:
        raise LicenceNotAccepted(how_to_accept(card))


def how_to_accept(card: ModelCard) -> str:
    """What an operator is told whose consent is missing."""
    where = f"read {card.licence_url}, then set ACCEPTED_LICENCES={card.id}"
    return f"{card.name} has a licence of its own ({card.licence}): {where}"


def _known(model: str) -> ModelCard | None:
    return next((card for card in cards() if model in (card.id, card.repo) and model), None)


def _card_in(folder: Path) -> ModelCard | None:
    """What `models download` wrote down, wherever the folder was moved to."""
    try:
        id_ = json.loads((folder / MANIFEST).read_text())["card"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return _known(id_)


def _card_by_class(folder: Path) -> ModelCard:
    try:
        index = json.loads((folder / INDEX).read_text())
        name = index["_class_name"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(f"GENERATION_MODEL: {folder} holds no pipeline: {INDEX}: {error}") from error
    told = next((entry for entry in _read()["classes"] if _fits(entry, name, index)), {})
    told = {key: value for key, value in told.items() if key not in ("begins", "where")}
    return _card({"id": folder.name, "name": folder.name} | told)


def _fits(entry: dict, class_name: str, index: dict) -> bool:
    return class_name.startswith(entry["begins"]) and entry.get("where", {}).items() <= index.items()


def _card(entry: dict) -> ModelCard:
    """Raises ImproperlyConfigured where `entry` has a key that no card has."""
    if unknown := entry.keys() - {field.name for field in fields(ModelCard)}:
        raise ImproperlyConfigured(f"{MODELS.name}: {entry.get('id')}: {sorted(unknown)}")
    card = ModelCard(**entry)
    return replace(card, sizes=tuple((width, height) for width, height in card.sizes))


@cache
def _read() -> dict:
    return tomllib.loads(MODELS.read_text())
