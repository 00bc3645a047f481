"""While a clip is marked, the words of the one after it are already read."""

import logging
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

from django.db import connection

from generation.engines import Engine, ReadsAhead
from generation.models import Generation
from generation.script import Reference, Script

log = logging.getLogger(__name__)

NICE = 10  # delivering what is made comes first


class NextWords:
    """For the length of one clip's making. Nothing is decided here: the next clip may be cancelled, or never made."""

    def __init__(self, generation: Generation):
        self._generation, self._thread = generation, None

    def __enter__(self) -> "NextWords":
        return self

    def __exit__(self, failure, *_) -> None:
        if self._thread and failure is None:  # else whoever stops this would have to wait
            self._thread.join()

    def teller(self, engine: Engine, tell: Callable[[float], None]) -> Callable[[float], None]:
        """`tell`, but once the pictures are made the reading begins, where memory is not short and `engine` can."""
        if self._generation.lean or not isinstance(engine, ReadsAhead):
            return tell

        def tell_and_begin(fraction: float) -> None:
            tell(fraction)
            if fraction >= 1 and self._thread is None:
                self._thread = threading.Thread(target=self._read, args=(engine,), name="next words", daemon=True)
                self._thread.start()

        return tell_and_begin

    def _read(self, engine: ReadsAhead) -> None:
        try:
            if sys.platform == "linux":
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
            following = Generation.objects.in_turn().first()
            if following and following.engine == self._generation.engine and not following.lean:
                engine.read_ahead(_words(following))
        except Exception:
            log.exception("the words of the next clip were not read")
        finally:
            connection.close()


def _words(generation: Generation) -> Script:
    """Its script without a picture of anybody."""
    castings = generation.castings.filter(cameo__isnull=False).select_related("person", "cameo")
    names = [(casting.person.username, casting.person.name, casting.cameo.preferences) for casting in castings]
    return replace(
        generation.script,
        references=tuple(Reference(handle, name, (), preferences) for handle, name, preferences in names),
    )
