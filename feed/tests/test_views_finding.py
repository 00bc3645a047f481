"""Search, kept, remixes, why, and a person's page."""

import re

import pytest
from django.core.cache import cache

from accounts.services import block, follow
from cameos.models import Cameo, Level
from feed import services
from feed.models import Post
from feed.paging import GRID

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget():
    cache.clear()
    yield
    cache.clear()


def text(response):
    return response.content.decode()


class TestSearch:
    def test_it_finds_clips_and_people(self, as_, alice, show):
        post = show(caption="A quiet lighthouse")
        page = text(as_(None).get("/search/", {"q": "lighthouse"}))
        assert f'href="/p/{post.pk}/"' in page
        assert 'class="faces__one" href="/@alice/"' in text(as_(None).get("/search/", {"q": "alice"}))

    def test_nothing_found_is_an_invitation(self, as_, db):
        page = text(as_(None).get("/search/", {"q": "<zebra>"}))
        assert "Nothing for “&lt;zebra&gt;”" in page
        assert "/make/?words=%3Czebra%3E" in page

    def test_without_words_it_says_what_it_searches(self, as_, db):
        assert "Search the captions" in text(as_(None).get("/search/"))

    def test_the_next_page_keeps_the_words(self, as_, show):
        for n in range(GRID + 1):
            show(hours=n, caption="A quiet lighthouse & sea")
        page = text(as_(None).get("/search/", {"q": "lighthouse & sea"}))
        address = re.search(r'href="(\?q=[^"]+)"', page)[1].replace("&amp;", "&")
        assert text(as_(None).get(f"/search/{address}")).count('class="tile"') == 1

    def test_charlie_does_not_find_what_is_unlisted_or_by_who_blocked_him(self, as_, alice, charlie, show):
        show(caption="A quiet lighthouse", visibility="unlisted")
        show(caption="A quiet lighthouse")
        block(charlie, by=alice)
        page = text(as_(charlie).get("/search/", {"q": "lighthouse"}))
        assert 'class="tile"' not in page

    @pytest.mark.parametrize("number", [1, GRID, GRID + 1, 2 * GRID])
    def test_it_costs_the_same_few_queries(self, as_, bob, show, number, django_assert_max_num_queries):
        for n in range(number):
            show(hours=n, caption="A quiet lighthouse")
        client = as_(bob)
        with django_assert_max_num_queries(4):
            client.get("/search/", {"q": "lighthouse"})


class TestKept:
    def test_it_is_hers_alone(self, as_, alice, charlie, show):
        post = show()
        services.keep(post, by=alice)
        assert f'href="/p/{post.pk}/"' in text(as_(alice).get("/kept/"))
        assert f'href="/p/{post.pk}/"' not in text(as_(charlie).get("/kept/"))
        assert as_(None).get("/kept/")["Location"].startswith("/accounts/login/")

    def test_empty_it_says_how(self, as_, alice):
        assert "Press “Keep”" in text(as_(alice).get("/kept/"))

    @pytest.mark.parametrize("number", [1, GRID + 1])
    def test_it_costs_the_same_few_queries(self, as_, bob, show, number, django_assert_max_num_queries):
        for n in range(number):
            services.keep(show(hours=n), by=bob)
        client = as_(bob)
        with django_assert_max_num_queries(4):
            client.get("/kept/")


class TestRemixes:
    def test_it_shows_them(self, as_, bob, show):
        first = show()
        again = show(bob, source=first)
        assert f'href="/p/{again.pk}/"' in text(as_(None).get(f"/p/{first.pk}/remixes/"))
        assert "Nobody has shown a remix" in text(as_(None).get(f"/p/{again.pk}/remixes/"))


class TestWhy:
    def test_it_prints_the_parts_and_offers_less(self, as_, alice, bob, show):
        follow(alice, by=bob)
        post = show()
        page = text(as_(bob).get(f"/p/{post.pk}/why/"))
        assert "You follow its maker" in page
        assert "It is new" in page
        assert "<meter" in page
        assert f'formaction="/p/{post.pk}/less/"' in page

    def test_after_less_it_offers_the_way_back(self, as_, bob, show):
        post = show()
        services.see_less(post, by=bob)
        assert f'formaction="/p/{post.pk}/more/"' in text(as_(bob).get(f"/p/{post.pk}/why/"))


