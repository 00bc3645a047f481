"""People in a real browser: from a sentence to a clip that somebody else watches."""

import re
import uuid

import pytest
from playwright.sync_api import expect

import accounts.services as people
import cameos.services as cameos
from feed import services
from generation.script import Shot
from safety.services import take_down
from tests.browser import DESKTOP, PASSWORD, PHONE, axe_violations, chromium, overflow, sign_up, visit

__all__ = ["chromium", "visit"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENTENCE = "a red ball bouncing on the beach at sunset"


@pytest.fixture
def studio(works):
    """A site with a worker that makes real sketches."""
    works.hire("worker", "sweep", GENERATION_STALL_SECONDS="120", GENERATION_LEASE_SECONDS="30")
    return works


@pytest.fixture
def signed_in(live_server, as_):
    """The storage state of a browser in which that person is signed in."""

    def signed_in(person):
        cookie = as_(person).cookies["sessionid"].value
        return {"cookies": [{"name": "sessionid", "value": cookie, "url": live_server.url}], "origins": []}

    return signed_in


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_alice_signs_up_makes_watches_and_publishes_and_charlie_sees_it(studio, visit, viewport):
    alice = visit(viewport=viewport)
    sign_up(alice, "alice")
    alice.goto("/make/")
    alice.fill("textarea[name=prompt]", SENTENCE)
    alice.click(".compose__go")
    alice.wait_for_url(re.compile("/clips/"))
    expect(alice.locator("#clip")).to_contain_text(SENTENCE)
    expect(alice.locator("video")).to_be_visible(timeout=90_000)
    expect(alice.locator("main")).to_contain_text("a red ball")
    assert overflow(alice) <= 0

    alice.fill("#publish [name=caption]", "The first one.")
    alice.click("#publish .button--primary")
    alice.wait_for_url(re.compile("/p/"))

    charlie = visit("/", viewport=viewport)
    clip = charlie.locator("article:has(video)")
    expect(clip).to_have_count(1)
    expect(clip).to_contain_text("The first one.")
    expect(clip.locator(".label--ai")).to_be_visible()
    charlie.wait_for_timeout(1500)
    assert charlie.locator("video").evaluate("v => v.currentTime > 0 && v.muted")


def test_it_works_without_javascript(studio, visit):
    alice = visit(java_script_enabled=False)
    sign_up(alice, "alice")
    alice.goto("/make/")
    alice.fill("textarea[name=prompt]", SENTENCE)
    alice.click(".compose__go")
    for _ in range(90):
        if alice.locator("video").count():
            break
        alice.wait_for_timeout(1000)
        alice.reload()
    alice.get_by_role("link", name="Publish").first.click()
    alice.locator("#publish .button--primary").first.click()
    alice.goto("/")
    expect(alice.locator("article video")).to_have_count(1)


def test_a_refused_sentence_comes_back_in_place_with_its_words_marked(visit, alice, signed_in):
    page = visit("/make/", storage_state=signed_in(alice))
    page.fill("textarea[name=prompt]", "a naked woman on the beach at sunset")
    page.click(".compose__go")
    expect(page.locator(".refusal mark").first).to_be_visible()
    expect(page.locator("textarea[name=prompt]")).to_have_value("a naked woman on the beach at sunset")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Use this instead").click()
    expect(page.locator("textarea[name=prompt]")).not_to_have_value(re.compile("naked"))
    expect(page.locator(".refusal")).to_have_count(0)


def test_progress_survives_a_reload_and_cancel_works(visit, works, alice, ask, signed_in):
    works.hire("worker")
    clip = ask(owner=alice, engine="slow", prompt="900 steps")
    page = visit(f"/clips/{clip.pk}/", storage_state=signed_in(alice))
    expect(page.locator("progress").first).to_be_visible(timeout=30_000)
    page.reload()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("main")).to_contain_text(re.compile("cancelled", re.IGNORECASE))


