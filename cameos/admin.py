"""Likenesses as moderators see them: the pictures, and what their owner agreed to."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from cameos.models import Cameo, Receipt
from safety.admin import RecordAdmin, StandingAdmin, history, picture
from safety.admin.showing import when

NEWEST = 20  # receipts beside a cameo; the rest are in their own list


@admin.register(Cameo)
class CameoAdmin(StandingAdmin):
    list_display = ["faces", "owner", "level", "strict", "use_count", "standing", "made_at"]
    list_display_links = ["faces", "owner"]
    list_filter = ["level", "standing", "strict", "made_at"]
    list_select_related = ["owner"]
    list_per_page = 40
    search_fields = ["owner__username", "owner__display_name", "id"]
    readonly_fields = ["faces", "receipts", "decisions"]
    fieldsets = [
        (None, {"fields": ["faces", "owner", "level", "standing", "receipts", "decisions"]}),
        (_("Their terms"), {"fields": ["preferences", "restrictions", "strict"]}),
        (_("Use"), {"fields": ["use_count", "made_at"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("pictures")

    @admin.display(description=_("pictures"))
    def faces(self, cameo):
        addresses = (reverse("cameos:picture", args=[cameo.handle, face.position]) for face in cameo.pictures.all())
        return format_html_join("", "{}", ([picture(address)] for address in addresses)) or "–"

    @admin.display(description=_("receipts"))
    def receipts(self, cameo):
        rows = Receipt.objects.filter(owner=cameo.owner).select_related("other")[:NEWEST]
        lines = ((when(row.made_at), row.get_kind_display(), row.other or "") for row in rows)
        return format_html_join("", "<p>{}: {} {}</p>", lines) or "–"

    @admin.display(description=_("what was decided"))
    def decisions(self, cameo):
        return history(cameo)

    def glimpse(self, thing):
        return format_html("{}{}", self.faces(thing), super().glimpse(thing))


@admin.register(Receipt)
class ReceiptAdmin(RecordAdmin):
    list_display = ["made_at", "kind", "owner", "other", "details"]
    list_filter = ["kind", "made_at"]
    list_select_related = ["owner", "other"]
    search_fields = ["owner__username", "other__username"]
