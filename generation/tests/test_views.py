"""The pages of people who make clips: with htmx, without it, and for those whose clip it is not."""

import re
import uuid

import pytest

from generation import services
from generation.models import Generation
from generation.refusals import marked
from generation.states import State
from safety.models import ModerationAction

WORDS = "a red ball on the beach"


def order(**changes):
    asked = {"prompt": WORDS, "seconds": "10", "size": "480x854", "style": "", "seed": "", "key": str(uuid.uuid4())}
    return asked | changes


@pytest.fixture
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def refusing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]


class TestComposer:
    def test_a_passer_by_is_sent_to_sign_in(self, as_, db):
        response = as_(None).get("/make/")
        assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/make/")

    def test_words_in_the_link_fill_the_box(self, as_, alice):
        page = as_(alice).get("/make/", {"words": "a cat & a dog", "style": "noir"}).content.decode()
        assert "a cat &amp; a dog</textarea>" in page
        assert re.search(r'name="style" value="noir" checked', page)

    def test_it_says_what_the_engine_is(self, as_, alice, settings):
        settings.GENERATION_ENGINE = "sketch"
        assert "Sketch: an instant animatic" in as_(alice).get("/make/").content.decode()

    def test_it_says_how_many_are_before(self, as_, alice, bob, ask, bell):
        bell.listening.add("worker")
        ask(owner=bob)
        assert "1 clip is waiting before yours" in as_(alice).get("/make/").content.decode()

    def test_it_says_when_nobody_works(self, as_, alice):
        assert "No worker is running just now" in as_(alice).get("/make/").content.decode()

    def test_asking_leads_to_the_clip(self, as_, alice, allowing):
        response = as_(alice).post("/make/", order())
        made = Generation.objects.get()
        assert (made.state, made.prompt, made.owner) == (State.QUEUED, WORDS, alice)
        assert response["Location"] == f"/clips/{made.pk}/"

    def test_pressing_twice_is_one_request(self, as_, alice, allowing):
        once = order()
        answers = [as_(alice).post("/make/", once)["Location"] for _ in range(2)]
        assert answers[0] == answers[1]
        assert Generation.objects.count() == 1

    def test_a_refused_sentence_comes_back_marked_with_everything_kept(self, as_, alice, refusing):
        response = as_(alice).post("/make/", order(prompt="blood on the beach", style="noir", seed="7"))
        page = response.content.decode()
        assert response.status_code == 422
        assert "Not here." in page
        assert "<mark>blood</mark> on the beach" in page
        assert "blood on the beach</textarea>" in page
        assert 'value="noir" checked' in page
        assert 'value="7"' in page
        assert "nothing was charged" in page

    def test_after_a_refusal_the_next_try_is_a_new_request(self, as_, alice, refusing, settings):
        page = as_(alice).post("/make/", order()).content.decode()
        key = re.search(r'name="key" value="([^"]+)"', page)[1]
        settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
        as_(alice).post("/make/", order(key=key))
        assert sorted(Generation.objects.values_list("state", flat=True)) == [State.QUEUED, State.REFUSED]

    def test_the_suggestion_goes_into_the_box_without_asking(self, as_, alice):
        response = as_(alice).post("/make/", order(use="a knight resting", style="warm"))
        assert response.status_code == 200
        assert "a knight resting</textarea>" in response.content.decode()
        assert 'value="warm" checked' in response.content.decode()
        assert not Generation.objects.exists()

    def test_a_held_one_leads_to_a_page_that_says_so(self, as_, alice, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.HoldEverything"]
        response = as_(alice).post("/make/", order(), follow=True)
        assert "A moderator will look at it first" in response.content.decode()

    def test_too_many_at_once_is_said_in_place(self, as_, alice, ask, allowing):
        for _ in range(2):
            ask()
        response = as_(alice).post("/make/", order())
        assert response.status_code == 422
        assert "on their way already" in response.content.decode()

    def test_a_full_site_is_429(self, as_, alice, allowing, settings):
        settings.GENERATION_QUEUE_LIMIT = 0
        assert as_(alice).post("/make/", order()).status_code == 429

    def test_htmx_gets_the_form_alone(self, as_, alice):
        headers = {"HX-Request": "true", "HX-Target": "compose"}
        response = as_(alice).post("/make/", order(prompt=""), headers=headers)
        assert response.status_code == 422
        assert "<html" not in response.content.decode()
        assert "HX-Target" in response["Vary"]

    def test_htmx_is_moved_to_the_clip(self, as_, alice, allowing):
        response = as_(alice).post("/make/", order(), headers={"HX-Request": "true", "HX-Target": "compose"})
        assert (response.status_code, response["HX-Redirect"]) == (200, f"/clips/{Generation.objects.get().pk}/")


class TestClip:
    POLL = {"HX-Request": "true", "HX-Target": "clip"}

    def test_waiting_it_tells_the_place_and_polls(self, as_, alice, ask):
        page = as_(alice).get(f"/clips/{ask().pk}/").content.decode()
        assert "<strong>1</strong>" in page
        assert 'hx-trigger="every 2s"' in page
        assert '<noscript><meta http-equiv="refresh"' in page

    def test_a_poll_is_204_until_something_changed(self, as_, alice, ask):
        clip = ask()
        part = as_(alice).get(f"/clips/{clip.pk}/", headers=self.POLL).content.decode()
        again = re.search(r'hx-get="([^"]+)"', part)[1]
        assert "<html" not in part
        assert as_(alice).get(again, headers=self.POLL).status_code == 204
        clip.claim()
        assert "Making the pictures" in as_(alice).get(again, headers=self.POLL).content.decode()

    @pytest.mark.parametrize("state", [State.READY, State.FAILED, State.CANCELLED, State.REFUSED])
    def test_finished_it_stops_polling(self, as_, alice, make_clip, state):
        page = as_(alice).get(f"/clips/{make_clip(state=state).pk}/").content.decode()
        assert "every 2s" not in page
        assert "<noscript><meta" not in page

    def test_ready_it_plays_and_offers_to_publish(self, as_, alice, make_clip):
        clip = make_clip()
        page = as_(alice).get(f"/clips/{clip.pk}/").content.decode()
        for address in ("video.mp4", "poster.webp", "publish/", "delete/", "video.mp4?download"):
            assert f'"/clips/{clip.pk}/{address}"' in page

    def test_failed_it_says_why_and_can_be_tried_again(self, as_, alice, make_clip):
        clip = make_clip(state=State.FAILED)
        assert "stopped with an error three times" in as_(alice).get(f"/clips/{clip.pk}/").content.decode()
        as_(alice).post(f"/clips/{clip.pk}/retry/")
        clip.refresh_from_db()
        assert clip.state == State.QUEUED

    def test_taken_down_it_gives_the_moderators_reason_and_no_film(self, as_, alice, rita, make_clip):
        clip = make_clip()
        services.take_down(clip, by=rita, why="A registered work.")
        page = as_(alice).get(f"/clips/{clip.pk}/").content.decode()
        assert "A registered work." in page
        assert "<video" not in page

    def test_refused_by_a_moderator_it_gives_her_reason(self, as_, alice, rita, ask):
        clip = ask(state=State.HELD)
        services.refuse(clip, by=rita, why="Too close to a real person.")
        assert ModerationAction.objects.count() == 1
        assert "Too close to a real person." in as_(alice).get(f"/clips/{clip.pk}/").content.decode()

    def test_it_can_be_cancelled(self, as_, alice, ask):
        clip = ask()
        as_(alice).post(f"/clips/{clip.pk}/cancel/")
        clip.refresh_from_db()
        assert clip.state == State.CANCELLED

    def test_deleting_asks_first_and_takes_the_files_too(self, as_, alice, make_clip):
        clip = make_clip()
        storage, name = clip.video.storage, clip.video.name
        assert as_(alice).get(f"/clips/{clip.pk}/delete/").status_code == 200
        assert storage.exists(name)
        response = as_(alice).post(f"/clips/{clip.pk}/delete/", follow=True)
        assert "The clip is deleted." in response.content.decode()
        assert not storage.exists(name)


class TestStrangers:
    @pytest.mark.parametrize("page", ["", "video.mp4", "poster.webp", "preview.mp4", "delete/", "publish/"])
    def test_charlie_sees_nothing_of_a_draft(self, as_, charlie, make_clip, page):
        assert as_(charlie).get(f"/clips/{make_clip().pk}/{page}").status_code == 404

    @pytest.mark.parametrize("act", ["cancel/", "retry/", "delete/", "publish/"])
    def test_charlie_can_do_nothing_to_it(self, as_, charlie, ask, act):
        clip = ask()
        assert as_(charlie).post(f"/clips/{clip.pk}/{act}").status_code == 404
        clip.refresh_from_db()
        assert clip.state == State.QUEUED

    def test_a_moderator_may_look_but_not_act(self, as_, rita, ask):
        clip = ask()
        page = as_(rita).get(f"/clips/{clip.pk}/").content.decode()
        assert "/cancel/" not in page
        assert as_(rita).post(f"/clips/{clip.pk}/cancel/").status_code == 404

    def test_a_passer_by_gets_no_file(self, as_, make_clip):
        assert as_(None).get(f"/clips/{make_clip().pk}/video.mp4").status_code == 404

    def test_looking_never_changes_anything(self, as_, alice, ask):
        for act in ("cancel/", "retry/"):
            assert as_(alice).get(f"/clips/{ask().pk}/{act}").status_code == 405


def test_words_are_marked_longest_first_and_whatever_their_case():
    assert marked("Blood, blood-red", ["blood", "blood-red"]) == [(True, "Blood"), (False, ", "), (True, "blood-red")]
    assert marked("a (b", ["("]) == [(False, "a "), (True, "("), (False, "b")]
    assert marked("nothing", []) == [(False, "nothing")]
