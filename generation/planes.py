"""RGB frames as the Y, U and V planes of a 4:2:0 video, by the BT.601 matrix in limited range.

OpenCV's own 4:2:0 conversion takes the colour of one pixel in four, which frays the edges of flat shapes, and
ffmpeg's quick one is a level too dark; here each colour is the mean of its four pixels, rounded once.
"""

import cv2
import numpy as np

#: Rows give Y, U and V from R, G, B and 1. Three rows even where fewer are wanted: OpenCV is quick at 3 to 3 only.
FROM_RGB = np.array([
    [65.481, 128.553, 24.966, 16 * 255],
    [-37.797, -74.203, 112.000, 128 * 255],
    [112.000, -93.786, -18.214, 128 * 255],
]) / 255  # fmt: skip


def planes_of(frame: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Y (height, width), U and V (height/2, width/2), uint8, of an RGB frame (height, width, 3) of even sides."""
    height, width = frame.shape[:2]
    quarter = cv2.resize(frame, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    luma = cv2.extractChannel(cv2.transform(frame, FROM_RGB), 0)
    _, blue, red = cv2.split(cv2.transform(quarter, FROM_RGB))
    return luma, blue, red


#: Back from Y, U, V and 1.
TO_RGB = np.linalg.inv(FROM_RGB[:, :3]) @ np.hstack([np.eye(3), -FROM_RGB[:, 3:]])


def frame_of(luma: np.ndarray, blue: np.ndarray, red: np.ndarray) -> np.ndarray:
    """The RGB frame (height, width, 3) uint8 of such planes; colours run between the middles of four pixels."""
    height, width = luma.shape
    colours = (cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR) for plane in (blue, red))
    return cv2.transform(cv2.merge([luma, *colours]), TO_RGB)
