"""Pictures out of latents a bit at a time, while those before are marked and encoded.

A pipeline decodes all of a clip at the end of its call, so what that takes grows with the clip. Here its call only
leaves the latents behind, prepared as the pipeline prepares them; they are decoded when somebody asks for pictures.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np

from generation.engines.diffusers import tiles
from generation.engines.diffusers.memory import lack_of_memory_in
from generation.engines.diffusers.pictures import CHUNK, whole_numbers
from generation.engines.diffusers.watching import Watch

#: How the VAEs whose decoding is known give pictures (1, 3, n, height, width), -1..1, bit by bit.
DECODERS: dict[str, Callable[..., Iterator]] = {
    "AutoencoderKLWan": tiles.Wan.decoded,
    "AutoencoderKLCogVideoX": tiles.CogVideoX.decoded,
    "AutoencoderKLLTXVideo": tiles.stretches,
    "AutoencoderKLLTX2Video": tiles.stretches,
    "AutoencoderKLHunyuanVideo": tiles.stretches,
}


@contextmanager
def deferred(pipe) -> Iterator["Late"]:
    """While open, `pipe.vae.decode` only keeps what it is given, and answers one small grey picture.

    A VAE that is not in DECODERS decodes within the call as ever.
    """
    vae, late = getattr(pipe, "vae", None), Late(pipe)
    if type(vae).__name__ not in DECODERS:
        yield late
        return
    vae.decode = late.keep
    try:
        yield late
    finally:
        del vae.decode  # the method of its class is there again


class Late:
    """What one call of a pipeline left to be decoded."""

    def __init__(self, pipe):
        self._pipe, self._kept = pipe, []

    def keep(self, z, *args, return_dict: bool = True, **options) -> Any:
        """Stands in for `vae.decode`."""
        from diffusers.models.autoencoders.vae import DecoderOutput

        self._kept.append((z, args, options))
        sample = z.new_zeros(z.shape[0], 3, 1, 8, 8)
        return DecoderOutput(sample=sample) if return_dict else (sample,)

    def chunks(self, watch: Watch, frames: np.ndarray | None = None) -> Iterator[np.ndarray]:
        """uint8 RGB (n, height, width, 3), n <= CHUNK: all frames the call made, in order.

        `frames`: what the call returned, floats 0..1 (n, height, width, 3), which counts where nothing was kept.
        Raises OutOfMemory, FloatingPointError where the model made no numbers, and whatever `watch` tells raises.
        """
        if not self._kept:
            for first in range(0, len(frames), CHUNK):
                yield whole_numbers(frames[first : first + CHUNK])
            return
        try:
            while self._kept:
                z, args, options = self._kept.pop(0)
                yield from self._decoded(watch, z, *args, **options)
        finally:
            self._kept.clear()
            self._pipe.maybe_free_model_hooks()  # what moves the VAE to the GPU and back

    def _decoded(self, watch: Watch, z, *args, **options) -> Iterator[np.ndarray]:
        vae = self._pipe.vae
        steps = DECODERS[type(vae).__name__](vae, z, *args, **options)
        while True:
            with _at_work(vae, watch):  # not while the pictures are with somebody else
                sample = next(steps, None)
                pictures = [] if sample is None else _whole_numbers(sample[0])
            if sample is None:
                return
            yield from pictures


@contextmanager
def _at_work(vae, watch: Watch) -> Iterator[None]:
    """What surrounds `vae.decode` in a pipeline's call, and the watch."""
    import torch

    with ExitStack() as stack:
        stack.enter_context(lack_of_memory_in("decode"))
        stack.enter_context(torch.no_grad())
        stack.enter_context(watch.blocks_of(vae))
        if hasattr(hook := getattr(vae, "_hf_hook", None), "pre_forward"):
            hook.pre_forward(vae)  # accelerate's, which `decode` itself would call
        yield


def _whole_numbers(sample) -> list[np.ndarray]:
    """-1..1 (3, n, height, width) as pictures, made where the sample is: a quarter of it has to be moved."""
    whole = []
    for part in sample.split(CHUNK, dim=1):
        part = part.float()
        if not part.isfinite().all():
            raise FloatingPointError("The model made pictures that are not numbers (NaN)")
        part = (part * 0.5 + 0.5).clamp(0, 1).mul_(255).round_()
        whole.append(part.byte().permute(1, 2, 3, 0).contiguous().cpu().numpy())
    return whole
