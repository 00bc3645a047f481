"""Looks as rows: offered in their season, drawn by operators, remembered by clips."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone, translation

from generation import batch, services
from generation.forms import ComposeForm
from generation.models import Style
from generation.queries import style_name
from generation.tests.handed_in import upload
from generation.tests.test_views import order

pytestmark = pytest.mark.django_db
BUILT_IN = ["natural", "warm", "cool", "pastel", "neon", "noir", "golden", "dreamy"]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def forgotten():
    """Names are remembered for a while, also from one test to the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def winter():
    return Style.objects.create(slug="winter-night", name="Winter night", words="frost, blue hour")


def offered() -> list[str]:
    return [slug for slug, _ in ComposeForm().fields["style"].choices]


class TestOffering:
    def test_every_site_begins_with_eight_and_none(self):
        assert offered() == ["", *BUILT_IN]

    def test_what_is_added_is_offered_last_and_what_is_switched_off_is_not(self, winter):
        Style.objects.filter(slug="noir").update(is_offered=False)
        assert offered()[-1] == "winter-night"
        assert "noir" not in offered()

    @pytest.mark.parametrize(
        ("begins", "ends", "is_there"), [(-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False), (None, -1, False)]
    )
    def test_a_season_has_its_days(self, winter, begins, ends, is_there):
        today = timezone.localdate()
        winter.begins, winter.ends = (day if day is None else today + day * DAY for day in (begins, ends))
        winter.save()
        assert ("winter-night" in offered()) == is_there

    def test_one_that_is_not_offered_is_refused_when_posted(self, as_, alice):
        assert as_(alice).post("/make/", order(style="winter-night")).status_code == 422

    def test_operators_may_take_any_from_the_command_line(self, winter):
        Style.objects.update(is_offered=False)
        assert batch.check({"prompt": "a cat", "style": "winter-night"})[0]["style"] == "winter-night"
        assert "style" in batch.check({"prompt": "a cat", "style": "gaudy"})[1][0]


class TestClips:
    def test_a_clip_keeps_the_words_of_the_day_it_was_asked_for(self, ask, winter):
        clip = ask(style="winter-night")
        winter.words = "something else"
        winter.save()
        clip.refresh_from_db()
        assert (clip.script.style, clip.script.style_words) == ("winter-night", "frost, blue hour")

    def test_the_words_of_a_style_are_not_reviewed(self, alice, winter, settings):
        settings.SAFETY_CHECKS = ["generation.tests.test_storyboard_requests.RefuseTogether"]
        Style.objects.filter(pk=winter.pk).update(words="powder")
        asked = {"owner": alice, "seconds": 5, "size": "480x854", "style": "winter-night"}
        assert services.request(prompt="a spark", **asked).state == "queued"


class TestNames:
    def test_ours_are_said_in_the_language_of_the_page(self):
        with translation.override("fr"):
            assert style_name("warm") == str(Style.objects.get(slug="warm")) != "Warm"

    def test_theirs_as_they_wrote_them_from_the_next_save_on(self, winter):
        assert style_name("winter-night") == "Winter night"
        winter.name = "Long night"
        winter.save()
        assert style_name("winter-night") == "Long night"

    def test_one_that_was_deleted_is_still_called_something(self):
        assert style_name("old-glory") == "Old glory"


class TestAdmin:
    FIELDS = {"name": "Frost", "slug": "frost", "words": "frost", "is_offered": "on", "position": "5"}

    @pytest.fixture
    def desk(self, as_, make_person):
        return as_(make_person("olga", is_staff=True, is_superuser=True))

    def post(self, desk, page, **changes):
        return desk.post(f"/admin/generation/style/{page}", self.FIELDS | changes)

    def test_an_operator_adds_one_with_a_picture_that_everybody_sees(self, desk, as_, db):
        assert self.post(desk, "add/", upload=upload()).status_code == 302
        answer = as_(None).head("/styles/frost.webp")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert "/styles/frost.webp" in desk.get("/admin/generation/style/").text

    def test_another_picture_takes_its_place_and_none_too(self, desk):
        self.post(desk, "add/", upload=upload())
        style = Style.objects.get(slug="frost")
        first = style.picture.name
        self.post(desk, f"{style.pk}/change/", upload=upload())
        style.refresh_from_db()
        second = style.picture.name
        assert not default_storage.exists(first)
        assert default_storage.exists(second)
        self.post(desk, f"{style.pk}/change/", no_picture="on")
        assert not default_storage.exists(second)

    def test_its_short_name_stays_as_clips_know_it(self, desk):
        self.post(desk, "add/")
        style = Style.objects.get(slug="frost")
        self.post(desk, f"{style.pk}/change/", slug="ice", name="Ice")
        style.refresh_from_db()
        assert (style.slug, style.name) == ("frost", "Ice")

    def test_a_season_does_not_end_before_it_begins(self, desk):
        answer = self.post(desk, "add/", begins="2026-02-01", ends="2026-01-01")
        assert "It ends before it begins." in answer.text

    def test_a_picture_that_is_none_is_refused(self, desk):
        broken = upload()
        broken.file.truncate(40)
        broken.size = 40
        assert self.post(desk, "add/", upload=broken).status_code == 200

    def test_moderators_do_not_choose_looks(self, as_, rita):
        assert as_(rita).get("/admin/generation/style/add/").status_code == 403

    def test_a_style_without_a_picture_has_no_address(self, as_, db):
        assert as_(None).get("/styles/noir.webp").status_code == 404
