"""Small words about clips for every page."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from generation import labels, queries

register = template.Library()


@register.filter
def engine_name(engine: str) -> str:
    return labels.ENGINE_NAMES.get(engine, engine)


@register.filter
def engine_about(engine: str) -> str:
    return labels.engine_about(engine)


@register.filter
def style_name(style: str) -> str:
    return queries.style_name(style)


@register.filter
def shape(clip) -> str:
    """`portrait`, `landscape` or `square`, for the style sheet."""
    return labels.shape(clip.width, clip.height)


@register.filter
def shape_name(clip) -> str:
    return labels.SHAPES[shape(clip)]


@register.filter
def about_time(seconds: float) -> str:
    """Seconds as people say them: rounded up to five, from two minutes on in minutes."""
    if seconds < 115:
        return _("about %(seconds)d s") % {"seconds": max(5, 5 * -(-int(seconds) // 5))}
    minutes = -(-int(seconds) // 60)
    return ngettext("about %(minutes)d minute", "about %(minutes)d minutes", minutes) % {"minutes": minutes}
