import time

import pytest
from redis.exceptions import ConnectionError as NoRedis

from generation import queue


class DeadQueue:
    """Redis is out of reach."""

    def enqueue(self, *args, **options):
        raise NoRedis("refused")

    def get_job_ids(self):
        raise NoRedis("refused")


@pytest.fixture
def dead_redis(monkeypatch):
    monkeypatch.setattr(queue, "_queue", DeadQueue)


def test_a_ring_is_named_after_its_row(bell):
    queue.ring("42")
    assert bell == {"render-42": ("generation.jobs.render_next", ())}


def test_what_nobody_rang_for_is_unheard(bell):
    queue.ring("1")
    assert queue.unheard(["1", "2"]) == ["2"]


def test_an_emptied_redis_has_heard_nothing(bell):
    queue.ring("1")
    bell.clear()
    assert queue.unheard(["1"]) == ["1"]


def test_a_dead_redis_is_no_error_for_who_asks(dead_redis, caplog):
    queue.ring("1")
    assert "bell not rung for 1" in caplog.text


def test_a_dead_redis_is_not_rung_at_in_vain(dead_redis):
    assert queue.unheard(["1", "2"]) == []


def test_workers_are_counted_and_not_guessed(bell):
    bell.listening = {b"rq:worker:one", b"rq:worker:two"}
    assert queue.workers() == 2


def test_nobody_knows_the_workers_of_a_dead_redis(monkeypatch, settings, tmp_path):
    """The real connection: it gives up at once instead of letting a page hang."""
    monkeypatch.undo()
    settings.REDIS_URL = f"unix://{tmp_path}/nobody.sock"
    queue._connection.cache_clear()
    began = time.monotonic()
    assert queue.workers() is None
    queue._connection.cache_clear()
    assert time.monotonic() - began < 1
