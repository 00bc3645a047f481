import pytest

from accounts.models import User
from feed import queries, services
from feed.models import Post
from generation import services as clips
from generation.states import State

pytestmark = pytest.mark.django_db


class TestPublishing:
    def test_a_finished_clip_appears_on_latest(self, make_clip):
        post = services.publish(make_clip(), caption="Morning.")
        assert list(queries.latest()) == [post]

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
        assert not queries.latest().exists()
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
        assert not queries.latest().exists()
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
        assert not queries.latest().exists()
        assert not Post.objects.visible_to(charlie).exists()

    def test_a_suspended_moderator_sees_no_more_than_others(self, make_clip, rita, alice):
        clip = make_clip(owner=alice)
        services.publish(clip)
        clips.take_down(clip, by=rita)
        rita.is_active = False
        assert not Post.objects.visible_to(rita).exists()


class TestPaging:
    @pytest.fixture
    def posts(self, make_clip):
        return [services.publish(make_clip(), caption=str(number)) for number in range(5)]

    def read_all(self, size):
        seen, cursor = [], ""
        while True:
            page = queries.page(queries.latest(), cursor, size=size)
            seen += page.posts
            if not (cursor := page.next_cursor):
                return seen

    def test_every_post_once_newest_first(self, posts):
        assert self.read_all(size=2) == posts[::-1]

    def test_posts_of_the_same_moment_are_not_lost_between_pages(self, posts):
        Post.objects.update(published_at=posts[0].published_at)
        assert sorted(post.pk for post in self.read_all(size=2)) == sorted(post.pk for post in posts)

    def test_a_post_published_meanwhile_moves_nothing(self, posts, make_clip):
        first = queries.page(queries.latest(), size=2)
        services.publish(make_clip())
        assert queries.page(queries.latest(), first.next_cursor, size=2).posts == posts[2:0:-1]

    @pytest.mark.parametrize("cursor", ["x", "AAAA", "é", "MjAyNg=="])
    def test_a_cursor_nobody_gave_out_is_an_error(self, db, cursor):
        with pytest.raises(ValueError):
            queries.page(queries.latest(), cursor)
