"""People in clips: asked at every step, told each time."""

import time

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Notification
from accounts.services import block
from cameos import services as cameos
from cameos.models import Cameo, Level, Receipt
from generation import lease, services
from generation.lease import Lease, Stopped
from generation.models import Generation
from generation.services import rendering
from generation.services.casting import references
from generation.states import State
from safety.models import Standing
from safety.services import take_down
from tests.engines import Quick
from tests.reviews import AllowEverything
from tests.works import files_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cameo(make_cameo, bob):
    """Bob lets everyone."""
    return make_cameo(bob, level=Level.EVERYONE, preferences="always a red hat", restrictions="smoking\nguns")


def told(person):
    return [(row.kind, row.actor.username, row.link) for row in Notification.objects.filter(owner=person)]


def cast_of(clip):
    return [casting.person.username for casting in clip.castings.all()]


class TestRequest:
    def test_who_is_mentioned_is_in_it_in_order(self, ask, make_person, make_cameo):
        for handle in ("dev", "zoe"):
            make_cameo(make_person(handle), level=Level.EVERYONE)
        assert cast_of(ask(prompt="@zoe and @Dev dance, @zoe wins")) == ["zoe", "dev"]

    def test_bob_is_told_once_it_is_asked_for_with_a_receipt_and_a_count(self, ask, cameo, alice, bob):
        clip = ask(prompt="@bob on the beach")
        cameo.refresh_from_db()
        assert told(bob) == [("cast", "alice", "/cast/")]
        assert cameo.use_count == 1
        receipt = Receipt.objects.get(kind=Receipt.Kind.USE)
        assert (receipt.owner, receipt.other, receipt.details) == (bob, alice, {"clip": str(clip.pk)})

    def test_of_their_own_clip_nobody_is_told(self, ask, cameo, bob):
        assert cast_of(ask(owner=bob, prompt="@bob on the beach")) == ["bob"]
        assert told(bob) == []

    def test_of_a_refused_one_bob_hears_nothing_until_rita_allows_it(self, ask, cameo, bob, rita):
        clip = ask(prompt="@bob on the beach", state=State.REFUSED)
        assert told(bob) == []
        services.allow(clip, by=rita)
        assert told(bob) == [("cast", "alice", "/cast/")]

    def test_of_a_held_one_he_hears_once(self, ask, make_cameo, bob, rita):
        cameos.change(make_cameo(bob, level=Level.EVERYONE), strict=False)  # else it is refused, never held
        clip = ask(prompt="@bob on the beach", state=State.HELD)
        assert len(told(bob)) == 1
        services.allow(clip, by=rita)
        assert Receipt.objects.filter(kind=Receipt.Kind.USE).count() == 1

    def test_who_did_not_agree_is_the_reason_to_refuse(self, alice, bob, make_cameo):
        make_cameo(bob)
        clip = services.request(owner=alice, prompt="@bob on the beach", seconds=5, size="480x854")
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "people.no_cameo")
        assert told(bob) == []

    def test_charlie_may_not_use_what_alice_may(self, charlie, bob, alice, make_cameo):
        cameos.grant(make_cameo(bob, level=Level.APPROVED), to=alice)
        order = {"prompt": "@bob on the beach", "seconds": 5, "size": "480x854", "engine": "quick"}
        assert services.request(owner=alice, **order).state == State.QUEUED
        assert services.request(owner=charlie, **order).state == State.REFUSED

    def test_the_review_hears_on_what_terms_they_agreed(self, alice, cameo, settings):
        settings.SAFETY_CHECKS = [f"{__name__}.Listen"]
        services.request(owner=alice, prompt="@bob and @nobody", seconds=5, size="480x854")
        (member,) = Listen.heard.cast
        assert (member.handle, member.preferences) == ("bob", "always a red hat")
        assert (member.restricted, member.strict) == (("smoking", "guns"), True)
        assert (Listen.heard.cast_handles, Listen.heard.unusable_handles) == (("bob",), ("nobody",))

    def test_the_same_request_again_tells_nobody_again(self, ask, cameo):
        for _ in range(2):
            ask(prompt="@bob", key="once")
        cameo.refresh_from_db()
        assert cameo.use_count == 1


class Listen(AllowEverything):
    def review(self, request):
        Listen.heard = request
        return super().review(request)


class TestReferences:
    def test_an_engine_gets_the_pictures_the_name_and_the_wishes(self, ask, cameo):
        (reference,) = references(ask(prompt="@bob on the beach"))
        assert (reference.handle, reference.name, reference.preferences) == ("bob", "Bob Stone", "always a red hat")
        assert [picture[8:12] for picture in reference.pictures] == [b"WEBP"]

    def test_a_clip_without_people_has_none(self, ask):
        assert references(ask()) == ()


def take_it_back(cameo, alice):
    cameos.change(cameo, level=Level.ONLY_ME)


def block_her(cameo, alice):
    block(alice, by=cameo.owner)


def delete_it(cameo, alice):
    cameos.delete(cameo)


def leave(cameo, alice):
    cameo.owner.is_active = False
    cameo.owner.save()


def have_it_taken_down(cameo, alice):
    take_down(cameo, by=alice, why="not him")


