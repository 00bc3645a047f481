"""The last steps of a clip: its files stored, its mark registered, its row READY; or nothing of it is left."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.notices import Kind
from generation import files
from generation.engines import Footage
from generation.lease import Stopped
from generation.models import Generation
from generation.services import casting
from generation.services.faults import tell_maker
from generation.stamp import Stamped
from generation.states import Stage, State
from safety.models import RegistryEntry


@dataclass
class Made:
    """What one attempt made, and how many wall seconds each stage took."""

    footage: Footage
    stamped: Stamped
    payload: str  # of the hidden mark
    captions: str
    timings: dict[str, float]


@contextmanager
def work_folder(generation: Generation) -> Iterator[Path]:
    """A private folder for one attempt; what killed attempts left behind is cleared on the way."""
    root = settings.HOME / "work"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    at_work = {str(pk) for pk in Generation.objects.filter(state=State.RUNNING).values_list("pk", flat=True)}
    for left in root.iterdir():
        if left.name[:36] not in at_work:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=f"{generation.pk}-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def store(generation: Generation, made: Made) -> dict[str, str]:
    """Put the marked files where pages can find them; nobody does until the row names them."""
    made_files = {"video": made.stamped.video, "poster": made.stamped.poster, "preview": made.stamped.preview}
    began, stored = time.perf_counter(), {}
    for field, path in made_files.items():
        name = f"{generation.pk}/{generation.attempts}-{made.payload}/{path.name}"
        with path.open("rb") as content:
            stored[field] = default_storage.save(name, File(content))
    made.timings["save"] = round(time.perf_counter() - began, 3)
    return stored


def deliver(generation: Generation, made: Made, stored: dict[str, str]) -> None:
    """One transaction makes the clip: registered, READY, visible. Too late: its files go, and Stopped is raised."""
    try:
        with transaction.atomic():
            if not casting.may_be_made(generation):
                raise Stopped
            changes = _facts(made) | stored | {"registry": _registered(generation, made)}
            if not generation.move(State.READY, stage=Stage.SAVING, progress=1, lease_until=None, **changes):
                raise Stopped
    except BaseException:
        for name in stored.values():
            default_storage.delete(name)
        raise
    tell_maker(generation, Kind.READY)
    files.clear(files.folder(generation), but=generation.video.name.split("/")[1])


def _registered(generation: Generation, made: Made) -> RegistryEntry:
    return RegistryEntry.objects.create(
        payload=made.payload,
        clip=generation.pk,
        sha256=made.stamped.sha256,
        frame_hashes=made.stamped.frame_hashes,
        engine=generation.engine,
        seconds=made.stamped.seconds,
    )


def _facts(made: Made) -> dict:
    return {
        "fps": made.stamped.fps,
        "has_sound": made.footage.sound is not None,
        "captions": made.captions,
        "drew": made.footage.drew,
        "skipped": made.footage.skipped,
        "timings": made.timings,
    }
