"""Teaching the judge on true renders, so that it can be stopped and gone on with."""

import json
import logging
import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch.nn import functional

from generation.engines.pocket.grammar import Caption, caption
from generation.engines.pocket.judge.labels import MOST, SIGHT, UNKNOWN, Classes, Labels, Sight, labels, moments, seen
from generation.engines.pocket.judge.network import Judge
from generation.engines.pocket.scenes.stream import Batch, Shape, Stream, flow

logger = logging.getLogger(__name__)

WEIGHTS, PROGRESS = "judge.safetensors", "judge.training.safetensors"
#: It learns from drawings no larger than it needs, and from some of the size that it will be shown.
SHAPES = (Shape((256, 144), 121), Shape((256, 144), 121), Shape((256, 144), 73), Shape((512, 288), 121))
WARM_UP = 100  # steps


def _log(step: int, loss: float) -> None:
    if step % 50 == 0:
        logger.info("judge: step %d, loss %.3f", step, loss)


def train_judge(
    steps: int, folder: Path, *, seed: int = 0, count: int = 32, rate: float = 1e-3, width: int = 32,
    sight: Sight = SIGHT, shapes: Sequence[Shape] = SHAPES, classes: Classes | None = None,
    say: Callable[..., Caption] = caption, workers: int = 0, device: str = "cpu", save_every: int = 500,
    echo: int = 1, tell: Callable[[int, float], None] = _log,
) -> Judge:  # fmt: skip
    """Train up to step `steps` on `count` clips a step, and keep judge and progress in `folder`.

    Every clip is drawn for `echo` steps (Choi et al., 2019), each time as likely as not in a mirror. `say(rng, cast=0)`
    gives the captions. What is in `folder` is gone on with: the same clips and dice come as if nothing had happened.
    `tell(step, loss)` is called after each step and may raise to stop. Returns the judge, ready to answer.
    """
    torch.manual_seed(seed)
    judge = Judge(classes or Classes(), width, sight).to(device)
    optimizer = torch.optim.AdamW(judge.parameters(), lr=rate, weight_decay=0.01)
    done = _resume(judge, optimizer, folder) if (folder / PROGRESS).exists() else 0
    stream = flow(Stream(count, tuple(shapes), seed, moments=moments, say=say), start=done // echo, workers=workers)
    batch = next(stream) if done % echo else None
    judge.train()
    try:
        for step in range(done, steps):
            for group in optimizer.param_groups:
                group["lr"] = rate * _pace(step, steps)
            batch = batch if step % echo else next(stream)
            loss = learn(judge, optimizer, batch, device, turn=step % echo)
            tell(step, loss)
            if (step + 1) % save_every == 0 or step + 1 == steps:
                save(judge, optimizer, step + 1, folder)
    finally:
        stream.close()
    return judge.eval()


def _pace(step: int, steps: int) -> float:
    """Slowly in, slowly out."""
    return min(1.0, (step + 1) / min(WARM_UP, steps / 5)) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))


def learn(judge: Judge, optimizer: torch.optim.Optimizer, batch: Batch, device: str, turn: int = 0) -> float:
    """One step; the loss before it. Half of the clips are seen in a mirror, others each `turn`."""
    rng = np.random.default_rng([batch.seeds[0], turn])
    flips = rng.random(len(batch.captions)) < 0.5
    pictures = np.stack([seen(clip, judge.sight) for clip in batch.frames])
    pictures[flips] = pictures[flips][..., ::-1, :]
    truth = [labels(made, judge.classes, bool(flip)) for made, flip in zip(batch.captions, flips, strict=True)]
    with torch.autocast(device.partition(":")[0], torch.bfloat16, enabled=device.startswith("cuda")):
        loss = loss_of(judge, torch.from_numpy(pictures).to(device), truth)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def loss_of(judge: Judge, pictures: torch.Tensor, truth: Sequence[Labels]) -> torch.Tensor:
    """The sum over the slots of how surprised the judge is by `truth`."""
    device, kinds = pictures.device, len(judge.classes.kind)
    there = torch.zeros(len(truth), kinds)
    asked = torch.zeros(len(truth), MOST, dtype=torch.long)
    for row, one in enumerate(truth):
        there[row, one.kinds] = 1
        asked[row, : len(one.kinds)] = torch.tensor(one.kinds)
    found, scene, subjects = judge(pictures, asked.to(device))
    loss = functional.binary_cross_entropy_with_logits(found.float(), there.to(device)) * kinds
    for slot, logits in scene.items():
        loss = loss + _surprise(logits, [one.scene[slot] for one in truth])
    for slot, logits in subjects.items():
        answers = [[one[slot] for one in clip.subjects] for clip in truth]
        padded = [row + [UNKNOWN] * (MOST - len(row)) for row in answers]
        loss = loss + _surprise(logits.flatten(0, 1), [value for row in padded for value in row])
    return loss


def _surprise(logits: torch.Tensor, answers: list[int]) -> torch.Tensor:
    """Cross entropy over those that have an answer; 0 where none has."""
    target = torch.tensor(answers, device=logits.device)
    known = max(1, sum(answer != UNKNOWN for answer in answers))
    return functional.cross_entropy(logits.float(), target, ignore_index=UNKNOWN, reduction="sum") / known


# --- Keeping -------------------------------------------------------------------------------------


def save(judge: Judge, optimizer: torch.optim.Optimizer, step: int, folder: Path) -> None:
    """Both files whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {
        "classes": json.dumps(judge.classes.known()),
        "shape": json.dumps([judge.width, judge.sight]),
        "steps": str(step),
    }
    state = {
        f"{index}.{name}": value
        for index, kept in optimizer.state_dict()["state"].items()
        for name, value in kept.items()
    }
    for name, tensors in ((WEIGHTS, judge.state_dict()), (PROGRESS, judge.state_dict() | state)):
        save_file({key: value.contiguous() for key, value in tensors.items()}, folder / f"{name}.new", about)
        (folder / f"{name}.new").replace(folder / name)


def load(folder: Path, device: str = "cpu") -> Judge:
    """The judge kept in `folder`, ready to answer. FileNotFoundError when there is none."""
    with safe_open(folder / WEIGHTS, "pt") as file:
        about = file.metadata()
    width, sight = json.loads(about["shape"])
    judge = Judge(Classes.of(json.loads(about["classes"])), width, tuple(sight))
    judge.load_state_dict(load_file(folder / WEIGHTS))
    return judge.to(device).eval()


def _resume(judge: Judge, optimizer: torch.optim.Optimizer, folder: Path) -> int:
    """Take up judge and optimizer where `folder` has them; the number of steps that are done."""
    kept = load_file(folder / PROGRESS)
    judge.load_state_dict({name: kept.pop(name) for name in judge.state_dict()})
    state: dict[int, dict] = {}
    for key, value in kept.items():
        index, _, name = key.partition(".")
        state.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict(optimizer.state_dict() | {"state": state})
    with safe_open(folder / PROGRESS, "pt") as file:
        return int(file.metadata()["steps"])
