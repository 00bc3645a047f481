from datetime import timedelta

import pytest
from django.utils import timezone

from generation import services
from generation.models import Generation
from generation.services import LimitReached, QueueFull
from generation.states import State
from safety.models import Decision

pytestmark = pytest.mark.django_db


class TestRequest:
    def test_what_the_review_says_is_where_it_begins(self, ask):
        for state in (State.QUEUED, State.HELD, State.REFUSED):
            assert ask(state=state).state == state

    def test_only_what_may_be_made_is_rung_for(self, ask, bell):
        queued, _held, _refused = (ask(state=state) for state in (State.QUEUED, State.HELD, State.REFUSED))
        assert list(bell) == [f"render-{queued.pk}"]

    def test_every_decision_is_a_row_with_the_words_it_is_about(self, ask, alice):
        clip = ask(state=State.REFUSED, prompt="something else")
        decision = Decision.objects.get()
        assert clip.decision == decision
        assert (decision.text, decision.asked_by, decision.verdict) == ("something else", alice, "refuse")
        assert decision.opinions[0]["words"] == ["something"]

    def test_a_review_that_is_down_holds(self, alice, settings):
        settings.SAFETY_CHECKS = ["safety.no.such.Check"]
        clip = services.request(owner=alice, prompt="a cat", seconds=5, size="480x854", engine="quick")
        assert clip.state == State.HELD

    def test_without_a_seed_it_gets_one_of_its_own(self, ask):
        assert len({ask().seed for _ in range(5)}) == 5

    def test_the_same_key_twice_is_one_clip(self, ask, bell):
        assert ask(key="once") == ask(key="once")
        assert Generation.objects.count() == len(bell) == 1

    def test_the_same_key_of_two_people_is_two_clips(self, ask, bob):
        assert ask(key="once") != ask(key="once", owner=bob)


class TestLimits:
    @pytest.fixture(autouse=True)
    def low(self, settings):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"in_flight": 2}}
        settings.GENERATION_PER_HOUR = 2
        settings.GENERATION_QUEUE_LIMIT = 3

    def test_a_third_clip_in_flight_is_one_too_many(self, ask):
        ask(limited=True).claim()
        ask(limited=True)
        with pytest.raises(LimitReached, match="2 clips on their way"):
            ask(limited=True)

    def test_a_finished_clip_makes_room(self, ask, settings):
        settings.GENERATION_PER_HOUR = 10
        services.cancel(ask(limited=True))
        ask(limited=True)
        ask(limited=True)

    def test_refused_requests_count_by_the_hour(self, ask):
        for _ in range(2):
            ask(limited=True, state=State.REFUSED)
        with pytest.raises(LimitReached, match="within an hour"):
            ask(limited=True)

    def test_an_hour_later_they_do_not(self, ask):
        for _ in range(2):
            ask(limited=True, state=State.REFUSED)
        Generation.objects.update(requested_at=timezone.now() - timedelta(minutes=61))
        assert ask(limited=True)

    def test_a_full_queue_says_how_full(self, ask, alice, bob):
        for _ in range(3):
            ask(owner=alice)
        with pytest.raises(QueueFull, match="3 clips are waiting"):
            ask(owner=bob, limited=True)

    def test_the_same_key_again_is_never_too_much(self, ask):
        first = ask(limited=True, key="once")
        ask(limited=True)
        assert ask(limited=True, key="once") == first


class TestChangeOfMind:
    @pytest.mark.parametrize("state", [State.QUEUED, State.HELD, State.RUNNING])
    def test_what_is_on_its_way_can_be_cancelled(self, make_clip, state):
        clip = make_clip(state=state)
        assert services.cancel(clip)
        assert clip.state == State.CANCELLED

    @pytest.mark.parametrize("state", [State.READY, State.FAILED, State.REFUSED])
    def test_what_is_finished_stays(self, make_clip, state):
        clip = make_clip(state=state)
        assert not services.cancel(clip)
        assert clip.state == state

    def test_a_failed_clip_is_tried_anew_with_all_its_tries(self, make_clip, bell):
        clip = make_clip(state=State.FAILED)
        bell.clear()
        assert services.retry(clip)
        assert (clip.state, clip.tries, clip.failure, clip.attempts) == (State.QUEUED, 0, "", 3)
        assert list(bell) == [f"render-{clip.pk}"]

    def test_only_a_failed_one_is(self, make_clip):
        assert not services.retry(make_clip(state=State.CANCELLED))

    def test_a_discarded_clip_takes_its_files_along_and_leaves_its_mark(self, make_clip):
        clip = make_clip()
        files, entry = [clip.video, clip.poster, clip.preview], clip.registry
        services.discard(clip)
        assert not any(file.storage.exists(file.name) for file in files)
        entry.refresh_from_db()  # a copy of it can still be recognised


@pytest.mark.parametrize("text", ["a cat\0 on a mat", "a cat \udc80 on a mat", "a cat " * 5000])
def test_words_that_no_database_takes_are_refused_and_on_record(alice, text):
    clip = services.request(owner=alice, prompt=text, seconds=5, size="480x854")
    clip.refresh_from_db()
    assert clip.state == State.REFUSED
    assert clip.decision.rule.startswith("form.")
