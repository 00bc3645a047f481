"""What somebody is told."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.http import require_GET

from accounts import notifications
from sora_site.htmx import render_page


@login_required
@require_GET
def inbox(request):
    """Shows what is new as new, once."""
    since, cursor = request.user.inbox_seen_at, request.GET.get("after", "")
    # Before they are read, so that what comes between the two is shown now and still new the next time.
    if request.user.unread_count and not cursor:
        notifications.mark_read(request.user)
    try:
        page = notifications.page(request.user, since=since, cursor=cursor)
    except ValueError as error:
        raise Http404 from error
    return render_page(request, "accounts/inbox.html", {"page": page}, part="more")
