"""A notification as a sentence."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from accounts.models import Notification
from accounts.notices import SENTENCES, Kind

register = template.Library()


@register.filter
def sentence(notice: Notification) -> str:
    """In the language of the reader, with the name of who did it set apart."""
    name = format_html("<strong>{}</strong>", notice.actor.name if notice.actor else _("Somebody"))
    return mark_safe(conditional_escape(SENTENCES[Kind(notice.kind)]) % {"name": name})
