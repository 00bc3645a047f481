"""The queue of reported things: one line for each, whoever reported it how often."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from safety import services
from safety.admin.desk import ModeratedAdmin
from safety.admin.showing import glimpse, history, standing, when
from safety.cases import fill, open_cases, reasons
from safety.models import Case, Report, Reviewable


class CaseList(ChangeList):
    def get_results(self, request):
        super().get_results(request)
        self.result_list = fill(self.result_list)


@admin.register(Case)
class CaseAdmin(ModeratedAdmin):
    list_display = ["shown", "maker", "stands", "why", "their_words", "since"]
    list_display_links = ["why"]
    list_filter = ["kind"]
    list_per_page = 25
    actions = ["take_down", "dismiss", "suspend_maker"]
    readonly_fields = ["shown", "maker", "stands", "why", "their_words", "since", "before"]
    fieldsets = [(None, {"fields": readonly_fields})]

    def get_queryset(self, request):
        return open_cases(super().get_queryset(request))

    def get_ordering(self, request):
        return []  # the order of `open_cases`

    def get_changelist(self, request, **kwargs):
        return CaseList

    def get_object(self, request, object_id, from_field=None):
        case = super().get_object(request, object_id, from_field)
        return case and fill([case])[0]

    def waiting(self):
        return open_cases()

    @admin.display(description=_("what is reported"))
    def shown(self, case):
        return glimpse(case.thing)

    @admin.display(description=_("made by"))
    def maker(self, case):
        return glimpse(case.thing.concerned) if case.thing else "–"

    @admin.display(description=_("now"))
    def stands(self, case):
        return standing(case.thing)

    @admin.display(description=_("reasons"))
    def why(self, case):
        return format_html_join("", "<p>{} × {}</p>", ((count, reason) for reason, count in reasons(case)))

    @admin.display(description=_("in the reporters' words"))
    def their_words(self, case):
        said = [(report.reporter, report.words) for report in case.said if report.words]
        return format_html_join("", "<p>{}: {}</p>", said) or "–"

    @admin.display(description=_("first reported"))
    def since(self, case):
        return when(case.made_at)

    @admin.display(description=_("before this"))
    def before(self, case):
        settled = Report.objects.about(case.subject).exclude(settled_at=None).count()
        told = history(case.thing) if case.thing else ""
        return format_html("<p>{}</p>{}", _("Settled reports: %(count)d") % {"count": settled}, told)

    @admin.action(description=_("Take down"), permissions=["change"])
    def take_down(self, request, queryset):
        self.decide(request, fill(queryset), _take_down, _("%(count)d taken down."))

    @admin.action(description=_("Dismiss the reports, and show again what they hid"), permissions=["change"])
    def dismiss(self, request, queryset):
        self.decide(request, fill(queryset), _dismiss, _("%(count)d dismissed."), needs_why=False)

    @admin.action(description=_("Suspend who made it"), permissions=["suspend"])
    def suspend_maker(self, request, queryset):
        makers = {case.thing.concerned for case in fill(queryset) if case.thing}
        self.decide(request, makers, services.suspend, _("%(count)d suspended."))

    def has_suspend_permission(self, request):
        return request.user.has_perm("accounts.change_user")


def _take_down(case, **decision):
    """A person is not taken down but suspended."""
    return isinstance(case.thing, Reviewable) and services.take_down(case.thing, **decision)


def _dismiss(case, **decision):
    return services.dismiss(case.thing, **decision) if case.thing else services.close(case, **decision)
