"""A quick look before anything is paid: free, short, one at a time, soon forgotten, nobody else's business."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from cameos import services as cameos
from cameos.models import Level
from feed import services as feed
from feed.pages import drafts_of
from generation import services
from generation.models import CreditEntry, Generation
from generation.script import Shot
from generation.services import LimitReached
from generation.states import State
from generation.tests.drafts import finish
from generation.tests.test_views import order
from sora_site.export import tables

pytestmark = pytest.mark.django_db
ORDER = {"prompt": "a red ball", "seconds": 10, "size": "480x854"}


@pytest.fixture(autouse=True)
def allowing(settings):
    cache.clear()  # how many there were within the hour
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def preview(alice):
    return lambda **changes: services.preview(owner=alice, **ORDER | changes)


class TestPreview:
    def test_it_is_free_short_and_drawn(self, preview):
        clip = preview(engine="quick")
        assert (clip.engine, clip.seconds, clip.price, clip.state) == ("sketch", 3, 0, State.QUEUED)
        assert not CreditEntry.objects.exists()

    def test_a_storyboard_is_shortened_as_a_whole(self, preview):
        clip = preview(shots=[Shot("a cat", 6), Shot("a dog", 3)])
        assert [shot.seconds for shot in clip.script.shots] == [2, 1]

    def test_it_holds_nothing_of_other_clips_or_pictures(self, preview, ask):
        draft = finish(ask())
        clip = preview(source=draft, before=[draft])
        assert (clip.source, clip.parts.count(), clip.seed) == (None, 0, draft.seed)

    def test_the_next_one_takes_its_place(self, preview, ask):
        kept = ask()
        first, second = preview(), preview()
        assert set(Generation.objects.all()) == {kept, second}
        assert first != second

    def test_that_of_somebody_else_stays(self, preview, bob):
        theirs = services.preview(owner=bob, **ORDER)
        hers = preview()
        assert set(Generation.objects.all()) == {theirs, hers}

    def test_it_does_not_count_as_on_its_way_nor_wait_behind_films(self, preview, ask, alice, bob):
        for owner in (alice, alice, bob):
            ask(owner=owner)
        clip = preview()
        assert services.wait(clip).position == 1
        assert Generation.objects.in_turn().first() == clip

    def test_nor_does_it_push_a_film_of_its_maker_back(self, preview, ask, alice, bob):
        hers, his = ask(owner=alice), ask(owner=bob)
        preview()
        assert [clip.pk for clip in Generation.objects.in_turn().filter(is_preview=False)] == [hers.pk, his.pk]
        assert services.outlook(owner=alice, seconds=5).position == 4

    def test_there_are_only_so_many_an_hour(self, preview, settings):
        settings.GENERATION_PER_HOUR = 2
        for _ in range(2):
            preview()
        with pytest.raises(LimitReached, match="within an hour"):
            preview()

    def test_nothing_is_held_for_moderators(self, preview, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.HoldEverything"]
        assert preview().state == State.REFUSED


class TestForgetting:
    def test_the_sweep_forgets_what_is_an_hour_old_with_its_files(self, preview, ask, bob, capsys):
        old, kept = finish(preview()), ask()
        young = services.preview(owner=bob, **ORDER)
        Generation.objects.exclude(pk=young.pk).update(requested_at=timezone.now() - timedelta(minutes=61))
        call_command("sweep")
        assert "'forgotten': 1" in capsys.readouterr().out
        assert set(Generation.objects.all()) == {kept, young}
        assert not old.video.storage.exists(old.video.name)

    def test_one_that_is_being_drawn_is_stopped(self, preview):
        clip = preview()
        clip.claim()
        Generation.objects.update(requested_at=timezone.now() - timedelta(hours=2))
        assert services.forget_previews() == 1


class TestNowhereElse:
    def test_it_is_no_draft(self, preview, alice):
        clip = finish(preview())
        drafts = drafts_of(alice)
        assert (drafts["ready"], drafts["under_way"], drafts["unmade"]) == ([], [], [])
        assert not Generation.objects.filter(pk=clip.pk).drafts().exists()

    @pytest.mark.parametrize("state", [State.QUEUED, State.REFUSED])
    def test_on_its_way_or_refused_it_is_none_either(self, preview, alice, state, settings):
        if state == State.REFUSED:
            settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        assert preview().state == state
        drafts = drafts_of(alice)
        assert (drafts["under_way"], drafts["unmade"]) == ([], [])

    def test_it_cannot_be_published_extended_or_joined(self, preview, as_, alice, ask):
        clip = finish(preview())
        with pytest.raises(feed.CannotPublish):
            feed.publish(clip)
        for page in ("publish", "extend"):
            assert as_(alice).get(f"/clips/{clip.pk}/{page}/").status_code == 404
        with pytest.raises(services.Unable):
            services.stitch(owner=alice, clips=[clip, finish(ask())])

    def test_it_is_not_exported(self, preview, alice):
        preview()
        assert not tables(alice)["clips"].exists()


class TestPeople:
    @pytest.fixture
    def cameo(self, make_cameo, bob):
        return make_cameo(bob, level=Level.EVERYONE)

    def test_they_are_not_told_but_see_it_and_can_take_it_back(self, preview, as_, bob, cameo):
        clip = finish(preview(prompt="@bob runs"))
        assert not bob.notifications.exists()
        assert not bob.receipts.filter(kind="use").exists()
        assert str(clip.pk) in as_(bob).get("/cast/").text
        assert as_(bob).post(f"/clips/{clip.pk}/withdraw/").status_code == 302
        assert as_(bob).get(f"/clips/{clip.pk}/video.mp4").status_code == 404

    def test_they_must_agree(self, preview, cameo, settings):
        settings.SAFETY_CHECKS = ["safety.review.handles.HandleCheck"]
        assert preview(prompt="@bob runs").state == State.QUEUED
        cameos.change(cameo, level=Level.ONLY_ME)
        assert preview(prompt="@bob runs").state == State.REFUSED


class TestComposer:
    def test_it_comes_back_with_everything_kept(self, as_, alice):
        answer = as_(alice).post("/make/", order(style="noir", preview="1"))
        clip = Generation.objects.get()
        assert (answer.status_code, answer.context["preview"], clip.style) == (200, clip, "noir")
        assert "a red ball on the beach</textarea>" in answer.text
        assert 'value="noir" checked' in answer.text

    def test_its_key_is_left_for_the_film(self, as_, alice):
        once = order(preview="1")
        as_(alice).post("/make/", once)
        del once["preview"]
        as_(alice).post("/make/", once)
        assert Generation.objects.filter(is_preview=False).count() == 1

    def test_what_the_review_minds_is_marked(self, as_, alice, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        answer = as_(alice).post("/make/", order(preview="1"))
        assert answer.status_code == 422
        assert answer.context["refusal"].words == ["a"]

    def test_while_one_composes_on_it_stays_and_a_fresh_page_has_none(self, as_, alice):
        as_(alice).post("/make/", order(preview="1"))
        assert as_(alice).post("/make/", order(cast="bob")).context["preview"] == Generation.objects.get()
        assert as_(alice).get("/make/").context["preview"] is None

    def test_its_card_is_its_makers_and_polls(self, as_, alice, charlie, preview):
        clip = preview()
        answer = as_(alice).get(f"/previews/{clip.pk}/", headers={"HX-Request": "true"})
        again = f"/previews/{clip.pk}/?seen={answer.context['card'].stamp}"
        assert as_(alice).get(again, headers={"HX-Request": "true"}).status_code == 204
        assert as_(charlie).get(f"/previews/{clip.pk}/").status_code == 404

    def test_a_film_has_no_such_card(self, as_, alice, ask):
        assert as_(alice).get(f"/previews/{ask().pk}/").status_code == 404
