"""Variants side by side, finished clips laid end to end, a quick look at an order, and the pictures of styles."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from generation import queries, services
from generation.cards import Card
from generation.forms import StitchForm
from generation.models import Generation, Style
from generation.refusals import refusal_of
from generation.services.requests import MOST_JOINED
from generation.states import State
from generation.storyboards import rearranged
from sora_site.htmx import page_or_404, render_page
from sora_site.serving import serve

MOVES = ("remove", "up", "down")


@login_required
@require_safe
def sheet(request, sheet):
    """The variants of one script; asked again with `?seen=`, only when one of them changed."""
    clips = queries.sheet_of(request.user, sheet)
    if not clips:
        raise Http404
    cards = [(clip, Card.of(clip)) for clip in clips]
    stamp = "-".join(card.stamp for _, card in cards)
    if request.htmx and request.GET.get("seen") == stamp:
        return HttpResponse(status=204)
    context = {"sheet": sheet, "clips": clips, "cards": cards, "stamp": stamp, "mine": True}
    context["is_under_way"] = not all(clip.is_finished for clip in clips)
    context["ready"] = sum(clip.is_shown for clip in clips)
    return render_page(request, "generation/sheet.html", context, part="sheet")


@login_required
@require_safe
def preview_card(request, pk):
    """The maker's quick look, as a part of the composer."""
    preview = get_object_or_404(Generation.objects.owned_by(request.user).filter(is_preview=True), pk=pk)
    card = Card.of(preview)
    if request.htmx and request.GET.get("seen") == card.stamp:
        return HttpResponse(status=204)
    return render_page(request, "generation/_preview.html", {"preview": preview, "card": card})


@login_required
@require_http_methods(["GET", "POST"])
def stitch(request):
    """Choose drafts and their order, then lay them end to end. Buttons: add, remove, up, down; none: make it."""
    sent = request.POST if request.method == "POST" else request.GET
    chosen = _rearranged(request.user, _chosen(request.user, sent.getlist("clip")), sent)
    form = StitchForm(sent)
    if request.method == "GET" or any(act in sent for act in ("add", *MOVES)):
        return _stitching(request, chosen, form)
    if not form.is_valid():
        return _stitching(request, chosen, form, errors=form.errors["size"])
    order = {"size": form.cleaned_data["size"] or None, "key": request.POST.get("key", "")[:36]}
    try:
        made = services.stitch(owner=request.user, clips=chosen, **order)
    except services.LimitReached as limit:
        return _stitching(request, chosen, form, errors=[str(limit)])
    if made.state == State.REFUSED:
        return _stitching(request, chosen, form, errors=refusal_of(made.decision).reasons)
    return redirect("generation:clip", made.pk)


def _chosen(user, keys: list[str]) -> list[Generation]:
    """Own drafts in the order of `keys`. Raises Http404 for any other: nobody learns what others have."""
    try:
        wanted = [uuid.UUID(key) for key in keys[:MOST_JOINED]]
    except ValueError as error:
        raise Http404 from error
    found = Generation.objects.owned_by(user).drafts().in_bulk(wanted)
    if set(wanted) - set(found):
        raise Http404
    return [found[key] for key in wanted]


def _rearranged(user, chosen: list[Generation], sent) -> list[Generation]:
    if "add" in sent:
        return [*chosen, *_chosen(user, [sent["add"]])][:MOST_JOINED]
    act = next((act for act in MOVES if act in sent), None)
    if act is None:
        return chosen
    number = next((n for n, clip in enumerate(chosen) if str(clip.pk) == sent[act]), -1)
    if act == "remove":
        return [clip for n, clip in enumerate(chosen) if n != number]
    return rearranged(chosen, act, number)


def _stitching(request, chosen: list[Generation], form: StitchForm, errors: list[str] = ()):
    context = {
        "form": form,
        "drafts": page_or_404(request, queries.own_drafts, request.user),
        "chosen": chosen,
        "total_seconds": sum(clip.seconds for clip in chosen),
        "limit": settings.LONGEST_JOINED,
        "most": MOST_JOINED,
        "errors": errors,
        "key": uuid.uuid4(),
    }
    return render_page(request, "generation/stitch.html", context, part="stitch", status=422 if errors else 200)


@require_safe
def style_picture(request, slug):
    """What a style looks like: for everybody, a day long."""
    style = get_object_or_404(Style.objects.exclude(picture=""), slug=slug)
    try:
        return serve(request, style.picture, cache="public, max-age=86400")
    except FileNotFoundError as error:
        raise Http404 from error
