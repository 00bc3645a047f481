"""The judge's answers about a clip, held against what its caption tells."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch

from generation.engines.pocket.grammar import Caption
from generation.engines.pocket.judge.labels import OF_SCENE, look
from generation.engines.pocket.judge.network import Judge

#: What is asked of every clip; the first six have a goal.
SLOTS = ("subject", "colour", "place", "time", "motion", "camera", "weather", "number")


@dataclass(frozen=True)
class Question:
    """Something a caption tells: the slot, of which subject (its place among them), and the right answer."""

    slot: str
    of: int
    right: str


def questions(caption: Caption) -> list[Question]:
    """All that the words of `caption` tell."""
    slots, told = caption.slots, caption.told
    asked = [Question("subject", 0, "+".join(sorted(actor.kind for actor in slots.actors)))]
    asked += [Question(slot, 0, getattr(slots, slot)) for slot in OF_SCENE if slot in told]
    chase = slots.actors[-1].motion == "chase"
    for of, actor in enumerate(slots.actors):
        if actor.colour:
            asked.append(Question("colour", of, actor.colour))
        if "motion" in told and (of or not chase):  # nothing is said of how one flees
            asked.append(Question("motion", of, actor.motion))
        asked.append(Question("number", of, str(actor.count)))
    return asked


@torch.inference_mode()
def answers(judge: Judge, caption: Caption, frames: np.ndarray, fps: int) -> Mapping[tuple[str, int], str]:
    """What the judge sees in a clip, uint8 (frames, height, width, 3), by slot and subject.

    It is told how many kinds to look for, and of each subject of the caption it is asked the colour, motion and
    number.
    """
    classes, actors = judge.classes, caption.slots.actors
    asked = torch.tensor([[classes.kind.index(actor.kind) for actor in actors]])
    device = next(judge.parameters()).device
    there, scene, subjects = judge(torch.from_numpy(look(frames, fps, judge.sight))[None].to(device), asked.to(device))
    best = there[0].topk(len(actors)).indices.tolist()
    found = {("subject", 0): "+".join(sorted(classes.kind[kind] for kind in best))}
    found |= {(slot, 0): getattr(classes, slot)[int(logits[0].argmax())] for slot, logits in scene.items()}
    for slot, logits in subjects.items():
        ways = getattr(classes, slot)
        found |= {(slot, of): ways[int(logits[0, of].argmax())] for of in range(len(actors))}
    return found


def judged(judge: Judge, caption: Caption, frames: np.ndarray, fps: int) -> list[tuple[Question, str]]:
    """Every question the caption answers, with the judge's answer."""
    found = answers(judge, caption, frames, fps)
    return [(question, found[question.slot, question.of]) for question in questions(caption)]
