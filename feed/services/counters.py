"""The stored counts of a post and the score that follows from them; call inside the transaction that changes rows."""

from feed import ranking
from feed.models import Post

COUNTERS = ("like_count", "comment_count", "remix_count")


def hold(pk) -> Post | None:
    """The post's counters, held until the transaction ends; None when it is gone.

    To be held before a row that points to the post is written: two who wrote first would wait for each other.
    """
    # Keys are not changed, so that rows which point to it can be written meanwhile.
    rows = Post.objects.select_for_update(no_key=True).only("published_at", *COUNTERS)
    return rows.filter(pk=pk).first()


def count(held: Post | None, **changes: int) -> None:
    """Add `changes` to the counters of a post that is held."""
    if held is None:
        return
    for name, change in changes.items():
        setattr(held, name, max(0, getattr(held, name) + change))
    held.score = ranking.score(held.like_count, held.comment_count, held.remix_count, held.published_at)
    Post.objects.filter(pk=held.pk).update(score=held.score, **{name: getattr(held, name) for name in changes})


def show(held: Post | None, post: Post) -> None:
    """Let `post`, which a page is about to show, say the numbers that are stored now."""
    if held is not None:
        for name in COUNTERS:
            setattr(post, name, getattr(held, name))
