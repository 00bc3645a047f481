"""LTX-Video and LTX-2: pictures and stretches of a clip as conditions, each at its place in time."""

import copy

import numpy as np
from PIL import Image

from generation.engines.diffusers import words
from generation.engines.diffusers.conditions import Conditions, padded
from generation.engines.diffusers.families.base import Family, images, steps
from generation.engines.diffusers.planning import Segment
from generation.script import Script


class LTX(Family):
    """`LTXConditionPipeline`: conditions with an index in frames; a remix begins denoising from its noised source.

    With the card's option "cast_as_first_frame" the people's portrait, a sheet of them where there are several, is the
    first frame of every segment and is dropped: for models that were trained to read it there.
    """

    ours = frozenset({"conditions", "image", "video", "frame_index", "strength", "latents", "denoise_strength"})

    def lead(self, script: Script) -> int:
        shown = self.card.options.get("cast_as_first_frame") and self.card.cast
        return int(bool(shown and any(person.pictures for person in words.cast(script))))

    def arguments(self, segment: Segment, conditions: Conditions, size: tuple[int, int], options: dict) -> dict:
        placed = _placed(segment, conditions, size)
        asked = {"conditions": [self._condition(*one) for one in placed]} if placed else {}
        if "timesteps" not in options:
            asked["timesteps"] = self._timesteps(steps(options, self.takes))
        if conditions.source is not None:
            asked |= self._remix(_stretch(segment, conditions, size), conditions.strength)
        return asked

    def _condition(self, frames: np.ndarray, index: int):
        from diffusers.pipelines.ltx.pipeline_ltx_condition import LTXVideoCondition

        pictures = images(frames)
        shown = {"video": pictures} if len(pictures) > 1 else {"image": pictures[0]}
        return LTXVideoCondition(frame_index=index, **shown)

    def _timesteps(self, count: int) -> list[float]:
        """The pipeline's own, as numbers: it gives the scheduler a tensor, of which NumPy warns."""
        from diffusers.pipelines.ltx.pipeline_ltx_condition import linear_quadratic_schedule

        return (linear_quadratic_schedule(count) * 1000).tolist()

    def _remix(self, source: np.ndarray, strength: float) -> dict:
        vae = self.pipe.vae
        latents = self.pipe._normalize_latents(self._encoded(source), vae.latents_mean, vae.latents_std)
        return {"latents": latents, "denoise_strength": strength}

    def _encoded(self, frames: np.ndarray):
        """(n, height, width, 3) as latents (1, channels, frames, height, width), float32."""
        import torch

        vae, device = self.pipe.vae, self.pipe._execution_device
        with torch.no_grad():
            video = torch.from_numpy(frames).to(device, vae.dtype).permute(3, 0, 1, 2)[None] / 127.5 - 1
            return vae.encode(video).latent_dist.mode().float()


class LTX2(LTX):
    """`LTX2ConditionPipeline`, with sound: its conditions' index is one of latent frames.

    A remix begins denoising in the middle, as with LTX; the pipeline's call has no strength, so the steps that are
    left are given to it with the noise of the first of them. Its sound is made from nothing.
    """

    ours = LTX.ours | {"sigmas", "noise_scale", "audio_latents"}

    def arguments(self, segment: Segment, conditions: Conditions, size: tuple[int, int], options: dict) -> dict:
        placed = _placed(segment, conditions, size)
        asked = {"conditions": [self._condition(*one) for one in placed]} if placed else {}
        if conditions.source is not None:
            left = _left(steps(options, self.takes), conditions.strength)
            latents = self._encoded(_stretch(segment, conditions, size))
            asked |= {"latents": latents, "sigmas": left, "num_inference_steps": len(left)}
            asked["noise_scale"] = self._noise(left, latents, [index for _, index in placed])
        return asked

    def _condition(self, frames: np.ndarray, index: int):
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition

        latent = -(-index // self.pipe.vae_temporal_compression_ratio)
        return LTX2VideoCondition(frames=frames, index=latent, crf=0)  # not through H.264: that wants PyAV

    def _noise(self, sigmas: list[float], latents, indices: list[int]) -> float:
        """What the pipeline's scheduler will make of the first of `sigmas`: it shifts them by the size of the clip."""
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import calculate_shift

        frames, height, width = latents.shape[2:]
        tokens = (frames + sum(index > 0 for index in indices)) * height * width
        scheduler, asked = copy.deepcopy(self.pipe.scheduler), self.pipe.scheduler.config
        names = {"base_image_seq_len": 1024, "max_image_seq_len": 4096, "base_shift": 0.95, "max_shift": 2.05}
        mu = calculate_shift(tokens, *(asked.get(name, default) for name, default in names.items()))
        scheduler.set_timesteps(sigmas=sigmas, mu=mu)
        return float(scheduler.sigmas[0])


def _left(count: int, strength: float) -> list[float]:
    """The sigmas of the last part of `count` steps, before any shift; one of them at least."""
    return np.linspace(1, 1 / count, count)[-max(1, round(count * strength)) :].tolist()


def _placed(segment: Segment, conditions: Conditions, size: tuple[int, int]) -> list[tuple[np.ndarray, int]]:
    """Pictures (n, height, width, 3) and the index of the frame where each begins."""
    placed = []
    begins = _sheet(segment, conditions, size)
    if conditions.before is not None:
        begins = np.concatenate([begins, conditions.before])
    elif conditions.first is not None:
        placed.append((np.array(conditions.first)[None], segment.lead))
    if len(begins):
        placed.append((begins, 0))
    if conditions.last is not None:
        placed.append((np.array(conditions.last)[None], segment.dropped + segment.frames - 1))
    return placed


def _sheet(segment: Segment, conditions: Conditions, size: tuple[int, int]) -> np.ndarray:
    """(segment.lead, height, width, 3): everybody side by side, each whole, in the order of their mention."""
    if not segment.lead:
        return np.empty((0, size[1], size[0], 3), np.uint8)
    sheet = Image.new("RGB", size, "white")
    each = size[0] // len(conditions.people)
    for number, person in enumerate(conditions.people):
        sheet.paste(padded(person, (each, size[1])), (number * each, 0))
    return np.array(sheet)[None]


def _stretch(segment: Segment, conditions: Conditions, size: tuple[int, int]) -> np.ndarray:
    """(segment.asked, height, width, 3): the source, back and forth where it is too short."""
    source = conditions.source
    there_and_back = np.concatenate([source, source[-2:0:-1]])
    places = np.arange(segment.asked - segment.lead) % len(there_and_back)
    return np.concatenate([_sheet(segment, conditions, size), there_and_back[places]])
