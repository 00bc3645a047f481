"""An endless stream of drawn clips, made by processes of their own while the model learns."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from generation.engines.pocket.grammar import Caption, caption
from generation.engines.pocket.scenes import FPS, FRAMES, SIZE, clip

ENDLESS = 2**40
SHARED = "/dev/shm"  # 64 MB in many containers
AHEAD = 2  # batches a worker has ready at most: 121 frames of 512x288 are 53 MB a clip


@dataclass(frozen=True)
class Shape:
    """How large and how long the clips of a batch are; `size` is (height, width)."""

    size: tuple[int, int] = SIZE
    frames: int = FRAMES
    fps: int = FPS


@dataclass(frozen=True)
class Batch:
    """Clips with their captions. `frames` is uint8 RGB (clips, frames, height, width, 3)."""

    index: int
    captions: tuple[Caption, ...]
    seeds: tuple[int, ...]
    frames: np.ndarray

    @property
    def words(self) -> list[str]:
        return [caption.words for caption in self.captions]


@dataclass(frozen=True)
class Stream:
    """The batch with any number, drawn when it is asked for: the same in whatever process, in whatever order."""

    count: int
    shapes: tuple[Shape, ...]
    seed: int
    cast: float = 0.0  # the share of clips with people who are known by their portraits
    moments: Callable[[int, int], Sequence[int]] | None = None  # (frames, fps) -> the only frames that are drawn
    say: Callable[..., Caption] = caption

    def __getitem__(self, index: int) -> Batch:
        rng = np.random.Generator(np.random.PCG64([self.seed, index]))
        shape = self.shapes[int(rng.integers(len(self.shapes)))]
        captions = tuple(self.say(rng, cast=self._players(rng)) for _ in range(self.count))
        seeds = tuple(int(seed) for seed in rng.integers(2**62, size=self.count))
        at = self.moments(shape.frames, shape.fps) if self.moments else range(shape.frames)
        frames = np.empty((self.count, len(at), *shape.size, 3), np.uint8)
        for place, (made, seed) in enumerate(zip(captions, seeds, strict=True)):
            frames[place] = clip(made, size=shape.size, frames=shape.frames, fps=shape.fps, seed=seed, at=at)
        return Batch(index, captions, seeds, frames)

    def _players(self, rng: np.random.Generator) -> int:
        return int(rng.choice((1, 2, 3), p=(0.6, 0.25, 0.15))) if rng.random() < self.cast else 0


def batches(
    count: int, *, shapes: Sequence[Shape] = (Shape(),), seed: int = 0, start: int = 0, workers: int = 0,
    ahead: int = AHEAD, cast: float = 0.15,
) -> Iterator[Batch]:  # fmt: skip
    """Batches of `count` clips without end, each of one of `shapes`, from number `start` on.

    The same seed gives the same batches in the same order, however many `workers` draw them; 0 draws them in this
    process. At most `workers * ahead` batches wait. Closing the iterator ends the workers; what one of them raises is
    raised here.
    """
    return flow(Stream(count, tuple(shapes), seed, cast), start=start, workers=workers, ahead=ahead)


def flow(stream: Stream, *, start: int = 0, workers: int = 0, ahead: int = AHEAD) -> Iterator[Batch]:
    """The batches of `stream` from number `start` on, drawn ahead by `workers`."""
    if not workers:
        yield from map(stream.__getitem__, range(start, ENDLESS))
        return
    waiting = iter(_loader(stream, start, workers, ahead))
    try:
        for batch in waiting:
            yield replace(batch, frames=np.asarray(batch.frames))
    finally:
        waiting._shutdown_workers()  # now, not when it is collected


def _loader(stream: Stream, start: int, workers: int, ahead: int):
    from torch.utils.data import DataLoader

    return DataLoader(
        stream, batch_size=None, sampler=range(start, ENDLESS), num_workers=workers, prefetch_factor=ahead,
        collate_fn=_shared, worker_init_fn=_settle, multiprocessing_context="spawn",
    )  # fmt: skip


def _shared(batch: Batch) -> Batch:
    """The pictures in shared memory where there is room for them: through a pipe 50 MB take a tenth of a second."""
    import torch

    if not Path(SHARED).is_dir() or shutil.disk_usage(SHARED).free < 4 * batch.frames.nbytes:
        return batch
    return replace(batch, frames=torch.from_numpy(batch.frames))


def _settle(worker: int) -> None:
    """One thread a worker: there are as many workers as there are cores."""
    cv2.setNumThreads(1)
