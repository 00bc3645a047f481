"""A low frame rate raised: what moves is halfway between two frames, and not there twice."""

import cv2
import numpy as np
import pytest

from generation.engines.diffusers.flow import raised

SIZE = (160, 128)


def scene(places, side=32):
    """A textured square over a soft ground, its left edge at each of `places`."""
    rng = np.random.default_rng(1)
    ground = cv2.GaussianBlur(rng.integers(60, 120, (SIZE[1], SIZE[0], 3), np.uint8), (0, 0), 4)
    square = cv2.resize(rng.integers(150, 255, (8, 8, 3), np.uint8), (side, side), interpolation=cv2.INTER_CUBIC)
    frames = np.stack([ground] * len(places))
    for frame, place in zip(frames, places, strict=True):
        frame[48 : 48 + side, place : place + side] = square
    return frames


def made(frames, times=2, parts=1):
    return np.concatenate(list(raised(iter(np.array_split(frames, parts)), times)))


def psnr(one, other):
    return 10 * np.log10(255**2 / max(np.mean((one.astype(float) - other) ** 2), 1e-9))


@pytest.mark.parametrize("times", [2, 3])
def test_what_moves_is_where_it_would_be_at_that_time(times):
    true = scene(range(20, 20 + 2 * times * 4 + 1, 2))
    shown = made(true[::times], times)
    mixed = cv2.addWeighted(true[0], 1 - 1 / times, true[times], 1 / times, 0)
    assert min(map(psnr, shown, true)) > psnr(mixed, true[1]) + 6


def test_there_are_exactly_so_many_frames_and_those_that_were_there_stay():
    frames = scene(range(0, 90, 5))
    shown = made(frames)
    assert len(shown) == 2 * len(frames)
    assert (shown[::2] == frames).all()
    assert (shown[-1] == frames[-1]).all()


def test_chunks_make_no_difference_and_are_small():
    frames = scene(range(0, 80, 4))
    assert (made(frames, parts=7) == made(frames)).all()
    assert max(len(chunk) for chunk in raised(iter([frames]), 2)) == 16


def test_over_a_cut_nothing_is_mixed():
    before, after = np.full((128, 160, 3), 30, np.uint8), scene([40])[0]
    shown = made(np.stack([before, after]))
    assert (shown[1] == before).all()


def test_it_comes_as_it_goes_in():
    """After the first frames of a long clip, not at its end."""
    read = []

    def chunks():
        for number in range(100):
            read.append(number)
            yield scene([number])

    next(raised(chunks(), 2))
    assert len(read) <= 9


def test_once_is_as_it_was():
    frames = scene([1, 2])
    assert next(raised(iter([frames]), 1)) is frames
