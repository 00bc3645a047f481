import pytest
from django.urls import reverse

from generation import services
from generation.states import State
from safety.models import ModerationAction, RegistryEntry, Standing, WrittenOnce
from safety.services import answer_appeal, appeal

pytestmark = pytest.mark.django_db

CLIPS, HELD = "/admin/generation/generation/", "/admin/generation/heldrequest/"


def decide(client, action, clip, why="seen it", page=CLIPS):
    return client.post(page, {"action": action, "_selected_action": [str(clip.pk)], "why": why}, follow=True)


def trail():
    return [(row.action, row.by.username, row.why) for row in ModerationAction.objects.all()]


class TestAHeldRequest:
    def test_it_waits_in_ritas_queue_with_its_reasons(self, make_clip, as_, rita):
        clip = make_clip(state=State.HELD, prompt="a quiet field")
        assert "a quiet field" in as_(rita).get(HELD).text
        assert clip.decision.opinions[0]["reason"] in as_(rita).get(f"{HELD}{clip.pk}/change/").text

    def test_it_is_made_when_rita_allows_it(self, make_clip, as_, rita, bell):
        clip = make_clip(state=State.HELD)
        decide(as_(rita), "allow", clip, page=HELD)
        clip.refresh_from_db()
        assert clip.state == State.QUEUED
        assert len(bell) == 1
        assert trail() == [("allow", "rita", "seen it")]

    def test_it_is_not_made_when_rita_refuses_it(self, make_clip, as_, rita, bell):
        clip = make_clip(state=State.HELD)
        decide(as_(rita), "refuse", clip)
        clip.refresh_from_db()
        assert clip.state == State.REFUSED
        assert len(bell) == 0
        assert trail() == [("refuse", "rita", "seen it")]

    def test_two_moderators_at_once_leave_one_decision(self, make_clip, as_, rita):
        clip = make_clip(state=State.HELD)
        decide(as_(rita), "allow", clip)
        decide(as_(rita), "refuse", clip)
        clip.refresh_from_db()
        assert clip.state == State.QUEUED
        assert len(trail()) == 1


class TestAFinishedClip:
    def test_rita_sees_its_picture(self, make_clip, as_, rita):
        clip = make_clip()
        picture = reverse("generation:poster", args=[clip.pk])
        assert picture in as_(rita).get(CLIPS).text
        assert b"WEBP" in as_(rita).get(picture).getvalue()[:16]

    def test_taken_down_and_restored_each_leave_a_row(self, make_clip, as_, rita):
        clip = make_clip()
        decide(as_(rita), "take_down", clip, why="not hers")
        clip.refresh_from_db()
        assert clip.standing == Standing.REMOVED
        decide(as_(rita), "restore", clip, why="hers after all")
        clip.refresh_from_db()
        assert clip.standing == Standing.LIVE
        assert sorted(trail()) == [("restore", "rita", "hers after all"), ("take_down", "rita", "not hers")]

    def test_taken_down_even_its_maker_gets_no_file_of_it(self, make_clip, as_, rita, alice):
        clip = make_clip(owner=alice)
        decide(as_(rita), "take_down", clip)
        for kind in ("video", "poster", "preview"):
            address = reverse(f"generation:{kind}", args=[clip.pk])
            assert as_(alice).get(address).status_code == 404
            assert as_(rita).get(address).getvalue()

    def test_taking_it_down_twice_is_one_decision(self, make_clip, as_, rita):
        clip = make_clip()
        decide(as_(rita), "take_down", clip)
        decide(as_(rita), "take_down", clip)
        assert len(trail()) == 1


class TestWhoMayDecide:
    @pytest.mark.parametrize("page", [CLIPS, HELD, "/admin/safety/decision/", "/admin/accounts/user/"])
    def test_alice_is_no_moderator(self, as_, alice, page):
        assert as_(alice).get(page).status_code == 302

    def test_charlie_cannot_take_down_what_he_can_see(self, make_clip, as_, charlie):
        clip = make_clip()
        decide(as_(charlie), "take_down", clip)
        clip.refresh_from_db()
        assert clip.standing == Standing.LIVE
        assert trail() == []

    def test_rita_cannot_type_over_or_delete_a_clip(self, make_clip, as_, rita):
        clip = make_clip()
        as_(rita).post(f"{CLIPS}{clip.pk}/change/", {"prompt": "something else"})
        assert as_(rita).post(f"{CLIPS}{clip.pk}/delete/", {"post": "yes"}).status_code == 403
        clip.refresh_from_db()
        assert clip.prompt != "something else"


