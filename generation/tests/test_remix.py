"""A clip made from a clip: the same seed, and only with people who agree."""

import pytest

from cameos import services as cameos
from cameos.models import Level
from generation import services
from generation.services import remixable
from generation.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def cameo(make_cameo, bob):
    return make_cameo(bob, level=Level.EVERYONE)


def remix(source, by, **order):
    order = {"prompt": "a blue ball", "seconds": 5, "size": "480x854", "engine": "quick"} | order
    return services.request(owner=by, source=source, **order)


@pytest.fixture
def shown(as_, alice):
    """`shown(clip)`: the address of the post that shows it."""

    def shown(clip):
        details = {"caption": "", "visibility": "public", "allow_remix": "on", "show_prompt": "on"}
        return as_(alice).post(f"/clips/{clip.pk}/publish/", details)["Location"]

    return shown


def test_it_keeps_the_seed_and_says_where_it_comes_from(make_clip, charlie):
    source = make_clip(seed=77)
    made = remix(source, charlie)
    assert (made.seed, made.source, made.owner) == (77, source, charlie)
    assert list(source.remixes.all()) == [made]


def test_another_seed_is_taken_when_it_is_asked_for(make_clip, charlie):
    assert remix(make_clip(seed=77), charlie, seed=5).seed == 5


def test_it_outlives_its_source(make_clip, charlie):
    source = make_clip()
    made = remix(source, charlie)
    services.discard(source)
    made.refresh_from_db()
    assert made.source is None


class TestPeopleInIt:
    def test_who_does_not_let_the_remixer_is_named(self, make_clip, cameo, alice, charlie):
        source = make_clip(prompt="@bob on the beach")
        assert remixable(source, charlie) == []
        cameos.change(cameo, level=Level.APPROVED)
        assert remixable(source, charlie) == ["bob"]

    def test_it_is_refused_even_when_the_words_do_not_mention_them(self, make_clip, cameo, charlie):
        source = make_clip(prompt="@bob on the beach")
        cameos.change(cameo, level=Level.ONLY_ME)
        made = remix(source, charlie)
        assert (made.state, made.decision.rule) == (State.REFUSED, "people.no_cameo")
        assert made.decision.opinions[0]["words"] == ["@bob"]
        assert services.balance(charlie).plan_left == 10

    def test_who_agrees_is_in_the_remix_when_the_words_say_so(self, make_clip, cameo, charlie):
        source = make_clip(prompt="@bob on the beach")
        made = remix(source, charlie, prompt="@bob in the snow")
        assert (made.state, [casting.person.username for casting in made.castings.all()]) == (State.QUEUED, ["bob"])

    def test_her_own_clip_alice_cannot_remix_either_once_he_objects(self, make_clip, cameo, alice):
        source = make_clip(prompt="@bob on the beach")
        cameos.change(cameo, level=Level.ONLY_ME)
        assert remix(source, alice).state == State.REFUSED

    def test_the_reason_names_them_in_the_language_of_the_reader(self, make_clip, cameo, charlie, as_, shown):
        source = make_clip(prompt="@bob on the beach")
        post = shown(source)
        cameos.change(cameo, level=Level.APPROVED)
        # His post stays to be seen, so the remixer meets the refusal in the composer.
        page = as_(charlie).get(f"{post}remix/")
        assert page.status_code == 200
        assert 'href="/@bob/cameo/"' in page.text
        answer = as_(charlie).post(f"{post}remix/", {"prompt": "a blue ball", "seconds": "5", "size": "480x854"})
        assert answer.status_code == 422
        assert "people who have not agreed that you cast them: @bob." in answer.text
        assert "a blue ball</textarea>" in answer.text


class TestComposer:
    def test_it_begins_with_what_the_source_was_made_from(self, make_clip, charlie, as_, shown):
        source = make_clip(seed=77, style="noir", seconds=10)
        post = shown(source)
        page = as_(charlie).get(f"{post}remix/").text
        assert f'action="{post}remix/"' in page
        assert f"{post}poster.webp" in page
        assert "You start from a clip by Alice Marsh." in page
        assert "a red ball on the beach</textarea>" in page
        assert 'value="77"' in page
        assert 'value="noir" checked' in page

    def test_asking_there_makes_a_remix(self, make_clip, charlie, as_, shown, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
        source = make_clip()
        post = shown(source)
        answer = as_(charlie).post(f"{post}remix/", {"prompt": "a blue ball", "seconds": "5", "size": "480x854"})
        assert answer.status_code == 302
        assert charlie.generations.get().source == source
