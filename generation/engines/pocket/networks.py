"""What `pocket` is built of: an LTX video autoencoder and an LTX video transformer, small enough for two CPU cores.

A clip of 121 frames of 512x288 is 16x16x9 = 2,304 tokens. Weights as float16: 78 MB.
"""

import math
from dataclasses import dataclass

import torch
from diffusers import AutoencoderKLLTXVideo, FlowMatchEulerDiscreteScheduler, LTXVideoTransformer3DModel

#: Pixels a token is wide and high, frames it is long; the first frame of a clip is a token's length by itself.
SPATIAL, TEMPORAL = 32, 8
TEXT_WIDTH = 384  # channels of MiniLM
STEPS = 5  # of a clip, once distilled: eight do not fit twice the clip's length on two cores
LITTLE = -6.0  # logarithm of the variance of the noise in an untaught autoencoder's latents
SHIFT = 3.0  # how much of the steps is spent where there is mostly noise: there it is decided what goes where


@dataclass(frozen=True)
class Design:
    """Sizes of the two networks. Both halves of the autoencoder halve time, height and width three times."""

    latent: int  # channels
    encoder: tuple[int, int, int, int]  # channels from the pixels on; each divides eight times the one before
    decoder: tuple[int, int, int]  # each twice the one before: an upsampler halves them
    layers: int  # of the transformer
    heads: int
    head: int  # channels of one; heads * head is the transformer's width

    def vae(self) -> AutoencoderKLLTXVideo:
        """Shortcuts around every change of size (DC-AE, Chen et al., 2024): it leaves the mean colour much sooner."""
        vae = AutoencoderKLLTXVideo(
            latent_channels=self.latent,
            block_out_channels=self.encoder,
            down_block_types=("LTXVideo095DownBlock3D",) * 3,
            downsample_type=("spatiotemporal",) * 3,
            spatio_temporal_scaling=(True,) * 3,
            layers_per_block=(1,) * 4,
            decoder_block_out_channels=self.decoder,
            decoder_spatio_temporal_scaling=(True,) * 3,
            decoder_layers_per_block=(1,) * 4,
            decoder_inject_noise=(False,) * 4,
            upsample_residual=(True,) * 3,
            upsample_factor=(2,) * 3,
        )
        return _quiet(vae)

    def transformer(self) -> LTXVideoTransformer3DModel:
        return LTXVideoTransformer3DModel(
            in_channels=self.latent,
            out_channels=self.latent,
            num_layers=self.layers,
            num_attention_heads=self.heads,
            attention_head_dim=self.head,
            cross_attention_dim=self.heads * self.head,
            caption_channels=TEXT_WIDTH,
        )


def _quiet(vae: AutoencoderKLLTXVideo) -> AutoencoderKLLTXVideo:
    """Begins with little noise in its latents: as it is built there is four times as much of it as of anything else."""
    last = vae.encoder.conv_out.conv
    with torch.no_grad():
        last.weight[-1].zero_()
        last.bias[-1].fill_(LITTLE)
    return vae


FULL = Design(latent=96, encoder=(40, 80, 160, 160), decoder=(48, 96, 192), layers=11, heads=6, head=64)
TOY = Design(latent=8, encoder=(8, 8, 16, 16), decoder=(8, 16, 32), layers=2, heads=2, head=12)


def scheduler() -> FlowMatchEulerDiscreteScheduler:
    """Shifts by SHIFT whatever the clip's size is. `LTXPipeline` shifts by size: here from one SHIFT to the same."""
    shift = math.log(SHIFT)
    return FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, base_shift=shift, max_shift=shift)


def sigmas(steps: int = STEPS) -> list[float]:
    """The share of noise before each step, and the 0 after the last: as `LTXPipeline` has them from `scheduler`."""
    even = [1 - step / steps for step in range(steps + 1)]
    return [SHIFT * share / (1 + (SHIFT - 1) * share) for share in even]


def places(frames: int, rows: int, columns: int, fps: float, *, plain: bool = False) -> torch.Tensor:
    """Where in seconds and pixels each latent begins, float (3, frames * rows * columns).

    As `LTXConditionPipeline` counts; `plain`: as `LTXPipeline` does, with the first frame as long as all others.
    """
    grid = torch.meshgrid(*(torch.arange(n, dtype=torch.float32) for n in (frames, rows, columns)), indexing="ij")
    time, row, column = (axis.flatten() for axis in grid)
    begins = time * TEMPORAL if plain else (time * TEMPORAL + 1 - TEMPORAL).clamp(min=0)
    return torch.stack([begins / fps, row * SPATIAL, column * SPATIAL])


def packed(latents: torch.Tensor) -> torch.Tensor:
    """(clips, channels, frames, rows, columns) as the transformer's tokens, (clips, tokens, channels)."""
    return latents.flatten(2).transpose(1, 2)


def unpacked(tokens: torch.Tensor, grid: tuple[int, int, int]) -> torch.Tensor:
    """The other way; `grid` is (frames, rows, columns)."""
    return tokens.transpose(1, 2).unflatten(2, grid)


def normalized(latents: torch.Tensor, vae: AutoencoderKLLTXVideo) -> torch.Tensor:
    """Latents (clips, channels, ...) as the transformer knows them: every channel with mean 0 and deviation 1."""
    mean, deviation = (figure.view(1, -1, 1, 1, 1).to(latents) for figure in (vae.latents_mean, vae.latents_std))
    return (latents - mean) / deviation


def parameters(*networks: torch.nn.Module) -> int:
    return sum(weights.numel() for network in networks for weights in network.parameters())
