import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from generation import lease, services
from generation.lease import Lease, Stopped
from generation.models import Generation
from generation.states import Stage, State

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quick_beat(monkeypatch):
    monkeypatch.setattr(lease, "BEAT_SECONDS", 0.02)


@pytest.fixture
def running(ask):
    clip = ask()
    assert clip.claim()
    return clip


def until(true, within=5):
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_of_fifty_claims_at_once_one_wins(ask):
    clip = ask()
    gate = threading.Barrier(50)

    def claim(_):
        mine = Generation.objects.get(pk=clip.pk)
        gate.wait()
        try:
            return mine.claim()
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as people:
        assert sum(people.map(claim, range(50))) == 1
    clip.refresh_from_db()
    assert (clip.state, clip.attempts) == (State.RUNNING, 1)


def test_it_is_renewed_while_one_step_takes_its_time(running, quick_beat):
    Generation.objects.update(lease_until=timezone.now() + timedelta(milliseconds=50))
    with Lease(running):
        time.sleep(0.2)
        assert not Generation.objects.silent().exists()


def test_what_is_told_is_seen_by_others(running, quick_beat):
    with Lease(running) as held:
        held.teller(Stage.MAKING)(1.0)
        held.teller(Stage.MARKING)(0.5)
        until(lambda: Generation.objects.filter(stage="marking", progress=0.5).exists())


def test_progress_never_goes_back(running, quick_beat):
    with Lease(running) as held:
        tell = held.teller(Stage.MAKING)
        tell(0.6)
        tell(0.2)
        until(lambda: Generation.objects.filter(progress=0.6).exists())


def test_who_cancels_stops_the_next_step(running, quick_beat):
    with Lease(running) as held:
        tell = held.teller(Stage.MAKING)
        tell(0.1)
        assert services.cancel(Generation.objects.get(pk=running.pk))
        time.sleep(0.2)
        with pytest.raises(Stopped):
            tell(0.2)


def test_a_maker_whose_account_is_closed_stops_the_next_step(running, alice, quick_beat):
    with Lease(running) as held:
        alice.is_active = False
        alice.save()
        time.sleep(0.2)
        with pytest.raises(Stopped):
            held.check()


def test_who_makes_no_progress_is_ended(running, quick_beat, settings):
    settings.GENERATION_STALL_SECONDS = 0.1
    ended = threading.Event()
    with Lease(running, on_stall=ended.set):
        assert ended.wait(5)


def test_who_tells_slowly_is_not(running, quick_beat, settings):
    settings.GENERATION_STALL_SECONDS = 0.4
    ended = threading.Event()
    with Lease(running, on_stall=ended.set) as held:
        for step in range(8):
            time.sleep(0.1)
            held.teller(Stage.MAKING)(step / 8)
    assert not ended.is_set()
