"""The three feeds and their pages: what is on them, for whom, at what price."""

import re

import pytest
from django.core.cache import cache

from accounts.services import block, follow
from feed import services
from feed.models import Post
from feed.paging import SIZE
from safety.models import Report
from safety.subjects import kind_of

pytestmark = pytest.mark.django_db
FEEDS = ["/", "/latest/", "/following/"]


@pytest.fixture(autouse=True)
def forget():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def many(alice, show):
    """`many(20)` posts of Alice's, the newest first in what it answers."""

    def many(number, author=alice):
        return [show(author, hours=n + 1, caption=f"number {n}") for n in range(number)]

    return many


def text(response):
    return response.content.decode()


def shown(page: str) -> list[str]:
    return re.findall(r'id="post-([0-9a-f-]+)"', page)


class TestEveryFeed:
    @pytest.mark.parametrize("path", FEEDS)
    def test_it_shows_a_published_clip_with_its_labels(self, as_, bob, alice, show, path):
        follow(alice, by=bob)
        post = show(caption="Morning")
        page = text(as_(bob).get(path))
        assert f"/p/{post.pk}/video.mp4" in page
        assert 'class="label label--ai">AI<' in page
        assert "Made with" in page
        assert "Alice Marsh" in page
        assert '<video class="stage__video" controls' in page  # it plays without JavaScript

    @pytest.mark.parametrize("path", FEEDS)
    def test_pages_follow_each_other_to_the_end(self, as_, bob, alice, many, path):
        posts = {str(post.pk) for post in many(2 * SIZE + 3)}
        follow(alice, by=bob)
        client, seen, address = as_(bob), [], path
        while address:
            page = text(client.get(address))
            seen += shown(page)
            after = re.search(r'href="\?after=([^"]+)"', page)
            address = f"{path}?after={after[1]}" if after else ""
        assert len(seen) == len(set(seen))
        assert set(seen) == posts
        assert "That was everything" in page

    @pytest.mark.parametrize("path", FEEDS)
    def test_htmx_gets_the_next_cards_alone(self, as_, bob, alice, many, path):
        many(SIZE + 1)
        follow(alice, by=bob)
        client = as_(bob)
        cursor = client.get(path).context["page"].next_cursor
        part = text(client.get(path, {"after": cursor}, headers={"HX-Request": "true", "HX-Target": "more"}))
        assert "<html" not in part
        assert part.count("<article") == 2  # a card and the end

    @pytest.mark.parametrize("path", FEEDS)
    def test_a_made_up_page_is_404(self, as_, bob, path):
        assert as_(bob).get(f"{path}?after=nonsense").status_code == 404

    @pytest.mark.parametrize("path", FEEDS)
    @pytest.mark.parametrize("number", [1, SIZE + 2])
    def test_it_costs_the_same_few_queries_however_many_clips(
        self, as_, bob, alice, many, path, number, django_assert_max_num_queries
    ):
        many(number)
        follow(alice, by=bob)
        client = as_(bob)
        client.get(path)
        with django_assert_max_num_queries(4):
            client.get(path)

    @pytest.mark.parametrize("path", ["/", "/latest/"])
    def test_charlie_sees_nothing_unlisted_reported_by_him_or_by_whom_he_blocked(
        self, as_, alice, bob, charlie, show, path
    ):
        unlisted, reported, blocked, other = (
            show(visibility="unlisted"), show(), show(bob), show(alice, caption="Still here")
        )  # fmt: skip
        Report.objects.create(reporter=charlie, kind=kind_of(reported), subject=reported.pk, reason="spam")
        block(bob, by=charlie)
        seen = shown(text(as_(charlie).get(path)))
        assert str(other.pk) in seen
        assert not {str(unlisted.pk), str(reported.pk), str(blocked.pk)} & set(seen)

    def test_a_passer_by_finds_two_of_them(self, as_, show):
        show()
        page = text(as_(None).get("/"))
        assert 'href="/latest/"' in page
        assert 'href="/following/"' not in page
        assert as_(None).get("/following/")["Location"].startswith("/accounts/login/")

    @pytest.mark.parametrize(("path", "name"), [("/", "For you"), ("/following/", "Following"), ("/latest/", "Latest")])
    def test_the_tab_one_is_on_says_so(self, as_, bob, path, name):
        tabs = re.search(r'<nav class="feeds".*?</nav>', text(as_(bob).get(path)), re.DOTALL)[0]
        assert re.findall(r'aria-current="page">([^<]+)<', tabs) == [name]


