"""What an evaluation found, for people and for programs."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from generation.engines.pocket.judge import SLOTS

JUDGED = SLOTS[:6]  # those with a goal
GOAL_PSNR, GOAL_ACCURACY, GOAL_PACE = 32.0, 0.9, 2.0  # dB; share; times the clip's length


@dataclass(frozen=True)
class Share:
    right: int
    asked: int

    @property
    def value(self) -> float:
        return self.right / self.asked if self.asked else math.nan

    @property
    def margin(self) -> float:
        """Half the width of the interval in which the true share lies, 19 times in 20 (Wilson, 1927)."""
        n, z = self.asked, 1.96
        return z * math.sqrt(self.value * (1 - self.value) / n + z**2 / (4 * n**2)) / (1 + z**2 / n) if n else math.nan


@dataclass(frozen=True)
class Figures:
    """The clips of one maker. Smoothness 0..1, movement in widths a frame, diversity 0..1."""

    accuracy: Mapping[str, Share]
    smoothness: float
    movement: float
    diversity: float


@dataclass(frozen=True)
class Goal:
    name: str
    value: float | None  # None: not measured
    wanted: float
    most: bool = False  # whether `wanted` is the most there may be, not the least

    @property
    def met(self) -> bool:
        if self.value is None or math.isnan(self.value):
            return False
        return self.value <= self.wanted if self.most else self.value >= self.wanted


@dataclass(frozen=True)
class Evaluation:
    """The model's clips beside true renders of the same captions. `guessing`: the share that the best fixed answer
    gets right. `true.accuracy` is the judge's own: no model can be seen to be better."""

    captions: int
    size: tuple[int, int]  # height, width
    frames: int
    fps: int
    made: Figures
    true: Figures
    guessing: Mapping[str, float]
    psnr: float | None  # dB, of true renders through the model's autoencoder
    seconds: float | None  # a clip, on two cores

    @property
    def length(self) -> float:
        return self.frames / self.fps

    @property
    def goals(self) -> tuple[Goal, ...]:
        accuracy = [Goal(f"accuracy of {slot}", self.made.accuracy[slot].value, GOAL_ACCURACY) for slot in JUDGED]
        return (
            Goal("reconstruction, dB", self.psnr, GOAL_PSNR),
            *accuracy,
            Goal("seconds a clip", self.seconds, GOAL_PACE * self.length, most=True),
        )

    def meets(self, share: float) -> bool:
        """Whether every slot with a goal is right in at least this share of the clips: 0.8 makes it the default."""
        return all(self.made.accuracy[slot].value >= share for slot in JUDGED)

    def table(self) -> str:
        """All of it as plain text."""
        height, width = self.size
        head = f"{self.captions} held-out captions, {width}x{height}, {self.frames} frames at {self.fps} a second"
        rows = [f"{'':22}{'model':>16}{'true renders':>18}{'guessing':>10}"]
        for slot in SLOTS:
            made, true = (_share(figures.accuracy[slot]) for figures in (self.made, self.true))
            rows.append(f"{slot:22}{made:>16}{true:>18}{self.guessing[slot]:>10.1%}")
        for name in ("smoothness", "movement", "diversity"):
            rows.append(f"{name:22}{getattr(self.made, name):>16.4f}{getattr(self.true, name):>18.4f}")
        return "\n".join([head, *rows, "", *map(_line, self.goals)])

    def as_json(self) -> str:
        goals = [{"name": g.name, "value": g.value, "wanted": g.wanted, "met": g.met} for g in self.goals]
        found = asdict(self) | {"goals": goals, "good_enough": self.meets(0.8)}
        for figures in (found["made"], found["true"]):
            figures["accuracy"] = {
                slot: share | {"value": Share(**share).value} for slot, share in figures["accuracy"].items()
            }
        return json.dumps(_plain(found), indent=1)


def _plain(value):
    """JSON has no NaN."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _share(share: Share) -> str:
    return f"{share.value:.1%} ± {share.margin:.1%}" if share.asked else "not asked"


def _line(goal: Goal) -> str:
    value = "not measured" if goal.value is None else f"{goal.value:.2f}"
    bound = "at most" if goal.most else "at least"
    return f"{'met ' if goal.met else 'open'}  {goal.name}: {value}, wanted {bound} {goal.wanted:.2f}"
