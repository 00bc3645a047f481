"""What is said in a published clip is read by whoever may watch it, and by nobody else."""

import pytest

from accounts.services import block
from feed import services
from generation.models import Generation
from safety.models import Standing

pytestmark = pytest.mark.django_db
SAID = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Alice>Good morning\n"


@pytest.fixture
def post(show):
    post = show()
    Generation.objects.filter(pk=post.clip_id).update(captions=SAID)
    return post


def test_charlie_may_watch_it_so_he_may_read_it(as_, charlie, post):
    for person in (charlie, None):
        answer = as_(person).get(f"/p/{post.pk}/captions.vtt")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/vtt; charset=utf-8")
        assert answer["Cache-Control"] == "private, max-age=300"
        assert answer.content.decode() == SAID


def test_charlie_may_not_read_the_draft_behind_it(as_, charlie, post):
    assert as_(charlie).get(f"/clips/{post.clip_id}/captions.vtt").status_code == 404


def test_where_nothing_is_said_nothing_is_there(as_, charlie, show):
    assert as_(charlie).get(f"/p/{show().pk}/captions.vtt").status_code == 404


def test_whom_alice_blocked_reads_nothing(as_, alice, charlie, post):
    block(charlie, by=alice)
    assert as_(charlie).get(f"/p/{post.pk}/captions.vtt").status_code == 404


def test_what_was_taken_back_is_gone(as_, alice, charlie, post):
    services.unpublish(post)
    assert as_(charlie).get(f"/p/{post.pk}/captions.vtt").status_code == 404


def test_what_was_taken_down_is_gone(as_, charlie, post):
    Generation.objects.filter(pk=post.clip_id).update(standing=Standing.REMOVED)
    assert as_(charlie).get(f"/p/{post.pk}/captions.vtt").status_code == 404
