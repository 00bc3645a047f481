"""The composer: words go in, a request comes out."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cameos.models import Cameo
from generation import services
from generation.forms import ComposeForm
from generation.labels import EXAMPLES
from generation.lengths import lengths
from generation.refusals import refusal_of
from generation.states import State
from sora_site.htmx import render_page

MOST_CHIPS = 8  # people offered below the box


@login_required
@require_http_methods(["GET", "POST"])
def make(request):
    return compose(request, action=reverse("generation:make"))


def compose(request, *, source=None, initial=None, action=""):
    """The composer and what it leads to, for a page at `action`; with a `source` it asks for a remix of that clip.

    A POST with `use` takes a suggestion into the box, one with `cast` a person; any other asks for the clip.
    """
    place = {"source": source, "action": action or request.path}
    if request.method == "GET":
        return _composer(request, place, _form(request, initial=(initial or {}) | _asked_for(request)))
    if words := _words_taken(request.POST):
        return _composer(request, place, _form(request, initial=request.POST.dict() | {"prompt": words}))
    form = _form(request, request.POST)
    return _request(request, place, form) if form.is_valid() else _composer(request, place, form, status=422)


def _form(request, data=None, **kwargs) -> ComposeForm:
    return ComposeForm(data, plan=request.user.plan, **kwargs)


def _asked_for(request) -> dict:
    """What a link to the composer fills in: `?words=...&size=...`."""
    names = {"words": "prompt", "seconds": "seconds", "size": "size", "style": "style", "seed": "seed"}
    return {field: request.GET[name] for name, field in names.items() if name in request.GET}


def _words_taken(posted) -> str:
    if handle := posted.get("cast"):
        return f"{posted.get('prompt', '').rstrip()} @{handle} ".lstrip()
    return posted.get("use", "")


def _request(request, place, form):
    try:
        generation = services.request(owner=request.user, source=place["source"], **form.order)
    except services.LimitReached as limit:
        form.add_error(None, str(limit))
        return _composer(request, place, form, status=429 if isinstance(limit, services.QueueFull) else 422)
    if generation.state == State.REFUSED:
        return _composer(request, place, form, status=422, refusal=refusal_of(generation.decision))
    return redirect("generation:clip", generation.pk)


def _composer(request, place, form, *, status=200, refusal=None):
    user, source = request.user, place["source"]
    usable = Cameo.objects.castable_by(user).select_related("owner").first_those_of(user)
    context = {
        "form": form,
        "refusal": refusal,
        "expected": services.outlook(owner=user, seconds=settings.GENERATION_DEFAULT_SECONDS),
        "lengths": lengths(user, chosen=form.chosen_seconds),
        "examples": EXAMPLES,
        "people": usable[:MOST_CHIPS],
        "absent": services.remixable(source, user) if source else [],
        "engine": settings.GENERATION_ENGINE,
    }
    return render_page(request, "generation/make.html", context | place, part="compose", status=status)
