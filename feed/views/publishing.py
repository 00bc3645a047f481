"""What is one's own: drafts, showing a clip, taking it back; and making one's own of somebody else's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from feed import services
from feed.forms import PublishForm
from feed.models import Post
from feed.pages import drafts_of
from feed.views.common import seen_or_404
from generation.models import Generation
from generation.refusals import marked
from generation.views import compose, made_from
from safety.models import Standing
from sora_site.htmx import page_or_404, render_page


@login_required
@require_GET
def drafts(request):
    return render_page(request, "feed/drafts.html", page_or_404(request, drafts_of, request.user), part="more")


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
    # What was taken down or waits for a moderator stays: published anew it would be a post nobody reported.
    found = get_object_or_404(Post.objects.owned_by(request.user).filter(standing=Standing.LIVE), pk=pk)
    services.unpublish(found)
    messages.success(request, _("The clip is only yours again."))
    return redirect("generation:clip", found.clip_id)


@login_required
@require_http_methods(["GET", "POST"])
def delete(request, pk):
    """Asks once, then deletes a clip for good."""
    clip = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if request.method == "GET":
        return render_page(request, "feed/delete.html", {"generation": clip})
    services.discard(clip)
    messages.success(request, _("The clip is deleted."))
    return redirect("feed:drafts")


@login_required
@require_http_methods(["GET", "POST"])
def choose(request, pk):
    """Asks once, then keeps one of the variants of a script and deletes those that nobody else can see."""
    mine = Generation.objects.owned_by(request.user).drafts()
    clip = get_object_or_404(mine.filter(sheet__isnull=False), pk=pk)
    rivals = list(services.rivals(clip))
    if request.method == "GET" and rivals:
        return render_page(request, "feed/choose.html", {"generation": clip, "rivals": rivals})
    if count := services.choose(clip) if request.method == "POST" else 0:
        said = ngettext("The other one is deleted.", "The %(count)d others are deleted.", count)
        messages.success(request, said % {"count": count})
    return redirect("generation:clip", pk)


@login_required
@require_http_methods(["GET", "POST"])
def remix(request, pk):
    """The composer, begun with what somebody else's clip was made from."""
    post = seen_or_404(request, pk)
    mine = post.author == request.user
    if not post.allow_remix and not mine:
        return render_page(request, "feed/no_remix.html", {"post": post}, status=403)
    initial, shots = made_from(post.clip)
    initial |= {"seconds": post.clip.seconds, "seed": post.clip.seed}
    if not (post.show_prompt or mine):
        initial, shots = initial | {"prompt": ""}, ()
    action = reverse("feed:remix", args=[pk])
    return compose(request, source=post.clip, initial=initial, shots=shots, action=action)
