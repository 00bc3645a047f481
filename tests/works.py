"""Real workers, a real sweep and a real Redis around the database of a test, for tests that kill them."""

import os
import random
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil
from django.conf import settings
from django.db import connection
from redis import Redis
from redis.exceptions import RedisError

from generation import queue
from generation.models import Generation
from generation.states import State
from safety.models import RegistryEntry
from sora_site import runner

#: Everything quicker than in life: a dead worker is noticed after a second or two.
HASTE = {
    "GENERATION_LEASE_SECONDS": "2",
    "GENERATION_STALL_SECONDS": "3",
    "FREE_IN_FLIGHT": "1000",
    "FREE_CLIPS_A_DAY": "1000",
    "SWEEP_PATIENCE_SECONDS": "1",
    "LOG_LEVEL": "WARNING",
}
#: Of the tests themselves; what they started does not need to know.
OWN = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


class Works:
    """Starts what a site runs; `until` waits for something to come true while it replaces what has died."""

    def __init__(self, log: Path):
        self.log = log.open("ab")
        self.redis = runner.redis() if settings.EMBEDDED_REDIS else None
        self.crew: dict[str, tuple[list[str], dict[str, str]]] = {}  # command and environment
        self.processes: dict[str, psutil.Popen] = {}
        self.started = 0  # processes so far

    # --- Redis

    def start_redis(self) -> None:
        if self.redis and not self.redis.is_running:
            self.redis.start()
        self.bells = Redis.from_url(settings.REDIS_URL)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with suppress(RedisError):
                self.bells.flushdb()
                return
            time.sleep(0.02)
        raise AssertionError("Redis did not start")

    def empty_redis(self) -> None:
        """FLUSHALL, kept to the database of the tests."""
        self.bells.flushdb()

    def kill_redis(self) -> None:
        """With everything it knew."""
        self.redis.process.kill()
        self.redis.bury()
        for file in settings.EMBEDDED_REDIS_SOCKET.parent.glob("appendonly*"):
            subprocess.run(["rm", "-rf", file], check=True)

    # --- Workers and the sweep

    def hire(self, *names: str, **env: str) -> None:
        """`hire("worker", "worker.2", "sweep")`: as `manage.py up` starts them."""
        by_name = {child.name.partition(".")[0]: child.command for child in runner.children(web_threads=1, workers=1)}
        by_name["sweep"] = [*by_name["sweep"][:-1], "0.3"]
        for name in names:
            self.crew[name] = by_name[name.partition(".")[0]], {**OWN, **HASTE, **self._here(), **env}
            self._start(name)

    def _here(self) -> dict[str, str]:
        database = connection.settings_dict
        url = f"sqlite:///{database['NAME']}"
        if connection.vendor == "postgresql":
            url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
        here = {"SKYLARK_TEST_HOME": str(settings.HOME), "DATABASE_URL": url, "REDIS_URL": settings.REDIS_URL}
        return here | {"DJANGO_SETTINGS_MODULE": "sora_site.test_settings"}

    def _start(self, name: str) -> None:
        command, env = self.crew[name]
        self.processes[name] = psutil.Popen(
            command, env=env, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, cwd=settings.ROOT,
        )  # fmt: skip
        self.started += 1

    def tend(self) -> None:
        for name, process in self.processes.items():
            if process.poll() is not None:
                self._start(name)

    def kill(self, name: str) -> list[psutil.Process]:
        """kill -9; answers the processes that were its tree."""
        tree = [self.processes[name], *self.processes[name].children(recursive=True)]
        self.processes[name].kill()
        self.processes[name].wait()
        return tree

    def dismiss(self) -> None:
        for process in self.processes.values():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        for process in self.processes.values():
            process.wait()
        if self.redis and self.redis.process:
            self.redis.process.kill()
            self.redis.bury()
        self.log.close()

    # --- Waiting

    def until(self, true, *, within: float = 30) -> None:
        """Wait for `true()`; whoever dies meanwhile is replaced, as the supervisor does."""
        end = time.monotonic() + within
        while not true():
            self.tend()
            if time.monotonic() > end:
                raise AssertionError(f"not within {within} s\n{Path(self.log.name).read_text()[-6000:]}")
            time.sleep(0.05)

    def until_state(self, clip, *states, within: float = 30) -> None:
        """Wait until the row of `clip` is in one of `states`."""

        def there() -> bool:
            clip.refresh_from_db()
            return clip.state in states

        self.until(there, within=within)

    def until_progress(self, clip, stage: str, within: float = 30) -> None:
        """Wait until a worker has told of its progress with `stage`."""
        self.until(lambda: Generation.objects.filter(pk=clip.pk, stage=stage, progress__gt=0).exists(), within=within)

    def anyone(self) -> str:
        return random.choice([name for name in self.processes if name != "sweep"])


def files_of(clip) -> list[str]:
    """Every file of a clip in the storage, named by a row or not."""
    folder = settings.HOME / "clips" / str(clip.pk)
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def made_once(clip) -> bool:
    """One READY row, one registry row, one video, one poster, one preview."""
    rows = RegistryEntry.objects.filter(clip=clip.pk).count()
    videos = [name for name in files_of(clip) if name.endswith("/clip.mp4")]
    return clip.state == State.READY and rows == 1 and len(videos) == 1 and len(files_of(clip)) == 3


def forget_connection() -> None:
    """Tests come and go, and so do their Redis servers."""
    queue._connection.cache_clear()
