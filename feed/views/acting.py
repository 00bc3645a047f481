"""What people do with a clip by pressing a button on it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feed import services
from feed.cards import Card, context
from feed.models import Post
from feed.views.common import act, back, seen_or_404


@act
def like(request, pk):
    services.like(seen_or_404(request, pk), by=request.user)
    return _answer(request, pk)


@act
def unlike(request, pk):
    services.unlike(seen_or_404(request, pk), by=request.user)
    return _answer(request, pk)


@act
def keep(request, pk):
    services.keep(seen_or_404(request, pk), by=request.user)
    return _answer(request, pk, said=_("Kept for later"))


@act
def unkeep(request, pk):
    services.unkeep(seen_or_404(request, pk), by=request.user)
    return _answer(request, pk, said=_("No longer kept"))


@act
def less(request, pk):
    services.see_less(seen_or_404(request, pk), by=request.user)
    return _note(request, pk, less=True, said=_("You will see less like this."))


@act
def more(request, pk):
    """Takes "see less of this" back."""
    services.see_more(seen_or_404(request, pk), by=request.user)
    return _note(request, pk, less=False, said=_("Undone."))


def _answer(request, pk, *, said=""):
    """The buttons of the card as they stand now, or the page that the person was on. `said` is read out."""
    if not request.htmx:
        return back(request, Post(pk=pk).get_absolute_url())
    post = get_object_or_404(Post.objects.visible_to(request.user).for_cards(request.user), pk=pk)
    said = said or ngettext("%(n)d like", "%(n)d likes", post.like_count) % {"n": post.like_count}
    return TemplateResponse(request, "feed/_acts.html", context(Card.of(post, request.user)) | {"said": said})


def _note(request, pk, *, less, said):
    """The line over the card that says what was done and offers to take it back."""
    if not request.htmx:
        messages.success(request, said)
        return back(request, Post(pk=pk).get_absolute_url())
    return TemplateResponse(request, "feed/_note.html", {"pk": pk, "less": less, "said": said})
