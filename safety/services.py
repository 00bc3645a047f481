"""Write down what was decided."""

from django.db import transaction
from django.utils.translation import override

from accounts.models import User
from safety.models import Decision, ModerationAction
from safety.review import Review

KEPT = 10_000  # characters of a text that is far too long


def storable(text: str) -> str:
    """`text` as every database takes it: without NUL, without halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def record_decision(review: Review, *, text: str, asked_by=None) -> Decision:
    """One row for one review, with every opinion that was heard."""
    worst = review.worst
    with override("en"):  # rows are read by moderators, whatever language the page was in
        opinions = [
            {
                "verdict": str(opinion.verdict),
                "category": opinion.category,
                "rule": opinion.rule,
                "words": [storable(word) for word in opinion.words],
                "reason": str(opinion.reason),
                "suggestion": storable(opinion.suggestion),
            }
            for opinion in review.opinions
        ]
    return Decision.objects.create(
        text=storable(text)[:KEPT],
        verdict=review.verdict,
        category=worst.category,
        rule=worst.rule,
        opinions=opinions,
        asked_by=asked_by,
    )


def record_action(action, subject, *, by, why: str = "") -> ModerationAction:
    return ModerationAction.objects.create(
        action=action, by=by, kind=subject._meta.label_lower, subject=str(subject.pk), why=why
    )


def suspend(person: User, *, by, why: str = "") -> bool:
    """Close an account for now: its sessions end, its posts hide, its renders stop. Staff only by a superuser."""
    return _activate(person, False, ModerationAction.Action.SUSPEND, by=by, why=why)


def reinstate(person: User, *, by, why: str = "") -> bool:
    return _activate(person, True, ModerationAction.Action.REINSTATE, by=by, why=why)


@transaction.atomic
def _activate(person: User, active: bool, action, *, by, why) -> bool:
    if person.is_staff and not by.is_superuser:
        return False
    changed = User.objects.filter(pk=person.pk, is_active=not active).update(is_active=active)
    if changed:
        record_action(action, person, by=by, why=why)
    return bool(changed)
