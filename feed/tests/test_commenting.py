"""Comments: two levels, reviewed, limited, and everybody told once."""

import pytest

from accounts.models import Block, User
from accounts.notices import Kind
from feed import services
from feed.models import Comment, Post

pytestmark = pytest.mark.django_db


def told(person):
    return [(str(notice.kind), notice.actor.username) for notice in person.notifications.order_by("pk")]


class TestSaying:
    def test_it_is_counted_and_told(self, show, alice, bob, counted):
        post = show(alice)
        said = services.comment(post, by=bob, text="  Lovely. ")
        assert said.text == "Lovely."
        assert post.comment_count == 1
        assert counted(post) == (0, 1, 0)
        notice = alice.notifications.get()
        assert (notice.kind, notice.link, notice.about) == (Kind.COMMENT, said.get_absolute_url(), "Lovely.")
        assert said.get_absolute_url() == f"/p/{post.pk}/#comment-{said.pk}"
        assert said.concerned == bob

    def test_an_answer_to_an_answer_stands_under_the_same_comment(self, show, alice, bob, charlie, counted):
        post = show(alice)
        top = services.comment(post, by=bob, text="How?")
        reply = services.comment(post, by=alice, text="Patience.", parent=top)
        deeper = services.comment(post, by=charlie, text="Really?", parent=reply)
        assert reply.parent == deeper.parent == top
        assert counted(post) == (0, 3, 0)

    def test_nothing_is_no_comment(self, show, bob):
        with pytest.raises(services.CannotComment):
            services.comment(show(), by=bob, text=" \n ")

    def test_a_comment_on_another_clip_cannot_be_answered_here(self, show, bob):
        here, there = show(), show()
        elsewhere = services.comment(there, by=bob, text="Hello")
        with pytest.raises(services.CannotComment):
            services.comment(here, by=bob, text="Hello", parent=elsewhere)
        assert not here.comments.exists()

    def test_what_was_deleted_meanwhile_cannot_be_answered(self, show, bob, counted):
        post = show()
        top = services.comment(post, by=bob, text="Hello")
        kept = Comment.objects.get(pk=top.pk)
        services.delete_comment(top, by=bob)
        with pytest.raises(services.CannotComment):
            services.comment(post, by=bob, text="Hello again", parent=kept)
        assert counted(post) == (0, 0, 0)


class TestRefusing:
    def test_the_review_names_the_words(self, show, bob, settings, counted):
        post = show()
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        with pytest.raises(services.CommentRefused) as refused:
            services.comment(post, by=bob, text="Something rude")
        assert refused.value.opinion.words == ("Something",)
        assert counted(post) == (0, 0, 0)

    @pytest.mark.parametrize("blocker", ["alice", "bob"])
    def test_people_blocked_either_way_cannot(self, show, alice, bob, blocker):
        post = show(alice)
        one, other = (alice, bob) if blocker == "alice" else (bob, alice)
        Block.objects.create(blocker=one, blocked=other)
        with pytest.raises(services.CannotComment):
            services.comment(post, by=bob, text="Hello")

    def test_who_cannot_see_it_cannot(self, show, alice, charlie):
        post = show(alice)
        Post.objects.filter(pk=post.pk).update(standing="removed")
        with pytest.raises(services.CannotComment):
            services.comment(post, by=charlie, text="Hello")

    def test_too_many_in_a_minute(self, show, bob, charlie, settings, counted):
        settings.COMMENTS_A_MINUTE = 2
        post = show()
        for text in ("One", "Two"):
            services.comment(post, by=bob, text=text)
        with pytest.raises(services.TooManyComments):
            services.comment(post, by=bob, text="Three")
        services.comment(post, by=charlie, text="Mine")
        assert counted(post) == (0, 3, 0)


class TestTelling:
    def test_everybody_once(self, show, alice, bob, charlie):
        post = show(alice)
        top = services.comment(post, by=bob, text="Look, @charlie and @alice and @nobody_there")
        assert told(alice) == [("comment", "bob")]
        assert told(charlie) == [("mention", "bob")]
        services.comment(post, by=charlie, text="I see, @bob.", parent=top)
        assert told(bob) == [("reply", "charlie")]

    def test_whose_clip_it_is_and_who_is_answered_may_be_the_same(self, show, alice, bob):
        post = show(alice)
        mine = services.comment(post, by=alice, text="I like this one.")
        services.comment(post, by=bob, text="So do I.", parent=mine)
        assert told(alice) == [("reply", "bob")]

    def test_nobody_is_called_to_what_they_cannot_see(self, show, alice, bob, charlie):
        post = show(alice)
        Block.objects.create(blocker=alice, blocked=charlie)
        services.comment(post, by=bob, text="Look, @charlie")
        assert told(charlie) == []

    def test_nobody_is_called_by_whom_they_blocked(self, show, alice, bob, charlie):
        post = show(alice)
        Block.objects.create(blocker=charlie, blocked=bob)
        services.comment(post, by=bob, text="Look, @charlie")
        assert told(charlie) == []

    def test_a_crowd_is_not_called(self, show, bob, make_person):
        people = [make_person(f"person{n}") for n in range(8)]
        services.comment(show(), by=bob, text=" ".join(f"@{person.username}" for person in people))
        assert sum(person.notifications.count() for person in User.objects.filter(username__startswith="person")) == 5


class TestDeleting:
    def test_its_replies_go_with_it(self, show, alice, bob, charlie, counted):
        post = show(alice)
        top = services.comment(post, by=bob, text="How?")
        services.comment(post, by=alice, text="Patience.", parent=top)
        services.comment(post, by=charlie, text="Lovely.")
        assert services.delete_comment(top, by=bob)
        assert counted(post) == (0, 1, 0)

    def test_twice_is_once(self, show, bob, counted):
        post = show()
        said = services.comment(post, by=bob, text="Hello")
        again = Comment.objects.get(pk=said.pk)
        assert services.delete_comment(said, by=bob)
        assert not services.delete_comment(again, by=bob)
        assert counted(post) == (0, 0, 0)

    def test_charlie_cannot_delete_what_he_can_see_and_the_clips_author_can(self, show, alice, bob, charlie, counted):
        post = show(alice)
        said = services.comment(post, by=bob, text="Hello")
        assert Comment.objects.visible_to(charlie).get() == said
        assert not services.delete_comment(said, by=charlie)
        assert counted(post) == (0, 1, 0)
        assert services.delete_comment(said, by=alice)
