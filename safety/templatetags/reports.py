"""Where to report what is shown."""

from django import template
from django.urls import reverse

from safety.subjects import kind_of, subject_id

register = template.Library()


@register.simple_tag
def report_url(thing) -> str:
    """The form to report `thing`, a Reviewable or a person."""
    return reverse("safety:report", args=[kind_of(thing), subject_id(thing)])
