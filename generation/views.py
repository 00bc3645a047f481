"""Pages of people who make clips."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from generation import services
from generation.cards import Card, outcome
from generation.forms import ComposeForm
from generation.labels import EXAMPLES
from generation.models import Generation
from generation.refusals import refusal_of
from generation.states import State
from safety.models import Standing
from sora_site.htmx import render_page
from sora_site.serving import serve


@login_required
@require_http_methods(["GET", "POST"])
def make(request):
    """The composer. A POST with `use` takes a suggestion into the box; any other asks for the clip."""
    if request.method == "GET":
        return _composer(request, ComposeForm(initial=_asked_for(request)))
    if "use" in request.POST:
        return _composer(request, ComposeForm(initial=request.POST.dict() | {"prompt": request.POST["use"]}))
    form = ComposeForm(request.POST)
    return _request(request, form) if form.is_valid() else _composer(request, form, status=422)


def _request(request, form):
    try:
        generation = services.request(owner=request.user, **form.order)
    except services.LimitReached as limit:
        form.add_error(None, str(limit))
        return _composer(request, form, status=429 if isinstance(limit, services.QueueFull) else 422)
    if generation.state == State.REFUSED:
        return _composer(request, form, status=422, refusal=refusal_of(generation.decision))
    return redirect("generation:clip", generation.pk)


def _composer(request, form, *, status=200, refusal=None):
    expected = services.outlook(owner=request.user, seconds=settings.GENERATION_DEFAULT_SECONDS)
    context = {"form": form, "refusal": refusal, "expected": expected, "examples": EXAMPLES}
    context |= {"engine": settings.GENERATION_ENGINE, "limit": settings.PROMPT_LIMIT}
    return render_page(request, "generation/make.html", context, part="compose", status=status)


def _asked_for(request) -> dict:
    """What a link to the composer fills in: `?words=...&size=...`."""
    given = {name: request.GET[name] for name in ("seconds", "size", "style", "seed") if name in request.GET}
    return given | {"prompt": request.GET.get("words", "")}


@login_required
@require_GET
def clip(request, pk):
    """A clip from its request to its end; asked again with `?seen=`, only what changed."""
    seen = Generation.objects.visible_to(request.user).select_related("decision", "owner")
    generation = get_object_or_404(seen, pk=pk)
    card = Card.of(generation)
    if request.htmx and request.GET.get("seen") == card.stamp:
        return HttpResponse(status=204)
    context = {"generation": generation, "card": card, "mine": generation.owner == request.user}
    context |= {"wall": sum(generation.timings.values())}
    return render_page(request, "generation/clip.html", context | outcome(generation), part="clip")


@require_safe
def clip_file(request, pk, kind):
    """Video, poster or preview of a clip, for its maker and the moderators; `?download` saves it."""
    generation = get_object_or_404(Generation.objects.visible_to(request.user), pk=pk)
    return serve_clip(request, generation, kind)


def serve_clip(request, generation: Generation, kind: str, **kwargs):
    """The file `kind` of a clip that the caller knows may be seen.

    Raises Http404 where there is none, and for everybody but moderators once it was taken down.
    """
    file = getattr(generation, kind)
    removed = generation.standing == Standing.REMOVED
    if not file or (removed and not request.user.is_staff):
        raise Http404
    suffix = file.name.rpartition(".")[2]
    save_as = f"{settings.SITE_NAME.lower()}-{str(generation.pk)[:8]}.{suffix}" if "download" in request.GET else ""
    return serve(request, file, save_as=save_as, **kwargs)


@require_POST
@login_required
def cancel(request, pk):
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if not services.cancel(generation):
        messages.info(request, _("It was finished before it could be cancelled."))
    return redirect("generation:clip", pk)


@require_POST
@login_required
def retry(request, pk):
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if not services.retry(generation):
        messages.info(request, _("Only a clip that failed can be tried again."))
    return redirect("generation:clip", pk)


@login_required
@require_http_methods(["GET", "POST"])
def delete(request, pk):
    """Asks once, then deletes for good."""
    generation = get_object_or_404(Generation.objects.owned_by(request.user), pk=pk)
    if request.method == "GET":
        return render_page(request, "generation/delete.html", {"generation": generation})
    services.discard(generation)
    messages.success(request, _("The clip is deleted."))
    return redirect("feed:drafts")
