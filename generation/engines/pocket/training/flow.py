"""Teaching the transformer the way from noise to a clip: flow matching (Lipman et al., 2023) along straight lines."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from diffusers import AutoencoderKLLTXVideo, LTXVideoTransformer3DModel

from generation.engines.pocket.networks import SHIFT, normalized, packed, places
from generation.engines.pocket.scenes.stream import Batch
from generation.engines.pocket.text import Reader
from generation.engines.pocket.training.pool import FPS
from generation.engines.pocket.training.recipe import Recipe, Stage
from generation.engines.pocket.training.reconstruction import encoded

PLAIN = 0.1  # steps in which time is counted as LTXPipeline does


@dataclass(frozen=True)
class Clips:
    """Encoded clips with their words."""

    tokens: torch.Tensor  # float (clips, tokens, channels), normalised latents
    grid: tuple[int, int, int]  # latent frames, rows, columns
    words: torch.Tensor  # float (clips, words, TEXT_WIDTH)
    mask: torch.Tensor  # bool (clips, words)
    cast: torch.Tensor  # bool (clips,): the first latent is the sheet of those who play

    @property
    def area(self) -> int:
        """Tokens in one latent frame."""
        return self.grid[1] * self.grid[2]

    def repeated(self, copies: int) -> "Clips":
        many = (part.repeat_interleave(copies, 0) for part in (self.tokens, self.words, self.mask, self.cast))
        tokens, words, mask, cast = many
        return Clips(tokens, self.grid, words, mask, cast)


class Flow:
    """Noise, words and the first frames in; the direction in which the noise has to go out."""

    def __init__(
        self, transformer: LTXVideoTransformer3DModel, vae: AutoencoderKLLTXVideo, recipe: Recipe, device: str,
    ):  # fmt: skip
        self.network, self._vae, self._recipe, self.device = transformer, vae.to(device), recipe, device
        self.reader = Reader(device)

    def prepare(self, batch: Batch) -> Clips:
        frames = torch.from_numpy(np.ascontiguousarray(batch.frames))
        latents = torch.cat([encoded(self._vae, clip[None].to(self.device)) for clip in frames])
        latents = normalized(latents, self._vae)
        words, mask = self.reader(batch.words)
        cast = torch.tensor([caption.cast > 0 for caption in batch.captions], device=self.device)
        return Clips(packed(latents), tuple(latents.shape[2:]), words, mask, cast & (latents.shape[2] > 1))

    def loss(self, kept: Clips, stage: Stage, dice: torch.Generator) -> torch.Tensor:
        clips = self.unsaid(kept.repeated(stage.copies), dice)
        noise = randn(clips.tokens, dice)
        known = self.known(clips, dice)
        share = torch.where(known, 0.0, self._noise_share(len(noise), dice)[:, None])
        mixed = torch.lerp(clips.tokens, noise, share[..., None])
        said = velocity(self.network, mixed, share, clips, self.where(clips, dice))
        return _mean((said - (noise - clips.tokens)) ** 2, ~known)

    def finish(self, average: torch.nn.Module, kept: Callable[[int], Clips]) -> None:
        pass

    def unsaid(self, clips: Clips, dice: torch.Generator) -> Clips:
        """Some of the captions left out, so that there is something to guide away from."""
        out = rand(len(clips.words), dice) < self._recipe.dropped
        nothing, mask = self.reader.nothing(clips.words)
        words = torch.where(out[:, None, None], nothing, clips.words)
        return Clips(clips.tokens, clips.grid, words, torch.where(out[:, None], mask, clips.mask), clips.cast)

    def known(self, clips: Clips, dice: torch.Generator) -> torch.Tensor:
        """Which tokens are given as they are, bool (clips, tokens): the sheet, and what a clip goes on from."""
        odds = torch.tensor(self._recipe.known, device=self.device)
        latents = torch.multinomial(odds, len(clips.tokens), replacement=True, generator=dice) + clips.cast
        latents = latents.clamp(max=clips.grid[0] - 1)  # something is left to be made
        return torch.arange(clips.tokens.shape[1], device=self.device) < latents[:, None] * clips.area

    def where(self, clips: Clips, dice: torch.Generator) -> torch.Tensor:
        plain = bool(rand(1, dice) < PLAIN)
        return places(*clips.grid, FPS, plain=plain).to(self.device).expand(len(clips.tokens), -1, -1)

    def _noise_share(self, count: int, dice: torch.Generator) -> torch.Tensor:
        """0..1, more often where sampling spends its steps (Esser et al., 2024: logit-normal, shifted)."""
        even = torch.sigmoid(torch.randn(count, generator=dice, device=dice.device))
        return SHIFT * even / (1 + (SHIFT - 1) * even)


def velocity(
    network: LTXVideoTransformer3DModel, mixed: torch.Tensor, share: torch.Tensor, clips: Clips, where: torch.Tensor
) -> torch.Tensor:
    """What `network` says of `mixed` tokens with so much noise in each, (clips, tokens) or (clips, 1): float32."""
    return network(
        hidden_states=mixed,
        encoder_hidden_states=clips.words,
        timestep=share * 1000,
        encoder_attention_mask=clips.mask,
        video_coords=where,
        return_dict=False,
    )[0].float()


def randn(like: torch.Tensor, dice: torch.Generator) -> torch.Tensor:
    return torch.randn(like.shape, generator=dice, device=like.device)


def rand(count: int, dice: torch.Generator) -> torch.Tensor:
    return torch.rand(count, generator=dice, device=dice.device)


def _mean(errors: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    """Of the tokens that are counted."""
    return (errors.mean(2) * counted).sum() / counted.sum().clamp(min=1)
