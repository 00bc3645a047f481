import pytest

from feed import paging, services
from feed.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def posts(make_clip):
    return [services.publish(make_clip(), caption=str(number)) for number in range(5)]


def read_all(size):
    seen, cursor = [], ""
    while True:
        page = paging.page(Post.objects.listed(), cursor, size=size)
        seen += page.posts
        if not (cursor := page.next_cursor):
            return seen


def test_every_post_once_newest_first(posts):
    assert read_all(size=2) == posts[::-1]


def test_posts_of_the_same_moment_are_not_lost_between_pages(posts):
    Post.objects.update(published_at=posts[0].published_at)
    assert sorted(post.pk for post in read_all(size=2)) == sorted(post.pk for post in posts)


def test_a_post_published_meanwhile_moves_nothing(posts, make_clip):
    first = paging.page(Post.objects.listed(), size=2)
    services.publish(make_clip())
    assert paging.page(Post.objects.listed(), first.next_cursor, size=2).posts == posts[2:0:-1]


FORGED = [
    "x", "AAAA", "é", "MjAyNg==", "=", " ", "\0",
    paging.pack("2026-01-01", "not a key"),
    paging.pack("0001-01-01T00:00:00+14:00", "7" * 32),
    paging.pack("2026-01-01", 7, 7),
]  # fmt: skip


@pytest.mark.parametrize("cursor", FORGED)
def test_a_cursor_nobody_gave_out_is_an_error(cursor):
    with pytest.raises(ValueError):
        paging.page(Post.objects.listed(), cursor)
