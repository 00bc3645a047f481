"""Following and blocking: who may, and whether the stored counters tell the truth."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connection

from accounts import services
from accounts.models import Follow, Notification, User
from accounts.notices import Kind
from accounts.notifications import notify


def counters(person):
    person.refresh_from_db()
    return person.follower_count, person.following_count


def truth(person):
    return person.followers.count(), person.follows.count()


class TestFollowing:
    def test_it_is_counted_on_both_sides_and_told(self, alice, bob):
        assert services.follow(alice, by=bob)
        assert counters(alice) == truth(alice) == (1, 0)
        assert counters(bob) == truth(bob) == (0, 1)
        told = alice.notifications.get()
        assert (told.kind, told.actor, told.link) == (Kind.FOLLOW, bob, "/@bob/")

    def test_twice_is_once(self, alice, bob):
        services.follow(alice, by=bob)
        assert not services.follow(alice, by=bob)
        assert counters(alice) == (1, 0)

    def test_nobody_follows_themselves(self, alice):
        with pytest.raises(services.Blocked):
            services.follow(alice, by=alice)

    def test_it_ends_once(self, alice, bob):
        services.follow(alice, by=bob)
        assert services.unfollow(alice, by=bob)
        assert not services.unfollow(alice, by=bob)
        assert counters(alice) == counters(bob) == (0, 0)

    def test_again_and_again_is_new_to_her_once(self, alice, bob):
        for _ in range(3):
            services.follow(alice, by=bob)
            services.unfollow(alice, by=bob)
        alice.refresh_from_db()
        assert alice.unread_count == alice.notifications.count() == 1


class TestBlocking:
    def test_it_ends_follows_both_ways(self, alice, bob, charlie):
        for person, follower in ((alice, bob), (bob, alice), (alice, charlie)):
            services.follow(person, by=follower)
        assert services.block(bob, by=alice)
        assert counters(alice) == truth(alice) == (1, 0)
        assert counters(bob) == truth(bob) == (0, 0)

    def test_twice_is_once_and_oneself_is_nobody(self, alice, bob):
        assert services.block(bob, by=alice)
        assert not services.block(bob, by=alice)
        assert not services.block(alice, by=alice)

    def test_it_is_silent(self, alice, bob):
        services.block(bob, by=alice)
        bob.refresh_from_db()
        assert bob.unread_count == bob.notifications.count() == 0

    def test_neither_can_follow_the_other(self, alice, bob):
        services.block(bob, by=alice)
        for person, follower in ((alice, bob), (bob, alice)):
            with pytest.raises(services.Blocked):
                services.follow(person, by=follower)
        assert not Follow.objects.exists()

    def test_what_they_said_leaves_both_inboxes(self, alice, bob, charlie):
        notify(alice, Kind.COMMENT, actor=bob, link="/p/1/", about="rude words")
        notify(bob, Kind.LIKE, actor=alice, link="/p/2/")
        notify(alice, Kind.LIKE, actor=charlie, link="/p/1/")
        services.block(bob, by=alice)
        alice.refresh_from_db(), bob.refresh_from_db()
        assert [told.actor for told in alice.notifications.all()] == [charlie]
        assert (alice.unread_count, bob.unread_count) == (1, 0)

    def test_what_concerns_her_likeness_stays(self, alice, bob):
        notify(alice, Kind.CAST, actor=bob, link="/p/1/")
        services.block(bob, by=alice)
        alice.refresh_from_db()
        assert alice.unread_count == alice.notifications.count() == 1

    def test_unblocking_lets_them_follow_again_and_brings_nothing_back(self, alice, bob):
        services.follow(alice, by=bob)
        services.block(bob, by=alice)
        assert services.unblock(bob, by=alice)
        assert not services.unblock(bob, by=alice)
        assert counters(alice) == (0, 0)
        assert services.follow(alice, by=bob)

    def test_a_block_is_lifted_by_who_made_it_only(self, alice, bob):
        services.block(bob, by=alice)
        assert not services.unblock(alice, by=bob)
        assert alice.blocks.exists()


def test_who_leaves_is_no_longer_counted(alice, bob, charlie):
    for person, follower in ((alice, bob), (charlie, bob), (bob, alice), (alice, charlie)):
        services.follow(person, by=follower)
    notify(alice, Kind.LIKE, actor=bob, link="/p/1/")
    services.part(bob)
    bob.delete()
    assert counters(alice) == truth(alice) == (1, 0)
    assert counters(charlie) == truth(charlie) == (0, 1)
    assert alice.unread_count == alice.notifications.count() == 1  # that Charlie follows her
    assert charlie.unread_count == 0


def test_eight_at_once_are_counted_exactly(transactional_db, make_person):
    people = [make_person(f"person{n}") for n in range(8)]

    def meet(me):
        try:
            for other in people:
                with suppress(services.Blocked):  # themselves, or she was quicker with her block
                    services.follow(other, by=me)
            services.unfollow(people[0], by=me)
            services.block(people[1], by=me)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(meet, people))  # a lock error would be raised here
    assert Follow.objects.exists()
    for person in people:
        assert counters(person) == truth(person)
        assert person.unread_count == Notification.objects.filter(owner=person).count()
    assert User.objects.get(username="person0").follower_count == 0
