"""One button each: like, keep, see less, and taking it back. Pressing twice is pressing once."""

from django.db import transaction

from accounts.notices import Kind
from accounts.notifications import notify
from feed import runs
from feed.models import Bookmark, Like, Post, SeeLess
from feed.services import counters


def like(post: Post, *, by) -> bool:
    with transaction.atomic():
        held = counters.hold(post.pk)
        is_new = held is not None and Like.objects.get_or_create(user=by, post=post)[1]
        if is_new:
            counters.count(held, like_count=1)
    counters.show(held, post)
    if is_new:
        notify(post.author, Kind.LIKE, actor=by, link=post.get_absolute_url(), about=post.caption)
    return is_new


def unlike(post: Post, *, by) -> bool:
    with transaction.atomic():
        held = counters.hold(post.pk)
        gone = Like.objects.filter(user=by, post=post).delete()[0]
        if gone:
            counters.count(held, like_count=-1)
    counters.show(held, post)
    return bool(gone)


def keep(post: Post, *, by) -> bool:
    return Bookmark.objects.get_or_create(user=by, post=post)[1]


def unkeep(post: Post, *, by) -> bool:
    return bool(Bookmark.objects.filter(user=by, post=post).delete()[0])


def see_less(post: Post, *, by) -> bool:
    """Not this post again, and its author and its line of remixes further down, from the next look on."""
    is_new = SeeLess.objects.get_or_create(user=by, post=post)[1]
    runs.drop(by)
    return is_new


def see_more(post: Post, *, by) -> bool:
    """Take `see_less` back."""
    gone = SeeLess.objects.filter(user=by, post=post).delete()[0]
    runs.drop(by)
    return bool(gone)
