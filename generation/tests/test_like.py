"""Another one like a clip: its words, shots, length and look stand in the composer."""

import uuid

import pytest

from cameos.models import Level
from generation import services
from generation.models import Generation
from generation.script import Shot
from generation.tests.drafts import finish
from safety.models import Standing

pytestmark = pytest.mark.django_db
SHOTS = (Shot("a boat sails", 2), Shot("a whale rises", 6))


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def film(ask):
    """Of two shots, by Alice."""
    return finish(ask(shots=SHOTS, size="640x640", style="noir", seed=77))


def typed(answer) -> list[tuple[str, int]] | None:
    shots = answer.context["shots"]
    return shots and [(shot["prompt"], shot["seconds"]) for shot in shots.typed]


def like(clip, **more) -> str:
    return "/make/?" + "&".join(f"{name}={value}" for name, value in ({"like": clip.pk} | more).items())


class TestHers:
    def test_it_begins_with_shots_length_and_look_but_another_seed(self, as_, alice, film):
        answer = as_(alice).get(like(film))
        assert typed(answer) == [("a boat sails", 2), ("a whale rises", 6)]
        form = answer.context["form"]
        assert [form[name].value() for name in ("size", "style", "seed")] == ["640x640", "noir", None]

    def test_one_of_a_single_sentence_begins_with_that(self, as_, alice, ask):
        answer = as_(alice).get(like(finish(ask(prompt="a cat", seconds=10))))
        assert typed(answer) is None
        assert "a cat</textarea>" in answer.text
        assert answer.context["form"].chosen_seconds == 10

    def test_one_that_went_on_from_others_is_as_long_as_what_was_made(self, as_, alice, ask, film):
        longer = finish(ask(prompt="it goes on", seconds=5, before=[film]))
        assert longer.seconds == 13
        assert as_(alice).get(like(longer)).context["form"].chosen_seconds == 5

    def test_the_shots_of_a_preview_are_whole_seconds(self, as_, alice):
        shots = [Shot("a cat", 4), Shot("a dog", 1)]
        preview = services.preview(owner=alice, prompt="", seconds=0, size="480x854", shots=shots)
        assert typed(as_(alice).get(like(preview))) == [("a cat", 2), ("a dog", 1)]

    def test_what_would_pass_takes_the_place_of_its_words_shot_by_shot(self, as_, alice, film):
        assert typed(as_(alice).get(like(film, words="one%0Atwo"))) == [("one", 2), ("two", 6)]
        answer = as_(alice).get(like(film, words="all in one"))
        assert typed(answer) is None
        assert "all in one</textarea>" in answer.text

    def test_the_page_of_a_clip_leads_there(self, as_, alice, film, make_clip):
        for clip in (film, make_clip(state="failed")):
            assert like(clip) in as_(alice).get(f"/clips/{clip.pk}/").text


class TestOfOthers:
    def test_who_is_in_it_sees_its_words_and_may_begin_with_them(self, as_, bob, ask, make_cameo):
        make_cameo(bob, level=Level.EVERYONE)
        clip = finish(ask(prompt="@bob runs"))
        assert "@bob runs</textarea>" in as_(bob).get(like(clip)).text

    def test_charlie_gets_404_as_for_what_is_none(self, as_, charlie, film):
        for key in (film.pk, uuid.uuid4(), "nonsense"):
            assert as_(charlie).get(f"/make/?like={key}").status_code == 404

    def test_nor_does_he_get_the_words_of_one_that_he_can_watch(self, as_, alice, charlie, film):
        as_(alice).post(f"/clips/{film.pk}/publish/", {"visibility": "public"})
        assert as_(charlie).get(f"/p/{film.post.pk}/").status_code == 200
        assert as_(charlie).get(like(film)).status_code == 404

    def test_one_that_was_taken_back_is_gone(self, as_, alice, film):
        Generation.objects.filter(pk=film.pk).update(standing=Standing.WITHDRAWN)
        assert as_(alice).get(like(film)).status_code == 404

    def test_a_passer_by_signs_in_first(self, as_, film):
        assert as_(None).get(like(film)).status_code == 302


class TestRemixing:
    @pytest.fixture
    def shown(self, as_, alice, film):
        def shown(**details) -> str:
            return as_(alice).post(
                f"/clips/{film.pk}/publish/", {"visibility": "public", "allow_remix": "on"} | details
            )["Location"]

        return shown

    def test_it_begins_with_the_shots_and_the_seed(self, as_, charlie, shown):
        answer = as_(charlie).get(f"{shown(show_prompt='on')}remix/")
        assert typed(answer) == [("a boat sails", 2), ("a whale rises", 6)]
        assert answer.context["form"]["seed"].value() == 77

    def test_words_that_are_kept_back_keep_the_shots_back(self, as_, charlie, shown):
        answer = as_(charlie).get(f"{shown()}remix/")
        assert typed(answer) is None
        assert "whale" not in answer.text
