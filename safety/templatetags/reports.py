"""Where to report what is shown, and where to appeal what is shown no more."""

from django import template
from django.urls import reverse

from safety.models import ModerationAction, Standing
from safety.subjects import kind_of, subject_id

register = template.Library()
Action = ModerationAction.Action


@register.simple_tag
def report_url(thing) -> str:
    """The form to report `thing`, a Reviewable or a person."""
    return reverse("safety:report", args=[kind_of(thing), subject_id(thing)])


@register.simple_tag(takes_context=True)
def appeal_url(context, *things) -> str:
    """A moderator's decision against the first of `things` that is down or refused, for whom it concerns; else ""."""
    against = next((thing for thing in things if _is_down(thing) or _is_refused(thing)), None)
    if against is None or against.concerned != context["user"]:
        return ""
    done = Action.TAKE_DOWN if _is_down(against) else Action.REFUSE
    actions = ModerationAction.objects.filter(kind=kind_of(against), subject=str(against.pk), action=done)
    action = actions.order_by("-made_at").first()
    return action.get_absolute_url() if action else ""


def _is_down(thing) -> bool:
    return thing.standing == Standing.REMOVED


def _is_refused(thing) -> bool:
    return getattr(thing, "is_refused", False)  # what needs nobody's yes to be made cannot be refused
