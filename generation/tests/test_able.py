"""What a model cannot do is said before anything is written or paid: which model, which words, what would pass."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from cameos.models import Level
from generation import services
from generation.engines import catalogue
from generation.models import Generation
from generation.services import Unable
from generation.states import State
from generation.tests.drafts import finish
from generation.tests.handed_in import upload
from generation.tests.test_views import order

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(settings, monkeypatch):
    """`model(cast=1)`: the site has a model installed that can do so much."""
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]

    def model(**abilities):
        card = replace(catalogue.card("wan2.1-vace-1.3b"), name="Toy 1", **abilities)
        monkeypatch.setattr(catalogue, "card_of", lambda name: card)
        settings.GENERATION_ENGINE, settings.GENERATION_MODEL = "diffusers", "toy"

    return model


@pytest.fixture
def people(make_person, make_cameo):
    """ana and ben let everybody cast them."""
    for handle in ("ana", "ben"):
        make_cameo(make_person(handle), level=Level.EVERYONE)


def ask(owner, prompt="a cat", **order):
    return services.request(owner=owner, prompt=prompt, **{"seconds": 5, "size": "480x854"} | order)


class TestPeople:
    def test_a_model_that_shows_nobody_says_whom_to_leave_out(self, model, people, alice):
        model(cast=0)
        said = "Toy 1 cannot show people by their cameos. Without @ana, @ben it can be made."
        with pytest.raises(Unable, match=said):
            ask(alice, "@ana meets @ben")
        assert not Generation.objects.exists()
        assert ask(alice, "two people meet")

    def test_one_that_shows_one_says_who_is_too_many(self, model, people, alice):
        model(cast=1)
        with pytest.raises(Unable, match="Toy 1 can show 1 person by their cameo. Without @ben it can be made."):
            ask(alice, "@ana meets @ben")
        assert ask(alice, "@ana waves")

    def test_more_than_a_clip_can_hold_are_the_reviews_to_refuse(self, people, alice, make_person, make_cameo):
        for handle in ("cleo", "dan"):
            make_cameo(make_person(handle), level=Level.EVERYONE)
        clip = ask(alice, "@ana, @ben, @cleo and @dan dance")
        assert (clip.state, clip.decision.rule) == (State.REFUSED, "people.too_many")

    def test_people_in_the_pictures_it_goes_on_from_need_no_such_model(self, model, people, alice):
        draft = finish(ask(alice, "@ana waves", engine="quick"))
        model(cast=0)
        assert ask(alice, "it rains", before=[draft])

    def test_sketch_previews_it_all_the_same(self, model, people, alice):
        model(cast=0)
        assert services.preview(owner=alice, prompt="@ana waves", seconds=5, size="480x854")

    def test_the_composer_says_so_before_and_offers_nobody(self, model, people, as_, alice):
        model(cast=0)
        page = as_(alice).get("/make/").context
        assert page["cast_notice"] == "Toy 1 cannot show people by their cameos. Leave the @handles out."
        assert list(page["people"]) == []
        model(cast=1)
        page = as_(alice).get("/make/").context
        assert page["cast_notice"] == "Toy 1 can show 1 person by their cameo."
        assert len(page["people"]) == 2
        model(cast=3)
        assert as_(alice).get("/make/").context["cast_notice"] == ""

    def test_asking_all_the_same_is_said_in_place_and_nothing_is_lost(self, model, people, as_, alice):
        model(cast=0)
        answer = as_(alice).post("/make/", order(prompt="@ana waves"))
        assert answer.status_code == 422
        assert "Without @ana it can be made." in answer.text
        assert "@ana waves</textarea>" in answer.text


class TestLength:
    def test_longer_than_it_is_worth_is_refused_by_its_name(self, model, alice):
        model(max_seconds=5)
        with pytest.raises(Unable, match="Toy 1 makes 5 seconds at most."):
            ask(alice, seconds=10)

    def test_the_composer_offers_no_more_and_says_what_is_in_the_way(self, model, as_, alice):
        model(max_seconds=5)
        page = as_(alice).get("/make/").context
        assert [length.seconds for length in page["lengths"] if length.is_offered] == [5]
        assert [length.seconds for length in page["lengths"] if length.needs_pro] == []
        assert (page["total_seconds"], page["most_seconds"]) == (5, 5)

    def test_posting_it_all_the_same_is_an_error_beside_the_field(self, model, as_, alice):
        model(max_seconds=5)
        answer = as_(alice).post("/make/", order(seconds="10"))
        assert answer.context["form"].errors == {"seconds": ["Toy 1 makes 5 seconds at most."]}


class TestPictures:
    @pytest.mark.parametrize(
        ("ability", "given", "said"),
        [
            ("first_frame", "first", "cannot begin with a picture of yours"),
            ("last_frame", "last", "cannot end with a picture of yours"),
        ],
    )
    def test_a_picture_that_it_has_no_use_for(self, model, alice, ability, given, said):
        model(**{ability: False})
        with pytest.raises(Unable, match=said):
            ask(alice, **{given: upload()})

    def test_a_strength_where_it_knows_words_only(self, model, alice):
        source = finish(ask(alice, engine="quick"))
        model(remix=False)
        with pytest.raises(Unable, match="only from its words"):
            ask(alice, source=source, strength=0.5)
        assert ask(alice, source=source).strength is None

    def test_the_composer_offers_what_it_can(self, model, as_, alice, charlie):
        clip = finish(ask(alice, engine="quick"))
        as_(alice).post(f"/clips/{clip.pk}/publish/", {"caption": "", "visibility": "public", "allow_remix": "on"})
        pages = ("/make/", f"/clips/{clip.pk}/extend/", f"/p/{clip.post.pk}/remix/")

        def offered(**abilities):
            model(**abilities)
            forms = [as_(alice).get(page).context["form"] for page in pages]
            return [[name for name in ("first", "last", "strength") if name in form.fields] for form in forms]

        assert offered() == [["first", "last"], ["last"], ["last", "strength"]]
        assert offered(first_frame=False, last_frame=False, remix=False) == [[], [], []]

    def test_a_remix_begins_from_the_pictures_as_much_as_was_asked(self, model, as_, alice, charlie):
        clip = finish(ask(alice, engine="quick"))
        as_(alice).post(f"/clips/{clip.pk}/publish/", {"caption": "", "visibility": "public", "allow_remix": "on"})
        model()
        as_(charlie).post(f"/p/{clip.post.pk}/remix/", order(strength="0.35"))
        assert charlie.generations.get().strength == 0.35
        assert as_(charlie).post(f"/p/{clip.post.pk}/remix/", order(strength="1.5")).status_code == 422
        as_(charlie).post(f"/p/{clip.post.pk}/remix/", order(strength="1"))
        assert charlie.generations.filter(strength=None).count() == 1


def test_the_command_line_says_it_too(model, people, capsys):
    model(cast=0)
    with pytest.raises(SystemExit):
        call_command("generate", "@ana waves", seconds="5")
    assert "Without @ana it can be made." in capsys.readouterr().err
