"""A person as others see them."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.models import User
from cameos.models import Cameo
from feed import queries
from sora_site.htmx import page_or_404, render_page

TABS = {"": queries.of, "cast": queries.starring}


@require_GET
def profile(request, handle):
    """Their clips, or those with them in it; whoever they blocked finds nobody."""
    person = get_object_or_404(_people_for(request.user), username=handle.lower())
    if person.is_blocked:
        return render_page(request, "feed/blocked.html", {"person": person})
    tab = request.GET.get("tab", "") if request.GET.get("tab") in TABS else ""
    page = page_or_404(request, TABS[tab], person, request.user)
    return render_page(request, "feed/profile.html", {"person": person, "tab": tab, "page": page}, part="more")


def _people_for(viewer):
    """Everybody `viewer` may see, with what stands between the two."""
    return (
        User.objects.visible_to(viewer)
        .with_ties_to(viewer)
        .annotate(
            castable=Exists(Cameo.objects.visible_to(viewer).filter(owner=OuterRef("pk"))),
        )
    )
