"""Pages of people who are in clips, whoever made them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from generation import queries, services
from generation.models import Generation
from sora_site.htmx import page_or_404, render_page


@login_required
@require_GET
def cast_in(request):
    """Every clip and draft with the viewer in it."""
    page = page_or_404(request, queries.starring, request.user)
    return render_page(request, "generation/cast.html", {"page": page}, part="more")


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    """Asks once, then takes a clip back for good; with `all` every other one by its maker too."""
    clip = get_object_or_404(Generation.objects.to_take_back(request.user).select_related("owner"), pk=pk)
    theirs = Generation.objects.to_take_back(request.user).filter(owner=clip.owner)
    if request.method == "GET":
        return render_page(request, "generation/withdraw.html", {"generation": clip, "count": theirs.count()})
    if "all" in request.POST:
        count = services.withdraw_all(by=request.user, maker=clip.owner)
    else:
        count = int(services.withdraw(clip, by=request.user))
    said = ngettext("%(count)d clip is taken back for good.", "%(count)d clips are taken back for good.", count)
    messages.success(request, said % {"count": count})
    return redirect("generation:cast_in")
