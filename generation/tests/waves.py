"""Models that are easy to see through, for the real pipelines: they make a bright wave that runs to one side.

Their VAE keeps every pixel, and their transformer reads the pictures it is conditioned on from the latents: from two
of them it knows where the wave is and how fast it runs, and goes on with it. Without, it invents a wave from the noise.
So a clip is one wave exactly where a pipeline was given the right frames, in order, at the right place.
"""

import math

import torch
from diffusers import FlowMatchEulerDiscreteScheduler, LTXConditionPipeline, WanVACEPipeline
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.autoencoders.vae import DecoderOutput, DiagonalGaussianDistribution
from diffusers.models.cache_utils import CacheMixin
from diffusers.models.modeling_outputs import AutoencoderKLOutput
from diffusers.models.modeling_utils import ModelMixin
from transformers import T5Config, T5EncoderModel

from generation.tests.toys import TEXT, tokenizer


def wave(place: torch.Tensor, size: tuple[int, int]) -> torch.Tensor:
    """-1..1 (3, frames, height, width): one wave over the width, its crest at `place` (frames), in radians."""
    across = torch.arange(size[0]) * (2 * math.pi / size[0])
    return (0.8 * torch.cos(across - place[:, None])).repeat(3, size[1], 1, 1).permute(0, 2, 1, 3)


def place_of(frames: torch.Tensor) -> torch.Tensor:
    """The other way: (frames,) from (3, frames, height, width)."""
    return -torch.fft.rfft(frames.float().mean((0, 2)), dim=-1)[:, 1].angle()


def going_on(shown: torch.Tensor, count: int, invented: tuple[float, float]) -> torch.Tensor:
    """`count` frames of a wave, the first of which are `shown`, as light as they; `invented`: a place and a speed."""
    place, speed = invented
    if (begun := shown.shape[1]) > 1:
        speed = (place_of(shown[:, -1:]) - place_of(shown[:, -2:-1]) + math.pi).item() % (2 * math.pi) - math.pi
    if begun:
        place = place_of(shown[:, -1:]).item() - (begun - 1) * speed
    made = wave(place + speed * torch.arange(count), (shown.shape[3], shown.shape[2]))
    if begun:
        made += shown.mean()
    made[:, :begun] = shown
    return made


def invented(noise: torch.Tensor) -> tuple[float, float]:
    """A place and a speed, radians a frame, that differ from noise to noise."""
    first, second, *_ = torch.special.ndtr(noise.float().flatten()).tolist()
    return 2 * math.pi * first, (0.15 + 0.15 * second) * (1 if second > 0.5 else -1)


