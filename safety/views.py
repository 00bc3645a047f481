"""Report what should not be here, and appeal what was decided about yours."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.adapter import SUSPENDED
from accounts.models import User
from accounts.services import block
from safety import services
from safety.forms import AppealForm, ReportForm
from safety.models import ModerationAction
from safety.subjects import NoSuchSubject, kind_of, line_of, subject, subject_of
from sora_site.htmx import is_ours, render_page

Action = ModerationAction.Action
KEY_SECONDS = 3600  # how long a suspended person's way to their appeal stays open
#: What somebody is told of; the rest is between moderators.
TOLD = (Action.REFUSE, Action.ALLOW, Action.TAKE_DOWN, Action.RESTORE, Action.SUSPEND, Action.REINSTATE)


@login_required
@require_http_methods(["GET", "POST"])
def report(request, kind, pk):
    try:
        thing = subject(kind, pk, seen_by=request.user)
    except NoSuchSubject as error:
        raise Http404 from error
    form = ReportForm(request.POST or None)
    if form.is_valid():
        try:
            services.report(thing, by=request.user, **form.said)
        except services.CannotReport as reason:
            form.add_error(None, str(reason))
        else:
            return _reported(request, thing, also_block=form.cleaned_data["block"])
    context = {"form": form, "thing": thing, "line": line_of(thing), "kind": thing._meta.verbose_name}
    context |= {"person": isinstance(thing, User), "back": _back(request) or thing.get_absolute_url()}
    return render_page(request, "safety/report.html", context, status=422 if form.is_bound else 200)


def _reported(request, thing, *, also_block: bool):
    if also_block:
        block(thing.concerned, by=request.user)
    messages.success(request, _("Thank you. You will not see it again. A moderator looks."))
    return redirect(_back(request) or settings.LOGIN_REDIRECT_URL)


def _back(request) -> str:
    """The page of ours that `?back=` names: one that is still there after the report."""
    back = request.GET.get("back", "")
    return back if is_ours(request, back) else ""


@require_http_methods(["GET", "POST"])
def appeal(request, pk):
    """A decision, and what the person concerned can do about it."""
    person = _person(request)
    if person is None:
        return redirect_to_login(request.get_full_path())
    told = ModerationAction.objects.filter(action__in=TOLD).select_related("appeal__settlement")
    action = get_object_or_404(told, pk=pk)
    concerning = subject_of(action)
    if concerning is None or concerning.concerned != person:
        raise Http404
    form = AppealForm(request.POST or None)
    if form.is_valid():
        try:
            services.appeal(action, by=person, words=form.cleaned_data["words"])
        except services.CannotAppeal as reason:
            messages.info(request, str(reason))
        return redirect(request.get_full_path())
    made = getattr(action, "appeal", None)
    context = {"form": form, "action": action, "appeal": made, "thing": concerning, "line": line_of(concerning)}
    context |= {"open": made is None and services.still_stands(action, concerning)}
    return render_page(request, "safety/appeal.html", context, status=422 if form.is_bound else 200)


def _person(request) -> User | None:
    """Who is signed in, or who was kept from it and holds a key."""
    if request.user.is_authenticated:
        return request.user
    try:
        pk = signing.loads(request.GET.get("key", ""), salt=SUSPENDED, max_age=KEY_SECONDS)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, is_active=False).first()


@require_GET
def suspended(request):
    """Where somebody lands whose password was right and whose account is closed: at the decision."""
    person = _person(request)
    mine = person and ModerationAction.objects.filter(kind=kind_of(person), subject=person.pk, action=Action.SUSPEND)
    last = mine.first() if mine else None
    if last is None or person.is_active:
        return redirect("account_inactive")
    return redirect(f"{last.get_absolute_url()}?{request.GET.urlencode()}")
