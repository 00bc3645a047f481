"""A small network that tells what a clip shows, trained on true renders only: how well a model keeps to its words."""

from generation.engines.pocket.judge.labels import Classes
from generation.engines.pocket.judge.network import Judge
from generation.engines.pocket.judge.training import load, train_judge
from generation.engines.pocket.judge.verdicts import SLOTS, judged, questions

__all__ = ["SLOTS", "Classes", "Judge", "judged", "load", "questions", "train_judge"]
