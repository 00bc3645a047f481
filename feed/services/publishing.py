"""Show a clip to others, and take it back."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.notices import Kind
from accounts.notifications import notify
from cameos.services import may_cast
from feed import search
from feed.models import Post
from feed.services import counters
from generation.models import Generation
from generation.services import discard as discard_clip
from generation.services import stop_remixes_of
from safety.services import objection


class CannotPublish(Exception):
    """The message says what is in the way."""


class CaptionRefused(CannotPublish):
    """`opinion` names the rule, the words and what would pass."""

    def __init__(self, opinion):
        super().__init__(opinion.reason)
        self.opinion = opinion


def publish(
    generation: Generation,
    *,
    caption: str = "",
    show_prompt: bool = True,
    visibility: str = Post.Visibility.PUBLIC,
    allow_remix: bool = True,
) -> Post:
    """Show a READY clip to others; publishing it twice is one post. Raises CannotPublish."""
    if not generation.is_shown or generation.is_preview:
        raise CannotPublish(_("Only a finished clip can be published."))
    cast = _cast(generation)
    _review_caption(caption, by=generation.owner)
    details = {"caption": caption, "show_prompt": show_prompt, "visibility": visibility, "allow_remix": allow_remix}
    was_listed = Post.objects.filter(clip=generation, visibility=Post.Visibility.PUBLIC).exists()
    post = _stored(generation, cast, details)
    if not allow_remix:
        stop_remixes_of(generation, but=post.author)
    # An unlisted remix is for those who were given its address.
    if post.parent_id and visibility == Post.Visibility.PUBLIC and not was_listed:
        notify(post.parent.author, Kind.REMIX, actor=post.author, link=post.get_absolute_url(), about=caption)
    return post


def _cast(generation: Generation) -> list[str]:
    """The handles of everybody in the clip. Raises CannotPublish when one of them no longer agrees."""
    castings = list(generation.castings.select_related("person", "cameo__owner"))
    for casting in castings:
        if casting.cameo is None or not may_cast(generation.owner, casting.cameo):
            handle = casting.person.username
            raise CannotPublish(_("@%(handle)s no longer lets you show clips with them in it.") % {"handle": handle})
    return [casting.person.username for casting in castings]


def _review_caption(caption: str, *, by) -> None:
    if caption.strip() and (opinion := objection(caption, by=by)):
        raise CaptionRefused(opinion)


@transaction.atomic
def _stored(generation: Generation, cast: list[str], details: dict) -> Post:
    """The post as a row, counted with its parent and found by its words. Whose line it is in stays as it began."""
    parent = _parent(generation)
    held = counters.hold(parent.pk) if parent else None
    line = {"parent": parent, "root_id": parent.root_id or parent.pk} if held else {}
    first = details | line | {"author": generation.owner, "cast": cast}
    post, is_new = Post.objects.update_or_create(clip=generation, defaults=details, create_defaults=first)
    if is_new:
        counters.count(held, remix_count=1)
        counters.count(post)
    search.index(post)
    return post


def _parent(generation: Generation) -> Post | None:
    """The post that the clip is a remix of, while its maker can see it."""
    if generation.source_id is None:
        return None
    shown = Post.objects.visible_to(generation.owner).select_related("author")
    return shown.filter(clip=generation.source_id).first()


def unpublish(post: Post) -> None:
    """Back among the drafts. Its address answers 404 from now on.

    Its remixes stay, and begin lines of their own; those by others that wait to be made are stopped.
    """
    _take_back(post)
    stop_remixes_of(post.clip, but=post.author)


@transaction.atomic
def _take_back(post: Post) -> None:
    held = counters.hold(post.parent_id) if post.parent_id else None
    if post.root_id is None:
        _begin_lines_anew(post)
    if Post.objects.filter(pk=post.pk).delete()[0]:
        counters.count(held, remix_count=-1)


def discard(clip: Generation) -> None:
    """Delete a clip for good, and what was shown of it, so that its line of remixes is counted right."""
    for post in Post.objects.filter(clip=clip):
        unpublish(post)
    discard_clip(clip)


def rivals(clip: Generation) -> QuerySet[Generation]:
    """The other variants of its script that are not shown to anybody."""
    same = Generation.objects.filter(owner=clip.owner_id, sheet=clip.sheet, sheet__isnull=False)
    return same.filter(post__isnull=True).exclude(pk=clip.pk).order_by("requested_at", "pk")


def choose(clip: Generation) -> int:
    """Keep it alone of its variants: the others are deleted, or stopped and given back; how many there were."""
    gone = 0
    for pk in rivals(clip).values_list("pk", flat=True):
        with transaction.atomic():
            # Held first: nobody can publish it from here on, and one that was just published stays.
            Generation.objects.select_for_update().filter(pk=pk).first()
            if rival := rivals(clip).filter(pk=pk).first():
                discard_clip(rival)
                gone += 1
    return gone


def _begin_lines_anew(root: Post) -> None:
    """Give everything that descends from `root` the remix of it that it descends from."""
    children: dict = {}
    for pk, parent in Post.objects.filter(root=root).values_list("pk", "parent"):
        children.setdefault(parent, []).append(pk)
    for remix in children.get(root.pk, []):
        line, todo = [], list(children.get(remix, []))
        while todo:
            line.append(todo.pop())
            todo += children.get(line[-1], [])
        Post.objects.filter(pk__in=line).update(root=remix)
