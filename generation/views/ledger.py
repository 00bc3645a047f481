"""What somebody has left, and where it went."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.http import require_GET

from generation import queries, services
from generation.plans import allowance
from generation.services.credits import back_in_words
from sora_site.htmx import render_page


@login_required
@require_GET
def ledger(request):
    try:
        page = queries.ledger(request.user, cursor=request.GET.get("after", ""))
    except ValueError as error:
        raise Http404 from error
    offered, balance = allowance(request.user.plan), services.balance(request.user)
    back = "" if balance.plan_left >= offered.daily else back_in_words(request.user, balance.plan_left + 1)
    context = {"page": page, "offered": offered, "balance": balance, "back": back}
    return render_page(request, "generation/credits.html", context, part="more")
