"""Nothing about a clip on its way lives in a browser: close it, sign in elsewhere, and it is all there."""

import uuid

import pytest
from django.urls import reverse

from generation.states import State

pytestmark = pytest.mark.django_db


def page_of(clip):
    return reverse("generation:clip", args=[clip.pk])


def test_another_browser_sees_the_same_clip_and_can_cancel_it(as_, ask, alice):
    clip = ask()
    first, second = as_(alice).get(page_of(clip)), as_(alice).get(page_of(clip))
    assert first.status_code == second.status_code == 200
    assert clip.prompt in second.content.decode()
    cancel = reverse("generation:cancel", args=[clip.pk])
    assert cancel in second.content.decode()
    as_(alice).post(cancel)
    clip.refresh_from_db()
    assert clip.state == State.CANCELLED


def test_another_browser_sees_how_far_it_is(as_, ask, alice):
    clip = ask()
    clip.claim()
    before = as_(alice).get(page_of(clip)).content
    type(clip).objects.filter(pk=clip.pk).update(progress=0.62)
    after = as_(alice).get(page_of(clip)).content
    assert b"62" in after
    assert b"62%" not in before


def test_a_clip_that_never_was_is_404_and_never_done(as_, alice):
    unknown = uuid.uuid4()
    assert as_(alice).get(reverse("generation:clip", args=[unknown])).status_code == 404
    assert as_(alice).post(reverse("generation:cancel", args=[unknown])).status_code == 404
