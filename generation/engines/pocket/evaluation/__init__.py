"""How well a maker of clips keeps to words it has not met, beside true renders of the same words."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from generation.engines.pocket.evaluation.measures import diversity, gist, psnr, seconds_of, smoothness
from generation.engines.pocket.evaluation.report import Evaluation, Figures, Share
from generation.engines.pocket.grammar import Caption, held_out
from generation.engines.pocket.judge import SLOTS, Judge, judged, questions
from generation.engines.pocket.scenes import FPS, FRAMES, SIZE, clip

__all__ = ["Evaluation", "evaluate", "true_maker"]

#: Words and a seed become uint8 RGB (frames, height, width, 3).
Make = Callable[[str, int], np.ndarray]
Tell = Callable[[str, int, int], None]

VARIED, SEEDS = 20, 3  # captions that are made with several seeds, and with how many
RECONSTRUCTED, TIMED = 50, 3  # clips


def evaluate(
    make: Make, captions: Sequence[Caption] | None = None, *, judge: Judge,
    reconstruct: Callable[[np.ndarray], np.ndarray] | None = None, timed: Make | None = None,
    size: tuple[int, int] = SIZE, frames: int = FRAMES, fps: int = FPS, seed: int = 0,
    tell: Tell = lambda what, done, of: None,
) -> Evaluation:  # fmt: skip
    """Make every caption (200 held-out ones when none are given) once, some with more seeds, and measure all of it.

    `reconstruct` sends a clip through the model's autoencoder: uint8 in, uint8 of the same shape out. `timed` is the
    maker whose time on two cores counts; without it none is measured. `tell("made", 3, 200)` says how far it is.
    """
    captions = held_out(200) if captions is None else captions
    truth = true_maker(captions, size=size, frames=frames, fps=fps)
    return Evaluation(
        captions=len(captions),
        size=size,
        frames=frames,
        fps=fps,
        made=_figures("made", make, captions, judge, fps, seed, tell),
        true=_figures("true", truth, captions, judge, fps, seed, tell),
        guessing=_guessing(captions),
        psnr=_reconstruction(reconstruct, truth, captions[:RECONSTRUCTED], seed, tell) if reconstruct else None,
        seconds=seconds_of(lambda number: timed(captions[number % len(captions)].words, seed + number), TIMED)
        if timed
        else None,
    )


def true_maker(
    captions: Sequence[Caption], *, size: tuple[int, int] = SIZE, frames: int = FRAMES, fps: int = FPS
) -> Make:
    """A maker that knows what each of `captions` means and draws it; KeyError for other words."""
    known = {caption.words: caption for caption in captions}
    return lambda words, seed: clip(known[words], size=size, frames=frames, fps=fps, seed=seed)


def _figures(
    what: str, make: Make, captions: Sequence[Caption], judge: Judge, fps: int, seed: int, tell: Tell
) -> Figures:
    right, asked = Counter(), Counter()
    smooth, varied = [], []
    for number, caption in enumerate(captions):
        frames = make(caption.words, seed + number)
        for question, answer in judged(judge, caption, frames, fps):
            asked[question.slot] += 1
            right[question.slot] += answer == question.right
        smooth.append(smoothness(frames))
        if number < VARIED:
            others = (make(caption.words, seed + len(captions) * k + number) for k in range(1, SEEDS))
            varied.append(diversity([gist(frames), *map(gist, others)]))
        tell(what, number + 1, len(captions))
    smoothly, movement = np.mean(smooth, axis=0)
    accuracy = {slot: Share(right[slot], asked[slot]) for slot in SLOTS}
    return Figures(accuracy, float(smoothly), float(movement), float(np.mean(varied)))


def _guessing(captions: Sequence[Caption]) -> dict[str, float]:
    """The share of questions that one who always gives the commonest answer gets right."""
    found = defaultdict(Counter)
    for caption in captions:
        for question in questions(caption):
            found[question.slot][question.right] += 1
    return {slot: max(found[slot].values()) / found[slot].total() if found[slot] else 0.0 for slot in SLOTS}


def _reconstruction(
    reconstruct: Callable[[np.ndarray], np.ndarray], truth: Make, captions: Sequence[Caption], seed: int, tell: Tell
) -> float:
    found = []
    for number, caption in enumerate(captions):
        frames = truth(caption.words, seed + number)
        found.append(psnr(frames, reconstruct(frames)))
        tell("reconstructed", number + 1, len(captions))
    return float(np.mean(found))
