"""The composer in a real browser: people by their first letters, by a chip, by touch; the cost of a length."""

import pytest
from playwright.sync_api import expect

from cameos.models import Level
from tests.browser import DESKTOP, PHONE, axe_violations, chromium, overflow, visit

__all__ = ["chromium", "visit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def compose(visit, live_server, as_, alice, make_person, make_cameo):
    """Alice in front of the composer, on a site where three people let everyone cast them."""
    for handle, name in (("basil", "Basil Okoro"), ("bea", "Bea Lind"), ("dev", "Dev Patel")):
        make_cameo(make_person(handle, display_name=name), level=Level.EVERYONE)
    cookie = {"name": "sessionid", "value": as_(alice).cookies["sessionid"].value, "url": live_server.url}

    def compose(viewport=DESKTOP, **options):
        state = {"cookies": [cookie], "origins": []}
        return visit("/make/", viewport=viewport, storage_state=state, **options)

    return compose


def shown(page):
    return page.locator("#suggestions [role=option]")


def test_letters_after_an_at_offer_those_who_agreed_and_enter_takes_one(compose):
    page = compose()
    box = page.locator("#id_prompt")
    box.press_sequentially("a duel between @b")
    expect(shown(page)).to_have_count(2)
    expect(page.locator("#said")).to_contain_text("2 people")
    assert box.get_attribute("aria-activedescendant") == "suggested-basil"
    assert axe_violations(page) == []
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "suggested-bea"
    box.press("Enter")
    expect(box).to_have_value("a duel between @bea ")
    expect(page.locator("#suggestions")).to_be_hidden()
    box.press_sequentially("and @d")
    box.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(box).to_have_value("a duel between @bea and @d")


def test_nobody_of_that_name_is_said(compose):
    page = compose()
    page.locator("#id_prompt").press_sequentially("@zzz")
    expect(page.locator("#suggestions-none")).to_be_visible()
    assert axe_violations(page) == []


def test_an_address_is_no_mention(compose):
    page = compose()
    page.locator("#id_prompt").press_sequentially("write to ana@b")
    page.wait_for_timeout(300)
    expect(page.locator("#suggestions")).to_be_hidden()


def test_by_touch_on_a_phone(compose):
    page = compose(PHONE, has_touch=True)
    page.locator("#id_prompt").press_sequentially("@de")
    shown(page).first.tap()
    expect(page.locator("#id_prompt")).to_have_value("@dev ")
    page.locator("[data-insert=bea]").tap()
    expect(page.locator("#id_prompt")).to_have_value("@dev @bea ")
    assert overflow(page) <= 0


def test_it_still_works_after_a_refusal_came_in_place(compose):
    page = compose()
    page.fill("#id_prompt", "@nobody dances")
    page.click(".compose__go")
    expect(page.locator(".refusal")).to_be_visible()
    page.fill("#id_prompt", "")
    page.locator("#id_prompt").press_sequentially("@bas")
    expect(shown(page)).to_have_count(1)


def test_the_cost_follows_the_length(compose, alice):
    alice.plan = "pro"
    alice.save()
    page = compose()
    expect(page.locator("#cost")).to_have_text("1 credit · 50 of 50 left today")
    page.click("summary:has-text('More')")
    page.check("input[name=seconds][value='25']", force=True)
    expect(page.locator("#cost")).to_have_text("3 credits · 50 of 50 left today")


def test_without_javascript_a_chip_puts_them_in(compose):
    page = compose(java_script_enabled=False)
    page.fill("#id_prompt", "a duel with")
    page.click("[data-insert=dev]")
    expect(page.locator("#id_prompt")).to_have_value("a duel with @dev ")
