"""The queue of appeals: what waits for an answer first."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from safety import services
from safety.admin.desk import ModeratedAdmin
from safety.admin.showing import decided, glimpse, history
from safety.models import Appeal
from safety.subjects import subject_of


class AnswerForm(ActionForm):
    why = forms.CharField(label=_("Answer:"), required=False, max_length=500)


@admin.register(Appeal)
class AppealAdmin(ModeratedAdmin):
    list_display = ["shown", "decision", "words", "by", "made_at", "outcome"]
    list_display_links = ["words"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter), "action__action"]
    list_select_related = ["by", "action__by", "settlement"]
    list_per_page = 25
    search_fields = ["words", "answer", "by__username"]
    ordering = [F("answered_at").asc(nulls_first=True), "made_at"]
    action_form = AnswerForm
    actions = ["overturn", "uphold"]
    readonly_fields = ["shown", "decision", "words", "by", "made_at", "outcome", "answer", "before"]
    fieldsets = [(None, {"fields": readonly_fields})]

    def waiting(self):
        return Appeal.objects.open()

    @admin.display(description=_("what it is about"))
    def shown(self, appeal):
        return glimpse(subject_of(appeal.action))

    @admin.display(description=_("decision"))
    def decision(self, appeal):
        return decided(appeal.action)

    @admin.display(description=_("outcome"), ordering="answered_at")
    def outcome(self, appeal):
        if not appeal.answered_at:
            return _("waits")
        return _("overturned") if appeal.overturned else _("upheld")

    @admin.display(description=_("what was decided"))
    def before(self, appeal):
        thing = subject_of(appeal.action)
        return history(thing) if thing else "–"

    @admin.action(description=_("Overturn: undo the decision"), permissions=["change"])
    def overturn(self, request, queryset):
        self.decide(request, queryset, _answer, _("%(count)d overturned."), overturn=True)

    @admin.action(description=_("Uphold: let it stand"), permissions=["change"])
    def uphold(self, request, queryset):
        self.decide(request, queryset, _answer, _("%(count)d upheld."), overturn=False)


def _answer(appeal, *, by, why, overturn):
    return services.answer_appeal(appeal, by=by, answer=why, overturn=overturn)
