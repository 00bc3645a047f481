"""A loaded pipeline as one thing that makes the segments of a plan."""

import inspect
from dataclasses import dataclass
from typing import Any

from generation.engines.catalogue import ModelCard
from generation.engines.diffusers import planning
from generation.engines.diffusers.conditions import Conditions
from generation.engines.diffusers.families import Family
from generation.engines.diffusers.planning import Grid, Joints, Plan, Segment
from generation.engines.diffusers.words import Wording
from generation.script import Script

#: What the pipelines call the number of frames.
COUNTS = ("num_frames", "video_length", "frames")
#: Of a GPU's memory: the rest is for the clip.
MOST_WEIGHTS = 0.75


@dataclass
class Model:
    """A loaded pipeline, what is known of it and what its call takes."""

    pipe: Any  # a diffusers.DiffusionPipeline
    takes: dict[str, inspect.Parameter]
    card: ModelCard
    family: Family
    grid: Grid
    options: dict  # further arguments of each call
    lean: bool | None = None  # None: still where it was loaded

    @property
    def name(self) -> str:
        return type(self.pipe).__name__

    @property
    def shown_times(self) -> int:
        """Frames that are shown for each one it makes: where it makes few a second, more are put between."""
        return max(1, round(self.card.options.get("shown_fps", 0) / self.card.fps))

    def plan(self, script: Script) -> Plan:
        lead = self.family.lead(script)
        overlap = self.grid.overlap(self.card, lead) if self.family.goes_on else 0
        joints = Joints(lead, overlap, bool(script.before), self.family.least(script))
        return planning.plan(script, self.card, self.grid, joints)

    def place(self, *, lean: bool) -> None:
        """To the GPU where there is one: whole, or in `lean` times a part at a time, decoding tile by tile.

        A model whose weights leave a GPU no room to work is always lean there.
        """
        lean = lean or not _fits(self.pipe)
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

    def rest(self) -> None:
        """Off the GPU with what only came there for its part of the work, in lean times."""
        self.pipe.maybe_free_model_hooks()

    def run(self, script: Script, segment: Segment, size: tuple[int, int], conditions: Conditions, after_step):
        """What the pipeline returns for `segment`: floats 0..1 (1, segment.asked, height, width, 3) in `frames`."""
        import torch

        wanted = {
            "prompt": self.prompt(script, segment.words),
            "width": size[0],
            "height": size[1],
            "frame_rate": self.card.fps,
            "fps": self.card.fps,
            # On the CPU, so that a seed means the same clip on every graphics card.
            "generator": torch.Generator("cpu").manual_seed(segment.seed),
            "output_type": "np",
            "callback_on_step_end": after_step,
        } | dict.fromkeys(COUNTS, segment.asked)
        call = {name: value for name, value in wanted.items() if name in self.takes}
        return self.pipe(**call, **self.options | self.family.arguments(segment, conditions, size, self.options))

    def prompt(self, script: Script, words: str) -> str:
        return Wording(script, self.card).of(words)

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


def gpu_memory() -> int | None:
    """Bytes that the GPU has in all; None where there is none."""
    import torch

    return torch.cuda.mem_get_info()[1] if torch.cuda.is_available() else None


def _fits(pipe) -> bool:
    """Whether all of its weights fit on the GPU at once, with room to work."""
    memory = gpu_memory()
    return memory is None or weights_of(pipe) <= MOST_WEIGHTS * memory


def weights_of(pipe) -> int:
    """Bytes of all weights of a pipeline."""
    import torch

    networks = [part for part in pipe.components.values() if isinstance(part, torch.nn.Module)]
    return sum(weight.numel() * weight.element_size() for network in networks for weight in network.parameters())


def _tile(vae, lean: bool) -> None:
    """Tiles take less memory and more time, and their seams may show: for lean times only."""
    switch = getattr(vae, "enable_tiling" if lean else "disable_tiling", None)
    if switch is not None:
        switch()
