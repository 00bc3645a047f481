"""Write down what was decided."""

from django.utils.translation import override

from safety.models import Decision, ModerationAction
from safety.review import Review


def record_decision(review: Review, *, text: str, asked_by=None) -> Decision:
    """One row for one review, with every opinion that was heard."""
    worst = review.worst
    with override("en"):  # rows are read by moderators, whatever language the page was in
        opinions = [
            {
                "verdict": str(opinion.verdict),
                "category": opinion.category,
                "rule": opinion.rule,
                "words": list(opinion.words),
                "reason": str(opinion.reason),
                "suggestion": opinion.suggestion,
            }
            for opinion in review.opinions
        ]
    return Decision.objects.create(
        text=text, verdict=review.verdict, category=worst.category, rule=worst.rule, opinions=opinions, asked_by=asked_by
    )


def record_action(action, subject, *, by, why: str = "") -> ModerationAction:
    return ModerationAction.objects.create(
        action=action, by=by, kind=subject._meta.label_lower, subject=str(subject.pk), why=why
    )
