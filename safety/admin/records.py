"""The record: what was said and done, for moderators to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from safety.admin.desk import RecordAdmin
from safety.admin.showing import opinions
from safety.models import Decision, ModerationAction, RegistryEntry, Report


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    list_display = ["made_at", "verdict", "category", "rule", "asked_by", "text"]
    list_filter = ["verdict", "category", "made_at"]
    list_select_related = ["asked_by"]
    search_fields = ["text", "rule"]
    readonly_fields = ["said"]

    @admin.display(description=_("opinions"))
    def said(self, decision):
        return opinions(decision)


@admin.register(ModerationAction)
class ModerationActionAdmin(RecordAdmin):
    list_display = ["made_at", "action", "by", "kind", "subject", "why"]
    list_filter = ["action", "kind", "made_at"]
    list_select_related = ["by"]
    search_fields = ["subject", "why"]


@admin.register(RegistryEntry)
class RegistryEntryAdmin(RecordAdmin):
    list_display = ["made_at", "clip", "engine", "seconds", "payload"]
    search_fields = ["clip", "payload", "sha256"]


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    """Every report there was; what waits is among the reported things."""

    list_display = ["made_at", "kind", "subject", "reason", "words", "reporter", "settlement"]
    list_filter = ["kind", "reason", "made_at"]
    list_select_related = ["reporter", "settlement"]
    search_fields = ["subject", "words", "reporter__username"]
    ordering = ["-made_at"]
