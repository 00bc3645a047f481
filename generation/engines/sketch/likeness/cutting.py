"""Who is in front and what is behind: the outline of a person, and of the head alone."""

import cv2
import numpy as np

from generation.engines.sketch.likeness.framing import CENTRE, FACE, SIZE, Bust

COARSE = 0.6  # of a bust's size: enough for an outline, and quick
ROUNDS = 4
#: The least share of the oval around a face that a head fills; where less is left, the cut went wrong.
PLAUSIBLE = 0.62
CHIN = 0.55  # faces below the middle of the face
SPECK = 9  # pixels: what is thinner is no hair


def oval(x: float, y: float, rx: float, ry: float) -> np.ndarray:
    """A mask in a bust; its middle is off the middle of the face by (x, y), all in faces."""
    mask = np.zeros(SIZE[::-1], np.uint8)
    centre = round(CENTRE[0] + x * FACE), round(CENTRE[1] + y * FACE)
    cv2.ellipse(mask, centre, (round(rx * FACE), round(ry * FACE)), 0, 0, 360, 255, -1)
    return mask > 0


def below(y: float) -> np.ndarray:
    """A mask, as a column, of the rows more than `y` faces below the middle of the face."""
    return (np.arange(SIZE[1]) > CENTRE[1] + y * FACE)[:, None]


def person(bust: Bust) -> np.ndarray | None:
    """Where the person is, (height, width) bool; None when that cannot be told."""
    if not bust.found:
        return None
    small = cv2.resize(bust.rgb, None, fx=COARSE, fy=COARSE, interpolation=cv2.INTER_AREA)
    marks = cv2.resize(_expected(bust), small.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), marks, None, *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    front = np.isin(marks, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    front = cv2.GaussianBlur(cv2.resize(front, SIZE, interpolation=cv2.INTER_CUBIC), (0, 0), 2.2) > 0.5
    front = connected(front & bust.inside)
    return front if front[oval(0, -0.12, 0.62, 0.72)].mean() > PLAUSIBLE else None


def _expected(bust: Bust) -> np.ndarray:
    """What GrabCut begins with: surely face, maybe hair and shoulders, surely wall."""
    marks = np.full(SIZE[::-1], cv2.GC_PR_BGD, np.uint8)
    marks[oval(0, -0.15, 0.85, 0.95) | oval(0, 1.9, 1.25, 1.1)] = cv2.GC_PR_FGD
    marks[oval(0, 0.06, 0.40, 0.52) | oval(0, 1.7, 0.40, 0.9)] = cv2.GC_FGD
    edge = round(0.08 * FACE)
    marks[:edge] = cv2.GC_BGD
    marks[: round(1.1 * FACE), :edge] = marks[: round(1.1 * FACE), -edge:] = cv2.GC_BGD
    marks[~bust.inside] = cv2.GC_BGD
    return marks


def head(front: np.ndarray, hair: np.ndarray) -> np.ndarray:
    """The head without neck and shoulders: the face down to the chin, and all the hair that hangs beside it."""
    bare = front & (~below(-0.1) | oval(0, 0, 0.62, CHIN))
    room = np.where(below(0), oval(0, 0, 1.05, 1.0), oval(0, 0, 1.05, 1.34))
    kept = (bare | (front & hair)) & room & (oval(0, 0, 0.53, CHIN) | hair | ~below(0.25))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (SPECK, SPECK))
    return connected(cv2.morphologyEx(kept.astype(np.uint8), cv2.MORPH_OPEN, disc) > 0)


def soft_oval() -> np.ndarray:
    """A head where no outline is to be found."""
    return oval(0, -0.12, 0.62, 0.74)


def connected(mask: np.ndarray) -> np.ndarray:
    """The piece that the face belongs to, without holes."""
    _, labels = cv2.connectedComponents(mask.astype(np.uint8))
    piece = labels == labels[round(CENTRE[1]), round(CENTRE[0])]
    outlines, _ = cv2.findContours(piece.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return cv2.drawContours(np.zeros(mask.shape, np.uint8), outlines, -1, 1, -1) > 0
