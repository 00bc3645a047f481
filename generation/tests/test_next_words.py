"""While one clip is marked, the words of the next are read: in time, and never in anybody's way."""

import threading
import time

import pytest
from django.db import connection

from cameos.models import Level
from generation import jobs, lease
from generation.engines import OutOfMemory, get_engine
from generation.models import Generation
from generation.services import rendering
from generation.states import State
from tests.engines import Quick

pytestmark = pytest.mark.django_db(transaction=True)


class Reading(Quick):
    """Notes what it reads ahead, and of what."""

    name = "reading"
    read, waits, fails = [], None, False

    def read_ahead(self, script):
        if self.waits:
            assert self.waits.wait(10)
        if self.fails:
            raise OutOfMemory
        self.read.append(script)


@pytest.fixture
def engine(settings, monkeypatch):
    settings.GENERATION_ENGINES = settings.GENERATION_ENGINES | {"reading": f"{__name__}.Reading"}
    monkeypatch.setattr(lease, "BEAT_SECONDS", 60)  # SQLite: one writer at a time
    get_engine.cache_clear()
    Reading.read = []
    yield get_engine("reading")
    get_engine.cache_clear()


def test_the_words_of_the_clip_whose_turn_it_is_next_with_names_but_no_pictures(engine, ask, alice, bob, make_cameo):
    make_cameo(bob, level=Level.EVERYONE, preferences="always wears a fedora")
    ask(engine="reading", prompt="a red ball")
    ask(engine="reading", prompt="@bob on the beach")
    jobs.render_next()
    (script,) = engine.read
    assert script.text == "@bob on the beach"
    (person,) = script.references
    assert (person.name, person.preferences, person.pictures) == ("Bob Stone", "always wears a fedora", ())
    assert Generation.objects.get(prompt="@bob on the beach").attempts == 0


def test_nothing_waits_or_another_engine_is_next(engine, ask):
    ask(engine="reading")
    jobs.render_next()
    ask(engine="reading")
    ask(engine="quick")
    jobs.render_next()
    assert engine.read == []


def test_not_when_memory_is_short(engine, ask):
    clip = ask(engine="reading")
    Generation.objects.filter(pk=clip.pk).update(lean=True)
    ask(engine="reading")
    jobs.render_next()
    assert engine.read == []


def test_what_goes_wrong_with_it_is_nobodys_trouble(engine, ask, caplog):
    engine.fails = True
    clip, following = ask(engine="reading"), ask(engine="reading")
    jobs.render_next()
    clip.refresh_from_db()
    following.refresh_from_db()
    assert (clip.state, following.state, following.trouble) == (State.READY, State.QUEUED, "")
    assert "the words of the next clip were not read" in caplog.text


def test_a_clip_is_delivered_while_the_reading_goes_on(engine, ask):
    engine.waits = threading.Event()
    clip = ask(engine="reading")
    ask(engine="reading")
    clip.claim()
    worker = threading.Thread(target=_render, args=(clip,))
    worker.start()
    try:
        _until(lambda: Generation.objects.get(pk=clip.pk).state == State.READY)
        assert worker.is_alive()
    finally:
        engine.waits.set()
        worker.join()
    assert len(engine.read) == 1


def _render(clip):
    try:
        rendering.render(clip)
    finally:
        connection.close()


def _until(true):
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
