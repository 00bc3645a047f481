"""What the engine of this site can do, known without loading it: the composer offers nothing that cannot be made."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from generation.engines import catalogue
from generation.engines.catalogue import ModelCard


@dataclass(frozen=True)
class Abilities:
    cast: int  # how many people it can show by their pictures
    sound: bool
    remix: bool  # begins from the pictures of a clip
    extends: bool  # goes on from the last pictures of a clip
    first_frame: bool
    last_frame: bool
    max_seconds: float  # the longest clip worth asking for
    model: str  # its name, for people; "": no model


def abilities(engine: str) -> Abilities:
    """Of the engine called `engine`. One that has no model, `sketch` and those of the tests, draws what it is told."""
    if engine not in ("diffusers", catalogue.POCKET):
        return Abilities(
            cast=3,
            sound=False,
            remix=False,
            extends=False,
            first_frame=False,
            last_frame=False,
            max_seconds=60,
            model="",
        )
    return _of(catalogue.card(catalogue.POCKET) if engine == catalogue.POCKET else _configured())


def _configured() -> ModelCard:
    """A page still opens where nothing sensible is configured; the checks at the start say what is wrong."""
    try:
        return catalogue.card_of(settings.GENERATION_MODEL)
    except ImproperlyConfigured:
        return ModelCard(id="", name="")


def _of(card: ModelCard) -> Abilities:
    return Abilities(
        cast=card.cast,
        sound=card.sound,
        remix=card.remix,
        extends=card.extends,
        first_frame=card.first_frame,
        last_frame=card.last_frame,
        max_seconds=card.max_seconds,
        model=card.name,
    )
