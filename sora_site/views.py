"""Pages of the site itself, and what reaches through every app: taking everything along, and leaving."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.forms import FarewellForm
from sora_site.export import stream
from sora_site.htmx import render_page
from sora_site.leaving import erase


@require_GET
def about(request):
    return render_page(request, "sora_site/about.html")


@require_GET
def robots(request):
    return render(request, "robots.txt", content_type="text/plain")


@login_required
@require_GET
def export(request):
    """Everything of the person who asks, as a ZIP; it begins to arrive at once, however much there is."""
    pieces = stream(request.user, site=settings.SITE_NAME)
    name = f"{settings.SITE_NAME.lower()}-{request.user.username}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "POST"])
def leave(request):
    """Delete an account with everything in it; asks for the password first."""
    form = FarewellForm(request.POST or None, user=request.user)
    if form.is_valid():
        erase(request.user)
        logout(request)
        messages.success(request, _("Your account and everything in it are deleted."))
        return redirect("feed:home")
    return render_page(request, "accounts/delete.html", {"form": form}, status=422 if form.is_bound else 200)
