"""What the views of the feed share: a post that may be seen, the way back."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from feed.models import Post
from sora_site.htmx import is_ours


def seen_or_404(request, pk) -> Post:
    """The post of that key with its clip and author, if the viewer may see it."""
    return get_object_or_404(Post.objects.visible_to(request.user).with_clips(), pk=pk)


def way_back(request, default="/") -> str:
    """Where the person was when they pressed a button, as an address of this site."""
    for address in (request.POST.get("next"), request.headers.get("Referer")):
        if is_ours(request, address):
            return address
    return default


def act(view):
    """A button that somebody signed in pressed; others come back to where they were after signing in."""

    @require_POST
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(way_back(request))
        return view(request, *args, **kwargs)

    return guarded


def back(request, default="/"):
    return redirect(way_back(request, default))
