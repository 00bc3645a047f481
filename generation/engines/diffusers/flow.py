"""More frames a second than a model makes: those between two are moved along the optical flow from one to the other.

Kroeger et al., "Fast Optical Flow using Dense Inverse Search", 2016, arXiv:1603.03590.
"""

from collections.abc import Iterator

import cv2
import numpy as np

from generation.engines.diffusers.pictures import CHUNK

#: The flow is looked for in pictures of at most this many pixels on their longer side: what moves is no detail.
LONG_SIDE = 256
#: When both frames, moved to the middle, still differ by so many levels on average, it is a cut: nothing is between.
CUT = 24


def raised(chunks: Iterator[np.ndarray], times: int) -> Iterator[np.ndarray]:
    """`times` frames for each one of `chunks`, uint8 (n, height, width, 3), in chunks of at most CHUNK.

    Every frame stays where it was, those between follow it; after the last one there is nothing to move to, so it is
    held. How the frames are parted into chunks makes no difference.
    """
    if times == 1:
        yield from chunks
        return
    waiting = []
    for frame in _raised(chunks, times):
        waiting.append(frame)
        if len(waiting) == CHUNK:
            yield np.stack(waiting)
            waiting = []
    if waiting:
        yield np.stack(waiting)


def _raised(chunks: Iterator[np.ndarray], times: int) -> Iterator[np.ndarray]:
    last = None
    for chunk in chunks:
        for frame in chunk:
            if last is not None:
                yield last
                yield from between(last, frame, times)
            last = frame
    if last is not None:
        yield from [last] * times


def between(before: np.ndarray, after: np.ndarray, times: int) -> list[np.ndarray]:
    """The `times` - 1 frames between two, each uint8 (height, width, 3), evenly in time."""
    there, back = _flow(before, after), _flow(after, before)
    frames = [_between(before, after, there, back, step / times) for step in range(1, times)]
    return [_nearer(before, after, step, times) if frame is None else frame for step, frame in enumerate(frames, 1)]


def _nearer(before: np.ndarray, after: np.ndarray, step: int, times: int) -> np.ndarray:
    return before if 2 * step <= times else after


def _between(before, after, there, back, time: float) -> np.ndarray | None:
    """None at a cut."""
    came, goes = _moved(before, back * time), _moved(after, there * (1 - time))
    if cv2.norm(came, goes, cv2.NORM_L1) > CUT * came.size:
        return None
    return cv2.addWeighted(came, 1 - time, goes, time, 0)


def _flow(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """(height, width, 2), float32: how far each pixel of `before` goes, right and down."""
    height, width = before.shape[:2]
    scale = min(1.0, LONG_SIDE / max(height, width))
    size = max(16, round(width * scale)), max(16, round(height * scale))
    small = [cv2.resize(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA)
             for frame in (before, after)]  # fmt: skip
    flow = cv2.DISOpticalFlow_create(cv2.DISOPTICAL_FLOW_PRESET_FAST).calc(*small, None)
    flow = cv2.resize(flow, (width, height), interpolation=cv2.INTER_LINEAR)
    return flow * np.float32([width / size[0], height / size[1]])


def _moved(frame: np.ndarray, by: np.ndarray) -> np.ndarray:
    """Each pixel from where `by` points to."""
    height, width = frame.shape[:2]
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.remap(frame, across + by[..., 0], down + by[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
