"""Say something about a post, and take it back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notices import Kind
from accounts.notifications import notify
from cameos.mentions import mentions
from feed.models import Comment, Post
from feed.services import counters
from safety.services import objection

MENTIONS = 5  # people that one comment may call


class CannotComment(Exception):
    """The message says what is in the way."""


class TooManyComments(CannotComment):
    pass


class CommentRefused(CannotComment):
    """`opinion` names the rule, the words and what would pass."""

    def __init__(self, opinion):
        super().__init__(opinion.reason)
        self.opinion = opinion


def comment(post: Post, *, by, text: str, parent: Comment | None = None) -> Comment:
    """Say `text` about `post`, or in answer to `parent`. Raises CannotComment."""
    text = text.strip()
    if not text:
        raise CannotComment(_("There is nothing in it."))
    if not Post.objects.visible_to(by).filter(pk=post.pk).exists():
        raise CannotComment(_("You cannot comment on this clip."))
    _within_limit(by)
    if opinion := objection(text, by=by):
        raise CommentRefused(opinion)
    said = _stored(post, by=by, text=text, parent=parent)
    _tell(said, answered=parent)
    return said


def _within_limit(person) -> None:
    lately = Comment.objects.filter(author=person, made_at__gt=timezone.now() - timedelta(minutes=1))
    if lately.count() >= settings.COMMENTS_A_MINUTE:
        raise TooManyComments(_("That was a lot in one minute. Wait a moment, then say it."))


@transaction.atomic
def _stored(post: Post, *, by, text: str, parent: Comment | None) -> Comment:
    held = counters.hold(post.pk)
    # Two levels: what answers a reply stands under the same comment.
    thread = (parent.parent_id or parent.pk) if parent else None
    there = thread is None or Comment.objects.filter(pk=thread, post=post).exists()
    if held is None or not there:
        raise CannotComment(_("What you answer is no longer there."))
    said = Comment.objects.create(post=post, author=by, text=text, parent_id=thread)
    counters.count(held, comment_count=1)
    counters.show(held, post)
    return said


def _tell(said: Comment, *, answered: Comment | None) -> None:
    """Whoever it answers, whoever made the clip, whoever it mentions: everybody once."""
    told = {said.author_id}
    people = [(answered.author, Kind.REPLY)] if answered else []
    people += [(said.post.author, Kind.COMMENT)]
    people += [(person, Kind.MENTION) for person in _mentioned(said)]
    for person, kind in people:
        if person.pk not in told and Post.objects.visible_to(person).filter(pk=said.post_id).exists():
            notify(person, kind, actor=said.author, link=said.get_absolute_url(), about=said.text)
        told.add(person.pk)


def _mentioned(said: Comment) -> list[User]:
    handles = mentions(said.text)[:MENTIONS]
    return list(User.objects.visible_to(said.author).filter(username__in=handles).order_by("pk")) if handles else []


def delete_comment(comment: Comment, *, by) -> bool:
    """Take a comment and its replies away: its author may, and the author of the post."""
    if by.pk not in (comment.author_id, comment.post.author_id):
        return False
    with transaction.atomic():
        held = counters.hold(comment.post_id)
        thread = Comment.objects.filter(Q(pk=comment.pk) | Q(parent=comment.pk))
        counted = thread.counted().count()
        gone, _rows = Comment.objects.filter(pk=comment.pk).delete()
        counters.count(held, comment_count=-counted)
    counters.show(held, comment.post)
    return bool(gone)
