"""What somebody has left, and where it went."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_GET

from generation import queries, services
from generation.plans import allowance
from generation.services.credits import back_in_words
from sora_site.htmx import page_or_404, render_page


@login_required
@require_GET
def ledger(request):
    page = page_or_404(request, queries.ledger, request.user)
    offered, balance = allowance(request.user.plan), services.balance(request.user)
    back = "" if balance.plan_left >= offered.daily else back_in_words(request.user, balance.plan_left + 1)
    context = {"page": page, "offered": offered, "balance": balance, "back": back}
    return render_page(request, "generation/credits.html", context, part="more")
