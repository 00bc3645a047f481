"""Clips as moderators see them: picture and reasons first, then the decision."""

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from generation import services
from generation.models import Generation, HeldRequest
from generation.states import State
from safety.admin import StandingAdmin, history, opinions, picture


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
    readonly_fields = ["film", "storyboard", "handed_in", "begins_with", "variants", "reasons", "decisions"]
    seen_first = ["film", "prompt", "storyboard", "handed_in", "begins_with", "variants"]
    order = [
        "seconds", "made_seconds", "width", "height", "style", "style_words", "seed", "engine", "source", "strength",
        "is_preview", "requested_at",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": [*seen_first, "owner", "state", "standing", "reasons", "decisions"]}),
        (_("The order"), {"fields": order}),
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

    @admin.display(description=_("storyboard"))
    def storyboard(self, clip):
        lines = ((shot["prompt"], shot["seconds"]) for shot in clip.shots)
        shown = format_html_join("", "<li>{} ({} s)</li>", lines)
        return format_html("<ol>{}</ol>", shown) if clip.shots else "–"

    @admin.display(description=_("pictures handed in"))
    def handed_in(self, clip):
        names = [name for name in ("first", "last") if getattr(clip, f"{name}_frame")]
        pictures = ((picture(reverse(f"generation:{name}_picture", args=[clip.pk])),) for name in names)
        return format_html_join("", "{}", pictures) or "–"

    @admin.display(description=_("begins with"))
    def begins_with(self, clip):
        return self._linked(part.source for part in clip.parts.select_related("source") if part.source)

    @admin.display(description=_("asked for together with"))
    def variants(self, clip):
        return self._linked(Generation.objects.filter(sheet=clip.sheet).exclude(pk=clip.pk)) if clip.sheet else "–"

    def _linked(self, clips):
        lines = ((reverse("admin:generation_generation_change", args=[clip.pk]), clip) for clip in clips)
        return format_html_join("", '<p><a href="{}">{}</a></p>', lines) or "–"

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

    list_display = ["script", "reasons", "owner", "requested_at"]
    list_display_links = None
    list_filter = ["decision__category", "requested_at"]
    ordering = ["requested_at"]
    actions = ["allow", "refuse"]

    @admin.display(description=_("words"))
    def script(self, clip):
        """All there is to decide on: the words, the shots, the pictures."""
        address = reverse("admin:generation_heldrequest_change", args=[clip.pk])
        words = format_html('<a href="{}">{}</a>', address, clip.prompt)
        more = [shown(clip) for shown, there in self._more(clip) if there]
        return format_html_join("", "{}", ((part,) for part in (words, *more)))

    def _more(self, clip):
        """What else a request may bring along, and whether this one does."""
        return (self.storyboard, clip.shots), (self.handed_in, clip.first_frame or clip.last_frame)

    def get_queryset(self, request) -> QuerySet[Generation]:
        return super().get_queryset(request).filter(state=State.HELD)

    def waiting(self):
        return Generation.objects.filter(state=State.HELD)
