"""How long will it take? Said from what clips took lately, or not at all."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from generation import queue
from generation.models import Generation
from generation.states import State

RECENT = 20  # clips that the pace is taken from
WORK = ("engine", "made_seconds", "seconds")


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
        whole = Paces().of(generation.engine, work_of(generation.made_seconds, generation.seconds))
        spent = (timezone.now() - generation.started_at).total_seconds()
        return Wait(seconds=whole and max(whole - spent, 1.0))
    if generation.state != State.QUEUED:
        return Wait()
    line = list(Generation.objects.in_turn().values_list("pk", *WORK))
    place = next((n for n, (pk, *_) in enumerate(line) if pk == generation.pk), 0)
    ahead = [work for _, *work in line[:place]]
    return _behind(ahead, generation.engine, work_of(generation.made_seconds, generation.seconds))


def outlook(*, owner, seconds: float) -> Wait:
    """The wait that a clip of `seconds` would have if `owner` asked for it now; `position` 1: nobody before it."""
    turn = Generation.objects.in_flight().filter(owner=owner, is_preview=False).count() + 1
    ahead = [work for nth, *work in Generation.objects.in_turn().values_list("turn", *WORK) if nth <= turn]
    return _behind(ahead, settings.GENERATION_ENGINE, seconds)


def work_of(made_seconds: float, seconds: float) -> float:
    """The seconds that it takes time for: what an engine makes, else what is only joined."""
    return made_seconds or seconds


def _behind(ahead: list, engine: str, seconds: float) -> Wait:
    """The wait of a clip after those of `ahead`, each (engine, made_seconds, seconds).

    Those being made are half done on average.
    """
    paces, workers = Paces(), queue.workers()
    whole = paces.of(engine, seconds)
    if whole is None:
        return Wait(position=len(ahead) + 1, workers=workers)
    running = Generation.objects.filter(state=State.RUNNING).values_list(*WORK)
    first = sum(paces.of(by, work_of(*work), engine) for by, *work in ahead)
    first += sum(paces.of(by, work_of(*work), engine) for by, *work in running) / 2
    return Wait(position=len(ahead) + 1, seconds=first / max(workers or 1, 1) + whole, workers=workers)


class Paces:
    """How long clips took lately, by engine: asked once each."""

    def __init__(self):
        self._known: dict[str, float | None] = {}

    def of(self, engine: str, work: float, like: str = "") -> float | None:
        """Wall seconds for `work` seconds by `engine`, by the pace of `like` before its first clip; None: not known."""
        pace = self._pace(engine)
        if pace is None and like:
            pace = self._pace(like)
        return pace and pace * work

    def _pace(self, engine: str) -> float | None:
        if engine not in self._known:
            self._known[engine] = _pace(engine)
        return self._known[engine]


def _pace(engine: str) -> float | None:
    """Wall seconds a second of work took lately; None before the first clip."""
    recent = Generation.objects.filter(engine=engine, state=State.READY, started_at__isnull=False)
    times = ("started_at", "finished_at", "made_seconds", "seconds")
    rows = list(recent.order_by("-finished_at").values_list(*times)[:RECENT])
    made = sum(work_of(*work) for _start, _end, *work in rows)
    return sum((end - start).total_seconds() for start, end, *_ in rows) / made if made else None