def test_alice_signs_in_with_a_passkey(visit):
    page = visit("/accounts/signup/")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    present = {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": key | present})
    sign_up(page, "alice")
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.fill("input[name=name]", "my phone")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(re.compile("/recovery-codes/"))
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/settings/")
    expect(page.locator("main")).to_contain_text("@alice")


class TestLatestByKeyboard:
    @pytest.fixture
    def page(self, visit, make_clip):
        for number in range(3):
            services.publish(make_clip(seed=number), caption=f"Clip {number}.")
        page = visit("/")
        page.locator("article").first.focus()
        return page

    def in_view(self, page) -> int:
        page.wait_for_timeout(900)
        boxes = [article.bounding_box() for article in page.locator("article").all()]
        return min(range(len(boxes)), key=lambda n: abs(boxes[n]["y"]))

    def test_j_and_k_go_on_and_back(self, page):
        page.keyboard.press("j")
        assert self.in_view(page) == 1
        page.keyboard.press("k")
        assert self.in_view(page) == 0

    def test_space_pauses_and_plays(self, page):
        page.wait_for_timeout(900)
        page.keyboard.press("Space")
        assert page.locator("video").first.evaluate("v => v.paused")

    def test_only_the_clip_in_view_plays(self, page):
        page.wait_for_timeout(900)
        assert page.evaluate("[...document.querySelectorAll('video')].filter(v => !v.paused).length") == 1

    def test_nothing_plays_by_itself_for_people_who_asked_for_less_motion(self, page, visit):
        calm = visit("/", reduced_motion="reduce")
        calm.wait_for_timeout(900)
        assert calm.evaluate("[...document.querySelectorAll('video')].every(v => v.paused)")


class TestEveryPage:
    @pytest.fixture
    def film_paths(self, make_clip):
        """The pages of what is more than one sentence and one clip."""
        sheet, shots = uuid.uuid4(), [Shot("A boat sails", 2), Shot("A whale rises", 3)]
        film, other = make_clip(sheet=sheet, shots=shots), make_clip(sheet=sheet)
        make_clip(sheet=sheet, state="queued")
        clip, joined = f"/clips/{film.pk}/", f"/stitch/?clip={film.pk}&clip={other.pk}"
        return [clip, f"{clip}extend/", f"{clip}choose/", f"/make/?like={film.pk}", f"/sheets/{sheet}/", joined]

    @pytest.fixture
    def paths(self, film_paths, make_clip, make_cameo, alice, bob, charlie, rita):
        """Every page that Alice can open, with something on it."""
        shown, draft, failed = make_clip(), make_clip(), make_clip(state="failed")
        post = services.publish(shown, caption="Morning.")
        clips = [f"/clips/{clip.pk}/" for clip in (shown, draft, failed, make_clip(state="queued"))]
        make_cameo(alice, level="approved")
        make_cameo(bob, level="everyone")
        cameos.ask(alice.cameo, by=charlie, words="Us two at sea.")
        cast = make_clip(owner=bob, prompt="@bob on the beach")
        bobs = services.publish(cast, caption="Me!", visibility="public")
        people.follow(bob, by=alice)
        people.block(charlie, by=alice)
        said = services.comment(post, by=bob, text="Good @alice!")
        services.comment(post, by=alice, text="You too.", parent=said)
        services.keep(bobs, by=alice)
        down = services.publish(make_clip(), caption="Gone.")
        decision = take_down(down, by=rita, why="Not yours.")
        feeds = ["/", "/following/", "/latest/", "/search/?q=bob", "/kept/", "/notifications/"]
        posts = [f"/p/{post.pk}/", f"/p/{post.pk}/remixes/", f"/p/{bobs.pk}/why/", f"/p/{bobs.pk}/remix/"]
        posts += [f"/report/feed.post/{bobs.pk}/", f"/p/{down.pk}/", decision.get_absolute_url()]
        persons = ["/@alice/", "/@bob/", "/@bob/?tab=cast", "/@bob/followers/", "/@bob/cameo/", "/@charlie/"]
        mine = ["/make/", "/drafts/", *clips, f"{clips[1]}publish/", f"{clips[1]}delete/"]
        likeness = ["/cameo/", "/cameo/receipts/", "/cameo/delete/", "/cast/", "/credits/"]
        account = ["/settings/", "/settings/blocked/", "/settings/delete/", "/accounts/password/change/"]
        own = [*mine, *film_paths, *likeness, *account, "/accounts/2fa/"]
        return [*feeds, *posts, *persons, *own, "/about/", "/nothing-here/"]

    @pytest.fixture
    def as_alice(self, alice, signed_in):
        return signed_in(alice)

    @pytest.mark.parametrize(
        ("viewport", "scheme", "language"),
        [(PHONE, "light", "fr"), (PHONE, "dark", "en"), (DESKTOP, "light", "en"), (DESKTOP, "dark", "fr")],
        ids=["phone-light-fr", "phone-dark-en", "desktop-light-en", "desktop-dark-fr"],
    )
    def test_it_is_accessible_and_fits(self, chromium, live_server, paths, as_alice, viewport, scheme, language):
        look = {"viewport": viewport, "color_scheme": scheme, "locale": language}
        context = chromium.new_context(base_url=live_server.url, storage_state=as_alice, **look)
        page, wrong = context.new_page(), []
        for path in paths:
            answer = page.goto(path)
            wrong += [(path, answer.status)] if answer.status != (404 if "nothing" in path else 200) else []
            wrong += [(path, violation) for violation in axe_violations(page)]
            wrong += [(path, f"{overflow(page)} px too wide")] if overflow(page) > 0 else []
        context.close()
        assert wrong == []

    @pytest.mark.parametrize("path", ["/", "/accounts/login/", "/accounts/signup/", "/about/"])
    def test_a_passer_by_finds_nothing_broken(self, visit, db, path):
        page = visit(path, viewport=PHONE)
        assert axe_violations(page) == []
        assert overflow(page) <= 0
