"""The hidden mark: 64 bits in the colour of a frame, read by invisible-watermark's own `dwtDctSvd` decoder.

That package takes the blue difference U of a frame, keeps the low band of one Haar step, and shifts the largest
singular value of each 4x4 block. The low band is twice the U plane of a 4:2:0 frame, and a DCT keeps singular values,
so the same mark is a rank-one change to each block of that plane. Made there it is clipped rather than wrapped
around, passes through no RGB, and takes a fortieth of the time.
"""

import cv2
import numpy as np

from safety.marks.payload import BITS

BLOCK = 4  # pixels of the U plane; 8 of the frame
STEP = 36.0  # the package's: a bit is which half of a step the singular value lies in
# The package's U is OpenCV's 0.492 (B - Y), full range; a plane holds 0.564 (B - Y) in 224 of 255 levels.
GAIN = 2 * 0.492 / (0.564 * 224 / 255)
CENTRE = 2 * 128
STEADY = 2  # levels: what changes less keeps the mark of the frame before


class Pen:
    """Marks the keyframes of a clip, and between them holds the mark wherever the picture stands still.

    Were it not held, a quiet sky would blink once every keyframe, and codecs would pay for taking the mark off again.
    """

    def __init__(self, payload: str):
        self._payload = payload

    def keyframe(self, plane: np.ndarray) -> np.ndarray:
        """The U plane of a keyframe, marked."""
        marked = mark(plane, self._payload)
        self._seen, self._shift = plane, cv2.subtract(marked, plane, dtype=cv2.CV_16S)
        return marked

    def between(self, plane: np.ndarray) -> np.ndarray:
        """The U plane of a frame after a keyframe, marked where it still looks the same."""
        same = cv2.compare(cv2.absdiff(plane, self._seen), STEADY, cv2.CMP_LE)
        return cv2.add(plane, self._shift, dst=plane.copy(), mask=same, dtype=cv2.CV_8U)


def mark(plane: np.ndarray, payload: str) -> np.ndarray:
    """The U plane (height/2, width/2) uint8 of a 4:2:0 frame, carrying `payload`, 16 hex digits, over and over."""
    blocks = _blocks(plane)
    left, size, right = _largest(blocks * GAIN + (CENTRE - 128 * GAIN))
    aim = 0.25 + 0.5 * np.resize(bits_of(payload), size.shape)
    wanted = np.maximum(np.rint(size / STEP - aim), 0) + aim  # the nearest that reads as the bit
    shift = (wanted * STEP - size)[..., None, None] * left[..., :, None] * right[..., None, :] / GAIN
    return _with_blocks(plane, np.clip(np.rint(blocks + shift), 0, 255).astype(np.uint8))


def votes(plane: np.ndarray) -> np.ndarray:
    """How clearly a U plane says each bit: 64 floats from -1 (certainly 0) to 1 (certainly 1)."""
    _, size, _ = _largest(_blocks(plane) * GAIN + (CENTRE - 128 * GAIN))
    each = -np.sin(2 * np.pi * size / STEP).ravel()
    bit = np.arange(each.size) % BITS
    return np.bincount(bit, each, BITS) / np.maximum(np.bincount(bit, minlength=BITS), 1)


def bits_of(payload: str) -> np.ndarray:
    """64 values of 0 or 1, first hex digit first."""
    return np.unpackbits(np.frombuffer(bytes.fromhex(payload), np.uint8))


def payload_of(votes: np.ndarray) -> str:
    """The payload that 64 votes say, as 16 hex digits; there is always one, whether or not a mark is there."""
    return np.packbits(votes > 0).tobytes().hex()


def _blocks(plane: np.ndarray) -> np.ndarray:
    """(rows, columns, 4, 4) float32; what does not fill a block is left out, as the package does."""
    rows, columns = (side // BLOCK for side in plane.shape)
    whole = plane[: rows * BLOCK, : columns * BLOCK].astype(np.float32)
    return whole.reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2)


def _with_blocks(plane: np.ndarray, blocks: np.ndarray) -> np.ndarray:
    rows, columns = blocks.shape[:2]
    marked = plane.copy()
    marked[: rows * BLOCK, : columns * BLOCK] = blocks.swapaxes(1, 2).reshape(rows * BLOCK, columns * BLOCK)
    return marked


def _largest(blocks: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Left vector, largest singular value and right vector of each block, by power iteration.

    All pixels are positive, so the sum of the rows is a good first guess and two rounds are enough.
    """
    right = _unit(blocks.sum(axis=-2))
    for _ in range(2):
        left = _unit(np.einsum("...ij,...j->...i", blocks, right))
        right = np.einsum("...ij,...i->...j", blocks, left)
        size = np.linalg.norm(right, axis=-1)
        right = _unit(right)
    return left, size, right


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9)