class TestEmpty:
    def test_without_a_clip_it_invites(self, as_, db):
        assert "Make the first clip" in text(as_(None).get("/"))

    def test_following_nobody_it_suggests_people_who_showed_something(self, as_, bob, show):
        show(caption="Morning")
        page = text(as_(bob).get("/following/"))
        assert "Follow people" in page
        assert 'href="/@alice/"' in page
        assert 'href="/@bob/"' not in page.split('class="faces"')[1].split("</ul>")[0]


class TestACard:
    def test_the_words_are_kept_back_when_she_says_so(self, as_, show):
        show(show_prompt=False)
        assert "a red ball on the beach" not in text(as_(None).get("/"))

    def test_it_says_who_is_in_it_and_leads_to_them(self, as_, show):
        post = show()
        Post.objects.filter(pk=post.pk).update(cast=["bob"])
        assert '<a href="/@bob/">@bob</a>' in text(as_(None).get("/latest/"))

    def test_a_remix_leads_to_what_it_was_made_from_and_that_to_its_remixes(self, as_, bob, show):
        first = show()
        again = show(bob, source=first)
        page = text(as_(None).get("/latest/"))
        assert f'<a href="/p/{first.pk}/">Remix of another clip</a>' in page
        assert f'<a href="/p/{first.pk}/remixes/">1 remix</a>' in page
        assert f"/p/{again.pk}/remixes/" not in page

    def test_its_buttons_say_what_the_viewer_did(self, as_, alice, bob, charlie, show):
        post = show()
        services.like(post, by=bob)
        services.keep(post, by=bob)
        follow(alice, by=bob)
        mine, his = text(as_(bob).get("/latest/")), text(as_(charlie).get("/latest/"))
        for act in ("unlike", "unkeep"):
            assert f"/p/{post.pk}/{act}/" in mine
            assert f"/p/{post.pk}/{act}/" not in his
        assert "/@alice/unfollow/" in mine
        assert "/@alice/follow/" in his

    def test_a_passer_by_is_shown_the_door(self, as_, show):
        post = show()
        page = text(as_(None).get("/latest/"))
        assert f"/accounts/login/?next=/p/{post.pk}/" in page
        assert f"/p/{post.pk}/like/" not in page

    def test_only_its_author_may_change_it_and_nobody_reports_their_own(self, as_, alice, bob, show):
        post = show()
        hers, his = text(as_(alice).get("/latest/")), text(as_(bob).get("/latest/"))
        assert f"/p/{post.pk}/unpublish/" in hers
        assert f"/report/feed.post/{post.pk}/" not in hers
        assert f"/p/{post.pk}/unpublish/" not in his
        assert f"/report/feed.post/{post.pk}/" in his
        assert "/@alice/block/" in his

    def test_it_holds_nothing_of_a_session(self, as_, bob, charlie, show):
        show()
        ours = [
            re.search(r"<article.*?</article>", text(as_(who).get("/latest/")), re.DOTALL)[0] for who in (bob, charlie)
        ]
        assert ours[0] == ours[1]
        assert "csrfmiddlewaretoken" not in ours[0]

    def test_a_new_name_shows_at_once(self, as_, alice, show):
        show()
        client = as_(None)
        assert "Alice Marsh" in text(client.get("/latest/"))
        type(alice).objects.filter(pk=alice.pk).update(display_name="Alice M.")
        assert "Alice M." in text(client.get("/latest/"))

    def test_markup_in_a_caption_or_a_name_stays_text(self, as_, alice, show):
        type(alice).objects.filter(pk=alice.pk).update(display_name="<b>A</b>")
        show(caption="<script>1</script> @bob")
        page = text(as_(None).get("/latest/"))
        assert "<script>1" not in page
        assert "<b>A</b>" not in page
        assert '<a href="/@bob/">@bob</a>' in page

    def test_no_remix_button_where_remixing_is_off(self, as_, bob, show):
        post = show(allow_remix=False)
        assert f"/p/{post.pk}/remix/" not in text(as_(bob).get("/latest/"))
