"""Write down what was decided, and close what it decides."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from accounts.notices import Kind
from accounts.notifications import notify
from safety.models import Appeal, Decision, ModerationAction, Report
from safety.review import Opinion, Request, Review, Verdict, review_script
from safety.review.reasons import Filled
from safety.subjects import kind_of

KEPT = 10_000  # characters of a text that is far too long
QUOTED = 300  # characters of a moderator's words in a notification


def storable(text: str) -> str:
    """`text` as every database takes it: without NUL, without halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def record_decision(review: Review, *, text: str, asked_by=None) -> Decision:
    """One row for one review, with every opinion that was heard."""
    worst = review.worst
    with override("en"):  # rows are read by moderators, whatever language the page was in
        opinions = [_written(opinion) for opinion in review.opinions]
    return Decision.objects.create(
        text=storable(text)[:KEPT],
        verdict=review.verdict,
        category=worst.category,
        rule=worst.rule,
        opinions=opinions,
        asked_by=asked_by,
    )


def objection(text: str, *, by) -> Opinion | None:
    """What the review minds about words that others will read; on the record either way."""
    heard = review_script(Request(text=text))
    record_decision(heard, text=text, asked_by=by)
    return None if heard.verdict is Verdict.ALLOW else heard.worst


def _written(opinion) -> dict:
    filled = isinstance(opinion.reason, Filled)
    return {
        "verdict": str(opinion.verdict),
        "category": opinion.category,
        "rule": opinion.rule,
        "words": [storable(word) for word in opinion.words],
        "reason": storable(str(opinion.reason)),
        "suggestion": storable(opinion.suggestion),
    } | (opinion.reason.pieces() if filled else {})


def record_action(action, subject, *, by, why: str = "") -> ModerationAction:
    return ModerationAction.objects.create(
        action=action, by=by, kind=kind_of(subject), subject=str(subject.pk), why=why
    )


def settle_reports(subject: UUID, action: ModerationAction) -> int:
    """`action` is what became of every open report on `subject`."""
    return Report.objects.open().about(subject).update(settled_at=timezone.now(), settlement=action)


def settle_appeals(action: ModerationAction) -> list[Appeal]:
    """`action` undoes what the open appeals of the same subject are about, so it answers them."""
    undone = {"action__kind": action.kind, "action__subject": action.subject}
    appeals = list(Appeal.objects.open().filter(**undone).select_related("by"))
    for appeal in appeals:
        settle_appeal(appeal, action)
    return appeals


def settle_appeal(appeal: Appeal, action: ModerationAction) -> None:
    appeal.answer, appeal.answered_at, appeal.settlement = action.why, timezone.now(), action
    appeal.save(update_fields=["answer", "answered_at", "settlement"])
    tell(Kind.APPEAL, appeal.by, appeal.action, about=action.why)


def tell(kind: Kind, person, action: ModerationAction, *, about: str = "") -> None:
    """What was decided and why; behind the link is the decision, and how to appeal. Moderators stay unnamed."""
    notify(person, kind, link=action.get_absolute_url(), about=about[:QUOTED])
