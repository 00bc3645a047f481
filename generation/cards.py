"""What the page of one clip says about it right now."""

from dataclasses import dataclass
from uuid import UUID

from generation import queries
from generation.failures import REASONS
from generation.models import Generation
from generation.refusals import Refusal, refusal_of
from generation.services import Wait, beginnings, wait
from generation.states import Stage, State
from safety.models import ModerationAction


@dataclass(frozen=True)
class Step:
    """One stage: `status` is done, current or coming; `percent` of it."""

    label: str
    status: str
    percent: int


@dataclass(frozen=True)
class Card:
    wait: Wait
    steps: list[Step]
    stamp: str  # changes whenever something on the card does

    @classmethod
    def of(cls, generation: Generation) -> "Card":
        expected = wait(generation)
        steps = _steps(generation)
        shown = (generation.state, generation.standing, generation.attempts, *(step.percent for step in steps))
        left = expected.seconds and round(expected.seconds / 5)
        stamp = ".".join(str(part) for part in (*shown, generation.stage, expected.position, left, expected.workers))
        return cls(wait=expected, steps=steps, stamp=stamp)


def _steps(generation: Generation) -> list[Step]:
    if generation.state != State.RUNNING:
        return []
    now = list(Stage).index(Stage(generation.stage or Stage.MAKING))
    status = [("done", 100)] * now + [("current", round(100 * generation.progress))] + [("coming", 0)] * len(Stage)
    return [Step(stage.label, *of_it) for stage, of_it in zip(Stage, status, strict=False)]


@dataclass(frozen=True)
class Sheet:
    """The variants a clip was asked for with: it is the `number`th of `count`."""

    uuid: UUID
    number: int
    count: int


def made_of(generation: Generation, viewer) -> dict:
    """What it begins with, its shots, and the sheet it is on: `parts` holds None for one the viewer may not see."""
    parts = beginnings.parts_of(generation)
    seen = Generation.objects.visible_to(viewer).in_bulk([part.pk for part in parts if part])
    return {
        "parts": [part and seen.get(part.pk) for part in parts],
        "shots": generation.script.shots if generation.shots else (),
        "sheet": sheet_of(generation) if generation.owner == viewer else None,
    }


def sheet_of(generation: Generation) -> Sheet | None:
    if generation.sheet is None:
        return None
    keys = [clip.pk for clip in queries.sheet_of(generation.owner, generation.sheet)]
    return Sheet(generation.sheet, keys.index(generation.pk) + 1, len(keys))


def outcome(generation: Generation) -> dict:
    """Why it was not made, or is not shown any more, in words for its maker."""
    return {
        "failure": REASONS.get(generation.failure, ""),
        "refusal": _refusal(generation),
        "removal": last_word(generation, ModerationAction.Action.TAKE_DOWN),
    }


def _refusal(generation: Generation) -> Refusal | None:
    if generation.state not in (State.REFUSED, State.HELD):
        return None
    refusal = refusal_of(generation.decision)
    said = last_word(generation, ModerationAction.Action.REFUSE) if generation.state == State.REFUSED else ""
    return Refusal([said], [], [], "") if said else refusal


def last_word(subject, action: ModerationAction.Action) -> str:
    """What a moderator wrote when doing `action` to `subject` last; empty when nobody did."""
    actions = ModerationAction.objects.filter(kind=subject._meta.label_lower, subject=str(subject.pk), action=action)
    return actions.order_by("-made_at").values_list("why", flat=True).first() or ""
