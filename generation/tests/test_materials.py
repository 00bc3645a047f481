"""What a clip begins from: whole drafts, other people's pictures, one's own; and what happens when one of them goes."""

import pytest

from cameos import services as cameos
from cameos.models import Level
from generation import services
from generation.models import Generation
from generation.services import Unable, casting
from generation.services.materials import SourceGone, script_of
from generation.states import State
from generation.tests.drafts import finish

pytestmark = pytest.mark.django_db
ORDER = {"prompt": "it goes on", "seconds": 5, "size": "480x854", "engine": "quick"}


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def able(settings):
    """A model that begins from pictures; nothing of it is loaded to ask for a clip."""
    settings.GENERATION_MODEL = "wan2.1-vace-1.3b"
    return "diffusers"


@pytest.fixture
def cameo(make_cameo, bob):
    return make_cameo(bob, level=Level.EVERYONE)


@pytest.fixture
def make_draft(ask):
    """`make_draft(prompt="@bob")`: a finished clip of Alice's."""
    return lambda **order: finish(ask(**order))


def extend(clip, by, **order):
    return services.request(owner=by, before=[clip], **ORDER | order)


class TestExtension:
    def test_it_is_as_long_as_both_and_costs_what_is_new(self, make_draft, alice):
        clip = extend(make_draft(seconds=10), alice)
        assert (clip.seconds, clip.made_seconds, clip.price) == (15, 5, 1)
        assert [part.position for part in clip.parts.all()] == [1]

    def test_it_is_no_remix(self, make_draft, alice):
        clip = extend(make_draft(), alice)
        assert clip.source is None

    def test_one_that_is_extended_again_and_again_ends_at_a_minute(self, make_draft, alice):
        clip = make_draft()
        Generation.objects.filter(pk=clip.pk).update(seconds=56)
        clip.refresh_from_db()
        with pytest.raises(Unable, match="Together that is 61 seconds; a clip can have 60"):
            extend(clip, alice)

    def test_only_what_is_finished_can_be(self, ask, alice):
        with pytest.raises(Unable, match="Only finished clips of your own"):
            extend(ask(), alice)

    def test_bob_cannot_extend_hers(self, make_draft, bob):
        with pytest.raises(Unable):
            extend(make_draft(), bob)
        assert not bob.generations.exists()


class TestScript:
    def test_an_engine_gets_the_files_of_the_parts_with_their_marks(self, make_draft, alice, tmp_path):
        draft = make_draft()
        script = script_of(extend(draft, alice), tmp_path)
        (part,) = script.before
        assert part.video.read_bytes() == b"clip.mp4"
        assert (part.mark.clip, part.mark.payload, part.mark.handle) == (draft.pk, draft.registry.payload, "alice")
        assert (part.fps, part.frames) == (12, 60)
        assert [shot.prompt for shot in script.shots] == ["it goes on"]

    def test_a_remix_with_a_strength_gets_the_clip_and_one_without_does_not(self, make_draft, charlie, able, tmp_path):
        source = make_draft()
        order = ORDER | {"owner": charlie, "source": source, "engine": able}
        assert script_of(services.request(**order), tmp_path).source is None
        script = script_of(services.request(**order, strength=0.4), tmp_path)
        assert (script.strength, script.source.mark.clip) == (0.4, source.pk)

    def test_a_part_that_is_gone_is_named(self, make_draft, alice, tmp_path):
        draft = make_draft()
        clip = extend(draft, alice)
        services.discard(draft)
        with pytest.raises(SourceGone):
            script_of(clip, tmp_path)

    def test_so_is_a_file_that_went_this_moment(self, make_draft, alice, tmp_path):
        draft = make_draft()
        clip = extend(draft, alice)
        draft.video.storage.delete(draft.video.name)
        with pytest.raises(SourceGone):
            script_of(clip, tmp_path)


class TestWhatIsInTheWay:
    @pytest.mark.parametrize("go", ["discard", "take_down"])
    def test_a_part_that_is_deleted_or_taken_down(self, make_draft, alice, rita, go):
        draft = make_draft()
        clip = extend(draft, alice)
        assert casting.obstacle(clip) == ""
        if go == "discard":
            services.discard(draft)
        else:
            services.take_down(draft, by=rita, why="no")
        assert casting.obstacle(Generation.objects.get(pk=clip.pk)) == "source"

    def test_a_source_that_is_taken_down_even_for_a_remix_of_words(self, make_draft, charlie, rita):
        source = make_draft()
        clip = services.request(owner=charlie, source=source, **ORDER)
        services.take_down(source, by=rita, why="no")
        assert casting.obstacle(Generation.objects.get(pk=clip.pk)) == "source"

    def test_a_remix_of_words_outlives_a_deleted_source_and_one_of_pictures_does_not(self, make_draft, charlie, able):
        source = make_draft()
        order = ORDER | {"owner": charlie, "source": source, "engine": able}
        words, pictures = (services.request(**order, **more) for more in ({}, {"strength": 0.5}))
        services.discard(source)
        made = [Generation.objects.get(pk=clip.pk) for clip in (words, pictures)]
        assert [casting.obstacle(clip) for clip in made] == ["", "source"]

    def test_somebody_in_a_part_who_agrees_no_more(self, make_draft, alice, cameo):
        clip = extend(make_draft(prompt="@bob on the beach"), alice)
        cameos.change(cameo, level=Level.ONLY_ME)
        assert casting.obstacle(clip) == "consent"

    def test_a_part_that_was_taken_back(self, make_draft, alice, bob, cameo):
        draft = make_draft(prompt="@bob on the beach")
        clip = extend(draft, alice)
        services.withdraw(draft, by=bob)
        assert casting.obstacle(Generation.objects.get(pk=clip.pk)) == "source"


