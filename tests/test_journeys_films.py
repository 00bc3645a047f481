"""From a sentence to a film in a real browser: shots in order, a look before paying, one of four, and what follows."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from cameos.models import Level
from cameos.portraits import draw_portrait
from feed import services as feed
from generation.models import Generation
from generation.script import Shot
from generation.services import rendering
from generation.states import State
from tests.browser import DESKTOP, PHONE, axe_violations, chromium, overflow, visit

__all__ = ["chromium", "visit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STORY = "A boat leaves the harbour, then a whale rises beside it, then the moon comes up."
BUTTONS = {"java_script_enabled": False}
SAID = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ana>Hello there\n"


@pytest.fixture(autouse=True)
def quick(settings):
    """Films are made here, by an engine of the tests; previews are really drawn."""
    settings.GENERATION_ENGINE = "quick"


@pytest.fixture
def alice(alice):
    alice.plan = "pro"
    alice.save()
    return alice


@pytest.fixture
def open_(visit, live_server, as_, alice):
    """A page as Alice."""
    cookie = {"name": "sessionid", "value": as_(alice).cookies["sessionid"].value, "url": live_server.url}

    def open_(path, **options) -> Page:
        return visit(path, storage_state={"cookies": [cookie], "origins": []}, **options)

    return open_


@pytest.fixture
def make_all(make_clip):
    """Do what a worker would: `make_clip` sees to it that nothing else looks at the rows."""

    def make_all(**which) -> None:
        for clip in Generation.objects.filter(state=State.QUEUED, **which).order_by("requested_at"):
            rendering.make_now(clip)

    return make_all


def check(page: Page) -> None:
    """It keeps nobody out, by day and by night, and it fits."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(200)  # colours change slowly
        assert axe_violations(page) == []
    assert overflow(page) <= 0


def until_it_plays(video: Locator) -> None:
    for _ in range(200):
        if video.evaluate("v => v.currentTime > 0"):
            return
        video.page.wait_for_timeout(50)
    raise AssertionError("it does not play")


def words(page: Page) -> list[str]:
    return [box.input_value() for box in page.locator(".shot textarea").all()]


def made() -> Generation:
    return Generation.objects.filter(is_preview=False).latest("requested_at")


class TestStoryboard:
    @pytest.fixture
    def board(self, open_):
        page = open_("/make/", viewport=PHONE, has_touch=True)
        page.fill("#id_prompt", STORY)
        page.get_by_role("button", name="Split into shots").click()
        expect(page.locator(".shot")).to_have_count(3)
        return page

    def test_it_is_drafted_edited_moved_and_made(self, board):
        expect(board.locator("#storyboard-total")).to_have_text("10 of 25 s")
        expect(board.locator("#said")).to_contain_text("3 shots")
        check(board)
        board.locator("[data-grip]").nth(2).focus()
        board.keyboard.press("ArrowUp")
        expect(board.locator("#said")).to_have_text("Now shot 2 of 3")
        board.locator(".shot textarea").nth(2).fill("A whale sings")
        board.locator("[data-step='1']").first.click(click_count=6)
        expect(board.locator("#storyboard-total")).to_have_text("16 of 25 s")
        expect(board.locator("#cost")).to_contain_text("3 credits")
        expect(board.locator("#four-price")).to_have_text("4 × 3 credits")
        board.locator(".compose__go").click()
        board.wait_for_url(re.compile("/clips/"))
        assert [shot["seconds"] for shot in made().shots] == [10, 3, 3]
        assert "moon" in made().shots[1]["prompt"]
        assert made().shots[2]["prompt"] == "A whale sings"

    def test_a_shot_is_dragged_by_its_grip(self, board):
        grip = board.locator("[data-grip]").first
        grip.scroll_into_view_if_needed()
        board.mouse.move(*middle(grip))
        board.mouse.down()
        board.mouse.move(*middle(board.locator(".shot__seconds").nth(1)), steps=8)
        board.mouse.up()
        expect(board.locator("#said")).to_have_text("Now shot 2 of 3")
        assert "boat" in words(board)[1]
        assert board.locator("[name='shots-1-prompt']").input_value() == words(board)[1]

    def test_shots_are_added_and_taken_out_and_too_many_seconds_are_said(self, board):
        board.get_by_role("button", name="Add a shot").click()
        expect(board.locator(".shot")).to_have_count(4)
        expect(board.locator("[name='shots-3-prompt']")).to_be_focused()
        board.locator("[name='shots-3-seconds']").fill("20")
        expect(board.locator("#storyboard-total")).to_have_text("30 of 25 s: 5 s too long")
        board.locator("[data-remove]").nth(3).click()
        expect(board.locator(".shot")).to_have_count(3)
        expect(board.locator("[name='shots-2-prompt']")).to_be_focused()
        board.get_by_role("button", name="Back to one sentence").click()
        expect(board.locator("#id_prompt")).to_have_value(re.compile("boat.*whale", re.DOTALL))

    def test_people_are_offered_in_every_shot(self, open_, make_person, make_cameo):
        make_cameo(make_person("bea"), level=Level.EVERYONE)
        page = open_(f"/make/?words={STORY}")
        page.get_by_role("button", name="Split into shots").click()
        second = page.locator("[name='shots-1-prompt']")
        second.fill("")
        second.press_sequentially("the sea and @b")
        expect(page.locator("#suggestions [role=option]")).to_have_count(1)
        second.press("Enter")
        expect(second).to_have_value("the sea and @bea ")

    def test_buttons_do_it_without_javascript(self, open_):
        page = open_(f"/make/?words={STORY}", **BUTTONS)
        page.click("[name=draft]")
        page.locator("[name=up_shot]").nth(2).click()
        page.locator("[name=remove_shot]").nth(0).click()
        page.click("[name=add_shot]")
        page.locator(".shot textarea").nth(2).fill("The end")
        page.click(".compose__go")
        page.wait_for_url(re.compile("/clips/"))
        first, second, last = (shot["prompt"] for shot in made().shots)
        assert "moon" in first
        assert "whale" in second
        assert last == "The end"


