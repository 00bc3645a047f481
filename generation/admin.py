"""Clips as moderators see them: picture and reasons first, then the decision."""

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from generation import services
from generation.models import Generation, HeldRequest
from generation.states import State
from safety.admin import ModeratedAdmin, history, opinions


@admin.register(Generation)
class GenerationAdmin(ModeratedAdmin):
    list_display = ["picture", "prompt", "why", "state", "standing", "owner", "requested_at"]
    list_display_links = ["picture", "prompt"]
    list_filter = ["state", "standing", "decision__category", "engine", "requested_at"]
    list_select_related = ["owner", "decision"]
    list_per_page = 40
    search_fields = ["prompt", "owner__username", "id"]
    ordering = ["-requested_at"]
    actions = ["allow", "refuse", "take_down", "restore"]
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
        return format_html('<img src="{}" alt="" height="96">', reverse("generation:poster", args=[clip.pk]))

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
        self.decide(request, queryset, services.allow, _("%(count)d allowed."))

    @admin.action(description=_("Refuse"), permissions=["change"])
    def refuse(self, request, queryset):
        self.decide(request, queryset, services.refuse, _("%(count)d refused."))

    @admin.action(description=_("Take down"), permissions=["change"])
    def take_down(self, request, queryset):
        self.decide(request, queryset, services.take_down, _("%(count)d taken down."))

    @admin.action(description=_("Restore"), permissions=["change"])
    def restore(self, request, queryset):
        self.decide(request, queryset, services.restore, _("%(count)d restored."))


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
