"""How moderators read and decide. Records are shown, never edited; every decision leaves a row and asks why."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from safety import services
from safety.subjects import line_of

GLIMPSE = 160  # characters of a thing's words in a list


class WhyForm(ActionForm):
    """The reason goes into the record, and to the person concerned."""

    why = forms.CharField(label=_("Why:"), required=False, max_length=500)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows can be opened and searched; nothing can be added, typed over or deleted."""

    show_full_result_count = False  # counting a million rows is the slow part of such a page

    class Media:
        css = {"all": ["css/desk.css"]}

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)  # nothing is selected "to change" here
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

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

    def glimpse(self, thing) -> str:
        """What a moderator needs to see of `thing` in a list of other things: its words and where to look closer."""
        words = Truncator(line_of(thing)).chars(GLIMPSE) or "–"
        address = reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
        return format_html('<a href="{}">{}</a>', address, words)

    def waiting(self) -> QuerySet | None:
        """The rows that wait for a decision, counted on the first page; None where nothing waits in this list."""
        return None

    def render_change_form(self, request, context, **kwargs):
        """What can be decided in the list can be decided beside the picture, too."""
        actions = self.get_actions(request).values()
        form = self.action_form(auto_id="decide_%s")
        context["decisions"] = [(name, text) for _action, name, text in actions if name != "delete_selected"]
        context["asked"] = [field for field in form if field.name not in ("action", "select_across")]
        return super().render_change_form(request, context, **kwargs)

    def decide(self, request, rows, service, done, *, needs_why=True, **details) -> None:
        """Let `service` decide on each of `rows`, and say how many it changed."""
        why = request.POST.get("why", "").strip()
        if needs_why and not why:
            messages.error(request, _("Say why first: it goes into the record, and to the person concerned."))
            return
        rows = list(rows)
        changed = sum(bool(service(row, by=request.user, why=why, **details)) for row in rows)
        if changed:
            messages.success(request, done % {"count": changed})
        if left := len(rows) - changed:
            messages.warning(request, _("%(count)d were not in a state for that any more.") % {"count": left})


class StandingAdmin(ModeratedAdmin):
    """Of things that people see, and that can be taken down and put back."""

    actions = ["take_down", "restore"]

    @admin.action(description=_("Take down"), permissions=["change"])
    def take_down(self, request, queryset):
        self.decide(request, queryset, services.take_down, _("%(count)d taken down."))

    @admin.action(description=_("Restore"), permissions=["change"])
    def restore(self, request, queryset):
        self.decide(request, queryset, services.restore, _("%(count)d restored."), needs_why=False)
