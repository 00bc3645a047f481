"""Clips straight from the weights, without the engine around them: what an evaluation looks at."""

from pathlib import Path

import numpy as np
import torch

from generation.engines.pocket import weights
from generation.engines.pocket.scenes import FPS, FRAMES, SIZE
from generation.engines.pocket.training.reconstruction import encoded


class Maker:
    """Words and a seed in, a clip out: uint8 RGB (frames, height, width, 3)."""

    def __init__(
        self, folder: Path, *, size: tuple[int, int] = SIZE, frames: int = FRAMES, fps: int = FPS, device: str = "cpu"
    ):
        """`size` is (height, width)."""
        dtype = torch.bfloat16 if device.startswith("cuda") else torch.float32
        self._pipe = weights.opened(folder, dtype).to(device)
        height, width = size
        self._asked = {"height": height, "width": width, "num_frames": frames, "frame_rate": fps}

    def __call__(self, words: str, seed: int) -> np.ndarray:
        dice = torch.Generator("cpu").manual_seed(seed)
        made = self._pipe(prompt=words, generator=dice, output_type="pt", **self._asked, **weights.call_options())
        return _bytes(made.frames[0].permute(0, 2, 3, 1))

    @torch.no_grad()
    def reconstruct(self, clip: np.ndarray) -> np.ndarray:
        """A clip, uint8 (frames, height, width, 3), through the autoencoder and back."""
        vae = self._pipe.vae
        latents = encoded(vae, torch.from_numpy(clip)[None].to(vae.device))
        made = vae.decode(latents.to(vae.dtype)).sample[0]
        return _bytes((made.permute(1, 2, 3, 0) + 1) / 2)


def _bytes(shown: torch.Tensor) -> np.ndarray:
    """0..1 as uint8."""
    return (shown.float().clamp(0, 1) * 255).round().byte().cpu().numpy()
