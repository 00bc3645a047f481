"""The person concerned says that a decision was wrong, and gets an answer."""

from django.db import transaction
from django.utils.translation import gettext as _

from safety.models import Appeal, ModerationAction, Standing
from safety.services.people import reinstate
from safety.services.records import settle_appeal
from safety.services.standings import restore
from safety.subjects import subject_of

Action = ModerationAction.Action


class CannotAppeal(Exception):
    """The message says why not."""


def can_appeal(action: ModerationAction) -> bool:
    """It hides something still, and nobody appealed it yet."""
    return _still_stands(action) and not Appeal.objects.filter(action=action).exists()


def _still_stands(action: ModerationAction) -> bool:
    subject = subject_of(action)
    if subject is None:
        return False
    if action.action == Action.SUSPEND:
        return not subject.is_active
    return action.action == Action.TAKE_DOWN and subject.standing == Standing.REMOVED


@transaction.atomic
def appeal(action: ModerationAction, *, by, words: str) -> Appeal:
    """Ask for another look, once for each decision. Raises CannotAppeal."""
    subject = subject_of(action)
    if subject is None or subject.concerned != by:
        raise CannotAppeal(_("Only the person concerned can appeal."))
    if not _still_stands(action):
        raise CannotAppeal(_("There is nothing to appeal any more."))
    made, is_new = Appeal.objects.get_or_create(action=action, defaults={"by": by, "words": words})
    if not is_new:
        raise CannotAppeal(_("You have appealed this decision already."))
    return made


@transaction.atomic
def answer_appeal(appeal: Appeal, *, by, answer: str, overturn: bool) -> ModerationAction | None:
    """Undo the decision, or let it stand; the person is told either way. None when it cannot be, or was answered."""
    appeal = Appeal.objects.open().select_for_update().select_related("action", "by").filter(pk=appeal.pk).first()
    if appeal is None:
        return None
    if overturn:
        return _undo(appeal.action, by=by, why=answer)
    about = {"kind": appeal.action.kind, "subject": appeal.action.subject}  # which may be deleted by now
    row = ModerationAction.objects.create(action=Action.ANSWER, by=by, why=answer, **about)
    settle_appeal(appeal, row)
    return row


def _undo(action: ModerationAction, *, by, why: str) -> ModerationAction | None:
    """What undoes it settles the appeals against it, too."""
    subject = subject_of(action)
    if subject is None:
        return None
    undo = reinstate if action.action == Action.SUSPEND else restore
    return undo(subject, by=by, why=why)
