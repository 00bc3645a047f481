"""Show a clip to others, and take it back."""

from django.utils.translation import gettext as _

from feed.models import Post
from generation.models import Generation
from safety import review
from safety.services import record_decision


class CannotPublish(Exception):
    """The message says what is in the way."""


class CaptionRefused(CannotPublish):
    """`opinion` names the rule, the words and what would pass."""

    def __init__(self, opinion):
        super().__init__(opinion.reason)
        self.opinion = opinion


def publish(generation: Generation, *, caption="", show_prompt=True, visibility=Post.Visibility.PUBLIC) -> Post:
    """Show a READY clip to others; publishing it twice is one post. Raises CannotPublish."""
    if not generation.is_shown:
        raise CannotPublish(_("Only a finished clip can be published."))
    _review_caption(caption, by=generation.owner)
    details = {"caption": caption, "show_prompt": show_prompt, "visibility": visibility}
    first = details | {"author": generation.owner}
    return Post.objects.update_or_create(clip=generation, defaults=details, create_defaults=first)[0]


def _review_caption(caption: str, *, by) -> None:
    if not caption.strip():
        return
    opinion = review.review_script(review.Request(text=caption))
    record_decision(opinion, text=caption, asked_by=by)
    if opinion.verdict != review.Verdict.ALLOW:
        raise CaptionRefused(opinion.worst)


def unpublish(post: Post) -> None:
    """Back among the drafts. Its address answers 404 from now on."""
    post.delete()
