"""Cards, tiles and small words about posts, for every page that shows them."""

import re
from functools import cache

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feed.cards import Card, age, draw
from generation.labels import shape

register = template.Library()

_MENTION = re.compile(r"(?<![\w@.])@([A-Za-z0-9][A-Za-z0-9_]{2,29})(?![\w@])")


@register.simple_tag
@cache
def icon(name: str):
    """`templates/icons/<name>.svg`, rendered once: a card has a dozen of them."""
    return mark_safe(get_template(f"icons/{name}.svg").render())


@register.simple_tag(takes_context=True)
def cards(context, posts):
    """Every one of `posts` as a screen of its own."""
    viewer = context["user"]
    return mark_safe("".join(draw(Card.of(post, viewer)) for post in posts))


@register.simple_tag(takes_context=True)
def card(context, post):
    return cards(context, [post])


@register.simple_tag
def tiles(posts):
    """Every one of `posts` as a poster that leads to it."""
    return format_html_join("", _TILE, (_tile(post) for post in posts))


_TILE = (
    '<a class="tile" href="{0}" data-shape="{1}" data-preview="{0}preview.mp4">'
    '<img src="{0}poster.webp" alt="" loading="lazy" width="{2}" height="{3}">'
    '<span class="tile__words">{4}</span></a>'
)


def _tile(post) -> tuple:
    clip = post.clip
    words = post.caption or _("A clip by %(name)s") % {"name": post.author.name}
    return post.get_absolute_url(), shape(clip.width, clip.height), clip.width, clip.height, words


@register.simple_tag
def url_query(**values) -> str:
    """`values` as the beginning of a query: "q=cat&"."""
    return f"{urlencode(values)}&"


@register.filter
def size(value: float) -> float:
    """Without its sign."""
    return abs(value)


@register.filter
def since(moment) -> str:
    """How long ago `moment` was, in a few letters."""
    return ago(age(moment, timezone.now()))


@register.filter
def compact(number: int) -> str:
    """1 234 as 1.2k: there is little room below a button."""
    for size, letter in ((1_000_000, _("M")), (1_000, _("k"))):
        if number >= size:
            amount = number / size
            digits = 0 if amount >= 10 or round(amount, 1).is_integer() else 1
            return f"{number_format(amount, digits)}{letter}"
    return str(number)


@register.filter
def ago(age: tuple[str, int]) -> str:
    """`feed.cards.age` in a few letters."""
    unit, n = age
    if unit == "minute":
        return _("just now") if n == 0 else _("%(n)d min ago") % {"n": n}
    words = {
        "hour": ngettext("%(n)d hour ago", "%(n)d hours ago", n),
        "day": ngettext("%(n)d day ago", "%(n)d days ago", n),
        "month": ngettext("%(n)d month ago", "%(n)d months ago", n),
        "year": ngettext("%(n)d year ago", "%(n)d years ago", n),
    }
    return words[unit] % {"n": n}


@register.filter
def mentions_linked(text: str):
    """`text` with every @handle leading to its person."""
    start = 0
    pieces = []
    for found in _MENTION.finditer(text):
        pieces.append(conditional_escape(text[start : found.start()]))
        address = reverse("feed:profile", args=[found[1].lower()])
        pieces.append(format_html('<a href="{}">{}</a>', address, found[0]))
        start = found.end()
    return mark_safe("".join([*pieces, conditional_escape(text[start:])]))
