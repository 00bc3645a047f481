"""Wan with VACE: video, mask and reference pictures in one call.

Black in the mask keeps what the video shows, white makes it anew; grey in the video is nothing at all. A picture under
white is no picture to keep but one to go by: the model was trained on outlines, depth, poses and black-and-white films
there. Jiang et al., "VACE: All-in-One Video Creation and Editing", 2025, arXiv:2503.07598, section 3.
"""

import cv2
import numpy as np
from PIL import Image

from generation.engines.diffusers import words
from generation.engines.diffusers.conditions import Conditions
from generation.engines.diffusers.families.base import Family, images
from generation.engines.diffusers.planning import Segment
from generation.script import Script

GREY, KEPT, NEW = 128, 0, 255
#: A remix that changes less begins with its source's first picture as it is, so that its colours are kept.
KEEPS_COLOURS = 0.5


class Wan(Family):
    """`WanVACEPipeline`.

    There is no way into the middle of its denoising, so the strength of a remix is how much it goes by its source:
    0 keeps every picture; above that the source is shown in black and white, which gives places and movement, with a
    weight (`conditioning_scale`) that falls with the strength, to a half only: it is also that of the frames of before.
    """

    ours = frozenset({"video", "mask", "reference_images"})

    def least(self, script: Script) -> int:
        """As many latent frames as people: the pipeline cuts their mask out of the clip's."""
        people = min(self.card.cast, len(words.cast(script)))
        return max(people - 1, 0) * self.pipe.vae_scale_factor_temporal + 1

    def arguments(self, segment: Segment, conditions: Conditions, size: tuple[int, int], options: dict) -> dict:
        people = {"reference_images": list(conditions.people)} if conditions.people else {}
        pictures = (conditions.before, conditions.first, conditions.last, conditions.source)
        if all(picture is None for picture in pictures):
            return people
        video, kept = _video(segment, conditions, size)
        masks = {kept: Image.new("L", size, KEPT if kept else NEW) for kept in (False, True)}
        return people | _weight(conditions) | {"video": images(video), "mask": [masks[bool(one)] for one in kept]}


def _video(segment: Segment, conditions: Conditions, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """uint8 (segment.asked, height, width, 3), and which of its frames are to be kept."""
    video = np.full((segment.asked, size[1], size[0], 3), GREY, np.uint8)
    kept = np.zeros(segment.asked, bool)
    if conditions.source is not None:
        _go_by(conditions, video, kept)
    if conditions.first is not None:
        video[segment.overlap], kept[segment.overlap] = conditions.first, True
    if conditions.before is not None:
        video[: segment.overlap], kept[: segment.overlap] = conditions.before, True
    if conditions.last is not None:
        end = segment.dropped + segment.frames - 1
        video[end:], kept[end:] = conditions.last, True
    return video, kept


def _go_by(conditions: Conditions, video: np.ndarray, kept: np.ndarray) -> None:
    """Lay the source's stretch into `video`; where it is over, the words alone count."""
    source = conditions.source
    if conditions.strength == 0:
        video[: len(source)], kept[: len(source)] = source, True
        return
    for number, frame in enumerate(source):
        video[number] = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY)[..., None]
    if conditions.strength < KEEPS_COLOURS:
        video[0], kept[0] = source[0], True


def _weight(conditions: Conditions) -> dict:
    if conditions.source is None or conditions.strength == 0:
        return {}
    return {"conditioning_scale": 1 - conditions.strength / 2}
