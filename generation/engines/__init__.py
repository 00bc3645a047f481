"""The engine door: a script goes in, pictures come out. Torch is imported behind this door only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol, runtime_checkable

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string

from generation.script import Script


class EngineFault(Exception):
    """An engine could not make a clip. `failure` is a key of `generation.failures.REASONS`."""

    failure = "engine"


class OutOfMemory(EngineFault):
    """The engine had too little memory; a lean script may still fit. `where`: "denoise", "decode" or not known."""

    failure = "memory"

    def __init__(self, message: str = "", *, where: str = ""):
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where


class WeightsUnusable(EngineFault):
    """A file of the model is missing, damaged or of a kind that is never opened: no second try helps."""

    failure = "weights"


class LicenceNotAccepted(EngineFault):
    """The model's licence wants the operator's consent first: ACCEPTED_LICENCES."""

    failure = "licence"


class RecycleWorker(Exception):
    """This process should make no further clip: its memory may not come back."""


@dataclass(frozen=True)
class Footage:
    """Moving pictures as they come. `chunks` yields uint8 arrays (n, height, width, 3), RGB, n >= 1.

    `sound`, where there is any, is the path of a sound file; it need not exist before the last chunk was yielded.
    """

    fps: float
    size: tuple[int, int]  # width, height in pixels
    frame_count: int
    chunks: Iterator[np.ndarray]
    drew: tuple[str, ...] = ()  # what the engine understood, in plain words
    skipped: tuple[str, ...] = ()  # the words it could not use
    sound: str | None = None  # path of a sound file to lay under the pictures


class Engine(Protocol):
    """Turns a script into pictures. Loaded once a process, not once a clip."""

    name: str  # recorded in the registry

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        """Start on `script`; `tell(fraction)` at least once a second of work.

        `tell` may raise to stop the work at once; whatever it raises passes through.
        Raises EngineFault, and OutOfMemory where a lean script may help; so may the chunks while they are read.
        """


@runtime_checkable
class ReadsAhead(Protocol):
    """An engine that can use the time while a clip is marked to understand the next one."""

    def read_ahead(self, script: Script) -> None:
        """Encode the words of `script`, which may be made next or never. Called from a thread of its own."""


def engine_path(name: str) -> str:
    """The dotted path of the engine called `name`; KeyError when there is none."""
    return settings.GENERATION_ENGINES[name]


@cache
def get_engine(name: str) -> Engine:
    """The one engine of that name in this process."""
    return import_string(engine_path(name))()
