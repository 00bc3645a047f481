"""What is shown to which network for how long. Figures only: `reconstruction`, `flow` and `distillation` use them."""

from dataclasses import dataclass, field

from generation.engines.pocket.networks import FULL, STEPS, TOY, Design

Size = tuple[int, int]  # height, width in pixels
NATIVE: tuple[Size, ...] = ((512, 288), (512, 288), (288, 512), (384, 384))  # phones first
#: Ten seconds, five, and a stretch of a longer clip.
LENGTHS = (121, 121, 61, 97)


@dataclass(frozen=True)
class Stage:
    """A stretch of a phase, with clips of one kind."""

    until: float  # the share of its phase that is over when it ends
    sizes: tuple[Size, ...]
    frames: tuple[int, ...]  # 1 alone: pictures
    count: int  # clips in a step
    copies: int = 1  # how often each of them is in it, with another noise or crop
    crop: int = 0  # side in pixels of the square that is looked at; 0: all of it
    refresh: int = 2  # a new batch is drawn every so many steps
    pool: int = 48  # batches that are kept to choose from


@dataclass(frozen=True)
class Course:
    """How one network is taught."""

    share: float  # of the whole time; a little is left for beginning and keeping
    rate: float
    stages: tuple[Stage, ...]
    decay: float = 0.999  # of the weights' moving average, which is what is kept


@dataclass(frozen=True)
class Recipe:
    """The whole way from nothing to weights that make clips."""

    design: Design
    vae: Course
    flow: Course
    distillation: Course
    steps: int = STEPS
    guidance: float = 3.0  # that distillation builds in
    substeps: int = 4  # of the teacher for one of the pupil
    divergence: float = 1e-5  # how much the latents' distribution counts in the autoencoder's loss
    dropped: float = 0.1  # captions left out
    cast: float = 0.15  # clips that begin with a sheet of the people in them
    known: tuple[float, ...] = (0.7, 0.1, 0.14, 0.06)  # how often 0, 1, 2 .. latents are given that it goes on from
    measured: int = 16  # batches that the latents' mean and deviation are taken from
    log_every: int = 20
    save_seconds: float = 60.0

    def course(self, phase: str) -> Course:
        return getattr(self, phase)


PHASES = ("vae", "flow", "distillation")

FULL_RECIPE = Recipe(
    FULL,
    vae=Course(
        share=0.38,
        rate=4e-4,
        stages=(
            Stage(0.15, NATIVE, frames=(1,), count=32, copies=4, crop=128, pool=16),
            Stage(0.55, NATIVE, frames=(17,), count=16, copies=2, crop=128, pool=16),
            Stage(0.85, NATIVE, frames=(33,), count=8, copies=1, crop=256, pool=12),
            Stage(1.0, NATIVE, frames=(49,), count=4, copies=1, pool=8),
        ),
    ),
    flow=Course(
        share=0.41,
        rate=6e-4,
        stages=(
            Stage(0.2, ((256, 160), (160, 256)), frames=(25,), count=32, copies=4, refresh=2),
            Stage(0.4, NATIVE, frames=(25,), count=16, copies=4, refresh=2, pool=96),
            Stage(1.0, NATIVE, frames=LENGTHS, count=8, copies=4, refresh=4, pool=64),
        ),
    ),
    distillation=Course(
        share=0.17,
        rate=1e-4,
        decay=0.995,
        stages=(Stage(1.0, NATIVE, frames=LENGTHS, count=8, copies=2, refresh=4, pool=48),),
    ),
)


def _toy(frames: int, crop: int = 0) -> tuple[Stage, ...]:
    sizes = ((64, 32), (32, 64))
    lengths = ((0.5, 1 if crop else 9), (1.0, frames))
    return tuple(Stage(end, sizes, (frames,), count=2, crop=crop, pool=2) for end, frames in lengths)


TOY_RECIPE = Recipe(
    TOY,
    vae=Course(0.4, 2e-3, _toy(9, crop=32), decay=0.9),
    flow=Course(0.42, 2e-3, _toy(17), decay=0.9),
    distillation=Course(0.18, 1e-3, _toy(17), decay=0.9),
    substeps=2,
    cast=0.5,
    measured=2,
    log_every=1,
)


@dataclass
class Allowance:
    """How long a phase may be: by the clock, or by steps where the same is to come out twice."""

    seconds: float = 0.0
    steps: int = 0
    used: float = field(default=0.0)  # seconds, those of earlier runs too

    def fraction(self, step: int) -> float:
        """How much of it is over before `step`, 0..1."""
        return min(1.0, step / self.steps if self.steps else self.used / max(self.seconds, 1e-9))
