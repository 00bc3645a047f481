"""Training from nothing to weights that make clips: autoencoder, transformer, distillation, in turn."""

from pathlib import Path

import torch

from generation.engines.pocket.training import keeping
from generation.engines.pocket.training.distillation import Distillation
from generation.engines.pocket.training.flow import Flow
from generation.engines.pocket.training.loop import Learner, Loop, Tell, number
from generation.engines.pocket.training.recipe import FULL_RECIPE, PHASES, TOY_RECIPE, Allowance, Recipe
from generation.engines.pocket.training.reconstruction import Reconstruction

__all__ = ["FULL_RECIPE", "PHASES", "TOY_RECIPE", "CannotTrain", "Recipe", "has_begun", "train"]


class CannotTrain(Exception):
    """What is asked for does not go with what is there."""


def has_begun(home: Path) -> bool:
    return any(keeping.progress_of(home, phase) for phase in PHASES)


def train(
    recipe: Recipe, home: Path, *, minutes: float = 0.0, steps: int = 0, phases: tuple[str, ...] = PHASES,
    seed: int = 1, device: str = "cpu", workers: int = 0, tell: Tell = lambda phase, over, loss: None,
) -> None:  # fmt: skip
    """Teach `phases` in turn, for their shares of `minutes` or for `steps` each, and keep everything in `home`.

    What is there already is gone on with; a phase that is done is left as it is, unless it is the only one asked
    for and there is time left in its share. By steps the same seed gives the same weights, stopped in between or
    not. Raises CannotTrain where an earlier phase is missing.
    """
    if device.startswith("cuda"):
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.benchmark = True
    for phase in phases:
        progress = keeping.progress_of(home, phase)
        if progress and progress.done and len(phases) > 1:
            continue
        learner = _learner(phase, recipe, home, seed, device)
        allowance = Allowance(60 * minutes * recipe.course(phase).share, steps)
        Loop(phase, learner, recipe, allowance, home, seed=seed, device=device, workers=workers).run(tell)


def _learner(phase: str, recipe: Recipe, home: Path, seed: int, device: str) -> Learner:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(number(seed, 2 * len(PHASES) + PHASES.index(phase)))
        if phase == "vae":
            return Reconstruction(recipe.design.vae(), recipe, device)
        network = recipe.design.transformer()
    vae = _earlier(home, "vae", recipe.design.vae())
    if phase == "flow":
        return Flow(network, vae, recipe, device)
    teacher = _earlier(home, "flow", recipe.design.transformer())
    network.load_state_dict(teacher.state_dict())
    return Distillation(network, teacher, vae, recipe, device)


def _earlier(home: Path, phase: str, network: torch.nn.Module) -> torch.nn.Module:
    progress = keeping.progress_of(home, phase)
    if not progress or not progress.done:
        raise CannotTrain(f"the phase {phase} is not done in {home}")
    return keeping.load_average(home, phase, network)
