"""Measures of pictures that need no network: likeness to the true ones, smoothness, variety, time."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from statistics import median

import cv2
import numpy as np

SMALL = 160  # pixels: the shorter side of what movement is measured in
TRIPLES = 24  # moments of a clip that are looked at
GIST = (8, 32, 18)  # frames, height and width of what two clips are compared in
CORES = 2


def psnr(one: np.ndarray, other: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB of two uint8 arrays of the same shape; at most 100."""
    error = np.mean((one.astype(np.float32) - other.astype(np.float32)) ** 2)
    return min(100.0, float(10 * np.log10(255**2 / max(error, 1e-6))))


def smoothness(frames: np.ndarray) -> tuple[float, float]:
    """How well each frame is what lies half way between its neighbours, 0..1, and how much moves.

    The half way is found by optical flow (dense inverse search), as the motion smoothness of VBench (Huang et al.,
    2023) does with a network. Movement is the mean length of the flow, in widths a frame: 0 for a still picture,
    which is as smooth as can be. `frames`: uint8 (n, height, width, 3), n >= 3.
    """
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    middles = np.unique(np.linspace(1, len(frames) - 2, TRIPLES).round().astype(int))
    errors, lengths = [], []
    for at in middles:
        before, middle, after = (_small(frames[at + step]) for step in (-1, 0, 1))
        way = flow.calc(*(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in (before, after)), None)
        errors.append(np.abs(_half_way(before, after, way) - middle.astype(np.float32)).mean() / 255)
        lengths.append(np.linalg.norm(way, axis=2).mean() / 2 / way.shape[1])
    return 1 - float(np.mean(errors)), float(np.mean(lengths))


def _small(picture: np.ndarray) -> np.ndarray:
    scale = min(1.0, SMALL / min(picture.shape[:2]))
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _half_way(before: np.ndarray, after: np.ndarray, way: np.ndarray) -> np.ndarray:
    rows, columns = np.indices(way.shape[:2], dtype=np.float32)
    here = np.stack([columns, rows], axis=2)
    from_before, from_after = here - way / 2, here + way / 2
    warped = [
        cv2.remap(picture, there, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
        for picture, there in ((before, from_before), (after, from_after))
    ]
    return (warped[0] + warped[1]) / 2


def gist(frames: np.ndarray) -> np.ndarray:
    """A clip as a few small pictures, float32 0..1."""
    count, height, width = GIST
    chosen = frames[np.linspace(0, len(frames) - 1, count).round().astype(int)]
    return np.stack([cv2.resize(p, (width, height), interpolation=cv2.INTER_AREA) for p in chosen]) / np.float32(255)


def diversity(gists: Sequence[np.ndarray]) -> float:
    """How far clips of one caption are apart: the mean distance (root of the mean square) of all pairs, 0..1."""
    return float(np.mean([np.sqrt(np.mean((one - other) ** 2)) for one, other in combinations(gists, 2)]))


@contextmanager
def on_cores(count: int) -> Iterator[None]:
    """Only so many cores for this process and for torch, where the system can be asked for it."""
    import torch

    threads = torch.get_num_threads()
    allowed = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    torch.set_num_threads(count)
    if allowed:
        os.sched_setaffinity(0, sorted(allowed)[:count])
    try:
        yield
    finally:
        torch.set_num_threads(threads)
        if allowed:
            os.sched_setaffinity(0, allowed)


def seconds_of(work: Callable[[int], object], times: int) -> float:
    """The median wall seconds of `work(0)`, `work(1)`, ... on CORES cores, after one that does not count."""
    spent = []
    with on_cores(CORES):
        for number in range(-1, times):
            before = time.perf_counter()
            work(max(number, 0))
            spent.append(time.perf_counter() - before)
    return median(spent[1:])
