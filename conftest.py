"""The cast and the makers that every test shares. Alice made it, Bob may use her likeness, Charlie is a stranger."""

from functools import cache
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from django.test import Client, override_settings
from django.utils import translation

from accounts.models import User
from cameos.models import Level
from cameos.portraits import SITTERS, draw_portrait
from cameos.services import make as make_a_cameo
from generation import lease, queue, services
from generation.models import Style
from generation.services import rendering
from generation.states import State
from sora_site.management.commands.moderator import make_moderator
from tests.works import Works, forget_connection


@receiver(post_migrate, sender=apps.get_app_config("generation"))
def styles_come_back(**kwargs):
    """A test that commits empties every table at its end, also of the styles that every site begins with."""
    if not Style.objects.exists():
        import_module("generation.migrations.0004_films").begin_with_styles(apps, None)


@pytest.fixture
def make_person(db):
    def make_person(handle, **details):
        return User.objects.create_user(handle, password="a good long password", **details)

    return make_person


@pytest.fixture
def alice(make_person):
    """She makes clips."""
    return make_person("alice", display_name="Alice Marsh")


@pytest.fixture
def bob(make_person):
    """Alice knows him."""
    return make_person("bob", display_name="Bob Stone")


@pytest.fixture
def charlie(make_person):
    """Nobody knows him."""
    return make_person("charlie", display_name="Charlie Reed")


@pytest.fixture
def rita(make_person):
    """She moderates."""
    person = make_person("rita", display_name="Rita Vance")
    make_moderator(person)
    return person


@pytest.fixture
def as_():
    """`as_(alice).get(url)`; `as_(None)` is a passer-by."""

    def as_(person):
        client = Client()
        if person:
            client.force_login(person)
        return client

    return as_


@pytest.fixture
def make_cameo():
    """`make_cameo(bob, level=Level.EVERYONE)`: a likeness that its owner agreed to."""

    def make_cameo(owner, *, level=Level.ONLY_ME, **details):
        pictures = [ContentFile(_portrait(owner.username), name="portrait.webp")]
        return make_a_cameo(owner=owner, pictures=pictures, signature=owner.name, level=level, **details)

    return make_cameo


@cache
def _portrait(handle: str) -> bytes:
    return draw_portrait(handle if handle in SITTERS else "ana", side=320)


class FakeQueue(dict):
    """The bell as a dict: job id -> what was rung for. Empty it to empty Redis."""

    name = queue.QUEUE

    def __init__(self):
        super().__init__()
        self.connection = self
        self.listening = set()  # names of workers

    def __bool__(self):  # RQ asks "if queue", and its own is true when empty
        return True

    def enqueue(self, func, *args, job_id, **options):
        self[job_id] = (func, args)

    def get_job_ids(self):
        return list(self)

    def smembers(self, key):
        return self.listening


@pytest.fixture(autouse=True)
def bell(request, monkeypatch):
    """No test needs a Redis, but those that kill one: they ask for `works`."""
    if "works" in request.fixturenames:
        return None
    fake = FakeQueue()
    monkeypatch.setattr(queue, "_queue", lambda: fake)
    return fake


#: What the review says where a test is not about the review.
OPINIONS = {State.HELD: "tests.reviews.HoldEverything", State.REFUSED: "tests.reviews.RefuseEverything"}


@pytest.fixture(autouse=True)
def in_english():
    """A page in French leaves its thread speaking French."""
    with translation.override("en"):
        yield


@pytest.fixture
def ask(alice):
    """Ask for a clip as people do; small frames, no limit of clips in flight."""

    def ask(owner=alice, prompt="a red ball on the beach", engine="quick", state=State.QUEUED, **order):
        order = {"seconds": 5, "size": "480x854", "limited": False} | order
        with override_settings(SAFETY_CHECKS=[OPINIONS.get(state, "tests.reviews.AllowEverything")]):
            return services.request(owner=owner, prompt=prompt, engine=engine, **order)

    return ask


@pytest.fixture
def make_clip(ask, monkeypatch):
    """`make_clip(owner=bob, state=State.READY)`: a clip that came to that state the real way."""
    # In a test's transaction no other thread sees the row, so the lease must not look.
    monkeypatch.setattr(lease, "BEAT_SECONDS", 60)

    def make_clip(*, state=State.READY, **order):
        clip = ask(state=state, **order | ({"engine": "broken"} if state == State.FAILED else {}))
        if state == State.RUNNING:
            clip.claim()
        elif state == State.CANCELLED:
            services.cancel(clip)
        elif state in (State.READY, State.FAILED):
            rendering.make_now(clip)
        assert clip.state == state, f"{clip.state}: {clip.trouble}"
        return clip

    return make_clip


@pytest.fixture
def works(transactional_db, tmp_path):
    """Real workers, sweep and Redis for tests that kill them; see `tests.works`."""
    works = Works(tmp_path / "works.log")
    forget_connection()
    works.start_redis()
    yield works
    works.dismiss()
    forget_connection()
