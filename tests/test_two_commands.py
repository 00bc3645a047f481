"""`manage.py up`, as `make run` ends in it: it starts, heals, refuses with a sentence and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress

import psutil
import pytest
from django.conf import settings

pytestmark = pytest.mark.crash

MANAGE = [sys.executable, "manage.py"]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def env(tmp_path_factory, port):
    home = tmp_path_factory.mktemp("up")
    settled = ("PYTEST_", "DJANGO_", "SKYLARK_", "REDIS_URL", "DATABASE_URL", "CACHE_URL")  # for the tests, not for it
    kept = {name: value for name, value in os.environ.items() if not name.startswith(settled)}
    return kept | {"SKYLARK_HOME": str(home), "PORT": str(port), "PYTHONUNBUFFERED": "1"}


class Site:
    def __init__(self, env, log):
        self.env, self.log = env, log
        with log.open("wb") as out:
            how = {"stdout": out, "stderr": subprocess.STDOUT, "start_new_session": True}
            self.process = psutil.Popen([*MANAGE, "up"], env=env, cwd=settings.ROOT, **how)

    def children(self) -> dict[str, psutil.Process]:
        names = {"redis-server": "redis", "granian": "web", "rqworker": "worker", "sweep": "sweep"}
        found = {}
        for child in self.process.children():
            with suppress(psutil.Error):
                line = " ".join(child.cmdline())
                found |= {name: child for word, name in names.items() if word in line}
        return found

    def status(self, path="/accounts/login/") -> int | None:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.env['PORT']}{path}", timeout=5).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def until(self, true, within=60):
        end = time.monotonic() + within
        while not true():
            assert time.monotonic() < end, self.log.read_text()
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)

    def is_complete(self, without: psutil.Process | None = None) -> bool:
        """All four run, and none of them is `without`. One look: a killed child may be listed for a moment more."""
        children = self.children()
        return set(children) == {"redis", "web", "worker", "sweep"} and without not in children.values()


@pytest.fixture
def site(env, tmp_path):
    for command in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"]):
        subprocess.run([*MANAGE, *command], env=env, cwd=settings.ROOT, check=True)
    site = Site(env, tmp_path / "up.log")
    site.until(lambda: "Skylark is at" in site.log.read_text())
    yield site
    if site.process.poll() is None:
        tree = [site.process, *site.process.children(recursive=True)]
        for process in tree:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(tree, timeout=10)


def test_one_word_starts_a_site_that_answers_heals_and_ends_cleanly(site):
    assert site.status() == 200
    assert re.search(rf"up +\| Skylark is at http://127\.0\.0\.1:{site.env['PORT']} ", site.log.read_text())
    assert "\x1b[" not in site.log.read_text()  # a file is no terminal

    # Every child is replaced after kill -9.
    for name in ("redis", "worker", "sweep", "web"):
        site.until(site.is_complete)
        old = site.children()[name]
        old.kill()
        site.until(lambda: site.is_complete(without=old))  # noqa: B023
        assert f"{name} ended (SIGKILL): starting it again" in site.log.read_text()
    site.until(lambda: site.status() == 200)

    # A second one in the same folder is refused; the first does not notice.
    second = subprocess.run([*MANAGE, "up"], env=site.env, cwd=settings.ROOT, capture_output=True, text=True)
    assert second.returncode == 1
    assert second.stderr.strip().endswith("stop it, or set another SKYLARK_HOME.")
    assert "Traceback" not in second.stderr

    # Ctrl-C ends all of it.
    tree = site.process.children(recursive=True)
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(20) == 0
    _, left = psutil.wait_procs(tree, timeout=2)
    assert not left
    assert site.log.read_text().rstrip().endswith("ended")


def test_nothing_outlives_a_killed_supervisor(site):
    site.until(site.is_complete)
    tree = site.process.children(recursive=True)
    site.process.kill()
    site.process.wait()
    _, left = psutil.wait_procs(tree, timeout=10)
    assert not left


def test_a_taken_port_is_one_sentence(env, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        refused = subprocess.run([*MANAGE, "up"], env=env, cwd=settings.ROOT, capture_output=True, text=True)
    assert refused.returncode == 1
    assert refused.stderr.strip().splitlines() == [
        f"CommandError: Cannot listen at 127.0.0.1:{port} (Address already in use): try PORT={port + 1}."
    ]


def test_a_folder_too_deep_for_a_socket_is_one_sentence(env, tmp_path):
    deep = str(tmp_path / ("d" * 90))
    refused = subprocess.run(
        [*MANAGE, "up"], env=env | {"SKYLARK_HOME": deep}, cwd=settings.ROOT, capture_output=True, text=True, timeout=60
    )
    assert refused.returncode == 1
    assert "set SKYLARK_HOME to a shorter folder" in refused.stderr


def test_make_alone_lists_the_targets():
    listed = subprocess.run(["make", "--no-print-directory"], cwd=settings.ROOT, capture_output=True, text=True).stdout
    targets = re.findall(r"^([a-z]+):", (settings.ROOT / "Makefile").read_text(), re.MULTILINE)
    assert len(targets) >= 6
    assert all(re.search(rf"^  make {target} +\S", listed, re.MULTILINE) for target in targets)
