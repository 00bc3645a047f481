"""How long will it take? Said from what clips took lately, or not at all."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from generation import queue
from generation.models import Generation
from generation.states import State

RECENT = 20  # clips that the pace is taken from


@dataclass(frozen=True)
class Wait:
    """`position` counts from 1 among the waiting; `seconds` until it is ready; None: not known."""

    position: int | None = None
    seconds: float | None = None
    workers: int | None = None

    @property
    def before(self) -> int:
        """How many are made first."""
        return (self.position or 1) - 1


def wait(generation: Generation) -> Wait:
    """Where a clip stands in the queue and how long until it is ready."""
    if generation.state == State.RUNNING:
        pace = _pace(generation.engine)
        spent = (timezone.now() - generation.started_at).total_seconds()
        return Wait(seconds=pace and max(pace * generation.seconds - spent, 1.0))
    if generation.state != State.QUEUED:
        return Wait()
    line = list(Generation.objects.in_turn().values_list("pk", "seconds"))
    place = next((n for n, (pk, _) in enumerate(line) if pk == generation.pk), 0)
    return _behind([seconds for _, seconds in line[:place]], generation.engine, generation.seconds)


def outlook(*, owner, seconds: float) -> Wait:
    """The wait that a clip of `seconds` would have if `owner` asked for it now; `position` 1: nobody before it."""
    turn = Generation.objects.in_flight().filter(owner=owner).count() + 1
    ahead = [length for nth, length in Generation.objects.in_turn().values_list("turn", "seconds") if nth <= turn]
    return _behind(ahead, settings.GENERATION_ENGINE, seconds)


def _behind(ahead: list[int], engine: str, seconds: float) -> Wait:
    """The wait of a clip of `seconds` after clips as long as `ahead`; those being made are half done on average."""
    pace, workers = _pace(engine), queue.workers()
    wall = pace and pace * ((sum(ahead) + _being_made() / 2) / max(workers or 1, 1) + seconds)
    return Wait(position=len(ahead) + 1, seconds=wall, workers=workers)


def _being_made() -> int:
    return sum(Generation.objects.filter(state=State.RUNNING).values_list("seconds", flat=True))


def _pace(engine: str) -> float | None:
    """Wall seconds a second of clip took lately; None before the first clip."""
    recent = Generation.objects.filter(engine=engine, state=State.READY, started_at__isnull=False)
    rows = list(recent.order_by("-finished_at").values_list("started_at", "finished_at", "seconds")[:RECENT])
    made = sum(seconds for *_, seconds in rows)
    return sum((end - start).total_seconds() for start, end, _ in rows) / made if made else None
