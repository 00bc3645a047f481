"""Who may follow, block and read what; an inbox that says what is new, once."""

import pytest

from accounts import queries, services
from accounts.models import Block, Follow
from accounts.notices import Kind
from accounts.notifications import notify
from sora_site.paging import pack

ACTS = ("follow", "unfollow", "block", "unblock")
PAGES = ("/notifications/", "/settings/blocked/")
HTMX = {"HX-Request": "true"}


def text(response):
    return response.content.decode()


@pytest.fixture
def follows(alice, bob):
    """Bob follows Alice."""
    services.follow(alice, by=bob)


@pytest.fixture
def blocked(alice, bob):
    """Alice blocked Bob."""
    services.block(bob, by=alice)


class TestPressing:
    def test_a_stranger_follows_and_comes_back_to_where_he_pressed(self, as_, alice, charlie):
        response = as_(charlie).post("/@alice/follow/", {"next": "/search/?q=alice"})
        assert response["Location"] == "/search/?q=alice"
        assert Follow.objects.filter(follower=charlie, followed=alice).exists()

    def test_without_a_way_back_they_land_on_the_persons_page(self, as_, alice, bob, follows):
        assert as_(bob).post("/@alice/unfollow/")["Location"] == "/@alice/"
        assert not Follow.objects.exists()

    @pytest.mark.parametrize("away", ["https://else.example/", "//else.example/", "/\\else.example", "x"])
    def test_nobody_is_sent_elsewhere(self, as_, alice, charlie, away):
        assert as_(charlie).post("/@alice/follow/", {"next": away})["Location"] == "/@alice/"
        assert as_(None).post("/@alice/follow/", {"next": away})["Location"] == "/accounts/login/?next=/%40alice/"

    def test_with_htmx_only_the_button_changes(self, as_, alice, charlie):
        response = as_(charlie).post("/@alice/follow/", {"next": "/latest/"}, headers=HTMX)
        button = text(response)
        assert "<html" not in button
        assert f'id="follow-{alice.pk}" aria-pressed="true"' in button
        assert 'action="/@alice/unfollow/"' in button
        assert 'name="next" value="/latest/"' in button

    @pytest.mark.parametrize("pressed", ["follow-second", "follow-second-form"])
    def test_a_button_among_several_keeps_its_own_id(self, as_, alice, charlie, pressed):
        headers = HTMX | {"HX-Trigger": pressed}
        assert 'id="follow-second"' in text(as_(charlie).post("/@alice/follow/", headers=headers))

    @pytest.mark.parametrize("act", ACTS)
    def test_a_passer_by_is_sent_to_sign_in_and_comes_back(self, as_, alice, act):
        response = as_(None).post(f"/@alice/{act}/", {"next": "/@alice/followers/"})
        assert response["Location"] == "/accounts/login/?next=/%40alice/followers/"
        assert not Follow.objects.exists()
        assert not Block.objects.exists()

    @pytest.mark.parametrize("act", ACTS)
    def test_it_is_never_done_by_looking(self, as_, alice, charlie, act):
        assert as_(charlie).get(f"/@alice/{act}/").status_code == 405

    @pytest.mark.parametrize("act", ACTS)
    def test_about_nobody(self, as_, charlie, act):
        assert as_(charlie).post(f"/@nobody/{act}/").status_code == 404

    @pytest.mark.parametrize("act", ["follow", "unfollow", "block"])
    def test_a_closed_account_is_nobody(self, as_, alice, charlie, act):
        alice.is_active = False
        alice.save()
        assert as_(charlie).post(f"/@alice/{act}/").status_code == 404

    def test_she_cannot_follow_or_block_herself(self, as_, alice):
        assert "You cannot follow" in text(as_(alice).post("/@alice/follow/", {"next": "/settings/"}, follow=True))
        assert as_(alice).post("/@alice/block/").status_code == 404


