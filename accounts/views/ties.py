"""Who follows whom, and who wants nothing to do with whom."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts import queries, services
from accounts.models import User
from sora_site.htmx import page_or_404, render_page


def _way_back(request, handle: str) -> str:
    """Where they pressed the button, if that is a page of ours; else the person's own page."""
    asked = request.POST.get("next", "")
    if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("feed:profile", args=[handle])


def signed_in(view):
    """`login_required` for what is only posted to: from the door they come back to where they pressed."""

    @wraps(view)
    def guarded(request, handle):
        if request.user.is_authenticated:
            return view(request, handle)
        return redirect_to_login(_way_back(request, handle))

    return guarded


def _person_or_404(people, handle: str) -> User:
    return get_object_or_404(people, username=handle.lower())


def _answer(request, person: User, **tie):
    """The button as it is now, or the page they came from."""
    back = _way_back(request, person.username)
    if not request.htmx:
        return HttpResponseRedirect(back)
    # A page may show several buttons for one person: each comes back under its own id, which keeps the focus on it.
    place = (request.htmx.trigger or "").removeprefix("follow-").removesuffix("-form")
    return TemplateResponse(request, "accounts/_follow.html", {"person": person, "back": back, "place": place} | tie)


@require_POST
@signed_in
def follow(request, handle):
    person = _person_or_404(User.objects.visible_to(request.user), handle)
    try:
        services.follow(person, by=request.user)
    except services.Blocked:
        messages.error(request, _("You cannot follow %(name)s.") % {"name": person.name})
        return HttpResponseRedirect(_way_back(request, handle))
    return _answer(request, person, follows=True)


@require_POST
@signed_in
def unfollow(request, handle):
    person = _person_or_404(User.objects.visible_to(request.user), handle)
    services.unfollow(person, by=request.user)
    return _answer(request, person, follows=False)


@require_POST
@signed_in
def block(request, handle):
    person = _person_or_404(User.objects.visible_to(request.user).exclude(pk=request.user.pk), handle)
    services.block(person, by=request.user)
    _say(request, _("You blocked %(name)s. You do not see each other any more.") % {"name": person.name})
    return _answer(request, person, blocked=True)


@require_POST
@signed_in
def unblock(request, handle):
    person = _person_or_404(User.objects.blocked_by(request.user), handle)
    services.unblock(person, by=request.user)
    _say(request, _("You no longer block %(name)s.") % {"name": person.name})
    return _answer(request, person)


def _say(request, words: str) -> None:
    if not request.htmx:  # there the button says it; a message would wait for a later page
        messages.success(request, words)


@require_GET
def followers(request, handle):
    return _list(request, handle, "followers", queries.followers_of)


@require_GET
def following(request, handle):
    return _list(request, handle, "following", queries.followed_by)


def _list(request, handle: str, which: str, people):
    person = _person_or_404(User.objects.visible_to(request.user), handle)
    context = {"person": person, "which": which, "page": page_or_404(request, people, person, request.user)}
    return render_page(request, "accounts/people.html", context, part="more")


@login_required
@require_GET
def blocked(request):
    page = page_or_404(request, queries.blocked_by, request.user)
    return render_page(request, "accounts/blocked.html", {"page": page}, part="more")
