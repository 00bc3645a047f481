"""Batches to learn from, drawn once and used several times: drawing is slower than learning from what is drawn."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np

from generation.engines.pocket.scenes.stream import Batch, Shape, Stream, flow
from generation.engines.pocket.training.recipe import Stage

FPS = 12
PICTURED = 49  # frames of the clips that single pictures are from: their middle, where everybody is in sight


class Pool:
    """The batches of one stage. Which one a step gets hangs on its number alone, so a run can be taken up anywhere."""

    def __init__(self, stage: Stage, prepare: Callable[[Batch], Any], *, seed: int, cast: float, workers: int):
        """`prepare` makes of a batch what is kept of it."""
        self._stage, self._prepare, self._seed = stage, prepare, seed
        self._cast, self._workers = cast, workers
        self._kept: OrderedDict[int, Any] = OrderedDict()
        self._stream: Iterator[Batch] | None = None
        self._next = 0

    def at(self, step: int) -> Any:
        """A batch for `step`, counted from the beginning of the stage."""
        drawn = 1 + step // self._stage.refresh
        first = max(0, drawn - self._stage.pool)
        self._fill(first, drawn)
        rng = np.random.Generator(np.random.PCG64([self._seed, step]))
        return self._kept[int(rng.integers(first, drawn))]

    def close(self) -> None:
        """End the processes that draw."""
        if self._stream is not None:
            self._stream.close()

    def _fill(self, first: int, end: int) -> None:
        if self._stream is None:
            self._stream, self._next = self._begun(first), first
        while self._next < end:
            self._kept[self._next] = self._prepare(next(self._stream))
            self._next += 1
        while next(iter(self._kept)) < first:
            self._kept.popitem(last=False)

    def _begun(self, start: int) -> Iterator[Batch]:
        stage = self._stage
        pictures = stage.frames == (1,)
        lengths = (PICTURED,) if pictures else stage.frames
        shapes = tuple(Shape(size, frames, FPS) for size, frames in product(stage.sizes, lengths))
        stream = Stream(stage.count, shapes, self._seed, self._cast, moments=_middle if pictures else None)
        return flow(stream, start=start, workers=self._workers)


def _middle(frames: int, fps: int) -> list[int]:
    return [frames // 2]
