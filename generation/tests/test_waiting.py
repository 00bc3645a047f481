from datetime import timedelta

import pytest
from django.utils import timezone

from generation import services
from generation.models import Generation
from generation.states import State
from generation.tests.drafts import finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def pace(make_clip):
    """Lately, a second of clip took two."""
    clip = make_clip()
    Generation.objects.filter(pk=clip.pk).update(finished_at=clip.started_at + timedelta(seconds=2 * clip.seconds))


def test_before_the_first_clip_nobody_knows_how_long(make_clip):
    wait = services.wait(make_clip(state=State.QUEUED))
    assert (wait.position, wait.seconds) == (1, None)


def test_the_next_one_takes_as_long_as_clips_took_lately(pace, make_clip):
    assert services.wait(make_clip(state=State.QUEUED)).seconds == 10


def test_those_ahead_take_their_time_first(pace, make_clip, bob):
    make_clip(owner=bob, state=State.QUEUED)
    wait = services.wait(make_clip(state=State.QUEUED))
    assert (wait.position, wait.seconds) == (2, 20)


def test_two_workers_take_turns(pace, make_clip, bob, bell):
    bell.listening = {b"one", b"two"}
    for _ in range(2):
        make_clip(owner=bob, state=State.QUEUED)
    make_clip(state=State.QUEUED)
    wait = services.wait(Generation.objects.waiting().order_by("queued_at").last())
    assert wait.workers == 2
    assert wait.seconds == 2 * (5 + 5 * (wait.position - 1) / 2)


def test_what_is_joined_to_it_takes_no_time(pace, ask):
    clip = ask(state=State.QUEUED)
    Generation.objects.filter(pk=clip.pk).update(seconds=60)
    assert services.wait(Generation.objects.get(pk=clip.pk)).seconds == 10


def test_clips_ahead_take_the_time_of_their_own_engines(pace, ask, bob):
    ask(owner=bob, engine="slow")
    Generation.objects.filter(engine="slow").update(queued_at=timezone.now() - timedelta(hours=1))
    clip = ask()
    assert services.wait(clip).seconds == 20  # no clip of that engine was made yet: like ours
    made = finish(ask(engine="slow"))
    Generation.objects.filter(pk=made.pk).update(finished_at=made.started_at + timedelta(seconds=50))
    assert services.wait(clip).seconds == 10 + 50


def test_joining_has_a_pace_of_its_own(pace, ask, alice, settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    drafts = [finish(ask()) for _ in range(2)]
    made = finish(services.stitch(owner=alice, clips=drafts))
    Generation.objects.filter(pk=made.pk).update(finished_at=made.started_at + timedelta(seconds=1))
    assert services.wait(services.stitch(owner=alice, clips=drafts * 2)).seconds == 2


def test_what_is_being_made_is_done_soon(pace, make_clip):
    clip = make_clip(state=State.RUNNING)
    clip.started_at = timezone.now() - timedelta(seconds=4)
    assert services.wait(clip).seconds == pytest.approx(6, abs=0.5)


def test_an_overdue_clip_is_never_promised_for_the_past(pace, make_clip):
    clip = make_clip(state=State.RUNNING)
    clip.started_at = timezone.now() - timedelta(hours=1)
    assert services.wait(clip).seconds == 1


@pytest.mark.parametrize("state", [State.READY, State.HELD, State.FAILED])
def test_who_is_not_in_line_has_no_place_in_it(make_clip, state):
    assert services.wait(make_clip(state=state)) == services.Wait()
