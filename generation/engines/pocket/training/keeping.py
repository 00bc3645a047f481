"""The state of one phase in a file, so that it can be gone on with, here or on another machine."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

AVERAGE, PROGRESS = "{}.safetensors", "{}.training.safetensors"


@dataclass
class Progress:
    """How far a phase is. There are no dice to keep: each step throws its own, by its number."""

    step: int = 0
    seconds: float = 0.0
    stage: int = 0
    stage_began: int = 0  # at that step
    clips: int = 0  # looked at, copies counted
    loss: float = 0.0  # the last that was logged
    seed: int = 0
    done: bool = False


def save(
    home: Path, phase: str, progress: Progress, average: torch.nn.Module, network: torch.nn.Module,
    optimizer: torch.optim.Optimizer,
) -> None:  # fmt: skip
    """Write both files, each whole or not at all: the progress first, for the average may be read without it."""
    home.mkdir(parents=True, exist_ok=True)
    state = {f"network.{name}": value for name, value in network.state_dict().items()}
    state |= {f"average.{name}": value for name, value in average.state_dict().items()}
    for index, kept in optimizer.state_dict()["state"].items():
        state |= {f"optimizer.{index}.{name}": value for name, value in kept.items()}
    about = {"progress": json.dumps(asdict(progress))}
    _write(home / PROGRESS.format(phase), state, about)
    _write(home / AVERAGE.format(phase), average.state_dict(), about)


def resume(home: Path, phase: str, average: torch.nn.Module, network: torch.nn.Module, optimizer) -> Progress:
    """Take up where `home` has it; the beginning where it has nothing."""
    path = home / PROGRESS.format(phase)
    if not path.exists():
        return Progress()
    kept = load_file(path)
    network.load_state_dict(_below("network.", kept))
    average.load_state_dict(_below("average.", kept))
    state: dict[int, dict] = {}
    for name, value in _below("optimizer.", kept).items():
        index, _, name = name.partition(".")
        state.setdefault(int(index), {})[name] = value
    optimizer.load_state_dict(optimizer.state_dict() | {"state": state})
    return progress_of(home, phase)


def progress_of(home: Path, phase: str) -> Progress | None:
    """How far `phase` is; None where it has not begun."""
    path = home / AVERAGE.format(phase)
    if not path.exists():
        return None
    with safe_open(path, "pt") as file:
        return Progress(**json.loads(file.metadata()["progress"]))


def load_average(home: Path, phase: str, network: torch.nn.Module) -> torch.nn.Module:
    """`network` with what `phase` made of it. FileNotFoundError where it has not begun."""
    network.load_state_dict(load_file(home / AVERAGE.format(phase)))
    return network.eval().requires_grad_(False)


def _below(prefix: str, tensors: dict) -> dict:
    return {name.removeprefix(prefix): value for name, value in tensors.items() if name.startswith(prefix)}


def _write(path: Path, tensors: dict, about: dict) -> None:
    new = path.with_name(f"{path.name}.new")
    save_file({name: value.contiguous() for name, value in tensors.items()}, new, about)
    new.replace(path)
