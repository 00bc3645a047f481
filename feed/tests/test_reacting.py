"""Like, keep, see less: pressed once, pressed twice, taken back."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Block
from accounts.notices import Kind
from feed import queries, services
from feed.models import Bookmark, SeeLess

pytestmark = pytest.mark.django_db


class TestLiking:
    def test_it_is_counted_scored_and_told(self, show, alice, bob, counted):
        post = show(alice, caption="Morning")
        before = post.score
        services.like(post, by=bob)
        assert services.like(post, by=alice)
        assert counted(post) == (2, 0, 0)
        assert post.score > before
        told = alice.notifications.get()  # nobody is told about themselves
        assert (told.kind, told.actor, told.link, told.about) == (Kind.LIKE, bob, f"/p/{post.pk}/", "Morning")

    def test_twice_is_once(self, show, bob, counted):
        post = show()
        assert services.like(post, by=bob)
        assert not services.like(post, by=bob)
        assert counted(post) == (1, 0, 0)

    def test_taken_back_the_score_is_what_it_was(self, show, bob, counted):
        post = show()
        before = post.score
        services.like(post, by=bob)
        assert services.unlike(post, by=bob)
        assert not services.unlike(post, by=bob)
        assert counted(post) == (0, 0, 0)
        assert post.score == before

    def test_the_post_at_hand_says_the_new_number(self, show, bob):
        post = show()
        services.like(post, by=bob)
        assert post.like_count == 1

    def test_a_post_taken_back_meanwhile_is_no_error(self, show, bob):
        post = show()
        gone = type(post).objects.get(pk=post.pk)
        services.unpublish(post)
        assert not services.like(gone, by=bob)
        assert not services.unlike(gone, by=bob)

    def test_who_blocked_her_is_told_nothing(self, show, alice, bob):
        post = show(alice)
        Block.objects.create(blocker=alice, blocked=bob)
        services.like(post, by=bob)
        assert not alice.notifications.exists()


class TestKeeping:
    def test_it_is_kept_once_and_nobody_is_told(self, show, alice, bob):
        post = show(alice)
        assert services.keep(post, by=bob)
        assert not services.keep(post, by=bob)
        assert Bookmark.objects.count() == 1
        assert not alice.notifications.exists()
        assert services.unkeep(post, by=bob)
        assert not services.unkeep(post, by=bob)

    def test_the_card_knows(self, show, bob, charlie):
        post = show()
        services.keep(post, by=bob)
        services.like(post, by=bob)
        for person, did in ((bob, True), (charlie, False)):
            (card,) = queries.latest(person).posts
            assert (card.kept, card.liked, card.follows) == (did, did, False)

    def test_a_passer_bys_card_knows_nothing(self, show):
        show()
        assert not hasattr(queries.latest(AnonymousUser()).posts[0], "liked")


class TestSeeingLess:
    def test_it_can_be_taken_back(self, show, bob):
        post = show()
        assert services.see_less(post, by=bob)
        assert not services.see_less(post, by=bob)
        assert queries.for_you(bob).posts == []
        assert services.see_more(post, by=bob)
        assert not services.see_more(post, by=bob)
        assert not SeeLess.objects.exists()
        assert queries.for_you(bob).posts == [post]

    def test_it_is_nobody_elses_business(self, show, bob, charlie, counted):
        post = show()
        services.see_less(post, by=bob)
        assert queries.for_you(charlie).posts == [post]
        assert counted(post) == (0, 0, 0)