class TestBlocking:
    def test_she_blocks_and_is_told_that_it_is_done(self, as_, alice, bob, follows):
        response = as_(alice).post("/@bob/block/", {"next": "/settings/blocked/"}, follow=True)
        assert "You blocked Bob Stone" in text(response)
        assert "@bob" in text(response)
        assert not Follow.objects.exists()

    def test_she_unblocks_from_her_list(self, as_, alice, bob, blocked):
        response = as_(alice).post("/@bob/unblock/", {"next": "/settings/blocked/"}, follow=True)
        assert "You have blocked nobody" in text(response)

    def test_with_htmx_the_button_offers_the_way_back(self, as_, alice, bob):
        assert 'action="/@bob/unblock/"' in text(as_(alice).post("/@bob/block/", headers=HTMX))
        assert 'action="/@bob/follow/"' in text(as_(alice).post("/@bob/unblock/", headers=HTMX))

    def test_whom_she_blocked_finds_nobody(self, as_, bob, blocked):
        client = as_(bob)
        for act in ACTS:
            assert client.post(f"/@alice/{act}/").status_code == 404
        for which in ("followers", "following"):
            assert client.get(f"/@alice/{which}/").status_code == 404

    def test_she_can_take_it_back_when_he_blocked_her_too(self, as_, alice, bob, blocked):
        services.block(alice, by=bob)
        assert "@bob" in text(as_(alice).get("/settings/blocked/"))
        as_(alice).post("/@bob/unblock/")
        assert not alice.blocks.exists()
        assert bob.blocks.exists()

    def test_a_stranger_cannot_lift_somebody_elses_block(self, as_, bob, charlie, blocked):
        assert as_(charlie).post("/@bob/unblock/").status_code == 404
        assert "@bob" not in text(as_(charlie).get("/settings/blocked/"))
        assert Block.objects.exists()

    def test_following_whom_one_blocked_is_refused_in_words(self, as_, alice, bob, blocked):
        response = as_(alice).post("/@bob/follow/", {"next": "/settings/blocked/"}, follow=True)
        assert "You cannot follow Bob Stone" in text(response)
        assert not Follow.objects.exists()


class TestLists:
    def test_everybody_sees_who_follows_whom(self, as_, alice, bob, follows):
        assert "@bob" in text(as_(None).get("/@alice/followers/"))
        assert "@alice" in text(as_(None).get("/@bob/following/"))
        assert "Nobody follows Bob Stone yet" in text(as_(None).get("/@bob/followers/"))
        assert "Alice Marsh follows nobody yet" in text(as_(None).get("/@alice/following/"))

    def test_a_row_says_whom_the_viewer_follows_already(self, as_, alice, bob, charlie, follows):
        assert 'aria-pressed="false"' in text(as_(charlie).get("/@bob/following/"))
        services.follow(alice, by=charlie)
        assert 'aria-pressed="true"' in text(as_(charlie).get("/@bob/following/"))

    def test_nobody_is_asked_to_follow_themselves(self, as_, bob, follows):
        assert "aria-pressed" not in text(as_(bob).get("/@alice/followers/"))

    @pytest.mark.parametrize("he_blocks", [True, False])
    def test_people_blocked_either_way_are_left_out(self, as_, alice, bob, charlie, follows, he_blocks):
        blocker, other = (bob, charlie) if he_blocks else (charlie, bob)
        services.block(other, by=blocker)
        assert "@bob" not in text(as_(charlie).get("/@alice/followers/"))
        assert "@bob" in text(as_(None).get("/@alice/followers/"))

    def test_a_closed_account_is_left_out(self, as_, bob, follows):
        bob.is_active = False
        bob.save()
        assert "@bob" not in text(as_(None).get("/@alice/followers/"))

    def test_pages_follow_each_other_newest_first(self, as_, alice, make_person, monkeypatch):
        monkeypatch.setattr(queries, "PAGE", 2)
        people = [make_person(f"person{n}") for n in range(5)]
        for person in people:
            services.follow(alice, by=person)
        seen, cursor = [], ""
        while True:
            page = queries.followers_of(alice, alice, cursor=cursor)
            seen += page.people
            cursor = page.next_cursor
            if not cursor:
                break
        assert seen == people[::-1]
        more = as_(None).get(f"/@alice/followers/?after={page.people[0].tie + 1}", headers=HTMX | {"HX-Target": "more"})
        assert "@person0" in text(more)
        assert "<html" not in text(more)

    @pytest.mark.parametrize("page", ["/@alice/followers/", "/@alice/following/", *PAGES])
    def test_a_page_that_is_not_there(self, as_, alice, page):
        assert as_(alice).get(f"{page}?after=nonsense").status_code == 404
        now = "2026-01-01T12:00:00+00:00"
        huge = pack(now, 10**30, now) if page == "/notifications/" else 10**30
        assert as_(alice).get(f"{page}?after={huge}").status_code == 200


