"""A real Chromium, and what every journey expects of every page."""

import os
import shutil

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect, sync_playwright

PASSWORD = "a long lark password"
PHONE, DESKTOP = {"width": 360, "height": 780}, {"width": 1280, "height": 800}
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
expect.set_options(timeout=20_000)  # two cores that also make clips may need a while
AXE = os.path.join(os.path.dirname(axe_playwright_python.__file__), "axe.min.js")


def chromium_path() -> str | None:
    """The system's Chromium; None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def chromium():
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium here: install the package chromium")
    # Playwright keeps an event loop in this thread; Django would refuse to touch the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(chromium, live_server):
    """`visit("/", as_=alice_cookies, viewport=PHONE)`: a page whose console must stay silent."""
    contexts, complaints = [], []

    def visit(path="/", viewport=DESKTOP, **options) -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport=viewport, locale="en", **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(said) -> bool:
    # A refused form is a 422, and the browser reports every such status; that one is meant.
    return said.type in ("error", "warning") and "status of 422" not in said.text


def sign_up(page: Page, handle: str) -> None:
    page.goto("/accounts/signup/")
    page.fill("input[name=username]", handle)
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    with page.expect_navigation():
        page.click("main form[action*=signup] button[type=submit]")


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong, one line each."""
    with open(AXE) as source:
        page.evaluate(source.read())  # not a script tag: the page's own policy would refuse it
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
