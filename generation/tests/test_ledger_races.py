"""The sums balance, whoever moves a clip in whatever order."""

import random
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.utils import timezone

from cameos.models import Level
from generation import services
from generation.lease import Stopped
from generation.models import CreditEntry, Generation
from generation.services import LimitReached, balance, rendering
from generation.states import FINISHED, IllegalMove, State
from generation.tests.ledgers import imbalances
from safety.models import RegistryEntry


def _fail(clip):
    clip.move(State.FAILED, failure="engine")


def _deliver(clip):
    """The end of an attempt, without the pictures."""
    with transaction.atomic():
        facts = {"payload": uuid.uuid4().hex[:16], "sha256": "0" * 64, "engine": "quick", "seconds": 5}
        entry = RegistryEntry.objects.create(clip=clip.pk, **facts)
        if not clip.move(State.READY, registry=entry, video="clip.mp4", poster="poster.webp"):
            raise Stopped


def _expire(clip):
    Generation.objects.filter(pk=clip.pk, state=State.RUNNING).update(lease_until=timezone.now() - timedelta(1))


@pytest.mark.django_db
class TestRandomWalks:
    """Alice asks, a worker makes, she cancels, tries again and deletes, Rita decides, Bob takes back: all out of turn.

    Everybody acts on the row as they saw it some time ago, as pages and workers do.
    """

    @pytest.fixture
    def cast(self, make_cameo, bob):
        return make_cameo(bob, level=Level.EVERYONE)

    @pytest.mark.parametrize("seed", range(6))
    def test_held_is_what_was_spent_and_given_back(self, ask, make_clip, cast, bob, rita, seed, settings):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": 3}}
        dice = random.Random(seed)
        acts = (
            lambda clip: clip.claim(),
            lambda clip: clip.claim(),
            services.cancel,
            services.retry,
            _deliver,
            _fail,
            _expire,
            lambda clip: rendering.heal_silent(),
            lambda clip: services.allow(clip, by=rita),
            lambda clip: services.refuse(clip, by=rita),
            lambda clip: services.take_down(clip, by=rita, why="no"),
            lambda clip: services.withdraw(clip, by=bob),
            services.discard,
        )
        seen = []
        for _ in range(120):
            if len(seen) < 3 or dice.random() < 0.1:
                state = dice.choice([State.QUEUED, State.QUEUED, State.HELD, State.REFUSED])
                with suppress(LimitReached):
                    seen.append(ask(state=state, prompt="@bob on the beach", limited=dice.random() < 0.5))
                continue
            clip = dice.choice(seen)
            if dice.random() < 0.5:
                with suppress(Generation.DoesNotExist):
                    clip.refresh_from_db()
            with suppress(IllegalMove, Stopped, IntegrityError, Generation.DoesNotExist, LimitReached):
                dice.choice(acts)(clip)
            assert imbalances() == {}, seed
        for clip in Generation.objects.all():
            services.discard(clip)
        assert imbalances() == {}

    def test_every_kind_of_line_was_written_on_the_way(self, make_clip, ask):
        make_clip()
        make_clip(state=State.FAILED)
        assert set(CreditEntry.objects.values_list("kind", flat=True)) == {"hold", "settle", "refund"}


def together(count, act):
    """`act(number)` in so many threads at the same moment; their answers."""
    gate = threading.Barrier(count)

    def one(number):
        gate.wait()
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as people:
        return list(people.map(one, range(count)))


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def lenient(self, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": 3, "in_flight": 20}}

    def ask(self, owner):
        order = {"prompt": "a red ball", "seconds": 5, "size": "480x854", "engine": "quick"}
        try:
            services.request(owner=owner, **order)
        except LimitReached:
            return False
        return True

    def test_eight_who_ask_never_overdraw(self, alice):
        assert sum(together(8, lambda _: self.ask(alice))) == 3
        assert balance(alice).plan_left == 0
        assert CreditEntry.objects.filter(kind="hold").count() == Generation.objects.count() == 3

    def test_eight_who_cancel_get_it_back_once(self, alice):
        self.ask(alice)
        clip = Generation.objects.get()
        won = together(8, lambda _: services.cancel(Generation.objects.get(pk=clip.pk)))
        assert sum(won) == 1
        assert imbalances() == {}
        assert balance(alice).plan_left == 3

    def test_eight_who_try_again_hold_it_once(self, make_clip, alice):
        clip = make_clip(state=State.FAILED)
        won = together(8, lambda _: services.retry(Generation.objects.get(pk=clip.pk)))
        assert sum(won) == 1
        assert imbalances() == {}

    def test_who_is_cast_takes_it_back_while_its_maker_cancels_and_a_worker_delivers(self, alice, bob, make_cameo):
        make_cameo(bob, level=Level.EVERYONE)
        with override_settings(GENERATION_ENGINE="quick"):
            order = {"prompt": "@bob", "seconds": 5, "size": "480x854", "engine": "quick", "limited": False}
            clip = services.request(owner=alice, ring=False, **order)
        clip.claim()
        same = [Generation.objects.get(pk=clip.pk) for _ in range(3)]
        acts = (rendering.render, services.cancel, lambda clip: services.withdraw(clip, by=bob))
        together(3, lambda number: acts[number](same[number]))
        clip.refresh_from_db()
        assert clip.state in FINISHED
        assert clip.standing == "withdrawn"
        assert not clip.video
        assert imbalances() == {}
