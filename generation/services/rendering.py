"""What workers do: take the clip whose turn it is, make it, mark it, deliver it, or say why not."""

import logging
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.notices import Kind
from accounts.notifications import notify
from generation import files, queue
from generation.engines import OutOfMemory, RecycleWorker, get_engine
from generation.lease import Lease, Stopped
from generation.models import Generation
from generation.services import casting
from generation.stamp import Mark, Stamped, stamp
from generation.states import IN_FLIGHT, Stage, State
from safety.marks import payload
from safety.models import RegistryEntry

log = logging.getLogger(__name__)

#: Makers are told of clips that took longer than this.
WORTH_TELLING = timedelta(seconds=20)


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
        _stopped(generation)
    except SystemExit:  # the operator ends this worker: the clip is another's at once, and no try is spent
        if generation.state == State.RUNNING and generation.move(State.QUEUED, tries=generation.tries - 1):
            queue.ring(generation.pk)
        raise
    except OutOfMemory as error:
        _out_of_memory(generation, error)
        raise RecycleWorker from error
    except Exception as error:
        log.exception("could not make %s", generation.pk)
        if generation.state == State.RUNNING:  # not delivered already
            _again_or_fail(generation, "engine", trouble=repr(error))
    log.info("%s is %s", generation.pk, generation.state)


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
    if not casting.may_be_made(generation):
        generation.move(State.FAILED, failure="consent")
        return
    with _work_folder(generation) as folder:
        with Lease(generation) as lease:
            made = _make(generation, lease, folder)
            lease.check()
            stored = _store(generation, made)
        _deliver(generation, made, stored)


class Made:
    """What one attempt made, and how long each stage took."""

    def __init__(self, footage, stamped: Stamped, payload: str, timings: dict):
        self.footage, self.stamped, self.payload, self.timings = footage, stamped, payload, timings


def _make(generation: Generation, lease: Lease, folder: Path) -> Made:
    """Pictures from the engine straight through the marks into one file: no clean frame is ever written."""
    clock = [time.perf_counter()]
    engine = get_engine(generation.engine)
    script = replace(generation.script, references=casting.references(generation))
    footage = engine.frames(script, lease.teller(Stage.MAKING))
    clock.append(time.perf_counter())
    mark = Mark(clip=generation.pk, payload=payload.new(), handle=generation.owner.username, site=settings.SITE_NAME)
    stamped = stamp(footage, to=folder / "clip.mp4", mark=mark, tell=lease.teller(Stage.MARKING))
    clock.append(time.perf_counter())
    timings = {"engine": round(clock[1] - clock[0], 3), "stamp": round(clock[2] - clock[1], 3)}
    return Made(footage, stamped, mark.payload, timings)


@contextmanager
def _work_folder(generation: Generation):
    """A private folder for one attempt; what killed attempts left behind is cleared on the way."""
    root = settings.HOME / "work"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    at_work = {str(pk) for pk in Generation.objects.filter(state=State.RUNNING).values_list("pk", flat=True)}
    for left in root.iterdir():
        if left.name[:36] not in at_work:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=f"{generation.pk}-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _store(generation: Generation, made: Made) -> dict[str, str]:
    """Put the marked files where pages can find them; nobody does until the row names them."""
    made_files = {"video": made.stamped.video, "poster": made.stamped.poster, "preview": made.stamped.preview}
    began, stored = time.perf_counter(), {}
    for field, path in made_files.items():
        name = f"{generation.pk}/{generation.attempts}-{made.payload}/{path.name}"
        with path.open("rb") as content:
            stored[field] = default_storage.save(name, File(content))
    made.timings["save"] = round(time.perf_counter() - began, 3)
    return stored


def _deliver(generation: Generation, made: Made, stored: dict[str, str]) -> None:
    """One transaction makes the clip: registered, READY, visible. Too late: its files go."""
    try:
        with transaction.atomic():
            if not casting.may_be_made(generation):
                raise Stopped
            entry = RegistryEntry.objects.create(
                payload=made.payload,
                clip=generation.pk,
                sha256=made.stamped.sha256,
                frame_hashes=made.stamped.frame_hashes,
                engine=generation.engine,
                seconds=made.stamped.seconds,
            )
            facts = {"fps": made.stamped.fps, "drew": made.footage.drew, "skipped": made.footage.skipped}
            done = {"stage": Stage.SAVING, "progress": 1, "lease_until": None}
            if not generation.move(State.READY, registry=entry, timings=made.timings, **stored, **facts, **done):
                raise Stopped
    except BaseException:
        for name in stored.values():
            default_storage.delete(name)
        raise
    _tell_maker(generation)
    files.clear(files.folder(generation), but=generation.video.name.split("/")[1])


def _tell_maker(generation: Generation) -> None:
    """Whoever waited for so long is not looking any more."""
    if generation.finished_at - generation.queued_at > WORTH_TELLING:
        notify(generation.owner, Kind.READY, link=generation.get_absolute_url(), about=generation.prompt)


def _stopped(generation: Generation) -> None:
    """Cancelled, deleted or given away: nothing to do. Its maker was locked out, or somebody in it objects: say so."""
    ours = Generation.objects.unmoved(generation).filter(state=State.RUNNING)
    if ours.filter(owner__is_active=False).exists():
        generation.move(State.FAILED, failure="account")
    elif ours.exists() and not casting.may_be_made(generation):
        generation.move(State.FAILED, failure="consent")


def _out_of_memory(generation: Generation, error: OutOfMemory) -> None:
    if generation.lean:
        generation.move(State.FAILED, failure="memory", trouble=repr(error))
    elif generation.move(State.QUEUED, lean=True, trouble=repr(error)):
        queue.ring(generation.pk)


def _again_or_fail(generation: Generation, failure: str, *, trouble: str = "") -> None:
    if generation.tries >= settings.GENERATION_ATTEMPTS:
        generation.move(State.FAILED, failure=failure, trouble=trouble)
    elif generation.move(State.QUEUED, trouble=trouble):
        queue.ring(generation.pk)


def heal_silent() -> int:
    """Take back the clips of workers that went silent; how many there were."""
    silent = list(Generation.objects.silent())
    for generation in silent:
        _again_or_fail(generation, "silent", trouble="the lease ran out")
    return len(silent)


def sweep() -> dict[str, int]:
    """Heal what killed workers and emptied queues left. Safe to run at any time, any number of times."""
    silent = heal_silent()
    waiting = Generation.objects.waiting().filter(queued_at__lt=timezone.now() - settings.SWEEP_PATIENCE)
    unheard = queue.unheard(list(waiting.in_turn().values_list("pk", flat=True)))
    for pk in unheard:
        queue.ring(pk)
    return {"silent": silent, "rung": len(unheard)}
