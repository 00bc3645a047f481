import pytest

from accounts.models import Block, User
from accounts.notices import Kind
from cameos.models import Cameo, Level
from feed import queries, services
from feed.models import Post
from generation import services as clips
from generation.models import Casting
from generation.states import State

pytestmark = pytest.mark.django_db


class TestPublishing:
    def test_a_finished_clip_appears_on_latest(self, make_clip, charlie):
        post = services.publish(make_clip(), caption="Morning.")
        assert queries.latest(charlie).posts == [post]

    @pytest.mark.parametrize("state", [State.QUEUED, State.RUNNING, State.HELD, State.REFUSED, State.FAILED])
    def test_nothing_else_can_be_published(self, make_clip, state):
        clip = make_clip(state=state)
        with pytest.raises(services.CannotPublish):
            services.publish(clip)

    def test_publishing_twice_is_one_post_with_the_newer_words(self, make_clip):
        clip = make_clip()
        services.publish(clip, caption="first")
        services.publish(clip, caption="second")
        assert [post.caption for post in Post.objects.all()] == ["second"]

    def test_a_refused_caption_names_the_words_and_publishes_nothing(self, make_clip, settings):
        clip = make_clip()
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        with pytest.raises(services.CaptionRefused) as refused:
            services.publish(clip, caption="Something rude")
        assert refused.value.opinion.words == ("Something",)
        assert not Post.objects.exists()

    def test_an_unlisted_post_is_found_by_its_address_only(self, make_clip, charlie):
        post = services.publish(make_clip(), visibility=Post.Visibility.UNLISTED)
        assert not queries.latest(charlie).posts
        assert Post.objects.visible_to(charlie).get() == post

    def test_unpublished_it_is_a_draft_again(self, make_clip, charlie):
        clip = make_clip()
        services.unpublish(services.publish(clip))
        assert not Post.objects.visible_to(charlie).exists()
        clip.refresh_from_db()
        assert clip.is_shown


class TestTakingDown:
    def test_a_clip_that_was_taken_down_leaves_the_feed_and_its_address(self, make_clip, rita, charlie):
        clip = make_clip()
        services.publish(clip)
        clips.take_down(clip, by=rita)
        assert not queries.latest(charlie).posts
        assert not Post.objects.visible_to(charlie).exists()

    def test_its_maker_and_the_moderators_still_find_it(self, make_clip, rita, alice):
        clip = make_clip(owner=alice)
        post = services.publish(clip)
        clips.take_down(clip, by=rita)
        assert Post.objects.visible_to(alice).get() == post
        assert Post.objects.visible_to(rita).get() == post

    def test_a_suspended_makers_posts_are_hidden(self, make_clip, alice, charlie):
        services.publish(make_clip(owner=alice))
        User.objects.filter(pk=alice.pk).update(is_active=False)
        assert not queries.latest(charlie).posts
        assert not Post.objects.visible_to(charlie).exists()

    def test_a_suspended_moderator_sees_no_more_than_others(self, make_clip, rita, alice):
        clip = make_clip(owner=alice)
        services.publish(clip)
        clips.take_down(clip, by=rita)
        rita.is_active = False
        assert not Post.objects.visible_to(rita).exists()


