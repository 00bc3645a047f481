"""Teaching the autoencoder to draw again what it was shown."""

from collections.abc import Callable

import numpy as np
import torch
from diffusers import AutoencoderKLLTXVideo
from torch.nn import functional

from generation.engines.pocket.networks import SPATIAL
from generation.engines.pocket.scenes.stream import Batch
from generation.engines.pocket.training.recipe import Recipe, Stage

SQUARES = 4.0  # weight of the squared error, which is what PSNR counts, beside the absolute one
EDGES = 0.5  # weight of what differs between neighbours in space and time: outlines, and what moves


class Reconstruction:
    """Pictures first, then ever longer and larger stretches of clips."""

    def __init__(self, vae: AutoencoderKLLTXVideo, recipe: Recipe, device: str):
        self.network, self._recipe, self._device = vae, recipe, device

    def prepare(self, batch: Batch) -> torch.Tensor:
        return torch.from_numpy(np.ascontiguousarray(batch.frames))

    def loss(self, kept: torch.Tensor, stage: Stage, dice: torch.Generator) -> torch.Tensor:
        clips = torch.cat([self._crop(kept, stage, dice) for _ in range(stage.copies)])
        shown = pixels(clips.to(self._device))
        latents = self.network.encode(shown).latent_dist
        made = self.network.decode(latents.sample(dice)).sample
        divergence = 0.5 * (latents.mean.float() ** 2 + latents.var.float() - 1 - latents.logvar.float())
        return difference(made.float(), shown) + self._recipe.divergence * divergence.mean()

    @torch.no_grad()
    def finish(self, average: AutoencoderKLLTXVideo, kept: Callable[[int], torch.Tensor]) -> None:
        """Measure the latents by channel: the transformer wants them with mean 0 and deviation 1."""
        sums = squares = count = 0
        for number in range(self._recipe.measured):
            clips = kept(number).to(self._device)
            latents = torch.cat([encoded(average, clip[None]) for clip in clips]).double().transpose(0, 1).flatten(1)
            sums, squares, count = sums + latents.sum(1), squares + (latents**2).sum(1), count + latents.shape[1]
        mean = sums / count
        average.latents_mean.copy_(mean)
        average.latents_std.copy_((squares / count - mean**2).clamp(min=1e-8).sqrt())

    def _crop(self, clips: torch.Tensor, stage: Stage, dice: torch.Generator) -> torch.Tensor:
        """A square of `stage.crop` pixels, the same one of each clip, at any place."""
        if not stage.crop:
            return clips
        height, width = clips.shape[2:4]
        top, left = (_any(side - stage.crop, dice) for side in (height, width))
        return clips[:, :, top : top + stage.crop, left : left + stage.crop]


def pixels(clips: torch.Tensor) -> torch.Tensor:
    """uint8 (clips, frames, height, width, 3) as the autoencoder takes it: -1..1, (clips, 3, frames, height, width)."""
    return clips.permute(0, 4, 1, 2, 3).float() / 127.5 - 1


@torch.no_grad()
def encoded(vae: AutoencoderKLLTXVideo, clips: torch.Tensor) -> torch.Tensor:
    """The likeliest latents of uint8 clips (clips, frames, height, width, 3), float32."""
    shown = pixels(clips)
    with torch.autocast(shown.device.type, torch.bfloat16, enabled=shown.is_cuda):
        return vae.encode(shown).latent_dist.mode().float()


def difference(made: torch.Tensor, shown: torch.Tensor) -> torch.Tensor:
    """How far two videos (clips, 3, frames, height, width) are apart, in colour and in edges."""
    error = made - shown
    loss = error.abs().mean() + SQUARES * functional.mse_loss(made, shown)
    for axis in (2, 3, 4):
        if error.shape[axis] > 1:
            loss = loss + EDGES * error.diff(dim=axis).abs().mean()
    return loss


def _any(most: int, dice: torch.Generator) -> int:
    """0..most, in steps the latents know half of the time: outlines lie anywhere."""
    step = SPATIAL // 2 if most >= SPATIAL // 2 else 1
    return int(torch.randint(most // step + 1, (), generator=dice, device=dice.device)) * step
