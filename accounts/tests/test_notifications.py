"""What people are told: once, not about themselves, not by people blocked, and counted exactly."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts import notifications, services
from accounts.models import Notification
from accounts.notices import SENTENCES, Kind
from accounts.notifications import mark_read, notify

WHEN = "20260101T120000000000"


def unread(person):
    person.refresh_from_db()
    return person.unread_count


class TestTelling:
    def test_the_same_again_is_one_row_moved_to_the_top(self, alice, bob, charlie):
        notify(alice, Kind.COMMENT, actor=bob, link="/p/1/", about="first")
        notify(alice, Kind.COMMENT, actor=charlie, link="/p/1/")
        notify(alice, Kind.COMMENT, actor=bob, link="/p/1/", about="second")
        page = notifications.page(alice, since=alice.inbox_seen_at)
        assert [(told.actor, told.about) for told in page.notices] == [(bob, "second"), (charlie, "")]
        assert unread(alice) == 2

    def test_what_she_has_seen_is_new_when_it_happens_again(self, alice, bob):
        notify(alice, Kind.COMMENT, actor=bob, link="/p/1/")
        mark_read(alice)
        notify(alice, Kind.COMMENT, actor=bob, link="/p/1/")
        assert unread(alice) == alice.notifications.count() == 1

    @pytest.mark.parametrize("kind", [Kind.LIKE, Kind.FOLLOW])
    def test_what_can_be_taken_back_and_done_again_is_not(self, alice, bob, kind):
        notify(alice, kind, actor=bob, link="/p/1/")
        mark_read(alice)
        notify(alice, kind, actor=bob, link="/p/1/")
        assert unread(alice) == 0
        assert alice.notifications.count() == 1

    def test_nobody_is_told_about_themselves(self, alice):
        notify(alice, Kind.LIKE, actor=alice, link="/p/1/")
        assert unread(alice) == alice.notifications.count() == 0

    @pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.CAST])
    def test_nobody_is_told_by_people_blocked_either_way(self, alice, bob, kind):
        services.block(bob, by=alice)
        notify(alice, kind, actor=bob)
        notify(bob, kind, actor=alice)
        assert not Notification.objects.exists()

    def test_the_site_itself_tells_once_too(self, alice):
        notify(alice, Kind.CREDITS, link="/credits/", about="3")
        notify(alice, Kind.CREDITS, link="/credits/", about="5")
        assert alice.notifications.get().about == "5"
        assert unread(alice) == 1

    def test_a_long_quotation_is_cut(self, alice):
        notify(alice, Kind.READY, about="a" * 400)
        assert len(alice.notifications.get().about) == 300

    def test_each_kind_has_its_sentence(self):
        assert set(SENTENCES) == set(Kind)


class TestSeeing:
    def test_it_counts_from_nothing_again(self, alice, bob, charlie):
        notify(alice, Kind.FOLLOW, actor=bob)
        mark_read(alice)
        assert unread(alice) == 0
        notify(alice, Kind.FOLLOW, actor=charlie)
        assert unread(alice) == 1

    def test_it_leaves_others_alone(self, alice, bob, charlie):
        notify(alice, Kind.FOLLOW, actor=charlie)
        notify(bob, Kind.FOLLOW, actor=charlie)
        mark_read(alice)
        assert unread(bob) == 1


class TestPages:
    def test_they_follow_each_other_to_the_end_without_repeating(self, alice):
        for n in range(7):
            notify(alice, Kind.READY, link=f"/clips/{n}/")
        # Two of the same instant: the id decides.
        first = Notification.objects.last()
        Notification.objects.filter(link="/clips/1/").update(made_at=first.made_at)
        seen, cursor, now = [], "", timezone.now()
        while True:
            page = notifications.page(alice, since=now, cursor=cursor, size=2)
            seen += [told.link for told in page.notices]
            cursor = page.next_cursor
            if not cursor:
                break
        assert seen == [f"/clips/{n}/" for n in (6, 5, 4, 3, 2, 1, 0)]

    def test_they_are_hers_alone(self, alice, bob):
        notify(bob, Kind.READY)
        assert notifications.page(alice, since=timezone.now()).notices == []

    def test_what_is_new_is_new_on_every_page(self, alice):
        notify(alice, Kind.READY, link="/clips/0/")
        since = timezone.now()
        for n in (1, 2, 3):
            notify(alice, Kind.READY, link=f"/clips/{n}/")
        mark_read(alice)
        first = notifications.page(alice, since=since, size=2)
        second = notifications.page(alice, since=alice.inbox_seen_at, cursor=first.next_cursor, size=2)
        assert [told.is_new for told in first.notices + second.notices] == [True, True, True, False]

    @pytest.mark.parametrize("cursor", ["x", "--", f"{WHEN}-{WHEN}", f"{WHEN}--{WHEN}", f"2026{WHEN}-1-{WHEN}"])
    def test_a_cursor_that_is_none_is_refused(self, alice, cursor):
        with pytest.raises(ValueError):
            notifications.page(alice, since=timezone.now(), cursor=cursor)


def test_eight_at_once_are_counted_exactly(transactional_db, alice, make_person):
    """Four of them say the same thing for the site, which has no name to be told apart by."""
    callers = [make_person(f"person{n}") for n in range(4)] + [None] * 4

    def call(actor):
        try:
            notify(alice, Kind.CREDITS, actor=actor, link="/credits/")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(call, callers))
    assert unread(alice) == alice.notifications.count() == 5
    newest = alice.notifications.first()
    assert newest.made_at - alice.inbox_seen_at > timedelta(0)
