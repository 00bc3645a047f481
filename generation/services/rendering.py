"""What workers do: take the clip whose turn it is, make it, mark it, deliver it, or say why not."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from generation import queue
from generation.captions import of_whole
from generation.engines import Engine, EngineFault, Footage, OutOfMemory, RecycleWorker, get_engine
from generation.joining import joined
from generation.lease import Lease, Stopped
from generation.models import Generation
from generation.script import Script
from generation.services import beginnings, casting, faults
from generation.services.delivering import Made, deliver, store, work_folder
from generation.services.faults import heal_silent
from generation.services.materials import SourceGone, script_of
from generation.services.next_words import NextWords
from generation.stamp import Mark, stamp
from generation.states import IN_FLIGHT, Stage, State
from safety.marks import payload

log = logging.getLogger(__name__)


def claim_next() -> Generation | None:
    """The waiting clip whose turn it is, now RUNNING and ours; None when nothing waits."""
    while (generation := Generation.objects.in_turn().first()) is not None:
        if generation.claim():
            return generation
    return None


def render(generation: Generation) -> None:
    """Make a claimed clip. Whatever happens, its row says so; late work is thrown away.

    Raises RecycleWorker when this process should not make another one.
    """
    log.info("making %s, attempt %d", generation.pk, generation.attempts)
    try:
        _render(generation)
    except (Stopped, Generation.DoesNotExist):
        faults.stopped(generation)
    except SystemExit:  # the operator ends this worker
        faults.hand_back(generation)
        raise
    except Exception as error:
        log.exception("could not make %s", generation.pk)
        if generation.state == State.RUNNING:  # not delivered already
            _react(generation, error)
    log.info("%s is %s", generation.pk, generation.state)


def _react(generation: Generation, error: Exception) -> None:
    trouble = repr(error)
    match error:
        case OutOfMemory() | MemoryError():
            faults.lean_or_give_up(generation, "memory", trouble=trouble)
            raise RecycleWorker from error
        case EngineFault():
            faults.give_up(generation, error.failure, trouble=trouble)
        case SourceGone():
            faults.give_up(generation, "source", trouble=trouble)
        case _:
            faults.again_or_give_up(generation, "engine", trouble=trouble)


def make_now(generation: Generation) -> None:
    """Make a waiting clip in this process, or wait for the worker that took it first."""
    while generation.state in IN_FLIGHT:
        if generation.state == State.QUEUED and generation.claim():
            with suppress(RecycleWorker):
                render(generation)
        else:
            time.sleep(0.2)
            heal_silent()  # the worker that took it may have been killed, and no sweep may be running
        generation.refresh_from_db()


def _render(generation: Generation) -> None:
    if obstacle := casting.obstacle(generation):
        faults.give_up(generation, obstacle)
        return
    with work_folder(generation) as folder, NextWords(generation) as next_words:
        with Lease(generation, on_stall=partial(faults.end_stalled_process, generation)) as lease:
            made = _make(generation, lease, folder, next_words)
            lease.check()
            stored = store(generation, made)
        deliver(generation, made, stored)


def _make(generation: Generation, lease: Lease, folder: Path, next_words: NextWords) -> Made:
    """Pictures from the engine straight through the marks into one file: no clean frame is ever written."""
    clock = [time.perf_counter()]
    script, engine = script_of(generation, folder), get_engine(generation.engine)
    said = of_whole(script, [part.captions for part in beginnings.parts_of(generation)])
    mark = Mark(clip=generation.pk, payload=payload.new(), handle=generation.owner.username, site=settings.SITE_NAME)
    with _footage(engine, script, next_words.teller(engine, lease.teller(Stage.MAKING))) as footage:
        clock.append(time.perf_counter())
        tell = lease.teller(Stage.MARKING)
        stamped = stamp(footage, to=folder / "clip.mp4", mark=mark, tell=tell, hurry=lease.let_go)
    clock.append(time.perf_counter())
    timings = {"engine": round(clock[1] - clock[0], 3), "stamp": round(clock[2] - clock[1], 3)}
    return Made(footage, stamped, mark.payload, said, timings)


@contextmanager
def _footage(engine: Engine, script: Script, tell: Callable[[float], None]) -> Iterator[Footage]:
    """What comes before and what the engine makes; the engine's sound is gone afterwards."""
    footage = engine.frames(script, tell)
    try:
        yield joined(script, footage)
    finally:
        if footage.sound:
            Path(footage.sound).unlink(missing_ok=True)


def sweep() -> dict[str, int]:
    """Heal what killed workers and emptied queues left. Safe to run at any time, any number of times."""
    silent = heal_silent()
    waiting = Generation.objects.waiting().filter(queued_at__lt=timezone.now() - settings.SWEEP_PATIENCE)
    unheard = queue.unheard(list(waiting.in_turn().values_list("pk", flat=True)))
    for pk in unheard:
        queue.ring(pk)
    return {"silent": silent, "rung": len(unheard)}
