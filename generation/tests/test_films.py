"""The whole way with the built-in engine: a storyboard, what comes after it, and both end to end."""

import pytest

from generation import services
from generation.models import CreditEntry
from generation.script import Shot
from generation.services import rendering
from generation.states import State

pytestmark = pytest.mark.django_db
ORDER = {"prompt": "a red ball on the beach", "seconds": 1, "size": "480x854", "engine": "sketch"}


@pytest.fixture
def made(settings, alice, monkeypatch):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    monkeypatch.setattr("generation.lease.BEAT_SECONDS", 60)  # no other thread sees the rows of a test

    def made(ask, **order):
        clip = ask(owner=alice, **order)
        rendering.make_now(clip)
        assert clip.state == State.READY, clip.trouble
        return clip

    return made


def test_from_a_storyboard_to_a_film_of_films(made, alice):
    shots = [Shot("a red ball on the beach", 1), Shot("a cat in the snow", 1)]
    first = made(services.request, **ORDER, shots=shots)
    assert first.registry.seconds == 2
    longer = made(services.request, **ORDER, before=[first])
    assert (longer.registry.seconds, longer.seconds, longer.made_seconds) == (3, 3, 1)
    film = made(services.stitch, clips=[longer, first])
    assert (film.registry.seconds, film.seconds) == (5, 5)
    assert not CreditEntry.objects.filter(clip=film.pk).exists()
    assert services.balance(alice).plan_left == 8
