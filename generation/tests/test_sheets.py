"""Variants of one script: asked for together, paid each, all or none; and the page where one is chosen."""

import uuid

import pytest

from cameos.models import Level
from generation import services
from generation.models import CreditEntry, Generation
from generation.services import LimitReached, balance
from generation.states import State
from generation.tests.ledgers import imbalances
from generation.tests.test_ledger_races import together
from generation.tests.test_views import order

ORDER = {"prompt": "a red ball", "seconds": 5, "size": "480x854", "engine": "quick"}


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def daily(settings):
    def daily(count, in_flight=2):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": count, "in_flight": in_flight}}

    return daily


@pytest.mark.django_db
class TestAsking:
    def test_they_are_one_script_with_four_seeds(self, alice, bell):
        clips = services.request_variants(owner=alice, **ORDER, seed=7)
        assert len({clip.seed for clip in clips}) == 4
        assert clips[0].seed == 7
        assert len({clip.sheet for clip in clips}) == 1
        assert len(bell) == 4

    def test_each_is_paid(self, alice):
        services.request_variants(owner=alice, **ORDER)
        assert balance(alice).plan_left == 6

    def test_what_fails_or_is_cancelled_is_given_back(self, alice):
        clips = services.request_variants(owner=alice, **ORDER)
        services.cancel(clips[0])
        assert balance(alice).plan_left == 7

    def test_too_few_credits_for_all_of_them_make_none(self, alice, daily):
        daily(3)
        said = "4 clips cost 4 credits together; you have 3 of 3 left today"
        with pytest.raises(LimitReached, match=said):
            services.request_variants(owner=alice, **ORDER)
        assert not Generation.objects.exists()
        assert not CreditEntry.objects.exists()

    def test_they_may_be_paid_from_both_purses(self, alice, rita, daily):
        daily(3)
        services.grant_credits(alice, 1, by=rita)
        services.request_variants(owner=alice, **ORDER)
        assert (balance(alice).plan_left, balance(alice).credits) == (0, 0)

    def test_they_count_as_one_clip_on_its_way(self, alice):
        services.request_variants(owner=alice, **ORDER)
        services.request(owner=alice, **ORDER)
        with pytest.raises(LimitReached, match="2 clips on their way"):
            services.request_variants(owner=alice, **ORDER)

    def test_but_each_counts_by_the_hour(self, alice, settings):
        settings.GENERATION_PER_HOUR = 3
        with pytest.raises(LimitReached, match="within an hour"):
            services.request_variants(owner=alice, **ORDER)

    def test_pressing_twice_is_one_sheet(self, alice, bell):
        first, again = (services.request_variants(owner=alice, **ORDER, key="once") for _ in range(2))
        assert first == again
        assert Generation.objects.count() == len(bell) == 4

    def test_refused_words_are_refused_once(self, alice, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        (clip,) = services.request_variants(owner=alice, **ORDER)
        assert (clip.state, clip.sheet) == (State.REFUSED, None)

    def test_who_is_in_them_is_told_once_and_has_a_receipt_for_each(self, alice, bob, make_cameo):
        cameo = make_cameo(bob, level=Level.EVERYONE)
        services.request_variants(owner=alice, **ORDER | {"prompt": "@bob runs"})
        cameo.refresh_from_db()
        assert (bob.notifications.count(), bob.receipts.filter(kind="use").count(), cameo.use_count) == (1, 4, 4)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def ask(self, owner):
        try:
            return len(services.request_variants(owner=owner, **ORDER))
        except LimitReached:
            return 0

    def test_sheets_asked_for_at_the_same_moment_are_whole_and_never_overdraw(self, alice, daily):
        daily(9, in_flight=20)
        assert sorted(together(4, lambda _: self.ask(alice))) == [0, 0, 4, 4]
        assert balance(alice).plan_left == 1
        assert Generation.objects.count() == CreditEntry.objects.filter(kind="hold").count() == 8
        assert imbalances() == {}

    def test_the_same_press_at_the_same_moment_is_one_sheet(self, alice):
        sheets = together(4, lambda _: services.request_variants(owner=alice, **ORDER, key="once"))
        assert len({clip.pk for clips in sheets for clip in clips}) == 4


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def sheet(self, alice):
        return services.request_variants(owner=alice, **ORDER)[0].sheet

    def test_asking_for_four_leads_there(self, as_, alice):
        answer = as_(alice).post("/make/", order(variants="4"))
        sheet = Generation.objects.first().sheet
        assert answer["Location"] == f"/sheets/{sheet}/"

    def test_it_says_before_what_four_cost(self, as_, alice):
        assert as_(alice).get("/make/").context["variants_price"] == "4 credits"

    def test_it_shows_them_in_order_and_polls_until_something_changes(self, as_, alice, sheet):
        answer = as_(alice).get(f"/sheets/{sheet}/")
        assert [clip for clip, _ in answer.context["cards"]] == answer.context["clips"]
        seen = {"HX-Request": "true", "HX-Target": "sheet"}
        again = f"/sheets/{sheet}/?seen={answer.context['stamp']}"
        assert as_(alice).get(again, headers=seen).status_code == 204
        services.cancel(answer.context["clips"][0])
        assert as_(alice).get(again, headers=seen).status_code == 200

    def test_the_page_of_each_knows_its_place(self, as_, alice, sheet):
        clips = as_(alice).get(f"/sheets/{sheet}/").context["clips"]
        found = as_(alice).get(f"/clips/{clips[1].pk}/").context["sheet"]
        assert (found.uuid, found.number, found.count) == (sheet, 2, 4)

    def test_it_is_its_makers_alone(self, as_, charlie, rita, sheet):
        for person in (charlie, rita):
            assert as_(person).get(f"/sheets/{sheet}/").status_code == 404
        assert as_(None).get(f"/sheets/{sheet}/").status_code == 302

    def test_who_is_in_one_sees_that_clip_and_not_the_sheet(self, as_, alice, bob, make_cameo):
        make_cameo(bob, level=Level.EVERYONE)
        clip = services.request_variants(owner=alice, **ORDER | {"prompt": "@bob runs"})[0]
        assert as_(bob).get(f"/clips/{clip.pk}/").context["sheet"] is None
        assert as_(bob).get(f"/sheets/{clip.sheet}/").status_code == 404

    def test_one_that_nobody_asked_for_is_404(self, as_, alice):
        assert as_(alice).get(f"/sheets/{uuid.uuid4()}/").status_code == 404
