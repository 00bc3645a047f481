"""What people may make, and the ledger."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from accounts.models import Plan, User
from generation import services
from generation.models import CreditEntry
from generation.services.credits import left_in_words
from safety.admin import PersonAdmin, RecordAdmin, WhyForm
from safety.services import change_plan

MOST_CREDITS = 10_000  # at once: a slip of the hand, above that
WHY = CreditEntry._meta.get_field("why").max_length


@admin.register(CreditEntry)
class CreditEntryAdmin(RecordAdmin):
    list_display = ["made_at", "owner", "kind", "purse", "amount", "clip", "by", "why"]
    list_filter = ["kind", "purse", "made_at"]
    list_select_related = ["owner", "by"]
    search_fields = ["owner__username", "clip", "why"]


class CreditsForm(WhyForm):
    amount = forms.IntegerField(label=_("Credits:"), required=False, min_value=1, max_value=MOST_CREDITS)


admin.site.unregister(User)


@admin.register(User)
class CustomerAdmin(PersonAdmin):
    """People, with what they may make. Who may add to the ledger may also change plans: superusers, and who is let."""

    action_form = CreditsForm
    actions = [*PersonAdmin.actions, "grant", "make_pro", "make_free"]
    readonly_fields = ["left"]
    by_action = [*PersonAdmin.by_action, "left"]
    fieldsets = [
        *PersonAdmin.fieldsets[:1],
        (_("What they can make"), {"fields": ["plan", "left"]}),
        *PersonAdmin.fieldsets[1:],
    ]

    @admin.display(description=_("credits left"))
    def left(self, person):
        return left_in_words(person, services.balance(person))

    def has_ledger_permission(self, request):
        return request.user.has_perm("generation.add_creditentry")

    @admin.action(description=_("Grant credits"), permissions=["ledger"])
    def grant(self, request, queryset):
        amount = CreditsForm.base_fields["amount"]
        try:
            given = amount.clean(request.POST.get("amount"))
        except forms.ValidationError as error:
            return messages.error(request, " ".join(error.messages))
        if not given:
            return messages.error(request, _("Say how many credits."))
        return self.decide(request, queryset, _grant, _("Credits granted to %(count)d."), amount=given)

    @admin.action(description=_("Change the plan to Pro"), permissions=["ledger"])
    def make_pro(self, request, queryset):
        self.decide(request, queryset, change_plan, _("%(count)d on Pro now."), plan=Plan.PRO)

    @admin.action(description=_("Change the plan to Free"), permissions=["ledger"])
    def make_free(self, request, queryset):
        self.decide(request, queryset, change_plan, _("%(count)d on Free now."), plan=Plan.FREE)


def _grant(person, *, by, why, amount):
    return services.grant_credits(person, amount, by=by, why=why[:WHY])
