"""Ask somebody for their likeness; say yes, say no, and take a yes back."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Block
from accounts.notices import Kind
from accounts.notifications import notify
from cameos.models import Cameo, Grant, Receipt
from cameos.services.casting import may_cast
from cameos.services.receipts import write_receipt

State = Grant.State


class CannotAsk(Exception):
    """They are not to be asked: the level, a block or a moderator is in the way. The message is for people."""


class CannotGrant(Exception):
    """A yes to this person would mean nothing. The message is for people."""


@transaction.atomic
def ask(cameo: Cameo, *, by, words: str = "") -> Grant:
    """`by` would like to put `cameo` into clips. The owner is told, but not within 30 days of a no.

    Raises CannotAsk.
    """
    if not Cameo.objects.askable_by(by).filter(pk=cameo.pk).exists():
        raise CannotAsk(_("This person cannot be asked."))
    first = {"state": State.ASKED, "words": words}
    grant, is_new = Grant.objects.select_for_update().get_or_create(cameo=cameo, to=by, defaults=first)
    if grant.state == State.APPROVED:
        return grant
    is_loud = is_new or (grant.decided_at is not None and not grant.is_quiet)
    grant.state, grant.words, grant.made_at = State.ASKED, words, timezone.now()
    grant.decided_at = None if is_loud else grant.decided_at
    grant.save()
    if is_loud:
        notify(cameo.owner, Kind.CAST_ASKED, actor=by, link=reverse("cameos:mine"), about=words)
    return grant


@transaction.atomic
def answer(grant: Grant, *, yes: bool) -> bool:
    """Say yes or no to somebody who asked. False when they were answered already."""
    waiting = _locked().filter(pk=grant.pk, state=State.ASKED).first()
    if waiting is None:
        return False
    if yes:
        _approve(waiting)
    else:
        _decide(waiting, State.DECLINED)
        notify(waiting.to, Kind.CAST_DECLINED, actor=waiting.cameo.owner, link=waiting.cameo.get_absolute_url())
    return True


@transaction.atomic
def grant(cameo: Cameo, *, to) -> Grant:
    """Say yes to somebody, whether they asked or not. Raises CannotGrant."""
    if to == cameo.owner:
        raise CannotGrant(_("You may always use your own likeness."))
    if not to.is_active or Block.objects.between(cameo.owner, to).exists():
        raise CannotGrant(_("One of you has blocked the other, or their account is closed."))
    given, _is_new = Grant.objects.get_or_create(cameo=cameo, to=to, defaults={"state": State.ASKED})
    given = _locked().get(pk=given.pk)
    if given.state != State.APPROVED:
        _approve(given)
    return given


@transaction.atomic
def revoke(cameo: Cameo, *, from_) -> bool:
    """Take a yes back, from now on. False when there was none."""
    given = _locked().filter(cameo=cameo, to=from_, state=State.APPROVED).first()
    if given is None:
        return False
    _decide(given, State.REVOKED)
    write_receipt(Receipt.Kind.REVOKE, owner=cameo.owner, other=from_)
    return True


def _locked():
    return Grant.objects.select_for_update(of=["self"]).select_related("cameo__owner", "to")


def _approve(given: Grant) -> None:
    _decide(given, State.APPROVED)
    write_receipt(Receipt.Kind.GRANT, owner=given.cameo.owner, other=given.to)
    if may_cast(given.to, given.cameo):  # at another level a yes waits, and there is nothing to tell
        notify(given.to, Kind.CAST_ALLOWED, actor=given.cameo.owner, link=given.cameo.get_absolute_url())


def _decide(given: Grant, state: State) -> None:
    given.state, given.decided_at = state, timezone.now()
    given.save(update_fields=["state", "decided_at"])
