"""What an adapter is. Pipelines are imported by the adapters late: naming one loads no torch."""

import inspect
from typing import Any, ClassVar

from PIL import Image

from generation.engines.catalogue import ModelCard
from generation.engines.diffusers.conditions import Conditions
from generation.engines.diffusers.planning import Segment
from generation.script import Script


class Family:
    """The arguments of a pipeline's call that only the models of one family take."""

    #: Arguments of the call that an adapter gives by itself: operators cannot set them.
    ours: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, pipe: Any, card: ModelCard, takes: dict[str, inspect.Parameter]):
        self.pipe, self.card, self.takes = pipe, card, takes

    @property
    def goes_on(self) -> bool:
        """Whether it can begin from the last pictures of what came before."""
        return self.card.extends

    def lead(self, script: Script) -> int:
        """Frames at the beginning of each segment that show the model who is in the clip, and nobody else."""
        return 0

    def least(self, script: Script) -> int:
        """Frames it cannot make fewer of."""
        return 1

    def arguments(self, segment: Segment, conditions: Conditions, size: tuple[int, int], options: dict) -> dict:
        """Arguments for one call beside the words, the size (width, height) and the number of frames.

        `options` are those that every call gets: what is returned here goes before them.
        """
        return {}


def images(frames) -> list[Image.Image]:
    """Arrays (n, height, width, 3) or (n, height, width), uint8, as the list of pictures that pipelines take."""
    return [Image.fromarray(frame) for frame in frames]


def steps(options: dict, takes: dict[str, inspect.Parameter]) -> int:
    """How many steps a call with these options makes."""
    return options.get("num_inference_steps", takes["num_inference_steps"].default)
