"""The process that makes clips: engine loaded once, kept between jobs."""

import ctypes
import logging
import signal
import sys

from rq import SimpleWorker

from generation.engines import RecycleWorker

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Linux: no worker outlives its supervisor. The row's lease gives the clip to the next one."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class RenderWorker(SimpleWorker):
    """Does not fork: weights stay loaded, and a kill leaves no second process on the graphics card."""

    max_connection_wait_time = 5.0

    def work(self, *args, **kwargs):
        die_with_parent()
        log.info("waiting for clips to make")
        return super().work(*args, **kwargs)

    def handle_exception(self, job, *exc_info):
        """A job that asks for a new process gets one: the supervisor starts it."""
        if issubclass(exc_info[0], RecycleWorker):
            self._stop_requested = True
        return super().handle_exception(job, *exc_info)
