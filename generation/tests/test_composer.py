"""The composer: what a clip costs before it is asked for, which lengths, and whom one may cast."""

import re

import pytest

from accounts.models import Plan
from cameos.models import Level
from generation import services
from generation.models import Generation
from generation.services import grant_credits
from generation.states import State
from generation.tests.test_views import order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def pro(alice):
    alice.plan = Plan.PRO
    alice.save()
    return alice


def cost_of(page) -> str:
    return re.search(r'id="cost"[^>]*>([^<]*)<', page)[1]


def lengths_of(page) -> dict[int, tuple[str, bool]]:
    """By seconds: what the line would say, and whether it can be chosen."""
    inputs = re.findall(r'<input type="radio" name="seconds" value="(\d+)" data-cost="([^"]*)"([^>]*)>', page)
    return {int(seconds): (line, "disabled" not in rest) for seconds, line, rest in inputs}


class TestCost:
    def test_it_says_so_before_pressing(self, as_, alice):
        assert cost_of(as_(alice).get("/make/").text) == "1 credit · 10 of 10 left today"

    def test_it_counts_what_is_on_its_way(self, as_, alice, ask):
        ask()
        assert cost_of(as_(alice).get("/make/").text) == "1 credit · 9 of 10 left today"

    def test_every_length_says_what_it_costs(self, as_, pro):
        page = as_(pro).get("/make/?seconds=25").text
        lines = {seconds: line.split(" · ")[0] for seconds, (line, _) in lengths_of(page).items()}
        assert lines == {5: "1 credit", 10: "1 credit", 15: "2 credits", 25: "3 credits"}
        assert cost_of(page) == "3 credits · 50 of 50 left today"

    def test_with_nothing_left_it_says_when_there_is_more(self, as_, alice, ask, settings):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": 1}}
        ask()
        assert cost_of(as_(alice).get("/make/").text) == "1 credit · 0 of 1 left today · enough again in 23\xa0hours"

    def test_asking_for_too_much_says_it_in_place_and_keeps_the_words(self, as_, alice, ask, settings):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": 1}}
        ask()
        response = as_(alice).post("/make/", order())
        assert response.status_code == 422
        assert "This clip costs 1 credit; you have 0 of 1 left today." in response.text
        assert "a red ball on the beach</textarea>" in response.text
        assert Generation.objects.count() == 1

    def test_what_was_granted_is_named(self, as_, alice, ask, rita, settings):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": 1}}
        grant_credits(alice, 4, by=rita)
        ask()
        line = "1 credit · 0 of 1 left today, 4 granted · from those you were granted"
        assert cost_of(as_(alice).get("/make/").text) == line


class TestLengths:
    def test_those_of_pro_are_shown_but_not_offered(self, as_, alice):
        page = as_(alice).get("/make/").text
        assert {seconds: offered for seconds, (_, offered) in lengths_of(page).items()} == {
            5: True, 10: True, 15: False, 25: False,
        }  # fmt: skip
        assert page.count('<b class="label">Pro</b>') == 2

    def test_pro_has_them_all(self, as_, pro):
        page = as_(pro).get("/make/").text
        assert all(offered for _, offered in lengths_of(page).values())
        assert as_(pro).post("/make/", order(seconds="25")).status_code == 302
        assert Generation.objects.get().seconds == 25

    def test_posting_one_all_the_same_is_an_error_beside_the_field(self, as_, alice):
        response = as_(alice).post("/make/", order(seconds="25"))
        assert response.status_code == 422
        assert "Clips of 25 seconds belong to Pro." in response.text
        assert re.search(r"<details class=\"more\" open>", response.text)
        assert not Generation.objects.exists()

    @pytest.mark.parametrize("asked", ["25", "600", "x", ""])
    def test_a_link_that_asks_for_what_is_not_offered_marks_the_usual_length(self, as_, alice, asked):
        page = as_(alice).get(f"/make/?seconds={asked}").text
        assert re.search(r'value="10" data-cost="[^"]*"[^>]* checked', page)


