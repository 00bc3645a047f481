"""Remixes that wait while the clip they begin from is taken back, or may not be remixed any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.notices import Kind
from feed import services
from generation.models import Generation
from generation.services import balance
from generation.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(show):
    return show()


@pytest.fixture(params=["unpublish", "forbid", "delete"])
def close(request, post):
    """Alice lets nobody begin from it any more."""
    acts = {
        "unpublish": lambda: services.unpublish(post),
        "forbid": lambda: services.publish(post.clip, allow_remix=False),
        "delete": lambda: services.discard(post.clip),
    }
    return acts[request.param]


@pytest.mark.parametrize("state", [State.QUEUED, State.HELD])
def test_it_is_cancelled_and_given_back_and_its_maker_told_why(post, close, ask, as_, charlie, state):
    remix = ask(owner=charlie, source=post.clip, state=state)
    Generation.objects.filter(pk=remix.pk).update(queued_at=timezone.now() - timedelta(minutes=2))
    assert balance(charlie).plan_left == 9
    close()
    remix.refresh_from_db()
    assert (remix.state, remix.failure) == (State.CANCELLED, "remix")
    assert balance(charlie).plan_left == 10
    assert (charlie.notifications.get().kind, charlie.notifications.get().link) == (Kind.FAILED, f"/clips/{remix.pk}/")
    page = as_(charlie).get(f"/clips/{remix.pk}/").text
    assert "may not be remixed any more" in page
    assert "You stopped it" not in page
    assert "Try again" not in page


def test_what_is_being_made_is_finished(post, close, make_clip, charlie):
    remix = make_clip(owner=charlie, source=post.clip, state=State.RUNNING)
    close()
    remix.refresh_from_db()
    assert remix.state == State.RUNNING


def test_her_own_goes_on(post, close, ask, alice):
    remix = ask(owner=alice, source=post.clip)
    close()
    remix.refresh_from_db()
    assert remix.state == State.QUEUED


def test_what_stays_open_stops_nothing(post, ask, charlie):
    remix = ask(owner=charlie, source=post.clip)
    services.publish(post.clip, caption="Other words")
    remix.refresh_from_db()
    assert remix.state == State.QUEUED


def test_another_clips_remix_goes_on(post, close, show, ask, charlie):
    remix = ask(owner=charlie, source=show().clip)
    close()
    remix.refresh_from_db()
    assert remix.state == State.QUEUED