class Packing(ModelMixin, ConfigMixin):
    """A VAE that only folds pixels into channels: (3, n * temporal + 1, h, w) from and to (channels, n + 1, h', w')."""

    @register_to_config
    def __init__(self, temporal: int, spatial: int):
        super().__init__()
        channels = 3 * temporal * spatial**2
        self.register_to_config(
            scaling_factor=1.0, timestep_conditioning=False, z_dim=channels, latents_mean=[0.0] * channels,
            latents_std=[1.0] * channels,
        )  # fmt: skip
        self.anything = torch.nn.Parameter(torch.zeros(1))
        self.temporal_compression_ratio, self.spatial_compression_ratio = temporal, spatial
        self.temperal_downsample = [False, *[True] * int(math.log2(temporal))]  # as the Wan VAE writes it
        self.latents_mean, self.latents_std = torch.zeros(channels), torch.ones(channels)

    def encode(self, video):
        first = video[:, :, :1].repeat(1, 1, self.temporal_compression_ratio, 1, 1)
        video = torch.cat([first, video[:, :, 1:]], 2)
        n, s, t = video.shape[0], self.spatial_compression_ratio, self.temporal_compression_ratio
        folded = video.reshape(n, 3, video.shape[2] // t, t, video.shape[3] // s, s, video.shape[4] // s, s)
        latents = folded.permute(0, 1, 3, 5, 7, 2, 4, 6).flatten(1, 4)
        certain = torch.cat([latents, torch.full_like(latents, -30)], 1)
        return AutoencoderKLOutput(latent_dist=DiagonalGaussianDistribution(certain))

    def decode(self, latents, *_, return_dict=True):
        n, _, frames, height, width = latents.shape
        s, t = self.spatial_compression_ratio, self.temporal_compression_ratio
        folded = latents.reshape(n, 3, t, s, s, frames, height, width).permute(0, 1, 5, 2, 6, 3, 7, 4)
        video = folded.reshape(n, 3, frames * t, height * s, width * s)[:, :, t - 1 :]
        return DecoderOutput(sample=video) if return_dict else (video,)


class _Waves(ModelMixin, ConfigMixin, CacheMixin):
    """What both transformers share: from noisy latents to the velocity towards the wave."""

    def _velocity(self, noisy: torch.Tensor, sigma: torch.Tensor, shown: torch.Tensor) -> torch.Tensor:
        """All (1, channels, frames, height, width) as latents, but `shown` as pictures (3, frames, height, width)."""
        if sigma.max() > 0.99:
            self._invented = invented(noisy)
        count = (noisy.shape[2] - 1) * self.vae.temporal_compression_ratio + 1
        clean = self.vae.encode(going_on(shown, count, self._invented)[None]).latent_dist.mode()
        return (noisy - clean) / sigma.clamp(min=1e-6)


class WavesOfLTX(_Waves):
    """Stands where an `LTXVideoTransformer3DModel` does: what it is shown are tokens without noise."""

    @register_to_config
    def __init__(self, in_channels: int, patch_size: int = 1, patch_size_t: int = 1):
        super().__init__()
        self.anything = torch.nn.Parameter(torch.zeros(1))

    def forward(self, hidden_states, timestep, video_coords, **_):
        sigma = timestep.expand(hidden_states.shape[:2]) / 1000
        height, width = (int(video_coords[0, axis].max() / 32) + 1 for axis in (1, 2))
        noisy = LTXConditionPipeline._unpack_latents(
            hidden_states, hidden_states.shape[1] // height // width, height, width
        )
        sigmas = sigma.reshape(1, 1, -1, height, width)
        known = int((sigmas[0, 0, :, 0, 0] < 1e-6).sum())
        shown = (
            self.vae.decode(noisy[:, :, :known], return_dict=False)[0][0]
            if known
            else noisy.new_zeros(3, 0, height * 32, width * 32)
        )
        return (LTXConditionPipeline._pack_latents(self._velocity(noisy, sigmas, shown)),)


def ltx():
    """An `LTXConditionPipeline` for pictures whose sides 32 divides."""
    vae = Packing(temporal=8, spatial=32)
    transformer = WavesOfLTX(in_channels=vae.config.z_dim)
    object.__setattr__(transformer, "vae", Packing(temporal=8, spatial=32))
    return LTXConditionPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(), vae=vae, transformer=transformer, **_reader()
    )


class WavesOfWan(_Waves):
    """Stands where a `WanVACETransformer3DModel` does: what it is shown are the frames kept by the mask."""

    @register_to_config
    def __init__(self, in_channels: int, patch_size: tuple = (1, 2, 2), vace_layers: tuple = (0,)):
        super().__init__()
        self.anything = torch.nn.Parameter(torch.zeros(1))

    def forward(self, hidden_states, timestep, control_hidden_states, **_):
        inactive = control_hidden_states[:, : hidden_states.shape[1]]
        kept = self.vae.decode(inactive, return_dict=False)[0][0]
        known = int((kept.abs().amax((0, 2, 3)) > 0.1).cumprod(0).sum())
        sigma = (timestep / 1000).reshape(1, 1, 1, 1, 1)
        return (self._velocity(hidden_states, sigma, kept[:, :known]),)


def vace():
    """A `WanVACEPipeline` for pictures whose sides 16 divides."""
    vae = Packing(temporal=4, spatial=8)
    transformer = WavesOfWan(in_channels=vae.config.z_dim)
    object.__setattr__(transformer, "vae", Packing(temporal=4, spatial=8))
    return WanVACEPipeline(scheduler=FlowMatchEulerDiscreteScheduler(), vae=vae, transformer=transformer, **_reader())


def _reader() -> dict:
    return {"tokenizer": tokenizer(128), "text_encoder": T5EncoderModel(T5Config(**TEXT))}
