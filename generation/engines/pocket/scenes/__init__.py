"""Clips to learn from, drawn by `sketch` from the slots of their captions: what is seen is exactly the label."""

from collections.abc import Sequence

import numpy as np

from generation.engines.pocket.grammar import Caption
from generation.engines.pocket.grammar.slots import handle
from generation.engines.pocket.scenes.sheet import sheet
from generation.engines.pocket.scenes.sitters import likeness_of, sitters_of
from generation.engines.sketch.drawing import Drawing

__all__ = ["FPS", "FRAMES", "SIZE", "clip", "sheet"]

#: Height and width in pixels, frames and frames a second of a whole clip: ten seconds and the picture before them.
SIZE, FRAMES, FPS = (512, 288), 121, 12
#: The least frames in which something happens, and the length of a clip of which fewer are an excerpt.
EVENT, WHOLE = 5, 61


def clip(
    caption: Caption, *, size: tuple[int, int] = SIZE, frames: int = FRAMES, fps: int = FPS, seed: int = 0,
    at: Sequence[int] | None = None,
) -> np.ndarray:  # fmt: skip
    """The clip of `caption`: uint8 RGB (frames, height, width, 3); `size` is (height, width), at least 64 high.

    The same arguments give the same pixels; each seed draws it differently. Where people of the cast play, frame 0
    is the sheet with their portraits and the scene begins with frame 1. `at`: draw only the frames with these
    numbers, in this order. So few frames that nothing can happen in them are taken out of the midst of a longer clip.
    """
    height, width = size
    chosen = range(frames) if at is None else at
    cast = {handle(n): likeness_of(who) for n, who in enumerate(sitters_of(seed, caption.cast))}
    before = 1 if cast else 0
    long, skipped = _excerpt(frames - before, seed)
    rng = np.random.Generator(np.random.PCG64([seed, 0]))
    drawing = Drawing(caption.slots.scene(), (width, height), long, fps, rng, cast)
    out = np.empty((len(chosen), height, width, 3), np.uint8)
    for place, number in enumerate(chosen):
        if number < before:
            out[place] = sheet(list(cast.values()), size)
        else:
            drawing.draw(number - before + skipped, out[place])
    return out


def _excerpt(frames: int, seed: int) -> tuple[int, int]:
    """How long a clip to draw, and how much of its beginning to skip."""
    if frames >= EVENT:
        return frames, 0
    rng = np.random.Generator(np.random.PCG64([seed, 3]))
    return WHOLE, int(rng.integers(WHOLE // 4, 3 * WHOLE // 4))
