"""Take down, put back, leave alone: the one way in which a moderator moves the standing of anything."""

from django.db import transaction

from accounts.notices import Kind
from accounts.notifications import notify
from safety.models import Case, ModerationAction, Report, Reviewable, Standing
from safety.services.records import record_action, settle_appeals, settle_reports, tell
from safety.subjects import line_of, subject_id

Action = ModerationAction.Action
#: From where a moderator may bring it there. What somebody in it took back has no files any more, so it stays.
MOVES = {
    Standing.REMOVED: (Standing.LIVE, Standing.HIDDEN),
    Standing.LIVE: (Standing.HIDDEN, Standing.REMOVED),
}


def take_down(subject: Reviewable, *, by, why: str = "") -> ModerationAction | None:
    """Hide it from everybody but moderators; nothing is deleted, so that it can be restored."""
    return stand(subject, Standing.REMOVED, Action.TAKE_DOWN, by=by, why=why)


def restore(subject: Reviewable, *, by, why: str = "") -> ModerationAction | None:
    return stand(subject, Standing.LIVE, Action.RESTORE, by=by, why=why)


@transaction.atomic
def stand(subject: Reviewable, standing: Standing, action: Action, *, by, why: str = "") -> ModerationAction | None:
    """Bring `subject` to `standing`, settle what was said about it and tell whom it concerns.

    None when it does not stand where it could be moved from: somebody else decided first, or it was taken back.
    """
    if not subject.move_standing(standing, MOVES[standing]):
        return None
    row = record_action(action, subject, by=by, why=why)
    settle_reports(subject_id(subject), row)
    if standing == Standing.REMOVED:
        tell(Kind.TAKEN_DOWN, subject.concerned, row, about=why)
    elif not settle_appeals(row):  # an answered appeal is told as such
        tell(Kind.RESTORED, subject.concerned, row, about=why)
    return row


@transaction.atomic
def dismiss(subject, *, by, why: str = "") -> ModerationAction | None:
    """The open reports on `subject`, a person too, are about nothing; what they hid is seen again."""
    # Locked: of two moderators at once, one decides.
    reports = list(Report.objects.open().about(subject_id(subject)).select_for_update().values_list("pk"))
    hidden = isinstance(subject, Reviewable) and subject.move_standing(Standing.LIVE, (Standing.HIDDEN,))
    if not reports and not hidden:
        return None
    row = record_action(Action.DISMISS, subject, by=by, why=why)
    settle_reports(subject_id(subject), row)
    if hidden:
        notify(subject.concerned, Kind.RESTORED, link=subject.get_absolute_url(), about=line_of(subject))
    return row


@transaction.atomic
def close(case: Case, *, by, why: str = "") -> ModerationAction | None:
    """What was reported is deleted by now: nothing is left to decide."""
    reports = list(Report.objects.open().about(case.subject).select_for_update().values_list("pk"))
    if not reports:
        return None
    row = ModerationAction.objects.create(
        action=Action.DISMISS, by=by, kind=case.kind, subject=str(case.subject), why=why
    )
    settle_reports(case.subject, row)
    return row
