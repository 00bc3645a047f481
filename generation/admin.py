"""Clips as moderators see them: picture and reasons first, then the decision."""

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.models import Plan, User
from generation import services
from generation.models import CreditEntry, Generation, HeldRequest
from generation.services.credits import left_in_words
from generation.states import State
from safety.admin import PersonAdmin, RecordAdmin, StandingAdmin, WhyForm, history, opinions, picture
from safety.services import change_plan

MOST_CREDITS = 10_000  # at once: a slip of the hand, above that
WHY = CreditEntry._meta.get_field("why").max_length


@admin.register(Generation)
class GenerationAdmin(StandingAdmin):
    list_display = ["picture", "prompt", "why", "state", "standing", "owner", "requested_at"]
    list_display_links = ["picture", "prompt"]
    list_filter = ["state", "standing", "decision__category", "engine", "requested_at"]
    list_select_related = ["owner", "decision"]
    list_per_page = 40
    search_fields = ["prompt", "owner__username", "id"]
    ordering = ["-requested_at"]
    actions = ["allow", "refuse", *StandingAdmin.actions]
    readonly_fields = ["film", "reasons", "decisions"]
    fieldsets = [
        (None, {"fields": ["film", "prompt", "owner", "state", "standing", "reasons", "decisions"]}),
        (_("The order"), {"fields": ["seconds", "width", "height", "style", "seed", "engine", "requested_at"]}),
        (
            _("The making"),
            {"fields": ["attempts", "started_at", "finished_at", "timings", "failure", "trouble", "registry"]},
        ),
    ]

    @admin.display(description=_("picture"))
    def picture(self, clip):
        if not clip.poster:
            return "–"
        return picture(reverse("generation:poster", args=[clip.pk]))

    def glimpse(self, thing):
        return format_html("{}{}", self.picture(thing), super().glimpse(thing))

    @admin.display(description=_("film"))
    def film(self, clip):
        if not clip.video:
            return "–"
        video, poster = (reverse(f"generation:{name}", args=[clip.pk]) for name in ("video", "poster"))
        return format_html('<video src="{}" poster="{}" width="420" height="420" controls></video>', video, poster)

    @admin.display(description=_("rule"), ordering="decision__rule")
    def why(self, clip):
        return clip.decision.rule or clip.failure or "–"

    @admin.display(description=_("what the review said"))
    def reasons(self, clip):
        return opinions(clip.decision)

    @admin.display(description=_("what was decided"))
    def decisions(self, clip):
        return history(clip)

    @admin.action(description=_("Allow: make it"), permissions=["change"])
    def allow(self, request, queryset):
        self.decide(request, queryset, services.allow, _("%(count)d allowed."), needs_why=False)

    @admin.action(description=_("Refuse"), permissions=["change"])
    def refuse(self, request, queryset):
        self.decide(request, queryset, services.refuse, _("%(count)d refused."))


@admin.register(HeldRequest)
class HeldRequestAdmin(GenerationAdmin):
    """The moderators' queue: oldest first."""

    list_display = ["prompt", "reasons", "owner", "requested_at"]
    list_display_links = ["prompt"]
    list_filter = ["decision__category", "requested_at"]
    ordering = ["requested_at"]
    actions = ["allow", "refuse"]

    def get_queryset(self, request) -> QuerySet[Generation]:
        return super().get_queryset(request).filter(state=State.HELD)

    def waiting(self):
        return Generation.objects.filter(state=State.HELD)


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
