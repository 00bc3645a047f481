"""Eight people at once, in threads and connections of their own."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from feed import services
from feed.models import Comment, Like, Post


def test_eight_who_like_and_comment_at_once_are_counted_exactly(transactional_db, make_person, show, counted):
    posts = [show() for _ in range(3)]
    people = [make_person(f"person{n}") for n in range(8)]

    def be_busy(me):
        try:
            for post in Post.objects.order_by("published_at"):
                services.like(post, by=me)
                top = services.comment(post, by=me, text="Lovely, @alice")
                services.comment(post, by=me, text="Really", parent=top)
                services.unlike(post, by=me)
                services.like(post, by=me)
            services.delete_comment(top, by=me)
            services.unlike(post, by=me)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(be_busy, people))  # a lock error would be raised here
    assert [counted(post) for post in posts] == [(8, 16, 0), (8, 16, 0), (0, 0, 0)]
    assert (Like.objects.count(), Comment.objects.count()) == (16, 32)


def test_eight_remixes_and_their_going_are_counted_exactly(transactional_db, make_person, show, counted, finished_clip):
    first = show()
    clips = [finished_clip(make_person(f"person{n}"), source=first.clip) for n in range(8)]

    def remix(clip):
        try:
            for _ in range(2):
                post = services.publish(clip)
                services.like(first, by=clip.owner)
                if clip.owner.username < "person4":
                    services.unpublish(post)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(remix, clips))
    assert counted(first) == (8, 0, 4)