class TestPeople:
    def test_those_who_may_be_cast_stand_under_the_box(self, as_, alice, bob, charlie, make_cameo):
        make_cameo(bob, level=Level.EVERYONE)
        make_cameo(charlie)
        page = as_(alice).get("/make/").text
        assert 'name="cast" value="bob"' in page
        assert 'src="/@bob/cameo/1.webp"' in page
        assert 'value="charlie"' not in page

    def test_without_javascript_a_button_puts_them_into_the_words_and_loses_nothing(self, as_, alice):
        answer = as_(alice).post("/make/", order(prompt="a duel with", cast="bob", style="noir"))
        assert answer.status_code == 200
        assert "a duel with @bob </textarea>" in answer.text
        assert 'value="noir" checked' in answer.text
        assert not Generation.objects.exists()

    def test_into_an_empty_box_too(self, as_, alice):
        assert ">\n@bob </textarea>" in as_(alice).post("/make/", order(prompt="", cast="bob")).text

    def test_nobody_to_cast_shows_no_heading(self, as_, alice):
        assert "People you may cast" not in re.sub(r'aria-label="[^"]*"', "", as_(alice).get("/make/").text)


class TestQueries:
    def look(self, as_, person, count):
        browser = as_(person)
        with count(8):
            browser.get("/make/")

    def test_the_page_of_a_newcomer(self, as_, alice, django_assert_max_num_queries):
        self.look(as_, alice, django_assert_max_num_queries)

    def test_the_page_on_a_busy_site(
        self, as_, alice, ask, make_person, make_cameo, make_clip, django_assert_max_num_queries
    ):
        make_clip()
        for number in range(10):
            person = make_person(f"person_{number}")
            make_cameo(person, level=Level.EVERYONE)
            ask(owner=person)
        self.look(as_, alice, django_assert_max_num_queries)


class TestCredits:
    def test_a_newcomer_has_everything_and_no_lines(self, as_, alice):
        page = as_(alice).get("/credits/").text
        assert "Your plan: Free" in page
        assert "<strong>10</strong>" in page
        assert "Nothing yet." in page

    def test_each_line_is_in_plain_words_with_its_clip(self, as_, alice, make_clip, rita):
        clip = make_clip()
        services.cancel(make_clip(prompt="a cancelled one", state=State.QUEUED))
        gone = make_clip(state=State.QUEUED)
        services.discard(gone)
        grant_credits(alice, 5, by=rita, why="for patience")
        page = as_(alice).get("/credits/").text
        for words in (
            "Granted to you · for patience", "Held while a clip is made", "Spent: the clip is ready",
            "Given back: nothing was made", "A clip that is deleted", f"/clips/{clip.pk}/", "a cancelled one",
            "And 5 that were granted to you",
        ):  # fmt: skip
            assert words in page
        assert "The next one comes back in 23\xa0hours." in page

    def test_charlie_sees_nothing_of_it(self, as_, charlie, make_clip):
        make_clip()
        page = as_(charlie).get("/credits/").text
        assert "a red ball" not in page
        assert "Nothing yet." in page

    def test_a_passer_by_is_sent_to_sign_in(self, as_, db):
        assert as_(None).get("/credits/")["Location"] == "/accounts/login/?next=/credits/"

    def test_older_lines_are_on_the_next_page(self, as_, alice, ask, monkeypatch):
        monkeypatch.setattr("generation.queries.PAGE", 2)
        for number in range(3):
            ask(prompt=f"number {number}")
        page = as_(alice).get("/credits/").text
        assert "number 0" not in page
        cursor = page.split("?after=")[1].split('"')[0]
        part = as_(alice).get(f"/credits/?after={cursor}", headers={"HX-Request": "true", "HX-Target": "more"}).text
        assert "number 0" in part
        assert "<html" not in part
        assert as_(alice).get("/credits/?after=nonsense").status_code == 404

    def test_it_costs_the_same_whatever_its_length(self, as_, alice, ask, django_assert_max_num_queries):
        for _ in range(10):
            services.cancel(ask())
        browser = as_(alice)
        with django_assert_max_num_queries(6):
            browser.get("/credits/")
