"""A person's own cameo, and other people's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts.models import User
from cameos import consent, services
from cameos.forms import AskForm, DetailsForm, GrantForm, MakeForm, PicturesForm
from cameos.models import Cameo, CameoPicture, Grant, Receipt
from sora_site.htmx import render_page
from sora_site.serving import serve

MOST_PEOPLE = 200  # on one page, those who wait for an answer first
MOST_SUGGESTIONS = 8


@login_required
@require_http_methods(["GET", "POST"])
def mine(request):
    """Make a cameo; change it once there is one."""
    cameo = Cameo.objects.owned_by(request.user).as_seen_by(request.user).first()
    return _change(request, cameo) if cameo else _make(request)


def _make(request):
    form = MakeForm(request.POST or None, request.FILES or None, owner=request.user)
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.make(owner=request.user, pictures=given["photos"], signature=given["signature"], **form.details())
            messages.success(request, _("You have a cameo."))
        except services.AlreadyMade:
            messages.info(request, _("You have a cameo already."))
        return redirect("cameos:mine")
    context = {"form": form, "consent": consent, "again": form.is_bound and "photos" not in form.errors}
    return render_page(request, "cameos/make.html", context, part="make", status=422 if form.is_bound else 200)


def _change(request, cameo):
    form = _details_form(cameo, request.POST or None)
    if form.is_valid():
        services.change(cameo, **form.details())
        messages.success(request, _("Saved."))
        return redirect("cameos:mine")
    return _own_page(request, cameo, part="details", details=form)


def _details_form(cameo, data=None) -> DetailsForm:
    now = model_to_dict(cameo, DetailsForm._meta.fields)
    return DetailsForm(data, initial=now, owner=cameo.owner, level=cameo.level)


def _own_page(request, cameo, *, part=None, details=None, pictures=None, grant=None):
    """The page of one's own cameo, or `part` of it. Forms that are given were refused."""
    passed = cameo.grants.filter(state__in=[Grant.State.ASKED, Grant.State.APPROVED], to__is_active=True)
    people = list(passed.select_related("to").order_by("-state", "-made_at")[:MOST_PEOPLE])
    refused = any(form is not None and form.is_bound for form in (details, pictures, grant))
    context = {
        "cameo": cameo,
        "asked": [passed for passed in people if passed.state == Grant.State.ASKED],
        "approved": [passed for passed in people if passed.state == Grant.State.APPROVED],
        "form": details or _details_form(cameo),
        "pictures": pictures or PicturesForm(),
        "grant": grant or GrantForm(by=request.user),
        "consent": consent,
    }
    return render_page(request, "cameos/mine.html", context, part=part, status=422 if refused else 200)


def _own_or_404(user) -> Cameo:
    return get_object_or_404(Cameo.objects.owned_by(user).as_seen_by(user))


@require_POST
@login_required
def pictures(request):
    cameo = _own_or_404(request.user)
    form = PicturesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _own_page(request, cameo, part="pictures", pictures=form)
    services.replace_pictures(cameo, form.cleaned_data["photos"])
    messages.success(request, _("The new photos are in place; the old ones are erased."))
    return redirect("cameos:mine")


@login_required
@require_http_methods(["GET", "POST"])
def delete(request):
    cameo = _own_or_404(request.user)
    if request.method == "POST":
        services.delete(cameo)
        messages.success(request, _("Your cameo is deleted and its photos are erased."))
        return redirect("cameos:mine")
    return render_page(request, "cameos/delete.html", {"cameo": cameo})


@login_required
@require_GET
def receipts(request):
    written = Receipt.objects.filter(owner=request.user).select_related("other")
    return render_page(request, "cameos/receipts.html", {"receipts": written[:MOST_PEOPLE]})


@require_POST
@login_required
def answer(request, pk):
    grant = get_object_or_404(Grant.objects.filter(cameo__owner=request.user), pk=pk)
    services.answer(grant, yes=request.POST.get("yes") == "1")
    return _people_changed(request)


@require_POST
@login_required
def grant(request):
    cameo = _own_or_404(request.user)
    form = GrantForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            services.grant(cameo, to=form.cleaned_data["handle"])
            return _people_changed(request)
        except services.CannotGrant as reason:
            form.add_error("handle", str(reason))
    return _own_page(request, cameo, part="people", grant=form)


@require_POST
@login_required
def revoke(request):
    cameo = _own_or_404(request.user)
    services.revoke(cameo, from_=get_object_or_404(User, username=request.POST.get("handle", "").lower()))
    return _people_changed(request)


def _people_changed(request):
    return _own_page(request, _own_or_404(request.user), part="people") if request.htmx else redirect("cameos:mine")


@require_GET
def page(request, handle):
    cameo = _seen_or_404(request.user, handle)
    return _public_page(request, cameo, AskForm(initial={"words": request.GET.get("words", "")}, by=request.user))


def _seen_or_404(user, handle) -> Cameo:
    seen = Cameo.objects.visible_to(user).as_seen_by(user)
    return get_object_or_404(seen, owner__username=handle.lower())


def _public_page(request, cameo, form):
    context = {"cameo": cameo, "person": cameo.owner, "form": form}
    return render_page(request, "cameos/page.html", context, part="request", status=422 if form.is_bound else 200)


@require_POST
@login_required
def ask(request, handle):
    cameo = _seen_or_404(request.user, handle)
    form = AskForm(request.POST, by=request.user)
    if form.is_valid():
        try:
            services.ask(cameo, by=request.user, words=form.cleaned_data["words"])
            return redirect(cameo)
        except services.CannotAsk as reason:
            form.add_error("words", str(reason))
    return _public_page(request, cameo, form)


@require_safe
def picture(request, handle, position):
    seen = Cameo.objects.with_faces_for(request.user).filter(owner__username=handle.lower())
    found = get_object_or_404(CameoPicture.objects.filter(cameo__in=seen), position=position)
    return serve(request, found.file)  # asked for again each time: a yes can be taken back


@login_required
@require_GET
def suggest(request):
    """Those whom the composer may offer for the letters after an @."""
    letters = request.GET.get("q", "").strip().removeprefix("@")
    usable = Cameo.objects.castable_by(request.user).beginning_with(letters).select_related("owner")
    found = usable.first_those_of(request.user)[:MOST_SUGGESTIONS]
    return render_page(request, "cameos/_suggestions.html", {"suggestions": found})
