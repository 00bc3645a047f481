"""While a clip is being made: say so in its row, and notice when it is no longer ours."""

import logging
import os
import sys
import threading
import time
import traceback
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from generation.ahead import AHEAD
from generation.models import Casting, Generation
from generation.states import Stage

log = logging.getLogger(__name__)

BEAT_SECONDS = 0.5
STALLED = 75  # EX_TEMPFAIL: the supervisor starts a fresh worker


class Stopped(Exception):
    """Cancelled, given away, its maker locked out or somebody in it against it: put the work down."""


def abandon_process() -> None:
    """A thread cannot stop a call that hangs inside a library; ending the process does, and the sweep heals the row."""
    os._exit(STALLED)


def standstill() -> str:
    """Where the threads that make a clip are right now: the innermost call of each."""
    at_work = [thread for thread in threading.enumerate() if thread is threading.main_thread() or thread.name == AHEAD]
    frames = sys._current_frames()
    places = [(thread.name, traceback.extract_stack(frames[thread.ident])[-1]) for thread in at_work]
    return "; ".join(f"{name} in {place.name}, {place.filename}:{place.lineno}" for name, place in places)


class Lease:
    """Renews the lease of a claimed row from a thread of its own, since one step of a model may take minutes."""

    def __init__(self, generation: Generation, *, on_stall=abandon_process):
        against = Casting.objects.filter(clip=OuterRef("pk")).not_castable_by(generation.owner)
        self._rows = Generation.objects.unmoved(generation).filter(~Exists(against), owner__is_active=True)
        self._done = dict.fromkeys(Stage, 0.0)
        self._told_at = time.monotonic()
        self._lost = threading.Event()
        self._closed = threading.Event()
        self._on_stall = on_stall
        self._thread = threading.Thread(target=self._beat, name=f"lease-{generation.pk}", daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc):
        self._closed.set()
        self._thread.join()

    def teller(self, stage: Stage):
        """The `tell(fraction)` of one stage. Raises Stopped once the row is no longer ours."""

        def tell(fraction: float) -> None:
            self._done[stage] = min(max(fraction, self._done[stage]), 1.0)
            self._told_at = time.monotonic()
            self.check()

        return tell

    def check(self) -> None:
        if self._lost.is_set():
            raise Stopped

    def let_go(self) -> None:
        """Whoever tells or checks from now on is stopped."""
        self._lost.set()

    def renew(self) -> bool:
        """Write the progress and the new lease; False when the row is no longer ours."""
        stage = next((stage for stage in Stage if self._done[stage] < 1), Stage.SAVING)
        until = timezone.now() + timedelta(seconds=settings.GENERATION_LEASE_SECONDS)
        return bool(self._rows.update(stage=stage, progress=self._done[stage], lease_until=until))

    def _beat(self) -> None:
        try:
            while not self._closed.wait(BEAT_SECONDS):
                if time.monotonic() - self._told_at > settings.GENERATION_STALL_SECONDS:
                    self._on_stall()
                    return
                if not self._renew_or_doubt():
                    self._lost.set()
                    return
        finally:
            connection.close()

    def _renew_or_doubt(self) -> bool:
        try:
            return self.renew()
        except Exception:  # a database out of reach for a moment: the lease has some beats in hand
            log.exception("lease not renewed")
            connection.close()
            return True
