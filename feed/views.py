"""What people watch, and what they show."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.models import User
from feed import queries, services
from feed.forms import PublishForm
from feed.models import Post
from feed.pages import drafts_of
from generation.cards import last_word
from generation.models import Generation
from generation.refusals import marked
from generation.views import serve_clip
from safety.models import ModerationAction, Standing
from sora_site.htmx import render_page

#: A clip that is shown may be kept for a while by the browser that saw it, and by nobody between.
CACHE = "private, max-age=300"


def _page_or_404(request, posts):
    try:
        return queries.page(posts, cursor=request.GET.get("after", ""))
    except ValueError as error:
        raise Http404 from error


@require_GET
def latest(request):
    return render_page(request, "feed/latest.html", {"page": _page_or_404(request, queries.latest())}, part="more")


@require_GET
def profile(request, handle):
    person = get_object_or_404(User, username=handle.lower(), is_active=True)
    context = {"person": person, "page": _page_or_404(request, queries.of(person))}
    return render_page(request, "feed/profile.html", context, part="more")


@require_GET
def post(request, pk):
    found = get_object_or_404(Post.objects.visible_to(request.user).with_clips(), pk=pk)
    removed = Standing.REMOVED in (found.standing, found.clip.standing)
    context = {"post": found, "removed": removed, "mine": found.author == request.user}
    return render_page(request, "feed/post.html", context | {"removal": removed and _why_removed(found)})


def _why_removed(post: Post) -> str:
    action = ModerationAction.Action.TAKE_DOWN
    return last_word(post, action) or last_word(post.clip, action)


@require_safe
def post_file(request, pk, kind):
    found = get_object_or_404(Post.objects.visible_to(request.user).with_clips(), pk=pk)
    return serve_clip(request, found.clip, kind, cache=CACHE)


@login_required
@require_GET
def drafts(request):
    return render_page(request, "feed/drafts.html", drafts_of(request.user, after=request.GET.get("after", "")))


@login_required
@require_http_methods(["GET", "POST"])
def publish(request, pk):
    """Show a clip, or change what is said about one that is shown."""
    clip = get_object_or_404(Generation.objects.owned_by(request.user).drafts(), pk=pk)
    shown = Post.objects.filter(clip=clip).first()
    form = PublishForm(request.POST or None, instance=shown)
    context = {"form": form, "generation": clip, "post": shown}
    if form.is_valid():
        try:
            return redirect("feed:post", services.publish(clip, **form.cleaned_data).pk)
        except services.CannotPublish as reason:
            form.add_error("caption", str(reason))
            context |= _objection(reason, form)
    return render_page(request, "feed/publish.html", context, part="publish", status=422 if form.is_bound else 200)


def _objection(reason, form) -> dict:
    """The caption with the words marked that the review minded, and what would pass."""
    opinion = getattr(reason, "opinion", None)
    if opinion is None:
        return {}
    return {"pieces": marked(form["caption"].value(), list(opinion.words)), "suggestion": opinion.suggestion}


@require_POST
@login_required
def unpublish(request, pk):
    found = get_object_or_404(Post.objects.owned_by(request.user), pk=pk)
    services.unpublish(found)
    messages.success(request, _("The clip is only yours again."))
    return redirect("generation:clip", found.clip_id)
