"""One process that is kept running: started again when it ends, gone when its supervisor is."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None

HEALTHY_SECONDS = 10  # one that lived this long did not fall over at the start
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 10.0


class Child:
    """A command in a session of its own, so that Ctrl-C in the terminal reaches only the supervisor."""

    def __init__(self, name: str, command: list[str], *, on_orphaned=signal.SIGKILL):
        self.name, self.command = name, command
        self.process: subprocess.Popen | None = None
        self._on_orphaned = on_orphaned  # the signal it gets when the supervisor dies
        self._pause, self._born, self._due = FIRST_PAUSE, 0.0, 0.0
        self._said = b""
        self.has_hung_up = False  # it closed its end of the pipe

    def start(self) -> None:
        parent, self._born = os.getpid(), time.monotonic()

        def die_with_parent():
            if _LIBC:
                _LIBC.prctl(PR_SET_PDEATHSIG, self._on_orphaned)
                if os.getppid() != parent:  # it died before we asked
                    os._exit(1)

        # preexec_fn is safe here: the supervisor has one thread.
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )
        os.set_blocking(self.process.stdout.fileno(), False)

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @property
    def is_due(self) -> bool:
        """It ended, and paused long enough: one that keeps falling over pauses longer and longer."""
        return self.process is None and time.monotonic() >= self._due

    def lines(self) -> list[str]:
        """What it said since we last asked, in whole lines; the rest once it has ended."""
        said = self.process.stdout.read()
        self.has_hung_up = said == b""
        self._said += said or b""
        whole, newline, self._said = self._said.rpartition(b"\n")
        if self.has_ended:
            whole, self._said = whole + newline + self._said, b""
        return whole.decode(errors="replace").splitlines()

    def ask_to_end(self) -> None:
        if self.is_running:
            self.process.terminate()

    def bury(self) -> str:
        """End what is left of its session; say in a word how it ended."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        code = self.process.wait()
        self.process.stdout.close()
        self.process = None
        lived = time.monotonic() - self._born
        self._pause = FIRST_PAUSE if lived > HEALTHY_SECONDS else min(self._pause * 2, LONGEST_PAUSE)
        self._due = time.monotonic() + self._pause
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
