"""For you: its pages never repeat, go on to the end, and can say why."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.utils import timezone

from accounts.models import Follow
from feed import queries, ranking, runs, services
from feed.models import Like, Post
from feed.paging import SIZE
from sora_site.paging import pack, unpack

pytestmark = pytest.mark.django_db
PASSER_BY = AnonymousUser()


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def small_runs(monkeypatch):
    monkeypatch.setattr(runs, "HOT", 6)
    monkeypatch.setattr(runs, "FOLLOWED", 3)
    # Queries that were put together with the other numbers.
    monkeypatch.setattr(runs, "_candidates", runs.prepared(runs._candidates.__wrapped__))


def read_all(viewer, between=lambda: None):
    """Everything, page by page."""
    seen, cursor = [], ""
    for _ in range(60):
        page = queries.for_you(viewer, cursor=cursor)
        seen += page.posts
        between()
        if not (cursor := page.next_cursor):
            return seen
    raise AssertionError("it has no end")


def someone(make_person, count):
    return [make_person(f"person{n}") for n in range(count)]


class TestPages:
    def test_on_a_small_site_a_clip_shown_a_moment_ago_is_there_at_the_next_look(self, show, alice, charlie):
        assert read_all(charlie) == []
        post = show(alice)
        assert read_all(charlie) == [post]

    def test_everybody_sees_everything_once(self, show, make_person, charlie):
        posts = [show(person, hours=n) for n in range(3) for person in someone_once(make_person, n)]
        for viewer in (charlie, PASSER_BY):
            assert sorted(post.pk for post in read_all(viewer)) == sorted(post.pk for post in posts)

    def test_one_run_after_the_other_to_the_end(self, show, make_person, charlie, small_runs):
        posts = [show(person, hours=3 * n + m) for n, person in enumerate(someone(make_person, 5)) for m in range(4)]
        for viewer in (charlie, PASSER_BY):
            assert sorted(post.pk for post in read_all(viewer)) == sorted(post.pk for post in posts)

    def test_what_those_one_follows_showed_comes_from_below_and_only_once(
        self, show, make_person, charlie, bob, small_runs
    ):
        quiet = [show(bob, hours=200 + n) for n in range(2)]
        popular = [show(person, hours=2 * n + m) for n, person in enumerate(someone(make_person, 5)) for m in range(4)]
        Follow.objects.create(follower=charlie, followed=bob)
        seen = read_all(charlie)
        assert sorted(post.pk for post in seen) == sorted(post.pk for post in quiet + popular)
        assert {post.pk for post in quiet} <= {post.pk for post in seen[: 6 + 3]}

    def test_votes_meanwhile_move_nothing(self, show, make_person, charlie, bob):
        posts = [show(person, hours=n) for n, person in enumerate(someone(make_person, 20))]

        def vote():
            services.like(posts[-1], by=bob)
            services.unlike(posts[0], by=bob)

        assert len(read_all(charlie, between=vote)) == 20

    def test_when_the_run_is_no_longer_kept_it_goes_on(self, show, make_person, charlie, small_runs):
        posts = [show(person, hours=n) for n, person in enumerate(someone(make_person, 20))]
        seen = read_all(charlie, between=cache.clear)
        assert sorted(post.pk for post in seen) == sorted(post.pk for post in posts)

    def test_on_a_new_site_there_is_nothing_and_no_next_page(self, charlie):
        page = queries.for_you(charlie)
        assert (page.posts, page.next_cursor) == ([], "")

    def test_a_page_makes_up_for_what_was_hidden_since(self, show, make_person, charlie):
        posts = [show(person, hours=n) for n, person in enumerate(someone(make_person, SIZE + 4))]
        queries.for_you(charlie)
        Post.objects.filter(pk__in=[post.pk for post in posts[:4]]).update(standing="hidden")
        assert len(queries.for_you(charlie).posts) == SIZE

    @pytest.mark.parametrize("change", ["", "x", "zzzzzzzz", "-1", "9" * 30, "é"])
    @pytest.mark.parametrize("place", range(5))
    def test_a_cursor_nobody_gave_out_is_an_error_or_a_page(self, show, charlie, place, change):
        show()
        parts = unpack(runs.Place("0" * 8, 1, 0, (5.0, show().pk)).cursor)
        parts[place] = change
        try:
            queries.for_you(charlie, cursor=pack(*parts))
        except ValueError:
            return
        assert change in ("", "9" * 30) or (place, change) == (3, "-1"), "that was no cursor"

    def test_a_run_is_its_viewers_own(self, show, make_person, charlie, bob):
        for n, person in enumerate(someone(make_person, SIZE + 4)):
            show(person, hours=n)
        cursor = queries.for_you(charlie).next_cursor
        services.see_less(Post.objects.order_by("-score")[SIZE + 1], by=bob)
        assert len(queries.for_you(bob, cursor=cursor).posts) == 3


class TestWhatIsWanted:
    def test_less_of_one_is_less_of_its_author(self, show, make_person, alice, charlie):
        unwanted, other = show(alice), show(alice, hours=1)
        rest = [show(person, hours=400) for person in someone(make_person, 5)]
        assert queries.for_you(charlie).posts[:1] == [unwanted]
        services.see_less(unwanted, by=charlie)
        assert queries.for_you(charlie).posts[-1] == other
        assert len(queries.for_you(charlie).posts) == len(rest) + 1

    def test_less_of_one_is_less_of_its_line(self, show, make_person, alice, bob, charlie):
        first = show(alice)
        remix = show(bob, source=first)
        for person in someone(make_person, 3):
            show(person, hours=400)
        services.see_less(first, by=charlie)
        assert queries.for_you(charlie).posts[-1] == remix

    def test_somebody_followed_comes_first(self, show, make_person, bob, charlie):
        for n, person in enumerate(someone(make_person, 5)):
            show(person, hours=n + 1)
        theirs = show(bob, hours=20)
        Follow.objects.create(follower=charlie, followed=bob)
        assert queries.for_you(charlie).posts[0] == theirs


class TestWhy:
    def told(self, viewer, post):
        labels = {signal.label: name for name, signal in ranking.SIGNALS.items()}
        return {labels[label]: part for label, part in queries.why(viewer, post)}

    def test_it_prints_the_parts_of_the_run(self, show, bob, charlie):
        post = show(bob)
        Follow.objects.create(follower=charlie, followed=bob)
        queries.for_you(charlie)
        before = self.told(charlie, post)
        assert set(before) == {"followed", "fresh"}
        Post.objects.update(like_count=500)
        assert self.told(charlie, post) == before  # what it was ranked by, not what it would be ranked by

    def test_without_a_run_it_weighs_the_post_now(self, show, alice, bob, charlie):
        first = show(alice)
        services.like(first, by=charlie)
        assert set(self.told(charlie, first)) == {"answered", "liked", "fresh"}

    @pytest.mark.parametrize("act", ["liked", "commented", "remixed"])
    def test_answering_is_liking_commenting_or_remixing(self, show, alice, charlie, act):
        first, other = show(alice), show(alice)
        if act == "liked":
            services.like(first, by=charlie)
        elif act == "commented":
            services.comment(first, by=charlie, text="Lovely")
        else:
            show(charlie, source=first)
        assert "answered" in self.told(charlie, other)
        assert "answered" not in self.told(alice, other)

    def test_long_ago_is_not_lately(self, show, alice, charlie):
        post = show(alice)
        Like.objects.create(user=charlie, post=post, made_at=timezone.now() - timedelta(days=31))
        assert "answered" not in self.told(charlie, post)

    def test_a_passer_by_is_told_as_well(self, show):
        assert set(self.told(PASSER_BY, show())) == {"fresh"}

    def test_asking_for_less_is_told(self, show, bob, charlie):
        post = show(bob)
        services.see_less(post, by=charlie)
        assert {"less_author", "less_root"} <= set(self.told(charlie, post))


def someone_once(make_person, n):
    return [make_person(f"person{n}_{m}") for m in range(5)]
