"""One clip, with what people say about it."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from feed import queries, services
from feed.forms import CommentForm
from feed.models import Comment, Post
from feed.views.common import act
from generation.cards import last_word
from generation.refusals import marked
from safety.models import ModerationAction, Standing
from sora_site.htmx import page_or_404, render_page


@require_GET
def post(request, pk):
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "POST"])
def comments(request, pk):
    """Everything said about one clip, newest first; a POST adds to it."""
    found = _found(request, pk)
    if request.method == "GET":
        return _page(request, found)
    if not request.user.is_authenticated:
        return redirect_to_login(found.get_absolute_url())
    return _say(request, found)


def _say(request, post):
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, post, form=form, status=422)
    text, parent = form.cleaned_data["text"], _answered(request, post, form.cleaned_data["parent"])
    try:
        comment = services.comment(post, by=request.user, text=text, parent=parent)
    except services.CannotComment as reason:
        form.add_error("text", str(reason))
        return _page(request, post, form=form, status=422, **_objection(reason, text))
    if not request.htmx:
        return redirect(comment)
    return _page(request, _found(request, post.pk), said=_("Your comment is there."))


def _objection(reason, text: str) -> dict:
    """The comment with the words marked that the review minded, and what would pass."""
    opinion = getattr(reason, "opinion", None)
    if opinion is None:
        return {}
    return {"pieces": marked(text, list(opinion.words)), "suggestion": opinion.suggestion}


def _found(request, pk) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.user).for_cards(request.user), pk=pk)


def _answered(request, post: Post, pk) -> Comment | None:
    open_ones = Comment.objects.filter(post=post).welcome_to(request.user)
    return get_object_or_404(open_ones, pk=pk) if pk else None


def _page(request, post: Post, *, status=200, **context):
    """The clip with its comments, all of these, or only those after the cursor."""
    context |= {"post": post, "mine": post.author == request.user, "gone": _gone(post)}
    if context["gone"]:
        return render_page(request, "feed/post.html", context | {"removal": _why_removed(post)})
    context["page"] = _comments(request, post)
    context |= {"answering": request.POST.get("parent", ""), "thread": request.GET.get("of", "")}
    part = "rest" if request.GET.get("after") else "comments"
    return render_page(request, "feed/post.html", context, part=part, status=status)


def _gone(post: Post) -> str:
    """The standing that keeps it from others; empty while it is shown."""
    return next((standing for standing in (post.standing, post.clip.standing) if standing != Standing.LIVE), "")


def _comments(request, post: Post):
    """A page of comments, or with `?of=` of the replies to one."""
    if "of" not in request.GET:
        return page_or_404(request, queries.comments_of, post, request.user)
    try:
        comment = get_object_or_404(Comment.objects.filter(post=post).welcome_to(request.user), pk=request.GET["of"])
    except ValidationError as error:  # not a key at all
        raise Http404 from error
    return page_or_404(request, queries.replies_of, comment, request.user)


def _why_removed(post: Post) -> str:
    action = ModerationAction.Action.TAKE_DOWN
    return last_word(post, action) or last_word(post.clip, action)


@act
def delete(request, pk):
    """Its author may, and whoever's clip it is about."""
    deletable = Comment.objects.visible_to(request.user).filter(Q(author=request.user) | Q(post__author=request.user))
    comment = get_object_or_404(deletable.select_related("post", "author"), pk=pk)
    services.delete_comment(comment, by=request.user)
    if request.htmx:
        return _page(request, _found(request, comment.post_id), said=_("The comment is deleted."))
    messages.success(request, _("The comment is deleted."))
    return redirect(comment.post)
