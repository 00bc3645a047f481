"""The loop every phase is taught in: by steps or by the clock, logged, kept, taken up again."""

import copy
import json
import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch

from generation.engines.pocket.scenes.stream import Batch
from generation.engines.pocket.training import keeping
from generation.engines.pocket.training.keeping import Progress
from generation.engines.pocket.training.pool import Pool
from generation.engines.pocket.training.recipe import PHASES, Allowance, Recipe, Stage

WARM_UP = 200  # steps
LAST_RATE = 0.05  # of the highest
CLIP = 1.0  # norm of the gradient
LOG = "log.jsonl"

#: Told after each step: the phase, the share of it that is over, the last logged loss.
Tell = Callable[[str, float, float], None]


class Learner(Protocol):
    """What is taught in a phase, and how."""

    network: torch.nn.Module

    def prepare(self, batch: Batch) -> Any:
        """What is kept of a drawn batch."""

    def loss(self, kept: Any, stage: Stage, dice: torch.Generator) -> torch.Tensor:
        """How far the network is from what it should say."""

    def finish(self, average: torch.nn.Module, kept: Callable[[int], Any]) -> None:
        """Last touches; `kept(n)` gives further batches."""


class Loop:
    """Teaches one learner."""

    def __init__(
        self, phase: str, learner: Learner, recipe: Recipe, allowance: Allowance, home: Path, *,
        seed: int, device: str, workers: int,
    ):  # fmt: skip
        self.phase, self.learner, self.recipe, self.home = phase, learner, recipe, home
        self.course, self.allowance, self.device, self.workers = recipe.course(phase), allowance, device, workers
        self.network = learner.network.to(device).train()
        self.average = copy.deepcopy(self.network).requires_grad_(False)
        fast = {"fused": True} if device.startswith("cuda") else {}
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=self.course.rate, weight_decay=0.01, **fast)
        self.progress = keeping.resume(home, phase, self.average, self.network, self.optimizer)
        self.progress.seed = self.seed = self.progress.seed or seed
        allowance.used = self.progress.seconds
        self._pool: Pool | None = None
        self._loss = torch.zeros(())
        self._saved = time.monotonic()

    def run(self, tell: Tell = lambda phase, over, loss: None) -> Progress:
        """Until the allowance is used up. A stop in between is kept too; KeyboardInterrupt passes through."""
        self._began = time.monotonic() - self.progress.seconds
        try:
            while (over := self.allowance.fraction(self.progress.step)) < 1:
                self._step(over)
                tell(self.phase, self.allowance.fraction(self.progress.step), self.progress.loss)
            self.learner.finish(self.average, self._later)
            self.progress.done = True
        finally:
            self._close()
            self.save()
        return self.progress

    def save(self) -> None:
        """Raises FloatingPointError where there is no loss any more: what is kept is from before."""
        if not math.isfinite(loss := float(self._loss)):
            raise FloatingPointError(f"{self.phase}: the loss at step {self.progress.step} is {loss}")
        keeping.save(self.home, self.phase, self.progress, self.average, self.network, self.optimizer)
        self._saved = time.monotonic()

    def _step(self, over: float) -> None:
        self._enter_stage(over)
        stage, kept = self.stage, self._later(0)
        rate = self._set_rate(over)
        with torch.autocast(torch.device(self.device).type, torch.bfloat16, enabled=self.device.startswith("cuda")):
            loss = self.learner.loss(kept, stage, self._dice())
        self._learn_from(loss)
        self._loss = loss.detach()
        self.progress.step += 1
        self.progress.clips += stage.count * stage.copies
        self.progress.seconds = self.allowance.used = time.monotonic() - self._began
        if self.progress.step % self.recipe.log_every == 0:
            self._log(float(self._loss), rate)
        if time.monotonic() - self._saved > self.recipe.save_seconds:
            self.save()

    def _learn_from(self, loss: torch.Tensor) -> None:
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), CLIP)
        self.optimizer.step()
        decay = min(self.course.decay, (1 + self.progress.step) / (10 + self.progress.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.network.parameters()), 1 - decay)

    @property
    def stage(self) -> Stage:
        return self.course.stages[self.progress.stage]

    def _enter_stage(self, over: float) -> None:
        while over >= self.stage.until and self.progress.stage + 1 < len(self.course.stages):
            self._close()
            self.progress.stage += 1
            self.progress.stage_began = self.progress.step

    def _later(self, steps: int) -> Any:
        """What the step after so many others gets."""
        if self._pool is None:
            seed = number(self.seed, PHASES.index(self.phase), self.progress.stage)
            self._pool = Pool(self.stage, self.learner.prepare, seed=seed, cast=self.recipe.cast, workers=self.workers)
        return self._pool.at(self.progress.step - self.progress.stage_began + steps)

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.close()
        self._pool = None

    def _dice(self) -> torch.Generator:
        seed = number(self.seed, len(PHASES) + PHASES.index(self.phase), self.progress.step)
        return torch.Generator(self.device).manual_seed(seed)

    def _set_rate(self, over: float) -> float:
        """Slowly in, slowly out."""
        most = min(WARM_UP, self.allowance.steps / 5) if self.allowance.steps else WARM_UP
        pace = LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * over)) / 2
        rate = self.course.rate * min(1.0, (self.progress.step + 1) / most) * pace
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        return rate

    def _log(self, loss: float, rate: float) -> None:
        """One line of JSON."""
        progress = self.progress
        progress.loss = loss
        line = {"phase": self.phase, "stage": progress.stage, "step": progress.step, "loss": loss, "rate": rate}
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / LOG).open("a") as file:
            file.write(json.dumps(line | {"seconds": round(progress.seconds, 2)}) + "\n")


def number(*parts: int) -> int:
    """A seed for these parts of a run: always the same, and for other parts another."""
    return int(np.random.SeedSequence(parts).generate_state(1, np.uint64)[0] >> 2)