class Regretted(Quick):
    """Bob takes back his yes once it is drawing."""

    name = "regretted"

    def frames(self, script, tell):
        footage = super().frames(script, tell)
        cameos.change(Cameo.objects.get(), level=Level.ONLY_ME)
        return footage


#: However consent ends.
ENDS = pytest.mark.parametrize("end", [take_it_back, block_her, delete_it, leave, have_it_taken_down])


class TestConsentEnds:
    @ENDS
    def test_before_the_render_it_is_asked_again(self, ask, make_clip, cameo, alice, end):
        clip = ask(prompt="@bob on the beach")
        end(Cameo.objects.get(), alice)
        rendering.make_now(clip)
        assert (clip.state, clip.failure) == (State.FAILED, "consent")
        assert services.balance(alice).plan_left == 10

    @ENDS
    def test_a_render_under_way_cannot_renew_its_lease(self, ask, cameo, alice, end):
        clip = ask(prompt="@bob on the beach")
        clip.claim()
        held = Lease(clip)
        assert held.renew()
        end(Cameo.objects.get(), alice)
        assert not held.renew()

    def test_between_the_last_beat_and_the_delivery_too(self, ask, cameo, alice, settings, monkeypatch):
        settings.GENERATION_ENGINES = settings.GENERATION_ENGINES | {"regretted": f"{__name__}.Regretted"}
        monkeypatch.setattr(lease, "BEAT_SECONDS", 60)
        clip = ask(prompt="@bob on the beach", engine="regretted")
        rendering.make_now(clip)
        assert (clip.state, clip.failure, files_of(clip)) == (State.FAILED, "consent", [])

    def test_a_grant_that_is_revoked_stops_its_holder_and_no_one_else(self, ask, make_cameo, alice, bob, charlie):
        likeness = make_cameo(bob, level=Level.APPROVED)
        clips = []
        for person in (alice, charlie):
            cameos.grant(likeness, to=person)
            clips.append(ask(owner=person, prompt="@bob"))
            clips[-1].claim()
        cameos.revoke(likeness, from_=alice)
        assert [Lease(clip).renew() for clip in clips] == [False, True]

    def test_a_clip_without_people_is_not_asked_about(self, ask, alice):
        clip = ask()
        clip.claim()
        assert Lease(clip).renew()

    def test_a_beat_is_one_query(self, ask, cameo, django_assert_num_queries):
        clip = ask(prompt="@bob on the beach")
        clip.claim()
        held = Lease(clip)
        with django_assert_num_queries(1):
            assert held.renew()

    def test_a_new_cameo_does_not_bring_the_old_consent_back(self, ask, make_cameo, cameo, bob, alice):
        clip = ask(prompt="@bob on the beach")
        cameos.delete(cameo)
        make_cameo(bob, level=Level.EVERYONE)
        rendering.make_now(clip)
        assert (clip.state, clip.failure) == (State.FAILED, "consent")


@pytest.mark.django_db(transaction=True)
def test_a_running_render_stops_within_a_beat_when_bob_takes_back_his_yes(ask, cameo, alice, monkeypatch):
    monkeypatch.setattr(lease, "BEAT_SECONDS", 0.02)
    clip = ask(prompt="@bob on the beach")
    clip.claim()
    with Lease(clip) as held:
        take_it_back(cameo, alice)
        time.sleep(0.3)
        with pytest.raises(Stopped):
            held.check()


class TestWhoSees:
    def test_bob_sees_the_draft_he_is_in_and_charlie_does_not(self, make_clip, cameo, alice, bob, charlie, as_):
        clip = make_clip(prompt="@bob on the beach")
        for kind in ("", "video.mp4", "poster.webp", "preview.mp4"):
            answers = [as_(person).head(f"/clips/{clip.pk}/{kind}").status_code for person in (alice, bob, charlie)]
            assert answers == [200, 200, 404]

    @pytest.mark.parametrize("state", [State.REFUSED, State.FAILED, State.CANCELLED])
    def test_what_came_to_nothing_stays_its_makers(self, make_clip, cameo, bob, state):
        clip = make_clip(prompt="@bob on the beach", state=state)
        assert clip not in Generation.objects.visible_to(bob)

    def test_two_people_in_it_do_not_make_it_two(self, make_clip, cameo, alice, make_cameo):
        make_cameo(alice)
        make_clip(prompt="@bob and @alice")
        assert Generation.objects.visible_to(alice).count() == 1

    @pytest.mark.parametrize("act", ["cancel/", "retry/", "delete/", "publish/"])
    def test_bob_may_watch_it_but_it_is_not_his(self, make_clip, cameo, bob, as_, act):
        clip = make_clip(prompt="@bob on the beach")
        assert as_(bob).post(f"/clips/{clip.pk}/{act}").status_code == 404

    def test_a_passer_by_sees_none(self, make_clip, cameo):
        make_clip(prompt="@bob on the beach")
        assert not Generation.objects.visible_to(AnonymousUser()).exists()

    def test_taken_down_bob_gets_no_file_of_it(self, make_clip, cameo, bob, rita, as_):
        clip = make_clip(prompt="@bob on the beach")
        services.take_down(clip, by=rita, why="no")
        clip.refresh_from_db()
        assert clip.standing == Standing.REMOVED
        assert as_(bob).get(f"/clips/{clip.pk}/video.mp4").status_code == 404
