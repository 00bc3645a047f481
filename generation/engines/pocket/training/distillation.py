"""Teaching a pupil to make in a few steps, without guidance, what its teacher makes in many with it.

Progressive distillation (Salimans and Ho, 2022) of guided models (Meng et al., 2023), all halvings in one: one step of
the pupil is `substeps` guided steps of the teacher. Half of the time the pupil begins from a clip with noise in it,
half of the time from where its own steps have led it, for that is where it will stand.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from diffusers import AutoencoderKLLTXVideo, LTXVideoTransformer3DModel

from generation.engines.pocket.networks import sigmas
from generation.engines.pocket.training.flow import Clips, Flow, rand, randn, velocity
from generation.engines.pocket.training.recipe import Recipe, Stage


@dataclass(frozen=True)
class Start:
    """Where one step begins: `tokens` with noise in them but for those that are `known`."""

    clips: Clips
    tokens: torch.Tensor
    known: torch.Tensor
    where: torch.Tensor

    def share(self, noise: float) -> torch.Tensor:
        return torch.where(self.known, 0.0, torch.full_like(self.known, noise, dtype=torch.float32))


class Distillation(Flow):
    """The pupil begins as its teacher is."""

    def __init__(
        self, pupil: LTXVideoTransformer3DModel, teacher: LTXVideoTransformer3DModel, vae: AutoencoderKLLTXVideo,
        recipe: Recipe, device: str,
    ):  # fmt: skip
        super().__init__(pupil, vae, recipe, device)
        self._teacher = teacher.to(device).eval().requires_grad_(False)
        self._levels = sigmas(recipe.steps)

    def loss(self, kept: Clips, stage: Stage, dice: torch.Generator) -> torch.Tensor:
        number = int(torch.randint(self._recipe.steps, (), generator=dice, device=dice.device))
        start = self._start(kept.repeated(stage.copies), number, dice)
        begin, end = self._levels[number : number + 2]
        with torch.no_grad():
            led = self._taught(start, begin, end)
        said = velocity(self.network, start.tokens, start.share(begin), start.clips, start.where)
        wanted = (start.tokens - led) / (begin - end)
        counted = ~start.known[..., None]
        return ((said - wanted) ** 2 * counted).sum() / (counted.sum() * said.shape[2]).clamp(min=1)

    def _start(self, clips: Clips, number: int, dice: torch.Generator) -> Start:
        """Before step `number`: a clip with as much noise as there is then, or what the pupil made of noise so far."""
        noise, known, where = randn(clips.tokens, dice), self.known(clips, dice), self.where(clips, dice)
        alone = bool(rand(1, dice) < 0.5)
        level = self._levels[0 if alone else number]
        tokens = torch.where(known[..., None], clips.tokens, torch.lerp(clips.tokens, noise, level))
        start = Start(clips, tokens, known, where)
        if alone and number:
            with torch.no_grad():
                return self._walked(start, number)
        return start

    def _walked(self, start: Start, steps: int) -> Start:
        tokens = start.tokens
        for begin, end in zip(self._levels[:steps], self._levels[1:], strict=False):
            said = velocity(self.network, tokens, start.share(begin), start.clips, start.where)
            tokens = _moved(start, tokens, said, begin - end)
        return Start(start.clips, tokens, start.known, start.where)

    def _taught(self, start: Start, begin: float, end: float) -> torch.Tensor:
        """Where the teacher comes from `begin` to `end`, guided."""
        tokens, steps = start.tokens, self._recipe.substeps
        for step in range(steps):
            noise = begin + (end - begin) * step / steps
            said = self._guided(start, tokens, start.share(noise))
            tokens = _moved(start, tokens, said, (begin - end) / steps)
        return tokens

    def _guided(self, start: Start, tokens: torch.Tensor, share: torch.Tensor) -> torch.Tensor:
        """Both at once: what the teacher says with the words, and away from what it says without (CFG)."""
        nothing, mask = self.reader.nothing(start.clips.words)
        words, masks = torch.cat([start.clips.words, nothing]), torch.cat([start.clips.mask, mask])
        both = Clips(torch.cat([tokens] * 2), start.clips.grid, words, masks, start.clips.cast)
        said = velocity(self._teacher, both.tokens, torch.cat([share] * 2), both, torch.cat([start.where] * 2))
        told, untold = said.chunk(2)
        return untold + self._recipe.guidance * (told - untold)

    def finish(self, average: torch.nn.Module, kept: Callable[[int], Clips]) -> None:
        pass


def _moved(start: Start, tokens: torch.Tensor, said: torch.Tensor, by: float) -> torch.Tensor:
    """A step against the noise; what is known stays."""
    return torch.where(start.known[..., None], tokens, tokens - by * said)
