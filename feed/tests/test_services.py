import pytest

from accounts.models import User
from feed import queries, services
from feed.models import Post
from generation import services as clips
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