class TestPeople:
    def suspend(self, client, person):
        return client.post(
            "/admin/accounts/user/", {"action": "suspend", "_selected_action": [person.pk], "why": "spam"}, follow=True
        )

    def test_a_suspended_person_is_signed_out_at_once(self, as_, rita, charlie):
        browser = as_(charlie)
        self.suspend(as_(rita), charlie)
        assert browser.get(reverse("generation:make")).status_code == 302
        assert trail() == [("suspend", "rita", "spam")]

    def test_rita_cannot_suspend_another_moderator(self, as_, rita, make_person):
        other = make_person("root2", is_staff=True)
        self.suspend(as_(rita), other)
        other.refresh_from_db()
        assert other.is_active

    def test_rita_cannot_make_herself_a_superuser(self, as_, rita):
        as_(rita).post(f"/admin/accounts/user/{rita.pk}/change/", {"username": "rita", "is_superuser": "on"})
        rita.refresh_from_db()
        assert not rita.is_superuser


class TestTheRecord:
    def test_a_decision_cannot_be_changed_or_deleted(self, make_clip):
        decision = make_clip().decision
        decision.verdict = "refuse"
        with pytest.raises(WrittenOnce):
            decision.save()
        with pytest.raises(WrittenOnce):
            decision.delete()
        with pytest.raises(WrittenOnce):
            type(decision).objects.filter(pk=decision.pk).delete()

    def test_the_registry_outlives_the_clip(self, make_clip):
        clip = make_clip()
        entry, video = clip.registry, clip.video
        services.discard(clip)
        assert RegistryEntry.objects.filter(pk=entry.pk).exists()
        assert not video.storage.exists(video.name)


class TestBesideThePicture:
    def test_rita_decides_on_the_page_of_the_request(self, make_clip, as_, rita):
        page = as_(rita).get(f"{HELD}{make_clip(state=State.HELD).pk}/change/").text
        assert 'value="allow"' in page
        assert 'value="refuse"' in page
        assert 'name="_save"' not in page


class TestAnAppealAgainstARefusal:
    @pytest.fixture
    def refused(self, make_clip, rita):
        clip = make_clip(state=State.HELD)
        services.refuse(clip, by=rita, why="too dark")
        return clip

    @pytest.fixture
    def appealed(self, refused, alice):
        action = ModerationAction.objects.get(action="refuse")
        return appeal(action, by=alice, words="It is a bedtime story")

    def test_alice_finds_the_way_on_the_page_of_her_clip(self, refused, as_, alice):
        page = as_(alice).get(refused.get_absolute_url()).text
        decision = ModerationAction.objects.get(action="refuse").get_absolute_url()
        assert decision in page
        assert "too dark" in as_(alice).get(decision).text

    def test_overturned_it_is_made_after_all_and_she_is_told_once(self, refused, appealed, alice, rita, bell):
        answer_appeal(appealed, by=rita, answer="You are right", overturn=True)
        refused.refresh_from_db()
        assert refused.state == State.QUEUED
        assert len(bell) == 1
        appealed.refresh_from_db()
        assert appealed.overturned
        assert [notice.kind for notice in alice.notifications.all()] == ["appeal", "refused"]

    def test_upheld_it_stays_refused(self, refused, appealed, rita):
        answer_appeal(appealed, by=rita, answer="No", overturn=False)
        refused.refresh_from_db()
        assert refused.state == State.REFUSED

    def test_allowing_it_elsewhere_answers_the_appeal(self, refused, appealed, rita):
        services.allow(refused, by=rita)
        appealed.refresh_from_db()
        assert appealed.overturned
