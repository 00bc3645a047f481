"""Finding clips and people: by words, by lineage, among what one kept; and why a clip was shown."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from feed import queries
from feed.models import Post, SeeLess
from feed.views.common import seen_or_404
from sora_site.htmx import page_or_404, render_page


@require_GET
def search(request):
    words = request.GET.get("q", "").strip()[:200]
    context = {"words": words}
    if words:
        context["page"] = page_or_404(request, queries.search, words, request.user)
        if not request.GET.get("after"):
            context["people"] = queries.people(words, request.user)
    return render_page(request, "feed/search.html", context, part="more")


@login_required
@require_GET
def kept(request):
    context = {"page": page_or_404(request, queries.kept, request.user)}
    return render_page(request, "feed/kept.html", context, part="more")


@require_GET
def remixes(request, pk):
    post = seen_or_404(request, pk)
    context = {"post": post, "page": page_or_404(request, queries.remixes_of, post, request.user)}
    return render_page(request, "feed/remixes.html", context, part="more")


@login_required
@require_GET
def why(request, pk):
    """The parts of the ranking that put this clip where it was."""
    post = get_object_or_404(Post.objects.visible_to(request.user).for_cards(request.user), pk=pk)
    less = SeeLess.objects.filter(user=request.user, post=post).exists()
    parts = queries.why(request.user, post)
    most = max((abs(value) for _label, value in parts), default=1)
    context = {"post": post, "parts": parts, "most": most, "less": less}
    return render_page(request, "feed/why.html", context)
