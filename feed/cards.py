"""A card: what is shown of one post, as plain values, and the HTML of them. The same values are drawn once."""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from generation.labels import shape

DRAWN = 2048  # cards remembered, some 15 MB


class Author(NamedTuple):
    pk: int
    username: str
    name: str
    picture: str


class Card(NamedTuple):
    """Nothing of a session is in here, so that one drawing serves everybody who sees the same."""

    language: str
    pk: str
    author: Author
    cast: tuple[str, ...]
    caption: str
    words: str  # empty when they are kept back
    engine: str
    shape: str
    width: int
    height: int
    has_sound: bool
    captions: bool  # something is said in it
    clip: str
    unlisted: bool
    remixable: bool
    remix_of: str
    likes: int
    comments: int
    remixes: int
    age: tuple[str, int]
    published_at: str
    signed_in: bool
    mine: bool
    liked: bool
    kept: bool
    follows: bool

    @classmethod
    def of(cls, post, viewer) -> "Card":
        """`post` as `for_cards(viewer)` found it: no query in here."""
        author, clip = post.author, post.clip
        mine = author.pk == viewer.pk
        return cls(
            language=get_language(),
            pk=SafeString(post.pk),
            author=Author(author.pk, author.username, author.name, author.picture.name),
            cast=tuple(post.cast),
            caption=post.caption,
            words=clip.prompt if post.show_prompt else "",
            engine=clip.engine,
            shape=shape(clip.width, clip.height),
            width=clip.width,
            height=clip.height,
            has_sound=clip.has_sound,
            captions=bool(clip.captions),
            clip=str(clip.pk) if mine else "",
            unlisted=post.visibility == post.Visibility.UNLISTED,
            remixable=post.allow_remix or mine,
            remix_of=str(post.parent_id or ""),
            likes=post.like_count,
            comments=post.comment_count,
            remixes=post.remix_count,
            age=age(post.published_at, timezone.now()),
            published_at=post.published_at.isoformat(timespec="minutes"),
            signed_in=viewer.is_authenticated,
            mine=mine,
            liked=getattr(post, "liked", False),
            kept=getattr(post, "kept", False),
            follows=getattr(post, "follows", False),
        )


def age(then: datetime, now: datetime) -> tuple[str, int]:
    """How long ago, in the largest unit that fits; coarse, so that a drawing lasts."""
    seconds = max(0, int((now - then).total_seconds()))
    for unit, size in (("year", 31_536_000), ("month", 2_592_000), ("day", 86_400), ("hour", 3_600)):
        if seconds >= size:
            return unit, seconds // size
    return "minute", seconds // 60


def draw(card: Card) -> str:
    # Whoever edits the template sees the change at once.
    return _draw.__wrapped__(card) if settings.DEBUG else _draw(card)


@lru_cache(maxsize=DRAWN)
def _draw(card: Card) -> str:
    return get_template("feed/_card.html").render(context(card))


def context(card: Card) -> dict:
    """What its templates ask for: the card, its address, and that of its maker, below which lie what people do."""
    here, maker = reverse("feed:post", args=[card.pk]), reverse("feed:profile", args=[card.author.username])
    return {"card": card, "here": mark_safe(here), "maker": mark_safe(maker)}