def middle(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_preview_is_watched_before_anything_is_paid(open_, make_all):
    page = open_("/make/?words=a red ball on the beach", viewport=PHONE)
    left = page.locator("#cost").text_content()
    page.get_by_role("button", name="Preview, free").click()
    expect(page.locator("#preview")).to_contain_text("Waiting its turn")
    make_all(is_preview=True)
    expect(page.locator("#preview video")).to_be_visible()
    expect(page.locator("#preview")).to_contain_text("Drawn by Sketch")
    expect(page.locator("#said")).to_have_text("The preview is ready")
    until_it_plays(page.locator("#preview video"))
    check(page)
    assert page.locator("#cost").text_content() == left
    page.locator("#id_prompt").press_sequentially(" at night")
    expect(page.locator("[data-stale]")).to_be_visible()
    page.get_by_role("button", name="Split into shots").click()
    expect(page.locator(".shot").first).to_be_visible()
    expect(page.locator("#preview video")).to_be_visible()
    page.goto("/make/?words=a boat")
    page.get_by_role("button", name="Split into shots").click()
    expect(page.locator(".shot").first).to_be_visible()
    expect(page.locator("#preview")).to_have_count(0)
    assert not Generation.objects.filter(is_preview=False).exists()


def test_without_javascript_a_preview_has_a_page_of_its_own(open_, make_all):
    page = open_("/make/?words=a red ball on the beach", **BUTTONS)
    page.click("[name=preview]")
    address = page.locator("#preview noscript a").get_attribute("href")
    make_all(is_preview=True)
    page.goto(address)
    expect(page.locator("video")).to_be_visible()
    expect(page.get_by_role("link", name="Publish")).to_have_count(0)


def test_of_four_at_once_one_is_chosen(open_, make_all):
    page = open_("/make/?words=a red ball on the beach")
    page.click("summary:has-text('More')")
    page.get_by_label("Four at once").check()
    expect(page.locator("#cost")).to_contain_text("4 × 1 credit")
    page.click(".compose__go")
    page.wait_for_url(re.compile("/sheets/"))
    expect(page.locator(".cell")).to_have_count(4)
    expect(page.locator(".cell progress")).to_have_count(4)
    make_all()
    expect(page.get_by_role("link", name=re.compile("^Open"))).to_have_count(4)
    check(page)
    assert len(set(Generation.objects.values_list("seed", flat=True))) == 4
    page.get_by_role("link", name=re.compile("^Open.*2")).click()
    page.get_by_role("link", name="2 of 4").click()
    page.get_by_role("link", name=re.compile("^Keep this one.*2")).click()
    expect(page.locator(".rivals img")).to_have_count(3)
    page.get_by_role("button", name="Keep it, delete the others").click()
    page.wait_for_url(re.compile(r"/clips/[^/]+/$"))
    expect(page.locator("video")).to_be_visible()
    assert Generation.objects.count() == 1


@pytest.mark.parametrize("options", [{"viewport": PHONE}, BUTTONS], ids=["scripted", "by-buttons"])
def test_another_like_a_film_begins_with_its_shots(open_, make_clip, options):
    film = make_clip(shots=[Shot("a boat sails", 2), Shot("a whale rises", 6)])
    page = open_(f"/clips/{film.pk}/", **options)
    page.get_by_role("link", name="Make another like this").click()
    expect(page.locator("#storyboard-total")).to_have_text("8 of 25 s")
    assert words(page) == ["a boat sails", "a whale rises"]
    page.click(".compose__go")
    page.wait_for_url(re.compile("/clips/"))
    assert made().shots == film.shots
    assert made() != film


@pytest.mark.parametrize("options", [{"viewport": DESKTOP}, BUTTONS], ids=["scripted", "by-buttons"])
def test_a_clip_is_extended_and_clips_are_joined(open_, make_clip, options):
    boat, whale = make_clip(prompt="a boat"), make_clip(prompt="a whale")
    page = open_(f"/clips/{boat.pk}/", **options)
    page.get_by_role("link", name="Extend").click()
    expect(page.locator("#joined")).to_contain_text("5 s")
    page.fill("#id_prompt", "the boat sails on")
    page.click(".compose__go")
    page.wait_for_url(lambda url: "/extend/" not in url)
    assert [part.source for part in made().parts.all()] == [boat]

    page.goto(f"/stitch/?clip={boat.pk}")
    page.get_by_label("Shape").select_option("Landscape")
    page.locator("[name=add]:not(:disabled)").first.click()
    expect(page.locator("#stitch-total")).to_have_text("10 of 60 s")
    page.locator("[name=up]:not(:disabled)").click()
    expect(page.locator("#reel li:first-child img")).to_have_attribute("alt", "a whale")
    expect(page.get_by_label("Shape")).to_have_value("854x480")
    page.get_by_role("button", name="Join them").click()
    page.wait_for_url(re.compile("/clips/"))
    assert [part.source for part in made().parts.all()] == [whale, boat]
    assert (made().price, made().width, made().height) == (0, 854, 480)


def test_the_clips_to_join_are_put_in_order_by_the_arrow_keys_and_watched(open_, make_clip, make_all):
    boat, whale = (make_clip(prompt=words, engine="sketch", seconds=1) for words in ("a boat", "a whale"))
    page = open_(f"/clips/{boat.pk}/extend/", viewport=PHONE)
    check(page)
    page.goto(f"/stitch/?clip={boat.pk}&clip={whale.pk}")
    check(page)
    page.get_by_role("button", name="Take out: a boat").press("ArrowRight")
    expect(page.locator("#said")).to_have_text("Now number 2 of 2")
    page.get_by_role("button", name="Join them").click()
    page.wait_for_url(re.compile("/clips/"))
    make_all()
    expect(page.locator("main")).to_contain_text("Begins with: a whale, a boat")
    until_it_plays(page.locator("video"))
    check(page)


class TestWhatTheModelCanDo:
    @pytest.fixture
    def model(self, settings):
        settings.GENERATION_ENGINE = "diffusers"

        def model(card):
            settings.GENERATION_MODEL = card

        return model

    def test_one_that_knows_nobody_says_so_before_anything_is_paid(self, model, open_, make_person, make_cameo):
        make_cameo(make_person("bea"), level=Level.EVERYONE)
        model("cogvideox-2b")
        page = open_("/make/", viewport=PHONE)
        expect(page.locator(".notice")).to_contain_text("cannot show people")
        expect(page.locator("[name=cast]")).to_have_count(0)
        page.locator("#id_prompt").press_sequentially("@b")
        check(page)

    def test_a_chosen_picture_is_seen_and_stays_when_the_composer_comes_back(self, model, open_):
        model("wan2.1-vace-1.3b")
        page = open_("/make/?words=a boat, then a whale")
        page.click("summary:has-text('More')")
        picture = {"name": "sea.webp", "mimeType": "image/webp", "buffer": draw_portrait("ana", side=320)}
        page.set_input_files("[name=first]", picture)
        expect(page.locator("[data-picture] canvas")).to_have_count(1)
        check(page)
        page.get_by_role("button", name="Split into shots").click()
        expect(page.locator(".shot")).to_have_count(2)
        expect(page.locator("[data-picture] canvas")).to_have_count(1)
        page.locator("[data-clear]:visible").click()
        expect(page.locator("[data-picture] canvas")).to_have_count(0)


class TestSoundAndCaptions:
    @pytest.fixture
    def posts(self, make_clip):
        """One with sound and words said in it, one that is silent; the loud one is the first in the feed."""
        silent, loud = make_clip(prompt="a boat"), make_clip(prompt="a cat says: “Hello there”")
        Generation.objects.filter(pk=loud.pk).update(has_sound=True, captions=SAID)
        loud.refresh_from_db()
        return [feed.publish(clip, caption=clip.prompt[:6]) for clip in (silent, loud)]

    def test_what_was_chosen_once_stays_chosen(self, open_, posts):
        page = open_(f"/clips/{posts[1].clip_id}/")
        video = page.locator("video")
        until_it_plays(page.locator("video").first)
        assert video.evaluate("v => v.muted && v.textTracks[0].mode") == "showing"
        page.keyboard.press("m")
        page.keyboard.press("c")
        assert video.evaluate("v => !v.muted && v.textTracks[0].mode") == "hidden"
        check(page)
        page.goto("/latest/")
        until_it_plays(page.locator("video").first)
        assert page.locator("video").first.evaluate("v => !v.muted && v.textTracks[0].mode") == "hidden"
        expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "false")

    def test_a_silent_clip_has_no_button_for_sound(self, open_, posts):
        page = open_(posts[0].get_absolute_url())
        expect(page.locator("[data-toggle-play]")).to_be_visible()
        expect(page.locator("[data-toggle-sound], [data-toggle-captions]")).to_have_count(0)
