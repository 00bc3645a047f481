"""What moderators see of clips that are made of more than one sentence."""

import pytest

from generation import services
from generation.script import Shot
from generation.tests.drafts import finish

pytestmark = pytest.mark.django_db
ORDER = {"prompt": "it goes on", "seconds": 5, "size": "480x854", "engine": "quick"}


@pytest.fixture
def page(as_, rita):
    return lambda address: as_(rita).get(f"/admin/generation/{address}").text


def test_a_held_storyboard_is_shown_shot_by_shot_in_the_list_and_on_its_page(page, alice, settings):
    settings.SAFETY_CHECKS = ["tests.reviews.HoldEverything"]
    clip = services.request(owner=alice, **ORDER, shots=[Shot("a cat sleeps", 2), Shot("it wakes", 3)])
    for address in ("heldrequest/", f"heldrequest/{clip.pk}/change/"):
        assert "<li>a cat sleeps (2 s)</li><li>it wakes (3 s)</li>" in page(address)


def test_what_it_begins_with_and_was_asked_for_with_is_a_link_away(page, alice, ask, settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    draft = finish(ask())
    clip, other, *_ = services.request_variants(owner=alice, **ORDER, before=[draft])
    found = page(f"generation/{clip.pk}/change/")
    for linked in (draft, other):
        assert f"/admin/generation/generation/{linked.pk}/change/" in found


def test_signs_in_the_words_stay_signs(page, alice, settings):
    settings.SAFETY_CHECKS = ["tests.reviews.HoldEverything"]
    services.request(owner=alice, **ORDER, shots=[Shot("<b>a cat", 2), Shot("</li>", 3)])
    assert "&lt;b&gt;a cat" in page("heldrequest/")
    assert "<b>a cat" not in page("heldrequest/")


def test_all_of_a_sheet_can_be_allowed_at_once(as_, rita, alice, settings):
    settings.SAFETY_CHECKS = ["tests.reviews.HoldEverything"]
    clips = services.request_variants(owner=alice, **ORDER)
    chosen = {"action": "allow", "_selected_action": [str(clip.pk) for clip in clips]}
    as_(rita).post("/admin/generation/heldrequest/", chosen)
    assert alice.generations.waiting().count() == 4
