"""A loaded pipeline as one thing that makes the pieces of a plan."""

import inspect
from dataclasses import dataclass
from typing import Any

import numpy as np

from generation.engines.diffusers import planning
from generation.engines.diffusers.planning import Family, Grid, Piece, Plan
from generation.script import Script

#: What the pipelines call the number of frames.
COUNTS = ("num_frames", "video_length", "frames")


@dataclass
class Model:
    """A loaded pipeline and what its call takes."""

    pipe: Any  # a diffusers.DiffusionPipeline
    takes: dict[str, inspect.Parameter]
    family: Family
    grid: Grid
    options: dict  # further arguments of each call
    lean: bool | None = None  # None: still where it was loaded

    @property
    def name(self) -> str:
        return type(self.pipe).__name__

    def plan(self, script: Script) -> Plan:
        return planning.plan(script, self.family, self.grid)

    def place(self, *, lean: bool) -> None:
        """To the GPU where there is one: whole, or in `lean` times a part at a time, decoding tile by tile."""
        if self.lean == lean:
            return
        self.lean = None
        _tile(getattr(self.pipe, "vae", None), lean)
        if device() == "cuda" and lean:
            self.pipe.enable_model_cpu_offload()
        else:
            self.pipe.remove_all_hooks()
            self.pipe.to(device())
        self.lean = lean

    def run(self, piece: Piece, size: tuple[int, int], after_step) -> np.ndarray:
        """Floats 0..1, (piece.asked, height, width, 3)."""
        import torch

        wanted = {
            "prompt": piece.prompt,
            "width": size[0],
            "height": size[1],
            "frame_rate": self.family.fps,
            "fps": self.family.fps,
            # On the CPU, so that a seed means the same clip on every graphics card.
            "generator": torch.Generator("cpu").manual_seed(piece.seed),
            "output_type": "np",
            "callback_on_step_end": after_step,
        } | dict.fromkeys(COUNTS, piece.asked)
        call = {name: value for name, value in wanted.items() if name in self.takes}
        return self.pipe(**call, **self.options).frames[0]

    def unread(self, prompt: str) -> list[str]:
        """The words at the end of `prompt` that are beyond what the text encoder is given."""
        tokenizer = getattr(self.pipe, "tokenizer", None)
        if not getattr(tokenizer, "is_fast", False):
            return []  # it cannot say where in the text a token stands
        default = self.takes.get("max_sequence_length")
        most = self.options.get("max_sequence_length", default.default if default else tokenizer.model_max_length)
        places = tokenizer(prompt, truncation=True, max_length=most, return_offsets_mapping=True)["offset_mapping"]
        return prompt[max(end for _, end in places) :].split()


def device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def _tile(vae, lean: bool) -> None:
    """Tiles take less memory and more time, and their seams may show: for lean times only."""
    switch = getattr(vae, "enable_tiling" if lean else "disable_tiling", None)
    if switch is not None:
        switch()
