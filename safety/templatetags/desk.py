"""The first page of the moderators' desk."""

from django import template
from django.contrib import admin
from django.urls import reverse

from safety.admin import ModeratedAdmin

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting(context) -> list[dict]:
    """What waits in each list that the reader may open: its name, its address, how many rows."""
    request = context["request"]
    desks = [desk for desk in admin.site._registry.values() if isinstance(desk, ModeratedAdmin)]
    return [
        {
            "name": desk.opts.verbose_name_plural,
            "address": reverse(f"admin:{desk.opts.app_label}_{desk.opts.model_name}_changelist"),
            "count": rows.count(),
        }
        for desk in desks
        if desk.has_view_permission(request) and (rows := desk.waiting()) is not None
    ]
