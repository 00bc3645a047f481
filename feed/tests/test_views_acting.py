"""Buttons on a card: with and without JavaScript, pressed by whom."""

import pytest
from django.test import Client

from accounts.services import block
from feed import services
from feed.models import Bookmark, Like, SeeLess

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
ACTS = [("like", Like), ("keep", Bookmark), ("less", SeeLess)]
UNDO = {"like": "unlike", "keep": "unkeep", "less": "more"}


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(("act", "rows"), ACTS)
def test_without_javascript_it_is_done_and_taken_back_and_leads_back(as_, bob, show, act, rows):
    post, client = show(), as_(bob)
    done = client.post(f"/p/{post.pk}/{act}/", {"next": "/latest/?after=x"})
    assert (done.status_code, done["Location"]) == (302, "/latest/?after=x")
    assert rows.objects.filter(user=bob, post=post).exists()
    client.post(f"/p/{post.pk}/{UNDO[act]}/", {"next": "/latest/"})
    assert not rows.objects.exists()


@pytest.mark.parametrize("act", ["like", "keep"])
def test_with_htmx_the_buttons_come_back_as_they_stand_now(as_, bob, show, act):
    post, client = show(), as_(bob)
    part = text(client.post(f"/p/{post.pk}/{act}/", headers=HTMX))
    assert part.lstrip().startswith(f'<div class="acts" id="acts-{post.pk}"')
    assert f'id="{act}-{post.pk}" form="act" formaction="/p/{post.pk}/{UNDO[act]}/"' in part
    assert 'aria-pressed="true"' in part
    assert "data-say=" in part
    assert "<html" not in part


def test_the_count_is_read_out(as_, bob, show):
    assert 'data-say="1 like"' in text(as_(bob).post(f"/p/{show().pk}/like/", headers=HTMX))


def test_with_htmx_seeing_less_is_said_over_the_card_and_can_be_taken_back(as_, bob, show):
    post, client = show(), as_(bob)
    part = text(client.post(f"/p/{post.pk}/less/", headers=HTMX))
    assert f'formaction="/p/{post.pk}/more/"' in part
    assert " hidden" in text(client.post(f"/p/{post.pk}/more/", headers=HTMX))


@pytest.mark.parametrize("act", ["like", "unlike", "keep", "unkeep", "less", "more"])
class TestEveryAct:
    def test_a_passer_by_comes_back_to_where_they_pressed_after_signing_in(self, as_, show, act):
        answer = as_(None).post(f"/p/{show().pk}/{act}/", {"next": "/latest/"})
        assert answer["Location"] == "/accounts/login/?next=/latest/"

    def test_a_link_does_nothing(self, as_, bob, show, act):
        assert as_(bob).get(f"/p/{show().pk}/{act}/").status_code == 405

    def test_who_is_blocked_finds_nothing(self, as_, alice, charlie, show, act):
        post = show()
        block(charlie, by=alice)
        assert as_(charlie).post(f"/p/{post.pk}/{act}/").status_code == 404

    @pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
    def test_it_leads_to_no_other_site(self, as_, bob, show, act, away):
        post = show()
        answer = as_(bob).post(f"/p/{post.pk}/{act}/", {"next": away})
        assert answer["Location"] == f"/p/{post.pk}/"

    def test_without_a_token_nothing_happens(self, bob, show, act):
        client = Client(enforce_csrf_checks=True)
        client.force_login(bob)
        assert client.post(f"/p/{show().pk}/{act}/").status_code == 403


def test_there_is_one_token_on_a_page_and_every_button_names_its_form(as_, bob, show):
    show()
    page = text(as_(bob).get("/latest/"))
    assert page.count('<form id="act" method="post" hidden>') == 1
    assert page.count("formaction=") == page.count('form="act"')


def test_charlie_likes_what_was_unlisted_when_he_has_the_link(as_, charlie, show):
    post = show(visibility="unlisted")
    as_(charlie).post(f"/p/{post.pk}/like/")
    post.refresh_from_db()
    assert post.like_count == 1
    assert services.like(post, by=charlie) is False
