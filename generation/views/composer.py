"""The composer: words go in, a request comes out."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from generation import services
from generation.models import Generation
from generation.refusals import refusal_of
from generation.states import State
from generation.storyboards import SHORTEST
from generation.views.composing import Composing, rewritten
from safety.models import Standing


@login_required
@require_http_methods(["GET", "POST"])
def make(request):
    """The composer; with `?like=<pk>` it begins with what that clip was made from, for whoever sees its words."""
    initial, shots = _like(request) if "like" in request.GET else ({}, [])
    return compose(request, initial=initial, shots=shots, action=reverse("generation:make"))


@login_required
@require_http_methods(["GET", "POST"])
def extend(request, pk):
    """The composer for what comes after a draft of one's own."""
    clip = get_object_or_404(Generation.objects.owned_by(request.user).drafts(), pk=pk)
    size = f"{clip.width}x{clip.height}"
    return compose(request, extends=clip, initial={"size": size, "style": clip.style}, action=request.path)


def compose(request, *, source=None, extends=None, initial=None, shots=(), action=""):
    """The composer and what it leads to, for a page at `action`.

    With a `source` it asks for a remix of that clip, with `extends` for one that goes on from it; `initial` and
    `shots` are what it begins with. A POST by one of the buttons in `composing.ACTS` changes what stands in it; one
    with `preview` draws a quick look at it; any other asks for the clip.
    """
    composing = Composing(request, action=action or request.path, source=source, extends=extends)
    if request.method == "GET":
        return composing.page(initial=(initial or {}) | _asked_for(request), shots=list(shots))
    if composing.rearrange():
        return composing.page()
    composing.fill()
    if not composing.is_valid():
        return composing.page(status=422)
    return _preview(composing) if "preview" in request.POST else _request(composing)


def made_from(clip: Generation) -> tuple[dict, list[dict]]:
    """What the composer begins with for another one like `clip`: its fields, and its shots in whole seconds."""
    size = f"{clip.width}x{clip.height}"
    fields = {"prompt": clip.prompt, "seconds": clip.made_seconds or clip.seconds, "size": size, "style": clip.style}
    return fields, [shot | {"seconds": max(SHORTEST, round(shot["seconds"]))} for shot in clip.shots]


def _like(request) -> tuple[dict, list[dict]]:
    """What it begins with; other `words` stand in the place of the clip's own, shot by shot."""
    seen = Generation.objects.visible_to(request.user).filter(standing=Standing.LIVE)
    try:
        clip = get_object_or_404(seen, pk=request.GET["like"])
    except ValidationError as error:  # no key at all
        raise Http404 from error
    fields, shots = made_from(clip)
    words = request.GET.get("words", clip.prompt)
    return fields, shots if words == clip.prompt else rewritten(shots, words) or []


def _asked_for(request) -> dict:
    """What a link to the composer fills in: `?words=...&size=...`."""
    names = {"words": "prompt", "seconds": "seconds", "size": "size", "style": "style", "seed": "seed"}
    return {field: request.GET[name] for name, field in names.items() if name in request.GET}


def _request(composing: Composing):
    order, count = composing.order, composing.form.count
    try:
        if count > 1:
            clips = services.request_variants(count=count, **order)
        else:
            clips = [services.request(**order)]
    except services.LimitReached as limit:
        return _limited(composing, limit)
    if clips[0].state == State.REFUSED:
        return composing.page(status=422, refusal=refusal_of(clips[0].decision))
    if clips[0].sheet:
        return redirect("generation:sheet", clips[0].sheet)
    return redirect("generation:clip", clips[0].pk)


def _preview(composing: Composing):
    try:
        shown = services.preview(**composing.order | {"key": ""})
    except services.LimitReached as limit:
        return _limited(composing, limit)
    if shown.state == State.REFUSED:
        return composing.page(status=422, refusal=refusal_of(shown.decision))
    return composing.page()


def _limited(composing: Composing, limit: services.LimitReached):
    composing.form.add_error(None, str(limit))
    return composing.page(status=429 if isinstance(limit, services.QueueFull) else 422)
