"""What a little engine would give: flat pictures in motion, as footage."""

import cv2
import numpy as np

from generation.engines import Footage

SIZE, FPS, FRAMES = (320, 480), 24, 101
SKY, SAND, BALL = (150, 205, 255), (255, 225, 150), (235, 30, 30)


def scene(frames: int = FRAMES) -> np.ndarray:
    """A red ball over sand, in flat colours, (n, height, width, 3) uint8 RGB."""
    width, height = SIZE
    pictures = np.empty((frames, height, width, 3), np.uint8)
    for number, picture in enumerate(pictures):
        picture[:] = SKY
        picture[height * 2 // 3 :] = SAND
        cv2.circle(picture, (60 + 2 * number % 200, 200 + number % 40), 40, BALL, -1, cv2.LINE_AA)
    return pictures


def footage(pictures: np.ndarray, **changes) -> Footage:
    facts = {"fps": FPS, "size": SIZE, "frame_count": len(pictures), "chunks": iter(np.array_split(pictures, 7))}
    return Footage(**facts | changes)