class TestInbox:
    def test_a_quiet_one_says_so(self, as_, alice):
        assert "All quiet" in text(as_(alice).get("/notifications/"))

    def test_it_says_who_did_what_to_which(self, as_, alice, bob):
        notify(alice, Kind.COMMENT, actor=bob, link="/p/1/", about="What a <day>")
        page = text(as_(alice).get("/notifications/"))
        assert "<strong>Bob Stone</strong> commented on your clip" in page
        assert "What a &lt;day&gt;" in page
        assert 'href="/p/1/"' in page

    def test_a_name_is_text(self, as_, alice, make_person):
        notify(alice, Kind.LIKE, actor=make_person("eve", display_name="<b>100%s</b>"))
        assert "<strong>&lt;b&gt;100%s&lt;/b&gt;</strong> likes your clip" in text(as_(alice).get("/notifications/"))

    @pytest.mark.parametrize("kind", Kind)
    def test_every_kind_can_be_told_by_the_site_too(self, as_, alice, kind):
        notify(alice, kind)
        assert '<li class="notice' in text(as_(alice).get("/notifications/"))

    def test_what_is_new_is_new_once(self, as_, alice, bob, charlie):
        notify(alice, Kind.FOLLOW, actor=bob)
        client = as_(alice)
        assert text(client.get("/notifications/")).count("notice--new") == 1
        alice.refresh_from_db()
        assert alice.unread_count == 0
        notify(alice, Kind.FOLLOW, actor=charlie)
        page = text(client.get("/notifications/"))
        assert page.count("notice--new") == 1
        assert page.count('<li class="notice') == 2

    def test_older_ones_come_as_a_page_or_as_a_part_and_stay_new(self, as_, alice):
        for n in range(25):
            notify(alice, Kind.READY, link=f"/clips/{n}/")
        client = as_(alice)
        first = client.get("/notifications/")
        older = f"/notifications/?after={first.context['page'].next_cursor}"
        assert older.removeprefix("/notifications/") in text(first)
        assert text(client.get(older)).count("notice--new") == 5
        part = client.get(older, headers=HTMX | {"HX-Target": "more"})
        assert "<html" not in text(part)
        assert text(part).count("<li") == 5

    def test_it_is_ones_own(self, as_, alice, bob, charlie):
        notify(alice, Kind.COMMENT, actor=bob, about="for her alone")
        assert "for her alone" not in text(as_(charlie).get("/notifications/"))
        alice.refresh_from_db()
        assert alice.unread_count == 1

    @pytest.mark.parametrize("page", PAGES)
    def test_a_passer_by_has_none(self, as_, db, page):
        assert as_(None).get(page)["Location"] == f"/accounts/login/?next={page}"


@pytest.mark.parametrize("page", ["/@alice/followers/", "/@bob/following/", "/settings/", *PAGES])
@pytest.mark.parametrize("number", [1, 12])
def test_a_page_costs_four_queries_however_much_is_on_it(
    as_, alice, make_person, django_assert_max_num_queries, page, number
):
    bob = make_person("bob")
    for n in range(number):
        person = make_person(f"person{n}")
        services.follow(alice, by=person)
        services.follow(person, by=bob)
        services.block(make_person(f"rude{n}"), by=alice)
    client = as_(alice)
    with django_assert_max_num_queries(4):
        assert client.get(page).status_code == 200
