"""What the review makes of an order: its words together, each shot alone, and everybody who would be in it."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext_lazy

from cameos.services import Cast, casting_of
from generation.models import Casting
from generation.services.casting import MOST, remixable
from generation.services.orders import Order
from safety.review import CastMember, Opinion, Request, Review, Verdict, review_script
from safety.review.reasons import Filled, reason_for

NOT_FOR_REMIX = gettext_lazy("The clip that you remix shows people who have not agreed that you cast them: {people}.")
NOT_IN_PARTS = gettext_lazy(
    "The clips that this one begins with show people who have not agreed that you cast them: {people}."
)


def review(order: Order) -> Review:
    """The verdict on `order`. The words of a style are the operators' own and are not looked at."""
    if order.source and (absent := remixable(order.source, order.owner)):
        return _no_cameo(NOT_FOR_REMIX, absent)
    if absent := _absent(order):
        return _no_cameo(NOT_IN_PARTS, absent)
    if len(order.people) > MOST and len(order.people) > len(order.cast.usable):
        return _too_many(order)
    return Review.of(_distinct([*_of_the_words(order), *_of_the_parts(order)]))


def _of_the_words(order: Order) -> list[Opinion]:
    """On the whole, and on each shot by itself: what harms alone may hide among others."""
    if not order.seconds:
        return []
    whole = _heard(order.prompt, order, order.cast)
    if len(order.shots) < 2:
        return list(whole.opinions)
    texts = [shot.prompt for shot in order.shots]
    alone = [_heard(text, order, casting_of(order.owner, text)) for text in texts]
    mended = _mended(order, texts, alone)
    minded = [opinion for heard in alone for opinion in heard.opinions]
    return [
        *(replace(opinion, suggestion=mended or opinion.suggestion) for opinion in whole.opinions),
        *(replace(opinion, suggestion=mended) for opinion in minded),
    ]


def _mended(order: Order, texts: list[str], alone: list[Review]) -> str:
    """The shots with what would pass in place of what would not, if all of it together passes; else ""."""
    if all(heard.verdict is Verdict.ALLOW for heard in alone):
        return ""
    lines = [heard.worst.suggestion or text for text, heard in zip(texts, alone, strict=True)]
    whole = "\n".join(line.replace("\n", " ") for line in lines)
    passes = _heard(whole, order, casting_of(order.owner, whole)).verdict is Verdict.ALLOW
    return whole if passes else ""


def _of_the_parts(order: Order) -> list[Opinion]:
    """Clips that were harmless each can be a harm together. What would pass cannot be said: those are made."""
    if not order.before:
        return []
    texts = [*(clip.prompt for clip in order.before), *([order.prompt] if order.seconds else [])]
    windows = [_heard(text, order, casting_of(order.owner, text)) for text in _windows(texts)]
    return [replace(opinion, suggestion="") for heard in windows for opinion in heard.opinions]


def _windows(texts: list[str]) -> list[str]:
    """Neighbours together, as many as the review reads at once; each text is in one of them, the last one surely."""
    windows, now = [], ""
    for text in reversed(texts):
        longer = f"{text}\n{now}" if now else text
        if now and len(longer) > settings.PROMPT_LIMIT:
            windows.append(now)
            longer = text
        now = longer
    return [*windows, now]


def _heard(text: str, order: Order, cast: Cast) -> Review:
    members = tuple(
        CastMember(cameo.handle, cameo.preferences, tuple(cameo.restricted), cameo.strict)
        for cameo in (*cast.usable, *(cameo for cameo in order.people if cameo not in cast.usable))
    )
    handles = {"unusable_handles": cast.unusable, "cast_handles": tuple(member.handle for member in members)}
    return review_script(Request(text=text, style=order.style, cast=members, **handles))


def _distinct(opinions: list[Opinion]) -> list[Opinion]:
    """Each once: what is minded in a shot is minded in the whole, too."""
    return list({(opinion.rule, opinion.words): opinion for opinion in reversed(opinions)}.values())[::-1]


def _absent(order: Order) -> list[str]:
    """The handles of those in the clips it begins with whom its maker may not put into a clip any more."""
    missing = Casting.objects.filter(clip__in=order.before).not_castable_by(order.owner) if order.before else []
    return list(dict.fromkeys(casting.person.username for casting in missing))


def _no_cameo(said, handles: list[str]) -> Review:
    words = tuple(f"@{handle}" for handle in handles)
    reason = Filled(said, {"people": ", ".join(words)})
    return Review.of([Opinion(Verdict.REFUSE, "people", "people.no_cameo", words=words, reason=reason)])


def _too_many(order: Order) -> Review:
    words = tuple(f"@{cameo.handle}" for cameo in order.people[MOST:])
    rule = "people.too_many"
    return Review.of([Opinion(Verdict.REFUSE, "people", rule, words=words, reason=reason_for(rule))])
