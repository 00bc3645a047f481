"""From a finished training to a folder of weights with its card, and from there to an evaluation."""

import platform
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import torch

from generation.engines.pocket import card, networks, weights
from generation.engines.pocket.evaluation import Evaluation
from generation.engines.pocket.evaluation import evaluate as evaluated
from generation.engines.pocket.grammar import held_out
from generation.engines.pocket.judge import Judge, train_judge
from generation.engines.pocket.judge.training import SHAPES
from generation.engines.pocket.maker import Maker
from generation.engines.pocket.scenes.stream import Shape
from generation.engines.pocket.training import PHASES, CannotTrain, Recipe, keeping

#: Clips that toys are judged by.
TOY = {"size": (64, 32), "frames": 17}

Tell = Callable[[str, int, int], None]


def ship(recipe: Recipe, home: Path, folder: Path) -> int:
    """Write the averages that the training in `home` has come to into `folder`; the size of the weights in bytes.

    Raises CannotTrain where a phase has not begun, CannotExport.
    """
    progress = {phase: keeping.progress_of(home, phase) for phase in PHASES}
    if missing := [phase for phase, known in progress.items() if known is None]:
        raise CannotTrain(f"the phase {missing[0]} has not begun in {home}")
    vae = keeping.load_average(home, "vae", recipe.design.vae())
    transformer = keeping.load_average(home, "distillation", recipe.design.transformer())
    counts = {"vae": networks.parameters(vae), "transformer": networks.parameters(transformer)}
    made = counts | {
        "bytes": 2 * sum(counts.values()),
        "steps": recipe.steps,
        "guidance": recipe.guidance,
        "seed": progress["vae"].seed,
        "device": _device(),
        "phases": {phase: asdict(known) for phase, known in progress.items()},
    }
    size = weights.export(folder, vae, transformer, made)
    card.write(folder)
    return size


def evaluate(
    folder: Path, judge_at: Path, *, clips: int = 200, judge_steps: int = 3000, workers: int = 0, device: str = "cpu",
    toy: bool = False, tell: Tell = lambda what, done, of: None,
) -> Evaluation:  # fmt: skip
    """Judge the weights in `folder` and write what was found beside them, and into their card.

    The judge in `judge_at` is taught first where there is none. The time of a clip is taken on two cores of the CPU.
    """
    how = TOY if toy else {}
    judge = _judge(judge_at, judge_steps, workers, device, how)
    make = Maker(folder, device=device, **how)
    timed = make if device == "cpu" else Maker(folder, **how)
    found = evaluated(make, held_out(clips), judge=judge, reconstruct=make.reconstruct, timed=timed, tell=tell, **how)
    (folder / card.EVALUATED).write_text(found.as_json() + "\n")
    card.write(folder)
    return found


def _judge(folder: Path, steps: int, workers: int, device: str, how: dict) -> Judge:
    """The one that is there, gone on with where its steps are not done."""
    toy = {"count": 2, "width": 8} if how else {}
    shapes = (Shape(**how),) if how else SHAPES
    return train_judge(steps, folder, shapes=shapes, workers=workers, device=device, echo=2, **toy)


def _device() -> str:
    return torch.cuda.get_device_name() if torch.cuda.is_available() else f"a CPU ({platform.machine()})"
