"""What somebody is told."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_GET

from accounts import notifications
from sora_site.htmx import page_or_404, render_page


@login_required
@require_GET
def inbox(request):
    """Shows what is new as new, once."""
    since = request.user.inbox_seen_at
    # Before they are read, so that what comes between the two is shown now and still new the next time.
    if request.user.unread_count and not request.GET.get("after"):
        notifications.mark_read(request.user)
    page = page_or_404(request, notifications.page, request.user, since=since)
    return render_page(request, "accounts/inbox.html", {"page": page}, part="more")
