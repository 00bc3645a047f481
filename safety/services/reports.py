"""Somebody says that something should not be here."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.notices import Kind
from accounts.notifications import notify
from safety.models import Report, Reviewable, Standing
from safety.subjects import kind_of, line_of, subject_id


class CannotReport(Exception):
    """The message says why not."""


@transaction.atomic
def report(subject, *, by, reason: Report.Reason, words: str = "") -> Report:
    """Bring `subject`, a Reviewable or a person, before the moderators; twice by the same person is once.

    It is gone from the reporter's next page at once, and from everybody's when enough people say so.
    """
    if subject.concerned == by:
        raise CannotReport(_("This is yours: you can change or delete it yourself."))
    # Two reports at the same moment must see each other, or neither is the one too many.
    type(subject)._base_manager.select_for_update().get(pk=subject.pk)
    first = {"kind": kind_of(subject), "reason": reason, "words": words}
    found, is_new = Report.objects.get_or_create(
        reporter=by, subject=subject_id(subject), settled_at=None, defaults=first
    )
    if is_new and isinstance(subject, Reviewable):
        _hide_at_the_threshold(subject)
    return found


def _hide_at_the_threshold(subject: Reviewable) -> None:
    """Settled reports count no more: what a moderator has looked at does not vanish for what is already answered."""
    # One open report a person, so these are people.
    against = Report.objects.open().about(subject.pk).filter(reporter__is_active=True).count()
    if against >= settings.REPORTS_TO_HIDE and subject.move_standing(Standing.HIDDEN, (Standing.LIVE,)):
        notify(subject.concerned, Kind.HIDDEN, link=subject.get_absolute_url(), about=line_of(subject))
