"""The `pocket` engine: video weights of our own, small enough for two CPU cores. `training` makes them.

No torch is loaded before a clip is made: whoever draws scenes imports this package too.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from generation import installing
from generation.engines import Footage, WeightsUnusable, catalogue
from generation.engines.catalogue import ModelCard
from generation.engines.diffusers import DiffusersEngine
from generation.engines.diffusers.families import FAMILIES
from generation.engines.diffusers.model import Model, device
from generation.engines.diffusers.planning import Grid
from generation.engines.diffusers.words import cast
from generation.engines.pocket import grammar
from generation.engines.sketch.likeness import Likeness, likeness
from generation.script import Script


class PocketModel(Model):
    """Is told of people as it learned to be: "the person shown", whose portrait is the picture before the clip."""

    def prompt(self, script: Script, words: str) -> str:
        people = cast(script)
        for number, person in enumerate(people):
            handle = re.compile(rf"(?<![\w@.])@{re.escape(person.handle)}(?![\w@])", re.IGNORECASE)
            words = handle.sub(grammar.shown(number, len(people)), words)
        return super().prompt(script, words)


class Pocket(DiffusersEngine):
    """Makes clips with the weights in POCKET_HOME."""

    name = "pocket"

    def __init__(self, card: ModelCard | None = None):
        """`card`: what else than the card of its own is known of the weights."""
        super().__init__()
        self._card = card or catalogue.card(catalogue.POCKET)

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        tell(0.0)
        return super().frames(self._portrayed(script), tell)

    def load(self) -> PocketModel:
        """Raises WeightsUnusable where there are none, or damaged ones."""
        card = self._card
        place = catalogue.home_of(card)
        if not place.is_dir():
            raise WeightsUnusable(f"Pocket has no weights in {place}: make them with manage.py pocket train")
        installing.verify(place)
        pipe, options = _opened(place)
        takes = dict(inspect.signature(pipe.__call__).parameters)
        family = FAMILIES[card.family](pipe, card, takes)
        grid = Grid(pipe.vae_temporal_compression_ratio, pipe.vae_spatial_compression_ratio)
        return PocketModel(pipe, takes, card, family, grid, options)

    def _portrayed(self, script: Script) -> Script:
        """With one picture of everybody in it, drawn as those it learned from; it stands with the first of them.

        Those whose pictures cannot be opened are left out.
        """
        people = [(person, face) for person in cast(script) if (face := likeness(person))]
        if not people:
            return replace(script, references=())
        model = self._ready_model(lean=script.lean)
        width, height = model.plan(script).size
        picture = _portraits([face for _, face in people], (height, width))
        pictures = [(picture,), *[()] * (len(people) - 1)]
        references = (replace(person, pictures=own) for (person, _), own in zip(people, pictures, strict=True))
        return replace(script, references=tuple(references))


def _opened(place: Path):
    """The pipeline and the options of its calls."""
    import torch
    from safetensors import SafetensorError

    from generation.engines.pocket import weights

    dtype = torch.bfloat16 if device() == "cuda" else torch.float32
    try:
        return weights.opened(place, dtype), weights.call_options()
    except torch.OutOfMemoryError:
        raise
    except (OSError, ValueError, SafetensorError, RuntimeError) as error:
        raise WeightsUnusable(f"Pocket's weights in {place}: {error}") from error


def _portraits(faces: list[Likeness], size: tuple[int, int]) -> bytes:
    """The sheet with them, `size` (height, width), as a WebP file that loses nothing."""
    from PIL import Image

    from generation.engines.pocket.scenes import sheet

    file = BytesIO()
    Image.fromarray(sheet(faces, size)).save(file, "WEBP", lossless=True)
    return file.getvalue()
