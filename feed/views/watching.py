"""The three feeds, and the files of what they show."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_GET, require_safe

from feed import pages, queries
from feed.views.common import seen_or_404
from generation.views import serve_clip
from generation.views.clips import serve_captions
from sora_site.htmx import page_or_404, render_page

#: A clip that is shown may be kept for a while by the browser that saw it, and by nobody between.
CACHE = "private, max-age=300"


@require_GET
def home(request):
    return _feed(request, "home", queries.for_you)


@login_required
@require_GET
def following(request):
    return _feed(request, "following", queries.following)


@require_GET
def latest(request):
    return _feed(request, "latest", queries.latest)


def _feed(request, tab, find):
    context = {"tab": tab, "page": page_or_404(request, find, request.user)}
    if tab == "following" and not context["page"].posts:
        context["people"] = pages.suggestions(request.user)
    return render_page(request, "feed/watch.html", context, part="more")


@require_safe
def post_file(request, pk, kind):
    return serve_clip(request, seen_or_404(request, pk).clip, kind, cache=CACHE)


@require_safe
def captions(request, pk):
    return serve_captions(request, seen_or_404(request, pk).clip, cache=CACHE)
