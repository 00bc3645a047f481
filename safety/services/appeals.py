"""The person concerned says that a decision was wrong, and gets an answer."""

from django.db import transaction
from django.utils.translation import gettext as _

from safety.models import Appeal, ModerationAction, Standing
from safety.services.people import reinstate
from safety.services.records import settle_appeal
from safety.services.standings import restore
from safety.subjects import subject_of

Action = ModerationAction.Action
#: What undoes which decision, (subject, by=, why=) -> its row or None; an app above adds what it decides itself.
UNDO = {Action.SUSPEND: reinstate, Action.TAKE_DOWN: restore}


class CannotAppeal(Exception):
    """The message says why not."""


def still_stands(action: ModerationAction, subject) -> bool:
    """Is that decision about `subject` in force, and nothing that came later?"""
    if subject is None:
        return False
    if action.action == Action.SUSPEND:
        return not subject.is_active
    if action.action == Action.REFUSE:
        return subject.is_refused
    return action.action == Action.TAKE_DOWN and subject.standing == Standing.REMOVED


@transaction.atomic
def appeal(action: ModerationAction, *, by, words: str) -> Appeal:
    """Ask for another look, once for each decision. Raises CannotAppeal."""
    subject = subject_of(action)
    if subject is None or subject.concerned != by:
        raise CannotAppeal(_("Only the person concerned can appeal."))
    if not still_stands(action, subject):
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
    return subject and UNDO[action.action](subject, by=by, why=why)
