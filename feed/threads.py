"""Who said what about a post: comments, the newest first, each with the first of its replies, in one query."""

from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from feed.models import Comment, Post
from feed.prepared import prepared
from sora_site.paging import before, mark, moment_and_key

THREADS = 20  # comments on a page
REPLIES = 20  # shown below each; the others are a page of their own


@dataclass(frozen=True)
class CommentPage:
    comments: list[Comment]
    next_cursor: str  # empty on the last page


def comments_of(post: Post, viewer, *, cursor: str = "") -> CommentPage:
    """Each comment has `shown_replies`, oldest first, and `next_reply`: the cursor of `replies_of`, or "".

    Raises ValueError for a cursor that nobody gave out. That `viewer` may see the post is for the caller to know.
    """
    return _threaded(_threads(post, viewer, *moment_and_key(cursor) if cursor else (None, None)))


@prepared
def _threads(post: Post, viewer, made_at, pk):
    tops = Comment.objects.filter(post=post, parent=None).welcome_to(viewer).order_by("-made_at", "-pk")
    tops = (tops.filter(before("made_at", "pk", made_at, pk)) if made_at else tops)[: THREADS + 1]
    in_thread = Window(RowNumber(), partition_by=F("parent"), order_by=[F("made_at"), F("pk")])
    replies = Comment.objects.filter(parent__in=tops.values("pk")).welcome_to(viewer).annotate(nth=in_thread)
    wanted = Comment.objects.filter(pk__in=tops.values("pk")).values("pk").order_by()
    wanted = wanted.union(replies.filter(nth__lte=REPLIES + 1).values("pk").order_by())
    return Comment.objects.filter(pk__in=wanted).select_related("author").order_by()


def replies_of(comment: Comment, viewer, *, cursor: str = "") -> CommentPage:
    """The replies to `comment` after `cursor`, oldest first."""
    replies = Comment.objects.filter(parent=comment).welcome_to(viewer).select_related("author")
    if cursor:
        made_at, pk = moment_and_key(cursor)
        replies = replies.filter(made_at__gte=made_at).exclude(made_at=made_at, pk__lte=pk)
    found = list(replies.order_by("made_at", "pk")[: REPLIES + 1])
    return CommentPage(*_first(found, REPLIES))


def _threaded(rows) -> CommentPage:
    rows = sorted(rows, key=lambda row: (row.made_at, row.pk))
    replies: dict = {}
    for row in rows:
        replies.setdefault(row.parent_id, []).append(row)
    comments, next_cursor = _first(replies.pop(None, [])[::-1], THREADS)
    for comment in comments:
        comment.shown_replies, comment.next_reply = _first(replies.get(comment.pk, []), REPLIES)
    return CommentPage(comments, next_cursor)


def _first(comments: list[Comment], count: int) -> tuple[list[Comment], str]:
    """So many of them, and where to go on if there are more."""
    more = len(comments) > count
    return comments[:count], mark(comments[count - 1].made_at, comments[count - 1].pk) if more else ""
