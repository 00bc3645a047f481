from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from generation.models import Generation
from generation.services.rendering import sweep
from generation.states import State

pytestmark = pytest.mark.django_db


def age(clip, **ago):
    """As if that time had gone by since it was queued or last heard of."""
    before = timezone.now() - timedelta(**ago)
    Generation.objects.filter(pk=clip.pk).update(queued_at=before)
    Generation.objects.filter(pk=clip.pk, state=State.RUNNING).update(lease_until=before)
    clip.refresh_from_db()


@pytest.fixture
def stuck(make_clip, bell):
    """Its worker was killed a minute ago."""
    clip = make_clip(state=State.RUNNING)
    age(clip, minutes=1)
    bell.clear()
    return clip


def test_a_dead_workers_clip_is_rung_for_again(stuck, bell):
    assert sweep()["silent"] == 1
    stuck.refresh_from_db()
    assert (stuck.state, stuck.attempts) == (State.QUEUED, 1)
    assert list(bell) == [f"render-{stuck.pk}"]


def test_a_slow_worker_is_not_dead(make_clip, bell):
    clip = make_clip(state=State.RUNNING)
    assert sweep() == {"silent": 0, "rung": 0}
    clip.refresh_from_db()
    assert clip.state == State.RUNNING


def test_it_gives_up_after_three_tries_and_says_why(stuck):
    for _ in range(2):
        sweep()
        stuck.refresh_from_db()
        assert stuck.claim()
        age(stuck, minutes=1)
    sweep()
    stuck.refresh_from_db()
    assert (stuck.state, stuck.failure) == (State.FAILED, "silent")


def test_a_bell_that_redis_lost_is_rung_again(make_clip, bell):
    clip = make_clip(state=State.QUEUED)
    age(clip, minutes=1)
    bell.clear()
    assert sweep()["rung"] == 1
    assert list(bell) == [f"render-{clip.pk}"]


def test_a_bell_that_still_hangs_there_is_left_alone(make_clip, bell):
    age(make_clip(state=State.QUEUED), minutes=1)
    assert sweep()["rung"] == 0


def test_a_clip_asked_for_this_moment_is_left_alone(make_clip, bell):
    make_clip(state=State.QUEUED)
    bell.clear()
    assert sweep()["rung"] == 0


def test_twice_is_as_good_as_once(stuck):
    sweep()
    assert sweep() == {"silent": 0, "rung": 0}


def test_the_command_sweeps_once(stuck, capsys):
    call_command("sweep")
    assert "'silent': 1" in capsys.readouterr().out
