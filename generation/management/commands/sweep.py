"""Heal what killed workers and emptied queues left behind: once, or every few seconds."""

import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from generation.services import forget_previews
from generation.services.rendering import sweep

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, metavar="SECONDS", help="again and again; several may run at once")

    def handle(self, *args, every, **options):
        if not every:
            self.stdout.write(str(_sweep()))
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            _sweep_or_wait()
            stop.wait(every)


def _sweep() -> dict[str, int]:
    return sweep() | {"forgotten": forget_previews()}


def _sweep_or_wait() -> None:
    try:
        healed = _sweep()
    except DatabaseError as error:  # out of reach for a moment: the next round tries again
        log.warning("could not sweep: %s", error)
        connection.close()
    else:
        if any(healed.values()):
            log.info("%(silent)d silent, %(rung)d rung for, %(forgotten)d previews forgotten", healed)
