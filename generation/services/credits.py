"""What somebody has left, what a moderator gives them, and what to say when it is too little."""

from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.notices import Kind
from accounts.notifications import notify
from generation.models import CreditEntry
from generation.models.ledger import Balance, NotEnough, Purse
from generation.plans import allowance, cost
from generation.services.limits import LimitReached
from safety.models import ModerationAction
from safety.services import record_action


def balance(user) -> Balance:
    """What is left of the day's allowance, and of what was granted."""
    return CreditEntry.objects.balance(user)


@transaction.atomic
def grant_credits(person: User, amount: int, *, by, why: str = "") -> CreditEntry:
    """Give `person` credits beside their plan. On the record, and they are told."""
    line = {"owner": person, "amount": amount, "purse": Purse.CREDITS, "by": by, "why": why}
    entry = CreditEntry.objects.create(kind=CreditEntry.Kind.GRANT, **line)
    record_action(ModerationAction.Action.GRANT, person, by=by, why=f"{amount}: {why}" if why else str(amount))
    notify(person, Kind.CREDITS, link=reverse("generation:credits"), about=str(amount))
    return entry


def credits_in_words(amount: int) -> str:
    return ngettext("%(amount)d credit", "%(amount)d credits", amount) % {"amount": amount}


def left_in_words(user, balance: Balance) -> str:
    """ "9 of 10 left today", and what was granted."""
    daily = _("%(left)d of %(daily)d left today") % {"left": balance.plan_left, "daily": allowance(user.plan).daily}
    granted = _("%(credits)d granted") % {"credits": balance.credits}
    return f"{daily}, {granted}" if balance.credits else daily


def back_in_words(user, price: int) -> str:
    """When there will be room for a clip of that price, as "3 hours"; empty when there is no telling."""
    at = CreditEntry.objects.room_at(user, price)
    return timeuntil(max(at, timezone.now()), depth=1) if at else ""


def shortage(error: NotEnough) -> str:
    """What is left, when the next ones come back, and what would do meanwhile."""
    price = error.price
    said = [
        _("This clip costs %(cost)s; you have %(left)s.")
        % {"cost": credits_in_words(price), "left": left_in_words(error.owner, error.balance)}
    ]
    if back := back_in_words(error.owner, price):
        said.append(_("There is room for it again in %(time)s.") % {"time": back})
    if shorter := _affordable(error):
        said.append(_("A clip of %(seconds)d seconds would do now.") % {"seconds": shorter})
    return " ".join(said)


def shortage_of_many(error: NotEnough, balance: Balance, count: int) -> str:
    """The same of `count` clips that were asked for together, with what was left before any of them."""
    said = {"count": count, "cost": credits_in_words(count * error.price), "left": left_in_words(error.owner, balance)}
    return _("%(count)d clips cost %(cost)s together; you have %(left)s. One alone costs less.") % said


@contextmanager
def told_in_words():
    """Too few credits are one more limit that was reached."""
    try:
        yield
    except NotEnough as error:
        raise LimitReached(shortage(error)) from error


def _affordable(error: NotEnough) -> int | None:
    """The longest length offered to them that they could pay."""
    offered = allowance(error.owner.plan).seconds
    return max((seconds for seconds in offered if error.balance.purse_for(cost(seconds))), default=None)
