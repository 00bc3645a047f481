"""What moderators decide about people."""

from django.db import transaction

from accounts.models import Plan, User
from safety.models import ModerationAction
from safety.services.records import record_action, settle_appeals, settle_reports
from safety.subjects import subject_id

Action = ModerationAction.Action


@transaction.atomic
def suspend(person: User, *, by, why: str = "") -> ModerationAction | None:
    """Close an account for now: its sessions end, its posts hide, its renders stop. Staff only by a superuser."""
    action = _activate(person, False, Action.SUSPEND, by=by, why=why)
    if action:
        settle_reports(subject_id(person), action)
    return action


@transaction.atomic
def reinstate(person: User, *, by, why: str = "") -> ModerationAction | None:
    action = _activate(person, True, Action.REINSTATE, by=by, why=why)
    if action:
        settle_appeals(action)
    return action


def _activate(person: User, active: bool, action, *, by, why) -> ModerationAction | None:
    if person.is_staff and not by.is_superuser:
        return None
    changed = User.objects.filter(pk=person.pk, is_active=not active).update(is_active=active)
    return record_action(action, person, by=by, why=why) if changed else None


@transaction.atomic
def change_plan(person: User, *, plan: Plan, by, why: str = "") -> ModerationAction | None:
    """None when they had that plan already."""
    changed = User.objects.filter(pk=person.pk).exclude(plan=plan).update(plan=plan)
    return record_action(Action.PLAN, person, by=by, why=f"{Plan(plan)}: {why}") if changed else None
