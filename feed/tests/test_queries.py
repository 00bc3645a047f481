"""Who finds what on which page, at what price."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Block, Follow, User
from cameos.models import Cameo, Level
from feed import queries, services
from feed.models import Comment, Post
from generation.models import Casting, Generation
from safety.models import Report, Standing

pytestmark = pytest.mark.django_db
PASSER_BY = AnonymousUser()


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast_post(finished_clip, alice, bob, settings):
    """Alice shows a clip with Bob in it, in answer to a clip of hers, and Charlie likes to see both."""
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    first = services.publish(finished_clip(alice, prompt="a lighthouse"))
    clip = finished_clip(alice, source=first.clip, prompt="a lighthouse")
    cameo = Cameo.objects.create(owner=bob, level=Level.EVERYONE)
    Casting.objects.create(clip=clip, person=bob, cameo=cameo, position=1)
    return services.publish(clip)


#: Every page on which a post may be found, as `find(post, viewer)`.
PAGES = {
    "for you": lambda post, viewer: queries.for_you(viewer),
    "following": lambda post, viewer: queries.following(viewer),
    "latest": lambda post, viewer: queries.latest(viewer),
    "of": lambda post, viewer: queries.of(post.author, viewer),
    "starring": lambda post, viewer: queries.starring(Casting.objects.get().person, viewer),
    "remixes": lambda post, viewer: queries.remixes_of(post.parent, viewer),
    "search": lambda post, viewer: queries.search("lighthouse", viewer),
    "kept": lambda post, viewer: queries.kept(viewer),
}


def found_by(viewer, post):
    cache.clear()
    return {name for name, find in PAGES.items() if post.pk in {other.pk for other in find(post, viewer).posts}}


@pytest.fixture
def interested(cast_post, charlie, alice):
    """Charlie follows Alice and keeps the clip, so that every page has it for him."""
    Follow.objects.create(follower=charlie, followed=alice)
    services.keep(cast_post, by=charlie)
    assert found_by(charlie, cast_post) == set(PAGES)
    return charlie


def report(post, viewer):
    Report.objects.create(reporter=viewer, kind="feed.post", subject=post.pk, reason="spam")


def block(post, viewer):
    Block.objects.create(blocker=viewer, blocked=post.author)


def be_blocked(post, viewer):
    Block.objects.create(blocker=post.author, blocked=viewer)


def of_post(standing):
    return lambda post, viewer: Post.objects.filter(pk=post.pk).update(standing=standing)


def of_clip(standing):
    return lambda post, viewer: Generation.objects.filter(pk=post.clip_id).update(standing=standing)


WAYS_TO_VANISH = {
    "reported": report,
    "blocked": block,
    "blocked by": be_blocked,
    "hidden": of_post(Standing.HIDDEN),
    "taken down": of_post(Standing.REMOVED),
    "clip taken down": of_clip(Standing.REMOVED),
    "clip withdrawn": of_clip(Standing.WITHDRAWN),
    "cameo taken down": lambda post, viewer: Cameo.objects.update(standing=Standing.REMOVED),
    "author suspended": lambda post, viewer: User.objects.filter(pk=post.author_id).update(is_active=False),
}


class TestWhoFindsWhat:
    @pytest.mark.parametrize("way", WAYS_TO_VANISH)
    def test_it_vanishes_from_every_page_at_once(self, cast_post, interested, way):
        WAYS_TO_VANISH[way](cast_post, interested)
        assert found_by(interested, cast_post) == set()

    @pytest.mark.parametrize("way", WAYS_TO_VANISH)
    def test_a_page_of_a_run_made_before_does_not_show_it_either(self, cast_post, interested, way):
        queries.for_you(interested)
        WAYS_TO_VANISH[way](cast_post, interested)
        assert cast_post not in queries.for_you(interested).posts

    @pytest.mark.parametrize("way", ["reported", "blocked", "blocked by"])
    def test_what_is_between_two_concerns_nobody_else(self, cast_post, interested, rita, way):
        WAYS_TO_VANISH[way](cast_post, interested)
        for viewer in (PASSER_BY, rita):
            assert cast_post in queries.latest(viewer).posts

    def test_an_unlisted_one_is_found_by_who_kept_it_only(self, cast_post, interested):
        services.publish(cast_post.clip, visibility=Post.Visibility.UNLISTED)
        assert found_by(interested, cast_post) == {"kept"}

    def test_nobody_else_sees_what_he_kept(self, cast_post, interested, bob):
        assert not queries.kept(bob).posts


class TestComments:
    def test_newest_first_and_their_replies_oldest_first(self, show, alice, bob, charlie):
        post = show(alice)
        one, two = (services.comment(post, by=bob, text=text) for text in ("One", "Two"))
        replies = [services.comment(post, by=charlie, text=str(n), parent=one) for n in range(3)]
        page = queries.comments_of(post, charlie)
        assert page.comments == [two, one]
        assert [comment.shown_replies for comment in page.comments] == [[], replies]

    def test_every_one_once_page_by_page(self, show, alice, bob, settings):
        settings.COMMENTS_A_MINUTE = 100
        post = show(alice)
        said = [Comment(post=post, author=bob, text=str(n)) for n in range(45)]
        Comment.objects.bulk_create(said)
        replies = [Comment(post=post, author=bob, text="!", parent=said[7]) for _ in range(45)]
        Comment.objects.bulk_create(replies)
        seen, cursor = [], ""
        while True:
            page = queries.comments_of(post, alice, cursor=cursor)
            seen += page.comments
            if not (cursor := page.next_cursor):
                break
        assert sorted(comment.pk for comment in seen) == sorted(comment.pk for comment in said)
        (thread,) = (comment for comment in seen if comment == said[7])
        answers, cursor = list(thread.shown_replies), thread.next_reply
        while cursor:
            page = queries.replies_of(thread, alice, cursor=cursor)
            answers, cursor = answers + page.comments, page.next_cursor
        assert sorted(comment.pk for comment in answers) == sorted(comment.pk for comment in replies)
        assert [comment.made_at for comment in answers] == sorted(comment.made_at for comment in answers)

    def test_a_long_thread_does_not_shorten_the_others(self, show, alice, bob):
        post = show(alice)
        tops = Comment.objects.bulk_create(Comment(post=post, author=bob, text=str(n)) for n in range(2))
        for top in tops:
            Comment.objects.bulk_create(Comment(post=post, author=bob, text="!", parent=top) for _ in range(30))
        assert [len(comment.shown_replies) for comment in queries.comments_of(post, alice).comments] == [20, 20]

    @pytest.mark.parametrize("way", ["hidden", "reported", "blocked", "blocked by", "suspended"])
    def test_what_bob_said_vanishes_for_charlie(self, show, alice, bob, charlie, way):
        post = show(alice)
        top = services.comment(post, by=alice, text="Hello")
        said = services.comment(post, by=bob, text="Hello", parent=top)
        match way:
            case "hidden":
                Comment.objects.filter(pk=said.pk).update(standing=Standing.HIDDEN)
            case "reported":
                Report.objects.create(reporter=charlie, kind="feed.comment", subject=said.pk, reason="spam")
            case "blocked":
                Block.objects.create(blocker=charlie, blocked=bob)
            case "blocked by":
                Block.objects.create(blocker=bob, blocked=charlie)
            case "suspended":
                User.objects.filter(pk=bob.pk).update(is_active=False)
        assert queries.comments_of(post, charlie).comments[0].shown_replies == []


class TestPrice:
    """Session and user are two more; four is the ceiling of a page."""

    @pytest.fixture
    def site(self, show, alice, bob, charlie, cast_post, interested):
        posts = [show(author, hours=n, source=cast_post) for n in range(15) for author in (alice, bob)]
        for post in posts[:13]:
            services.keep(post, by=charlie)
        for n in range(12):
            Comment.objects.create(post=cast_post, author=bob, text=str(n))
        cache.clear()
        return cast_post

    @pytest.mark.parametrize("page", PAGES)
    def test_a_page_costs_two_queries_whatever_its_size(self, site, charlie, page):
        with CaptureQueriesContext(connection) as queried:
            posts = PAGES[page](site, charlie).posts
            assert posts
            for post in posts:  # what a card, a tile and a cursor ask of it
                assert post.author.name
                assert not post.author.picture
                assert (bool(post.clip.prompt), post.clip.engine, post.clip.width) == (True, "quick", 480)
                assert not (post.liked and post.kept and post.follows and post.cast)
        asked = len(queried) - queried_besides(page)
        assert asked <= 2, [query["sql"] for query in queried]

    def test_a_warm_page_of_for_you_costs_one(self, site, charlie):
        page = queries.for_you(charlie)
        with CaptureQueriesContext(connection) as queried:
            assert queries.for_you(charlie, cursor=page.next_cursor).posts
        assert len(queried) == 1

    def test_comments_with_replies_cost_one(self, site, charlie):
        with CaptureQueriesContext(connection) as queried:
            for comment in queries.comments_of(site, charlie).comments:
                assert comment.author.name
        assert len(queried) == 1

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is in the tables")
    @pytest.mark.parametrize(
        ("page", "index"),
        [
            ("for you", "post_hot"),
            ("latest", "post_latest"),
            ("following", "COVERING INDEX post_listed_of_author"),
            ("of", "post_listed_of_author"),
            ("remixes", "post_of_parent"),
            ("search", "feed_searchwords VIRTUAL TABLE"),
        ],
    )
    def test_it_walks_the_index_that_was_made_for_it(self, site, charlie, page, index):
        with CaptureQueriesContext(connection) as queried:
            PAGES[page](site, charlie)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {queried[queried_besides(page)]['sql']}")
            plan = [step[3] for step in cursor.fetchall()]
        assert any(index in step for step in plan), plan
        assert not any(step.startswith(("SCAN feed_post", "SCAN generation")) and "INDEX" not in step for step in plan)


def queried_besides(page):
    """Queries of the test itself, before that of the page."""
    return 1 if page == "starring" else 0