class TestPeopleInParts:
    def test_they_are_in_the_new_clip_and_told_once(self, make_draft, alice, bob, cameo):
        draft = make_draft(prompt="@bob on the beach")
        clip = extend(draft, alice, prompt="@bob waves")
        assert [each.person for each in clip.castings.all()] == [bob]
        assert bob.receipts.filter(kind="use", details__clip=str(clip.pk)).count() == 1
        assert Generation.objects.starring(bob).count() == 2

    def test_also_when_the_new_words_do_not_mention_them_and_then_they_can_take_it_back(
        self, make_draft, alice, bob, cameo
    ):
        clip = extend(make_draft(prompt="@bob on the beach"), alice)
        assert services.withdraw(clip, by=bob)

    def test_who_does_not_agree_any_more_stops_it_with_words(self, make_draft, alice, cameo):
        draft = make_draft(prompt="@bob on the beach")
        cameos.change(cameo, level=Level.ONLY_ME)
        clip = extend(draft, alice)
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "people.no_cameo")
        assert clip.decision.opinions[0]["reason"].endswith("who have not agreed that you cast them: @bob.")
        assert services.balance(alice).plan_left == 9  # the draft's

    def test_a_remix_of_pictures_shows_them_one_of_words_does_not(self, make_draft, charlie, bob, cameo, able):
        source = make_draft(prompt="@bob on the beach")
        order = ORDER | {"owner": charlie, "source": source, "engine": able}
        words, pictures = (services.request(**order, **more) for more in ({}, {"strength": 0.5}))
        assert [each.person for each in pictures.castings.all()] == [bob]
        assert not words.castings.exists()

    def test_more_than_three_in_all_are_too_many(self, make_draft, alice, make_person, make_cameo):
        for number in range(4):
            make_cameo(make_person(f"person_{number}"), level=Level.EVERYONE)
        draft = make_draft(prompt="@person_0 with @person_1 and @person_2")
        clip = extend(draft, alice, prompt="@person_3 comes")
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "people.too_many")
        assert extend(draft, alice, prompt="@person_0 goes").state == State.QUEUED

    def test_their_restrictions_hold_for_what_comes_after(self, make_draft, alice, bob, make_cameo, settings):
        draft = make_draft(prompt="a beach")
        made = make_cameo(bob, level=Level.EVERYONE, restrictions="smoking")
        draft.castings.create(person=bob, cameo=made, position=1)
        settings.SAFETY_CHECKS = ["safety.review.cast.RestrictionCheck"]
        assert extend(draft, alice, prompt="somebody smokes").decision.rule == "cast.restricted"


class TestParts:
    def test_harmless_clips_can_make_a_harmful_whole(self, make_draft, alice, settings):
        powder, spark = make_draft(prompt="a keg of powder"), make_draft(prompt="a cat")
        settings.SAFETY_CHECKS = ["generation.tests.test_storyboard_requests.RefuseTogether"]
        assert extend(spark, alice, prompt="a spark").state == State.QUEUED
        clip = extend(powder, alice, prompt="a spark")
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "test.together")
        assert clip.decision.opinions[0]["suggestion"] == ""


class TestPage:
    def test_the_composer_of_an_extension_begins_with_its_shape(self, as_, alice, make_draft):
        draft = make_draft(size="640x640")
        answer = as_(alice).get(f"/clips/{draft.pk}/extend/")
        assert answer.context["extends"] == draft
        assert 'value="640x640" checked' in answer.text

    def test_asking_there_makes_one(self, as_, alice, make_draft):
        draft = make_draft()
        answer = as_(alice).post(f"/clips/{draft.pk}/extend/", {"prompt": "on", "seconds": "5", "size": "480x854"})
        clip = Generation.objects.exclude(pk=draft.pk).get()
        assert answer["Location"] == f"/clips/{clip.pk}/"
        assert [part.source for part in clip.parts.all()] == [draft]
        assert as_(alice).get(f"/clips/{clip.pk}/").context["parts"] == [draft]

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_charlie_cannot_though_it_is_public(self, as_, alice, charlie, make_draft, method):
        draft = make_draft()
        as_(alice).post(f"/clips/{draft.pk}/publish/", {"caption": "", "visibility": "public"})
        assert getattr(as_(charlie), method)(f"/clips/{draft.pk}/extend/").status_code == 404

    def test_who_is_in_an_extension_does_not_see_the_part_that_they_are_not_in(
        self, as_, bob, alice, make_draft, cameo
    ):
        draft = make_draft()
        clip = extend(draft, alice, prompt="@bob comes")
        assert as_(bob).get(f"/clips/{clip.pk}/").context["parts"] == [None]

    def test_published_it_stands_for_itself(self, as_, alice, make_draft):
        clip = make_draft(before=[make_draft()])
        as_(alice).post(f"/clips/{clip.pk}/publish/", {"caption": "", "visibility": "public"})
        assert clip.post.parent is None
