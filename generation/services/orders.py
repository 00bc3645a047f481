"""What somebody asks for, complete and as plain values, before anybody has looked at it."""

import secrets
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.core.files.base import ContentFile

from accounts.models import User
from cameos.models import Cameo
from cameos.services import Cast, casting_of
from generation.models import Generation, Style
from generation.script import SIZES, Shot
from safety.services import KEPT, storable

SEEDS = 2**31
PREVIEW_SECONDS = 3
PREVIEW_ENGINE = "sketch"


@dataclass(frozen=True, kw_only=True)
class Order:
    """`before` comes first and whole, then the shots are made. No shots: `prompt` is one shot of `seconds`."""

    owner: User
    prompt: str
    seconds: float  # to make
    size: tuple[int, int]  # width, height
    engine: str
    seed: int
    style: str = ""
    source: Generation | None = None
    strength: float | None = None
    shots: tuple[Shot, ...] = ()
    first: ContentFile | None = None
    last: ContentFile | None = None
    before: tuple[Generation, ...] = ()
    is_preview: bool = False

    @classmethod
    def of(cls, *, size: str, engine="", seed=None, shots=(), prompt="", seconds=0, source=None, **rest) -> "Order":
        """With what follows from it: the words and seconds of its shots, the usual engine, a seed."""
        if shots:
            prompt, seconds = "\n".join(shot.prompt for shot in shots), sum(shot.seconds for shot in shots)
        if seed is None:  # a remix keeps that of its source, so that the picture stays recognisable
            seed = source.seed if source else secrets.randbelow(SEEDS)
        facts = {"size": SIZES[size], "engine": engine or settings.GENERATION_ENGINE, "seed": seed}
        return cls(prompt=prompt, seconds=seconds, shots=tuple(shots), source=source, **facts, **rest)

    @property
    def as_preview(self) -> "Order":
        """The same words as a short drawing: nothing of other clips, no pictures."""
        shown = replace(self, shots=_shortened(self.shots, self.seconds), seconds=PREVIEW_SECONDS)
        bare = {"source": None, "strength": None, "first": None, "last": None, "before": ()}
        return replace(shown, engine=PREVIEW_ENGINE, is_preview=True, **bare)

    @property
    def total(self) -> float:
        """Seconds from the first picture to the last."""
        return sum(clip.seconds for clip in self.before) + self.seconds

    @cached_property
    def cast(self) -> Cast:
        """Whom the words mention."""
        return casting_of(self.owner, self.prompt)

    @property
    def pictured(self) -> tuple[Generation, ...]:
        """The clips whose pictures go into it."""
        return (*self.before, self.source) if self.source and self.strength is not None else self.before

    @cached_property
    def people(self) -> tuple[Cameo, ...]:
        """Everybody who will be in it and agrees: those in the words, then those in the clips it begins with."""
        there = Cameo.objects.castable_by(self.owner).filter(castings__clip__in=self.pictured).select_related("owner")
        known = {cameo.pk for cameo in self.cast.usable}
        others = {cameo.pk: cameo for cameo in there if cameo.pk not in known} if self.pictured else {}
        return (*self.cast.usable, *others.values())

    @property
    def row(self) -> dict:
        """The columns of its Generation."""
        chosen = Style.objects.filter(slug=self.style).values_list("words", flat=True) if self.style else ()
        return {
            "owner": self.owner,
            "prompt": storable(self.prompt)[:KEPT],
            "shots": [{"prompt": storable(shot.prompt)[:KEPT], "seconds": shot.seconds} for shot in self.shots],
            "seconds": round(self.total),
            "made_seconds": round(self.seconds),
            "width": self.size[0],
            "height": self.size[1],
            "style": self.style,
            "style_words": next(iter(chosen), ""),
            "engine": self.engine,
            "source": self.source,
            "strength": self.strength,
            "is_preview": self.is_preview,
        }


def _shortened(shots: tuple[Shot, ...], seconds: float) -> tuple[Shot, ...]:
    """As long together as a preview is."""
    return tuple(replace(shot, seconds=round(shot.seconds * PREVIEW_SECONDS / seconds, 2)) for shot in shots)