class TestRemixing:
    def test_it_is_in_line_counted_and_told(self, show, alice, bob, charlie, counted):
        first = show(alice)
        second = show(bob, source=first, caption="Mine, at night")
        third = show(charlie, source=second)
        assert (second.parent, second.root) == (first, first)
        assert (third.parent, third.root) == (second, first)
        assert counted(first) == counted(second) == (0, 0, 1)
        told = alice.notifications.get()
        assert (told.kind, told.actor, told.link, told.about) == (
            Kind.REMIX, bob, second.get_absolute_url(), "Mine, at night",
        )  # fmt: skip

    def test_deleting_its_clip_counts_it_no_more_and_keeps_the_line(self, show, alice, bob, charlie, as_, counted):
        first = show(alice)
        second = show(bob, source=first)
        third = show(charlie, source=second)
        as_(bob).post(f"/clips/{second.clip_id}/delete/")
        assert counted(first) == (0, 0, 0)
        assert Post.objects.get(pk=third.pk).root == first

    def test_changing_it_counts_and_tells_nothing_anew(self, show, alice, bob, counted):
        first = show(alice)
        second = show(bob, source=first)
        alice.notifications.all().delete()
        assert services.publish(second.clip, caption="Other words").parent == first
        assert counted(first) == (0, 0, 1)
        assert not alice.notifications.exists()

    def test_taken_back_it_counts_no_more(self, show, alice, bob, counted):
        first = show(alice)
        before = first.score
        services.unpublish(show(bob, source=first))
        assert counted(first) == (0, 0, 0)
        assert first.score == before

    def test_an_unlisted_one_is_told_when_it_is_listed(self, show, alice, bob):
        first = show(alice)
        second = show(bob, source=first, visibility=Post.Visibility.UNLISTED)
        assert not alice.notifications.exists()
        services.publish(second.clip, visibility=Post.Visibility.PUBLIC)
        assert alice.notifications.get().actor == bob

    def test_without_a_post_it_began_from_it_is_a_first_one(self, show, finished_clip, alice, bob):
        draft = finished_clip(alice)
        post = services.publish(finished_clip(bob, source=draft))
        assert (post.parent, post.root) == (None, None)

    def test_what_its_maker_cannot_see_is_no_parent(self, show, alice, bob, counted):
        first = show(alice)
        Block.objects.create(blocker=alice, blocked=bob)
        assert show(bob, source=first).parent is None
        assert counted(first) == (0, 0, 0)

    def test_when_the_first_goes_its_remixes_begin_lines_of_their_own(self, show, alice, bob, charlie):
        first = show(alice)
        second, other = show(bob, source=first), show(charlie, source=first)
        third = show(charlie, source=second)
        fourth = show(bob, source=third)
        services.unpublish(first)
        lines = {post.pk: (post.parent_id, post.root_id) for post in Post.objects.all()}
        assert lines == {
            second.pk: (None, None),
            other.pk: (None, None),
            third.pk: (second.pk, second.pk),
            fourth.pk: (third.pk, second.pk),
        }

    def test_when_one_in_the_middle_goes_the_rest_stays_in_line(self, show, alice, bob, charlie):
        first = show(alice)
        second = show(bob, source=first)
        third = show(charlie, source=second)
        services.unpublish(second)
        third.refresh_from_db()
        assert (third.parent, third.root) == (None, first)


class TestCasting:
    @pytest.fixture
    def cameo(self, bob):
        return Cameo.objects.create(owner=bob, level=Level.EVERYONE)

    @pytest.fixture
    def clip(self, finished_clip, alice, bob, cameo, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
        clip = finished_clip(alice)
        Casting.objects.create(clip=clip, person=bob, cameo=cameo, position=1)
        return clip

    def test_it_says_who_is_in_it(self, clip):
        assert services.publish(clip).cast == ["bob"]

    def test_she_is_asked_again(self, clip, cameo):
        cameo.level = Level.ONLY_ME
        cameo.save()
        with pytest.raises(services.CannotPublish, match="@bob"):
            services.publish(clip)
        assert not Post.objects.exists()

    def test_whoever_deleted_their_cameo_agrees_to_nothing(self, clip, cameo):
        cameo.delete()
        with pytest.raises(services.CannotPublish, match="@bob"):
            services.publish(clip)

    def test_who_is_in_it_may_show_their_own(self, clip, cameo, bob, alice):
        cameo.level = Level.ONLY_ME
        cameo.save()
        clip.owner = bob
        clip.save()
        assert services.publish(clip).cast == ["bob"]


class TestLeaving:
    def test_what_others_have_is_counted_right(self, show, alice, bob, charlie, counted):
        first = show(alice)
        show(bob, source=first)
        services.like(first, by=bob)
        top = services.comment(first, by=charlie, text="Lovely")
        services.comment(first, by=bob, text="It is", parent=top)
        services.leave(bob)
        bob.delete()
        assert counted(first) == (0, 1, 0)
        assert Post.objects.get() == first

    def test_their_handle_leaves_the_clips_they_are_in(self, finished_clip, alice, bob, charlie, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
        clip = finished_clip(alice)
        cameo = Cameo.objects.create(owner=bob, level=Level.EVERYONE)
        Casting.objects.create(clip=clip, person=bob, cameo=cameo, position=1)
        services.publish(clip)
        assert queries.search("bob", charlie).posts
        services.leave(bob)
        assert Post.objects.get().cast == []
        assert not queries.search("bob", charlie).posts
