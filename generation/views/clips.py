"""The page of one clip, its files, and what its maker does with it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from generation import services
from generation.cards import Card, made_of, outcome
from generation.models import Generation
from safety.models import Standing
from sora_site.htmx import render_page
from sora_site.serving import serve


@login_required
@require_safe
def clip(request, pk):
    """A clip from its request to its end; asked again with `?seen=`, only what changed."""
    seen = Generation.objects.visible_to(request.user).select_related("decision", "owner")
    generation = get_object_or_404(seen, pk=pk)
    card = Card.of(generation)
    if request.htmx and request.GET.get("seen") == card.stamp:
        return HttpResponse(status=204)
    cast = [casting.person for casting in generation.castings.select_related("person")]
    context = {"generation": generation, "card": card, "mine": generation.owner == request.user}
    context |= {"wall": sum(generation.timings.values()), "cast": cast, "in_it": request.user in cast}
    context |= made_of(generation, request.user)
    return render_page(request, "generation/clip.html", context | outcome(generation), part="clip")


@require_safe
def clip_file(request, pk, kind):
    """Video, poster or preview of a clip, for its maker, those in it and the moderators; `?download` saves it."""
    generation = get_object_or_404(Generation.objects.visible_to(request.user), pk=pk)
    return serve_clip(request, generation, kind)


@require_safe
def handed_in(request, pk, kind):
    """A picture that a clip was to begin or end with, for its maker and the moderators."""
    rows = Generation.objects.visible_to(request.user)
    mine = rows if request.user.is_staff else rows.owned_by(request.user)
    return serve_clip(request, get_object_or_404(mine, pk=pk), kind)


def serve_clip(request, generation: Generation, kind: str, **kwargs):
    """The file `kind` of a clip that the caller knows may be seen.

    Raises Http404 where there is none, and for everybody but moderators once it was taken down or hidden.
    """
    file = _file_or_404(request, generation, kind)
    suffix = file.name.rpartition(".")[2]
    save_as = f"{settings.SITE_NAME.lower()}-{str(generation.pk)[:8]}.{suffix}" if "download" in request.GET else ""
    try:
        return serve(request, file, save_as=save_as, **kwargs)
    except FileNotFoundError as error:  # taken back at this moment
        raise Http404 from error


@require_safe
def captions(request, pk):
    """What is said in a clip, as WebVTT, for whoever may see the clip."""
    return serve_captions(request, get_object_or_404(Generation.objects.visible_to(request.user), pk=pk))


def serve_captions(request, generation: Generation, *, cache: str = "private, no-cache"):
    """The captions of a clip that the caller knows may be seen. Raises Http404 where there are none or no video."""
    _file_or_404(request, generation, "video")
    if not generation.captions:
        raise Http404
    return HttpResponse(generation.captions, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": cache})


def _file_or_404(request, generation: Generation, kind: str):
    file = getattr(generation, kind)
    if not file or (generation.standing != Standing.LIVE and not request.user.is_staff):
        raise Http404
    return file


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
    try:
        if not services.retry(generation):
            messages.info(request, _("Only a clip that failed can be tried again."))
    except services.LimitReached as limit:
        messages.error(request, str(limit))
    return redirect("generation:clip", pk)
