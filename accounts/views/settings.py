"""A person's own settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ProfileForm
from accounts.models import User
from sora_site.htmx import render_page
from sora_site.serving import serve


@login_required
@require_http_methods(["GET", "POST"])
def settings(request):
    # A row of its own: a refused name must not appear in the header of the page that refuses it.
    form = ProfileForm(request.POST or None, request.FILES or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("accounts:settings")
    return render_page(request, "accounts/settings.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def picture(request, handle):
    person = get_object_or_404(User.objects.exclude(picture=""), username=handle.lower(), is_active=True)
    return serve(request, person.picture, cache="private, max-age=300")
