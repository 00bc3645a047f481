import pytest

from feed import paging, services
from feed.models import Post
from sora_site.paging import pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts(make_clip):
    return [services.publish(make_clip(), caption=str(number)) for number in range(5)]


@paging.paged(size=2)
def two_of_all():
    return Post.objects.listed()


def read_all():
    seen, cursor = [], ""
    while True:
        page = two_of_all(cursor=cursor)
        seen += page.posts
        if not (cursor := page.next_cursor):
            return seen


def test_every_post_once_newest_first(posts):
    assert read_all() == posts[::-1]


def test_posts_of_the_same_moment_are_not_lost_between_pages(posts):
    Post.objects.update(published_at=posts[0].published_at)
    assert sorted(post.pk for post in read_all()) == sorted(post.pk for post in posts)


def test_a_post_published_meanwhile_moves_nothing(posts, make_clip):
    first = two_of_all()
    services.publish(make_clip())
    assert two_of_all(cursor=first.next_cursor).posts == posts[2:0:-1]


FORGED = [
    "x", "AAAA", "é", "MjAyNg==", "=", " ", "\0",
    pack("2026-01-01", "not a key"),
    pack("0001-01-01T00:00:00+14:00", "7" * 32),
    pack("2026-01-01", 7, 7),
]  # fmt: skip


@pytest.mark.parametrize("cursor", FORGED)
def test_a_cursor_nobody_gave_out_is_an_error(cursor):
    with pytest.raises(ValueError):
        two_of_all(cursor=cursor)
