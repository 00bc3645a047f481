"""Perceptual hashes: 64 bits that stay nearly the same when a picture is compressed, scaled or lightened."""

import cv2
import numpy as np

SIDE = 32  # pixels of the small grey picture a hash is made of


def perceptual_hash(grey: np.ndarray) -> str:
    """The hash of a (32, 32) uint8 picture as 16 hex digits: the signs of its 64 slowest waves about their median."""
    waves = cv2.dct(grey.astype(np.float32))[:8, :8].ravel()
    return np.packbits(waves > np.median(waves[1:])).tobytes().hex()


def as_integers(hashes: list[str] | tuple[str, ...]) -> np.ndarray:
    """Strings of 16 hex digits as uint64, ready for `distances`."""
    return np.frombuffer(bytes.fromhex("".join(hashes)), ">u8").astype(np.uint64)


def distances(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """In how many of their 64 bits uint64 arrays differ, broadcast against each other."""
    return np.bitwise_count(one ^ other)
