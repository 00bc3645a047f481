"""What a segment is to go by beside its words: pictures of before, of people, of its ends, of the clip it remixes."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import cv2
import numpy as np

from generation.engines.diffusers import words
from generation.engines.diffusers.planning import Plan, Segment
from generation.script import Script, SourceClip

if TYPE_CHECKING:
    from PIL.Image import Image

WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Conditions:
    """All pictures are RGB at the model's size; arrays are uint8 (frames, height, width, 3)."""

    before: np.ndarray | None = None  # segment.overlap frames, the last one right before the first that is kept
    first: "Image | None" = None  # the clip begins with it
    last: "Image | None" = None  # the clip ends with it
    source: np.ndarray | None = None  # what a remix changes, from the first frame of before on; it may end too soon
    strength: float = 1.0  # of the remix: 0 keeps every picture, 1 nothing
    people: "tuple[Image, ...]" = ()  # one picture of each, in the order of their first mention


class Materials:
    """The pictures that a script brings along, brought to the size its model makes."""

    def __init__(self, script: Script, plan: Plan, *, people: int):
        """`people`: how many the model takes pictures of."""
        self._script, self._plan = script, plan
        portraits = [person.pictures[0] for person in words.cast(script) if person.pictures]
        self._people = tuple(padded(opened(portrait), plan.size) for portrait in portraits[:people])
        self._source = _Stretches(self._remixed()) if self._is_remix else None

    def of(self, segment: Segment, made: np.ndarray | None) -> Conditions:
        """For `segment`; `made` are the last frames of the one before, (segment.overlap, height, width, 3)."""
        script = self._script
        return Conditions(
            before=self._before(segment, made) if segment.overlap else None,
            first=self._framed(script.first) if segment.opens and script.first else None,
            last=self._framed(script.last) if segment.closes and script.last else None,
            source=self._source.of(segment) if self._source else None,
            strength=script.strength,
            people=self._people,
        )

    @property
    def _is_remix(self) -> bool:
        return self._script.source is not None and self._script.strength < 1

    def _before(self, segment: Segment, made: np.ndarray | None) -> np.ndarray:
        if segment.opens:
            made = np.stack(list(self._frames_of(self._script.before[-1], last=segment.overlap)))
        lacking = segment.overlap - len(made)
        return np.concatenate([made[:1].repeat(lacking, axis=0), made]) if lacking > 0 else made[-segment.overlap :]

    def _remixed(self) -> Iterator[np.ndarray]:
        return self._frames_of(self._script.source)

    def _frames_of(self, clip: SourceClip, last: int | None = None) -> Iterator[np.ndarray]:
        from generation import sources

        for frame in sources.frames_of(clip, size=self._script.size, fps=self._plan.fps, last=last):
            yield framed(frame, self._plan.size)

    def _framed(self, picture: bytes) -> "Image":
        from PIL import Image, ImageOps

        filled = ImageOps.fit(opened(picture), self._script.size, Image.Resampling.LANCZOS)
        return Image.fromarray(framed(np.asarray(filled), self._plan.size))


class _Stretches:
    """Stretches of a clip that overlap as the segments do, read once from its beginning to its end."""

    def __init__(self, frames: Iterator[np.ndarray]):
        self._frames, self._begin, self._kept = frames, 0, deque()

    def of(self, segment: Segment) -> np.ndarray | None:
        """The frames at the places of `segment` without its lead; None where the clip is over."""
        begin, count = max(segment.begin - segment.overlap, 0), segment.asked - segment.lead
        while self._begin < begin and self._advance():
            pass
        self._kept.extend(islice(self._frames, max(0, count - len(self._kept))))
        stretch = list(islice(self._kept, count))
        return np.stack(stretch) if stretch else None

    def _advance(self) -> bool:
        if not self._kept:
            self._kept.extend(islice(self._frames, 1))
        if self._kept:
            self._kept.popleft()
            self._begin += 1
            return True
        return False


def opened(picture: bytes) -> "Image":
    """A picture file as RGB; what is transparent is white."""
    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, (*WHITE, 255)), image).convert("RGB")


def padded(image: "Image", size: tuple[int, int]) -> "Image":
    """All of `image` within `size` (width, height) on white: a face is never cut off."""
    from PIL import Image, ImageOps

    return ImageOps.pad(image, size, Image.Resampling.LANCZOS, color=WHITE)


def framed(frame: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """A frame of a clip as its model would have made it, at `size` (width, height).

    What a model makes is scaled until it covers the clip, and cut: this is the way back, the edge repeated where cut.
    """
    height, width = frame.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    if scale != 1:
        scaled = min(size[0], round(width * scale)), min(size[1], round(height * scale))
        frame = cv2.resize(frame, scaled, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    spare = size[0] - frame.shape[1], size[1] - frame.shape[0]
    left, top = spare[0] // 2, spare[1] // 2
    return cv2.copyMakeBorder(frame, top, spare[1] - top, left, spare[0] - left, cv2.BORDER_REPLICATE)
