"""One of four is kept: the others go, but for what somebody else can see."""

import pytest

from feed import services
from feed.models import Post
from generation import services as clips
from generation.models import Generation
from generation.services import balance
from generation.tests.drafts import finish

pytestmark = pytest.mark.django_db
ORDER = {"prompt": "a red ball", "seconds": 5, "size": "480x854", "engine": "quick"}


@pytest.fixture
def sheet(alice, settings):
    """Four of Alice's: ready, ready, waiting, cancelled."""
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    first, second, third, fourth = clips.request_variants(owner=alice, **ORDER)
    clips.cancel(fourth)
    return [finish(first), finish(second), third, fourth]


def left() -> set:
    return set(Generation.objects.values_list("pk", flat=True))


class TestChoosing:
    @pytest.mark.parametrize("is_being_made", [False, True])
    def test_it_is_kept_alone_and_what_was_under_way_is_given_back(self, alice, sheet, is_being_made):
        if is_being_made:
            sheet[2].claim()
        before = balance(alice).plan_left
        assert services.choose(sheet[0]) == 3
        assert left() == {sheet[0].pk}
        assert balance(alice).plan_left == before + 1

    def test_what_is_published_stays(self, sheet):
        post = services.publish(sheet[1])
        assert services.choose(sheet[0]) == 2
        assert left() == {sheet[0].pk, sheet[1].pk}
        assert Post.objects.get() == post

    def test_other_sheets_and_clips_of_no_sheet_stay(self, alice, ask, sheet):
        others = {ask().pk, *(clip.pk for clip in clips.request_variants(owner=alice, **ORDER, limited=False))}
        services.choose(sheet[0])
        assert left() == {sheet[0].pk, *others}

    def test_one_of_no_sheet_has_no_rivals(self, make_clip, ask):
        ask()
        assert services.choose(make_clip()) == 0
        assert len(left()) == 2


class TestPage:
    def test_it_asks_once_then_leads_to_the_one_that_is_kept(self, as_, alice, sheet):
        address = f"/clips/{sheet[0].pk}/choose/"
        page = as_(alice).get(address)
        assert page.context["rivals"] != []
        assert "The 3 other variants go for good." in page.text
        assert len(left()) == 4
        answer = as_(alice).post(address, follow=True)
        assert answer.redirect_chain == [(f"/clips/{sheet[0].pk}/", 302)]
        assert "The 3 others are deleted." in answer.text
        assert left() == {sheet[0].pk}

    def test_only_what_is_ready_can_be_chosen_on_the_sheet(self, as_, alice, sheet):
        page = as_(alice).get(f"/sheets/{sheet[0].sheet}/").text
        assert [f"/clips/{clip.pk}/choose/" in page for clip in sheet] == [True, True, False, False]
        assert as_(alice).post(f"/clips/{sheet[2].pk}/choose/").status_code == 404
        assert len(left()) == 4

    def test_alone_there_is_nothing_to_choose(self, as_, alice, sheet):
        services.choose(sheet[0])
        assert "Keep this one" not in as_(alice).get(f"/sheets/{sheet[0].sheet}/").text
        assert as_(alice).get(f"/clips/{sheet[0].pk}/choose/")["Location"] == f"/clips/{sheet[0].pk}/"

    def test_charlie_cannot_not_even_with_one_he_watches_nor_rita(self, as_, charlie, rita, sheet):
        services.publish(sheet[0])
        for person in (charlie, rita):
            assert as_(person).get(f"/clips/{sheet[0].pk}/choose/").status_code == 404
            assert as_(person).post(f"/clips/{sheet[0].pk}/choose/").status_code == 404
        assert as_(None).post(f"/clips/{sheet[0].pk}/choose/").status_code == 302
        assert len(left()) == 4

    def test_nor_bob_who_is_in_it(self, as_, alice, bob, make_cameo, sheet):
        make_cameo(bob, level="everyone")
        first, *_ = clips.request_variants(owner=alice, **ORDER | {"prompt": "@bob runs"})
        finish(first)
        assert as_(bob).get(f"/clips/{first.pk}/").status_code == 200
        assert as_(bob).post(f"/clips/{first.pk}/choose/").status_code == 404
