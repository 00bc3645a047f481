"""Pieces of the desk's pages: a thing, what was said about it, what was decided."""

from django.contrib import admin
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safety.models import Decision, ModerationAction, Reviewable
from safety.review.reasons import reason_in
from safety.subjects import kind_of

EVENT = "<p>{}: <strong>{}</strong>, {}: {}</p>"


def glimpse(thing) -> str:
    """Picture or words of anything, as the admin of its kind shows it."""
    if thing is None:
        return _("deleted by its maker")
    return admin.site.get_model_admin(type(thing)).glimpse(thing)


def standing(thing) -> str:
    """Who can see it right now."""
    if thing is None:
        return "–"
    if isinstance(thing, Reviewable):
        return thing.get_standing_display()
    return _("open") if thing.is_active else _("suspended")


def picture(address: str) -> str:
    return format_html('<img class="glimpse" src="{}" alt="">', address)


def when(moment) -> str:
    return localize(localtime(moment))


@admin.display(description=gettext_lazy("what was decided"))
def history(subject) -> str:
    """Every decision of a moderator about `subject` and what was said against it, newest first."""
    rows = ModerationAction.objects.filter(kind=kind_of(subject), subject=str(subject.pk))
    found = rows.select_related("by", "appeal", "appeal__by")
    return format_html_join("", "{}{}", ((appealed(row), decided(row)) for row in found)) or "–"


def decided(row: ModerationAction) -> str:
    return format_html(EVENT, when(row.made_at), row.get_action_display(), row.by or "?", row.why or "–")


def appealed(row: ModerationAction) -> str:
    if not hasattr(row, "appeal"):
        return ""
    return format_html(EVENT, when(row.appeal.made_at), _("appeal"), row.appeal.by, row.appeal.words)


def opinions(decision: Decision) -> str:
    """What the review said, rule by rule."""
    rows = (
        (
            opinion["verdict"],
            opinion["rule"],
            reason_in(opinion),
            _("words"),
            ", ".join(opinion["words"]) or "–",
            _("would pass"),
            opinion["suggestion"] or "–",
        )
        for opinion in decision.opinions
    )
    line = "<p><strong>{}</strong> {}: {}<br>{}: {}<br>{}: {}</p>"
    return format_html_join("", line, rows) or format_html("{}", decision.verdict)
