"""How long a model takes on this machine: a short clip through the engine itself, no row, no marks, no file."""

from dataclasses import dataclass
from time import monotonic

from django.conf import settings

from generation.engines import catalogue, get_engine
from generation.engines.catalogue import ModelCard
from generation.script import Script, Shot

WORDS = "a red ball bouncing on the beach at sunset"


@dataclass(frozen=True)
class Timing:
    seconds: float  # of the clip
    size: tuple[int, int]  # width, height in pixels
    loading: float  # seconds until the first step was done, of a first clip: loading, moving, compiling
    steps: int | None  # None: the pipeline's own default
    denoising: float  # seconds
    rest: float  # seconds: decoding, scaling

    @property
    def a_step(self) -> float | None:
        return self.denoising / self.steps if self.steps else None

    @property
    def a_second(self) -> float:
        """Seconds of work a second of clip, the model loaded."""
        return (self.denoising + self.rest) / self.seconds


def time_model(model: str, card: ModelCard, *, seconds: float | None = None, size=None) -> Timing:
    """Make a clip twice with `model`, anything that GENERATION_MODEL may name, and time the second.

    At most one segment long unless `seconds` says otherwise. Raises EngineFault and ImproperlyConfigured.
    """
    settings.GENERATION_MODEL = model
    engine = get_engine("pocket" if card.id == catalogue.POCKET else "diffusers")
    seconds = seconds or min(2.0, card.longest / card.fps if card.longest and card.fps else 2.0)
    script = Script(shots=(Shot(WORDS, seconds),), size=size or next(iter(card.sizes), (480, 854)), seed=1)
    loading, *_ = _make(engine, script)
    _, denoising, rest = _make(engine, script)
    return Timing(seconds, script.size, loading, _steps(card), denoising, rest)


def _make(engine, script: Script) -> tuple[float, float, float]:
    """Seconds until the first step is done, until the pictures are there, and until the last of them is read."""
    begin = monotonic()
    told = []
    footage = engine.frames(script, lambda fraction: told.append((fraction, monotonic())))
    made = monotonic()
    for _ in footage.chunks:
        pass
    first = next((moment for fraction, moment in told if fraction > 0), made)
    denoised = next((moment for fraction, moment in told if fraction >= 1), made)
    return first - begin, denoised - begin, monotonic() - denoised


def _steps(card: ModelCard) -> int | None:
    return settings.GENERATION_MODEL_OPTIONS.get("num_inference_steps", card.steps)
