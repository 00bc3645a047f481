"""Where to report what is shown, and where to appeal what is shown no more."""

from django import template
from django.urls import reverse

from safety.models import ModerationAction, Standing
from safety.subjects import kind_of, subject_id

register = template.Library()


@register.simple_tag
def report_url(thing) -> str:
    """The form to report `thing`, a Reviewable or a person."""
    return reverse("safety:report", args=[kind_of(thing), subject_id(thing)])


@register.simple_tag(takes_context=True)
def appeal_url(context, *things) -> str:
    """The decision that took down the first of `things` that is down, for whom it concerns; else ""."""
    down = next((thing for thing in things if thing.standing == Standing.REMOVED), None)
    if down is None or down.concerned != context["user"]:
        return ""
    about = {"kind": kind_of(down), "subject": str(down.pk), "action": ModerationAction.Action.TAKE_DOWN}
    action = ModerationAction.objects.filter(**about).order_by("-made_at").first()
    return action.get_absolute_url() if action else ""