class TestProfile:
    def test_it_shows_what_is_public(self, as_, show):
        public, unlisted = show(), show(visibility="unlisted")
        page = text(as_(None).get("/@alice/"))
        assert f'href="/p/{public.pk}/"' in page
        assert f'href="/p/{unlisted.pk}/"' not in page

    def test_a_tab_shows_who_put_them_into_clips(self, as_, bob, show):
        post = show()
        post.clip.castings.create(person=bob, position=0)
        assert f'href="/p/{post.pk}/"' in text(as_(None).get("/@bob/?tab=cast"))
        assert f'href="/p/{post.pk}/"' not in text(as_(None).get("/@bob/"))

    def test_the_next_page_stays_on_its_tab(self, as_, bob, show):
        for n in range(GRID + 1):
            show(hours=n).clip.castings.create(person=bob, position=0)
        page = text(as_(None).get("/@bob/?tab=cast"))
        address = re.search(r'href="(\?tab=cast[^"]+)"', page)[1].replace("&amp;", "&")
        assert text(as_(None).get(f"/@bob/{address}")).count('class="tile"') == 1

    def test_nobody_is_404(self, as_, db):
        assert as_(None).get("/@nobody/").status_code == 404

    def test_a_suspended_person_has_none(self, as_, alice):
        type(alice).objects.filter(pk=alice.pk).update(is_active=False)
        assert as_(None).get("/@alice/").status_code == 404

    def test_who_is_blocked_finds_nobody_and_who_blocked_is_told(self, as_, alice, charlie, show):
        post = show()
        block(charlie, by=alice)
        assert as_(charlie).get("/@alice/").status_code == 404
        page = text(as_(alice).get("/@charlie/"))
        assert "You blocked @charlie" in page
        assert "/@charlie/unblock/" in page
        block(alice, by=charlie)
        assert f"/p/{post.pk}/" not in text(as_(charlie).get("/latest/"))

    def test_a_cameo_is_offered_to_whom_it_is_open(self, as_, bob, charlie):
        cameo = Cameo.objects.create(owner=bob, level=Level.EVERYONE)
        assert 'href="/@bob/cameo/"' in text(as_(charlie).get("/@bob/"))
        Cameo.objects.filter(pk=cameo.pk).update(level=Level.ONLY_ME)
        assert 'href="/@bob/cameo/"' not in text(as_(charlie).get("/@bob/"))

    def test_ones_own_leads_to_what_is_ones_own(self, as_, alice):
        page = text(as_(alice).get("/@alice/")).split("<main")[1]
        assert all(f'href="{path}"' in page for path in ("/settings/", "/cameo/", "/credits/"))
        assert "/@alice/follow/" not in page

    @pytest.mark.parametrize("path", ["/@alice/", "/@alice/?tab=cast"])
    @pytest.mark.parametrize("number", [1, GRID + 1])
    def test_it_costs_the_same_few_queries(self, as_, alice, bob, show, path, number, django_assert_max_num_queries):
        for n in range(number):
            show(hours=n).clip.castings.create(person=alice, position=0)
        client = as_(bob)
        with django_assert_max_num_queries(4):
            client.get(path)


class TestTheHeader:
    def test_what_is_unread_is_counted_without_a_query(self, as_, bob, django_assert_num_queries):
        type(bob).objects.filter(pk=bob.pk).update(unread_count=120)
        client = as_(bob)
        with django_assert_num_queries(2):
            page = text(client.get("/about/"))
        assert "99+" in page
        assert "120 new" in page

    def test_moderation_is_for_moderators(self, as_, bob, rita):
        assert 'href="/admin/"' not in text(as_(bob).get("/about/"))
        assert 'href="/admin/"' in text(as_(rita).get("/about/"))

    def test_signing_out_and_the_language_need_no_script(self, as_, bob):
        client = as_(bob)
        assert 'formaction="/accounts/logout/"' in text(client.get("/about/"))
        client.post("/i18n/setlang/", {"language": "fr", "next": "/about/"})
        assert '<html lang="fr">' in text(client.get("/about/"))
        client.post("/accounts/logout/")
        assert "sessionid" not in client.cookies or not client.cookies["sessionid"].value


def test_a_post_that_was_taken_down_is_on_none_of_these(as_, alice, bob, show):
    post = show(caption="A quiet lighthouse")
    services.keep(post, by=bob)
    Post.objects.filter(pk=post.pk).update(standing="removed")
    for path in ("/kept/", "/search/?q=lighthouse", "/@alice/", "/", "/latest/"):
        assert f"/p/{post.pk}/" not in text(as_(bob).get(path))
