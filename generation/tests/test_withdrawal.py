"""Taking back a clip that one is in."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Notification
from cameos import services as cameos
from cameos.models import Level, Receipt
from generation import services
from generation.models import Generation
from generation.services import rendering
from generation.states import State
from safety.models import Standing
from tests.works import files_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cameo(make_cameo, bob):
    return make_cameo(bob, level=Level.EVERYONE)


@pytest.fixture
def clip(make_clip, cameo):
    return make_clip(prompt="@bob on the beach")


class TestWithdraw:
    def test_nothing_of_it_is_left_to_see(self, clip, bob, alice, rita, as_):
        assert services.withdraw(clip, by=bob)
        assert (clip.standing, clip.state) == (Standing.WITHDRAWN, State.READY)
        assert files_of(clip) == []
        for person in (alice, bob, rita):
            for kind in ("video.mp4", "poster.webp", "preview.mp4"):
                assert as_(person).get(f"/clips/{clip.pk}/{kind}").status_code == 404

    def test_what_a_killed_attempt_left_goes_too(self, clip, bob):
        left = default_storage.save(f"{clip.pk}/1-feedfacefeedface/clip.mp4", ContentFile(b"left behind"))
        services.withdraw(clip, by=bob)
        assert not default_storage.exists(left)

    def test_who_asks_for_it_at_that_moment_gets_nothing(self, clip, alice, as_):
        default_storage.delete(clip.video.name)  # the row was read before it was taken back
        assert as_(alice).get(f"/clips/{clip.pk}/video.mp4").status_code == 404

    def test_its_maker_is_told_and_a_receipt_says_who_did_it(self, clip, bob, alice):
        services.withdraw(clip, by=bob)
        told = Notification.objects.get(owner=alice)
        assert (told.kind, told.actor, told.link) == ("cast_removed", bob, f"/clips/{clip.pk}/")
        receipt = Receipt.objects.get(kind=Receipt.Kind.REMOVAL)
        assert (receipt.owner, receipt.other, receipt.details) == (bob, alice, {"clip": str(clip.pk)})

    def test_twice_is_as_good_as_once(self, clip, bob, alice):
        assert services.withdraw(clip, by=bob)
        assert not services.withdraw(clip, by=bob)
        assert Receipt.objects.filter(kind=Receipt.Kind.REMOVAL).count() == 1

    def test_charlie_is_not_in_it(self, clip, charlie):
        assert not services.withdraw(clip, by=charlie)
        clip.refresh_from_db()
        assert clip.standing == Standing.LIVE
        assert clip.video

    def test_a_moderator_cannot_bring_it_back(self, clip, bob, rita):
        services.withdraw(clip, by=bob)
        assert not services.restore(clip, by=rita, why="pretty")
        assert not services.take_down(clip, by=rita, why="pretty")
        clip.refresh_from_db()
        assert clip.standing == Standing.WITHDRAWN

    def test_one_that_was_taken_down_can_still_be_taken_back(self, clip, bob, rita):
        services.take_down(clip, by=rita, why="reported")
        assert services.withdraw(clip, by=bob)
        assert files_of(clip) == []

    def test_a_spent_credit_stays_spent(self, clip, bob, alice):
        services.withdraw(clip, by=bob)
        assert services.balance(alice).plan_left == 9

    def test_it_can_be_taken_back_when_the_cameo_is_gone(self, clip, cameo, bob):
        cameo.delete()
        assert services.withdraw(clip, by=bob)


class TestOnItsWay:
    @pytest.mark.parametrize("state", [State.HELD, State.QUEUED, State.RUNNING])
    def test_it_stops_and_is_given_back(self, make_clip, make_cameo, bob, alice, state):
        cameos.change(make_cameo(bob, level=Level.EVERYONE), strict=False)  # else it is refused, never held
        clip = make_clip(prompt="@bob on the beach", state=state)
        assert services.withdraw(clip, by=bob)
        assert (clip.state, clip.standing) == (State.CANCELLED, Standing.WITHDRAWN)
        assert services.balance(alice).plan_left == 10

    def test_its_worker_cannot_deliver(self, make_clip, cameo, bob):
        clip = make_clip(prompt="@bob on the beach", state=State.RUNNING)
        late = Generation.objects.get(pk=clip.pk)
        services.withdraw(clip, by=bob)
        rendering.render(late)
        clip.refresh_from_db()
        assert (clip.state, files_of(clip)) == (State.CANCELLED, [])

    @pytest.mark.parametrize("state", [State.FAILED, State.REFUSED])
    def test_nobody_begins_it_anew(self, make_clip, cameo, bob, rita, state):
        clip = make_clip(prompt="@bob on the beach", state=state)
        seen_before = Generation.objects.get(pk=clip.pk)
        assert services.withdraw(clip, by=bob)
        for row in (clip, seen_before):
            assert not services.retry(row)
            assert not services.allow(row, by=rita)
        clip.refresh_from_db()
        assert clip.state == state


class TestAllAtOnce:
    def test_everything_by_one_maker_and_nothing_else(self, make_clip, cameo, alice, bob, charlie):
        hers = [make_clip(prompt="@bob") for _ in range(2)]
        his, without = make_clip(owner=charlie, prompt="@bob"), make_clip(prompt="a red ball")
        assert services.withdraw_all(by=bob, maker=alice) == 2
        standings = [Generation.objects.get(pk=clip.pk).standing for clip in (*hers, his, without)]
        assert standings == ["withdrawn", "withdrawn", "live", "live"]

    def test_who_leaves_takes_back_those_of_others_and_keeps_none(self, make_clip, cameo, bob, charlie):
        clips = [make_clip(prompt="@bob"), make_clip(owner=charlie, prompt="@bob"), make_clip(owner=bob, prompt="@bob")]
        assert services.withdraw_all(by=bob) == 2
        assert [Generation.objects.get(pk=clip.pk).standing for clip in clips] == ["withdrawn", "withdrawn", "live"]


class TestPages:
    def test_the_list_shows_every_clip_and_draft_whoever_made_it(self, make_clip, cameo, alice, bob, charlie, as_):
        ready, waiting = (
            make_clip(prompt="@bob ready"),
            make_clip(owner=charlie, prompt="@bob waits", state=State.QUEUED),
        )
        make_clip(prompt="@bob failed", state=State.FAILED)
        make_clip(prompt="a stranger")
        page = as_(bob).get("/cast/").text
        assert f"/clips/{ready.pk}/poster.webp" in page
        assert f"/clips/{waiting.pk}/" in page
        assert "@alice" in page
        assert "@charlie" in page
        assert "@bob failed" not in page
        assert "a stranger" not in page

    def test_charlie_sees_only_his_own(self, make_clip, cameo, charlie, as_):
        make_clip(prompt="@bob")
        page = as_(charlie).get("/cast/").text
        assert "@bob" not in page
        assert "You are in no clip yet" in page

    def test_taking_back_asks_first(self, clip, bob, as_):
        page = as_(bob).get(f"/clips/{clip.pk}/withdraw/").text
        assert "Nobody can undo it" in page
        clip.refresh_from_db()
        assert clip.standing == Standing.LIVE
        response = as_(bob).post(f"/clips/{clip.pk}/withdraw/", follow=True)
        assert "1 clip is taken back for good." in response.text
        assert "on the beach" not in response.text

    def test_all_by_one_maker_with_one_button(self, clip, make_clip, bob, as_):
        make_clip(prompt="@bob again")
        assert "Take back all 2 clips by @alice" in as_(bob).get(f"/clips/{clip.pk}/withdraw/").text
        response = as_(bob).post(f"/clips/{clip.pk}/withdraw/", {"all": "1"}, follow=True)
        assert "2 clips are taken back for good." in response.text

    @pytest.mark.parametrize("who", ["alice", "charlie", "rita"])
    def test_nobody_takes_back_a_clip_they_are_not_in(self, clip, who, request, as_):
        client = as_(request.getfixturevalue(who))
        assert client.get(f"/clips/{clip.pk}/withdraw/").status_code == 404
        assert client.post(f"/clips/{clip.pk}/withdraw/").status_code == 404
        clip.refresh_from_db()
        assert clip.standing == Standing.LIVE

    def test_a_passer_by_is_sent_to_sign_in(self, clip, as_):
        assert as_(None).post(f"/clips/{clip.pk}/withdraw/").status_code == 302
        clip.refresh_from_db()
        assert clip.standing == Standing.LIVE

    def test_its_page_says_what_became_of_it(self, clip, alice, bob, as_):
        services.withdraw(clip, by=bob)
        page = as_(alice).get(f"/clips/{clip.pk}/").text
        assert "This clip was taken back" in page
        assert "@bob did" not in page
        assert "<video" not in page
        assert as_(bob).get(f"/clips/{clip.pk}/").status_code == 200

    def test_a_published_one_vanishes_with_its_post(self, clip, alice, bob, charlie, as_):
        post = as_(alice).post(f"/clips/{clip.pk}/publish/", {"caption": "", "visibility": "public"})["Location"]
        assert as_(charlie).get(post).status_code == 200
        services.withdraw(clip, by=bob)
        assert as_(charlie).get(post).status_code == 404
        assert as_(charlie).get(f"{post}video.mp4").status_code == 404

    def test_on_the_page_of_the_clip_bob_finds_the_way_and_alice_does_not(self, clip, alice, bob, as_):
        there = [f"/clips/{clip.pk}/withdraw/" in as_(person).get(f"/clips/{clip.pk}/").text for person in (alice, bob)]
        assert there == [False, True]

    def test_the_list_costs_the_same_whatever_its_size(self, make_clip, cameo, bob, as_, django_assert_max_num_queries):
        for _ in range(6):
            make_clip(prompt="@bob", state=State.QUEUED)
        browser = as_(bob)
        with django_assert_max_num_queries(4):
            browser.get("/cast/")

    def test_older_ones_are_on_the_next_page(self, ask, cameo, bob, as_, settings, monkeypatch):
        monkeypatch.setattr("generation.queries.PAGE", 2)
        for number in range(3):
            ask(prompt=f"@bob number {number}")
        page = as_(bob).get("/cast/").text
        assert "number 0" not in page
        cursor = page.split("?after=")[1].split('"')[0]
        assert "number 0" in as_(bob).get(f"/cast/?after={cursor}").text
        assert as_(bob).get("/cast/?after=nonsense").status_code == 404
