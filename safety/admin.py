"""What moderators read and decide. Records are shown, never edited; every decision leaves a row and asks why."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.admin import UserAdmin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from safety import services
from safety.models import Decision, ModerationAction, RegistryEntry


class WhyForm(ActionForm):
    """The reason goes into the record, and to the person concerned."""

    why = forms.CharField(label=_("Why:"), required=False, max_length=500)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows can be opened and searched; nothing can be added, typed over or deleted."""

    show_full_result_count = False  # counting a million rows is the slow part of such a page

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [field.name for field in self.model._meta.fields] + list(self.readonly_fields)

    def render_change_form(self, request, context, **kwargs):
        row = kwargs.get("obj")
        editable = set(self.get_fields(request, row)) - set(self.get_readonly_fields(request, row))
        context |= {"show_save": bool(editable), "show_save_and_continue": bool(editable)}
        return super().render_change_form(request, context, **kwargs)


class RecordAdmin(ReadOnlyAdmin):
    def has_change_permission(self, request, obj=None):
        return False


class ModeratedAdmin(ReadOnlyAdmin):
    """Shown whole, changed by actions only."""

    action_form = WhyForm
    change_form_template = "admin/decide.html"

    def render_change_form(self, request, context, **kwargs):
        """What can be decided in the list can be decided beside the picture, too."""
        actions = self.get_actions(request).values()
        context["decisions"] = [(name, text) for _action, name, text in actions if name != "delete_selected"]
        return super().render_change_form(request, context, **kwargs)

    def decide(self, request, queryset, service, done) -> None:
        """Let `service` decide on each row, and say how many it changed."""
        why = request.POST.get("why", "").strip()
        changed = sum(bool(service(row, by=request.user, why=why)) for row in queryset)
        left = len(queryset) - changed
        if changed:
            messages.success(request, done % {"count": changed})
        if left:
            messages.warning(request, _("%(count)d were not in a state for that any more.") % {"count": left})


@admin.display(description=_("what was decided"))
def history(subject) -> str:
    """Every decision of a moderator about `subject`, newest first."""
    rows = ModerationAction.objects.filter(kind=subject._meta.label_lower, subject=str(subject.pk))
    lines = ((f"{row.made_at:%Y-%m-%d %H:%M}", row.get_action_display(), row.by or "?", row.why or "–") for row in rows)
    return format_html_join("", "<p>{}: <strong>{}</strong>, {}: {}</p>", lines) or "–"


def opinions(decision: Decision) -> str:
    """What the review said, rule by rule."""
    rows = (
        (
            opinion["verdict"],
            opinion["rule"],
            opinion["reason"],
            ", ".join(opinion["words"]) or "–",
            opinion["suggestion"] or "–",
        )
        for opinion in decision.opinions
    )
    line = "<p><strong>{}</strong> {}: {}<br>words: {}<br>would pass: {}</p>"
    return format_html_join("", line, rows) or format_html("{}", decision.verdict)


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


@admin.register(User)
class PersonAdmin(ModeratedAdmin, UserAdmin):
    """Moderators suspend and reinstate; only superusers edit accounts."""

    list_display = ["username", "display_name", "is_active", "is_staff", "date_joined", "last_login"]
    list_filter = ["is_active", "is_staff", "date_joined"]
    search_fields = ["username", "display_name"]
    actions = ["suspend", "reinstate"]
    fieldsets = [
        (None, {"fields": ["username", "display_name", "is_active", "decisions"]}),
        (_("Permissions"), {"fields": ["is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        if request.user.is_superuser:
            return ["last_login", "date_joined", "is_active", "decisions"]
        return [
            "username",
            "display_name",
            "is_active",
            "decisions",
            "is_staff",
            "is_superuser",
            "groups",
            "last_login",
            "date_joined",
        ]

    def has_add_permission(self, request):
        return request.user.is_superuser

    @admin.display(description=_("what was decided"))
    def decisions(self, person):
        return history(person)

    @admin.action(description=_("Suspend: sign out, hide everything, stop what is being made"), permissions=["change"])
    def suspend(self, request, queryset):
        self.decide(request, queryset, services.suspend, _("%(count)d suspended."))

    @admin.action(description=_("Reinstate"), permissions=["change"])
    def reinstate(self, request, queryset):
        self.decide(request, queryset, services.reinstate, _("%(count)d reinstated."))
