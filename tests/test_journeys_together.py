"""Two people side by side in real browsers: she makes a cameo and says who may use it, he likes, talks and remixes."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from cameos.portraits import draw_portrait
from feed.models import Post
from tests.browser import DESKTOP, PHONE, axe_violations, chromium, overflow, sign_up, visit

__all__ = ["chromium", "visit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = {
    "phone": {"viewport": PHONE},
    "desktop": {"viewport": DESKTOP},
    "without-javascript": {"viewport": DESKTOP, "java_script_enabled": False},
}


@pytest.fixture(autouse=True)
def studio(works):
    """A site with a worker that makes real sketches."""
    works.hire("worker", "sweep", GENERATION_STALL_SECONDS="120", GENERATION_LEASE_SECONDS="30")
    return works


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_bob_likes_comments_follows_and_remixes_alice_once_she_said_yes(visit, look):
    alice, bob = visit(**look), visit(**look)
    sign_up(alice, "alice")
    sign_up(bob, "bob")
    make_cameo(alice, "alice", level="approved")
    address = make_and_show(alice, "@alice dancing on the beach at sunset", "It is me!")
    likes_follows_and_comments(bob, address)
    asks_for_her_cameo(bob, address)
    says_yes(alice)
    make_and_show(bob, "@alice dancing in a snowy field at night", "Colder!", at=f"{address}remix/")

    remix, original = Post.objects.get(author__username="bob"), Post.objects.get(author__username="alice")
    assert (remix.parent, remix.root, remix.cast) == (original, original, ["alice"])
    assert (original.like_count, original.comment_count, original.remix_count) == (1, 1, 1)
    assert User.objects.get(username="alice").follower_count == 1
    takes_back(alice, remix)
    assert bob.request.get(f"{remix.get_absolute_url()}video.mp4").status == 404
    bob.goto("/notifications/")
    expect(bob.locator("main")).to_contain_text("took back a clip of yours")


def make_cameo(page: Page, handle: str, level: str) -> None:
    page.goto("/cameo/")
    portrait = {"name": "me.webp", "mimeType": "image/webp", "buffer": draw_portrait(handle)}
    page.set_input_files("input[type=file]", portrait)
    page.check(f"input[name=level][value={level}]")
    page.check("input[name=own_face]")
    page.check("input[name=adult]")
    page.fill("input[name=signature]", handle.capitalize())
    check(page)
    page.get_by_role("button", name="I agree").click()
    expect(page.get_by_role("heading", name="Your cameo", exact=True)).to_be_visible()
    check(page)


def make_and_show(page: Page, words: str, caption: str, at: str = "/make/") -> str:
    """From the composer at `at` to the page of the post, whose address it gives."""
    page.goto(at)
    page.fill("textarea[name=prompt]", words)
    if (more := page.locator("details.more:not([open]) > summary")).count():  # open where something in it was set
        more.click()
    page.check("input[name=seconds][value='5']", force=True)
    page.click(".compose__go")
    page.wait_for_url(re.compile("/clips/"))
    clip = page.url
    wait_for_film(page)
    check(page)
    page.goto(f"{clip}publish/")
    page.fill("#publish [name=caption]", caption)
    page.locator("#publish .button--primary").click()
    page.wait_for_url(re.compile("/p/"))
    check(page)
    return re.search(r"/p/[0-9a-f-]+/", page.url)[0]


def wait_for_film(page: Page) -> None:
    """It comes by itself; without JavaScript by looking again."""
    for _ in range(90):
        if page.locator("video").count():
            return
        page.wait_for_timeout(1000)
        if not scripted(page):
            page.reload()
    raise AssertionError(page.locator("main").inner_text())


def likes_follows_and_comments(page: Page, address: str) -> None:
    page.goto("/")
    card = page.locator("article.card").first
    expect(card).to_contain_text("It is me!")
    expect(card).to_contain_text("@alice")
    card.locator(".act--like").click()
    expect(page.locator(".act--like[aria-pressed=true] .act__count").first).to_have_text("1")
    page.locator("article .follow__button").first.click()
    expect(page.locator("article .follow__button[aria-pressed=true]").first).to_be_visible()
    page.goto(address)
    page.locator("#comments textarea[name=text]").first.fill("What a sunset, @alice!")
    page.locator("#comments .say button").first.click()
    expect(page.locator(".comment__text").first).to_contain_text("What a sunset")
    check(page)


def asks_for_her_cameo(page: Page, address: str) -> None:
    """Without her yes the remix says whom to ask."""
    page.goto(f"{address}remix/")
    page.locator("main").get_by_role("link", name="@alice").first.click()
    page.fill("[name=words]", "Us two in the city.")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main")).to_contain_text("You have asked")
    check(page)


def says_yes(page: Page) -> None:
    page.goto("/notifications/")
    for news in ("follows you", "likes your clip", "commented on your clip", "asks to put you into clips"):
        expect(page.locator("main")).to_contain_text(news)
    check(page)
    page.goto("/cameo/")
    expect(page.locator("main")).to_contain_text("Us two in the city.")
    page.get_by_role("button", name="Yes").click()
    expect(page.locator("#people")).to_contain_text("bob")
    check(page)


def takes_back(page: Page, remix: Post) -> None:
    page.goto("/cast/")
    expect(page.locator("main")).to_contain_text("snowy field")
    check(page)
    page.locator(f"a[href$='/clips/{remix.clip_id}/withdraw/']").click()
    page.locator("main form .button--danger").first.click()
    page.wait_for_url(lambda url: "/withdraw/" not in url)


def check(page: Page) -> None:
    """Nothing keeps anybody out of this page, and it fits."""
    if scripted(page):  # what looks for barriers is a script itself
        assert axe_violations(page) == []
        assert overflow(page) <= 0


def scripted(page: Page) -> bool:
    return page.locator("[data-theme-switch]:not([hidden])").count() > 0
