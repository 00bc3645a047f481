"""What is fine on your own machine and not in front of other people. `check --deploy` and a production start ask."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core import checks
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from generation.engines import LicenceNotAccepted, catalogue


class Shortcut(NamedTuple):
    """Something that production refuses, unless SKYLARK_ALLOW names it."""

    id: str
    name: str  # the word for SKYLARK_ALLOW; empty: never allowed
    taken: Callable[[], bool]
    wrong: str
    hint: str


SHORTCUTS = (
    Shortcut(
        "skylark.E001",
        "",
        lambda: settings.SECRET_KEY == settings.INSECURE_SECRET_KEY,
        "The secret key is the one that everybody can read in the source.",
        "Set SECRET_KEY to 50 random characters or more, and keep it.",
    ),
    Shortcut(
        "skylark.E002",
        "",
        lambda: settings.MARK_SECRET == settings.INSECURE_SECRET_KEY,
        "The secret of the marks is the one that everybody can read in the source: anyone could forge them.",
        "Set MARK_SECRET (or SECRET_KEY) before the first clip; clips marked with another secret are not found again.",
    ),
    Shortcut(
        "skylark.E003",
        "sketch",
        lambda: settings.GENERATION_ENGINE == "sketch",
        "Clips would be made by the sketch engine: drawings, not film.",
        "Set GENERATION_ENGINE=diffusers and GENERATION_MODEL to a model of `manage.py models list`.",
    ),
    Shortcut(
        "skylark.E004",
        "embedded-redis",
        lambda: settings.EMBEDDED_REDIS,
        "Redis would run as a child of the site.",
        "Set REDIS_URL to one that is looked after.",
    ),
    Shortcut(
        "skylark.E005",
        "sqlite",
        lambda: settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        "The rows would be in an SQLite file, which has one writer at a time.",
        "Set DATABASE_URL=postgres://user:password@host/name.",
    ),
    Shortcut(
        "skylark.E006",
        "local-cache",
        lambda: not settings.CACHE_URL,
        "Every process would count sign-in attempts for itself: the limits would not hold.",
        "Set CACHE_URL=redis://host/1.",
    ),
)


@register(Tags.security, deploy=True)
def nothing_makeshift(app_configs, **kwargs):
    return [_error(shortcut) for shortcut in SHORTCUTS if shortcut.taken() and not _is_allowed(shortcut)]


def _is_allowed(shortcut: Shortcut) -> bool:
    return bool(shortcut.name) and shortcut.name in settings.SKYLARK_ALLOW


def _error(shortcut: Shortcut) -> Error:
    way_out = f" Or say that it is meant: SKYLARK_ALLOW={shortcut.name}" if shortcut.name else ""
    return Error(shortcut.wrong, hint=shortcut.hint + way_out, id=shortcut.id)


@register(Tags.security, deploy=True)
def allowed_words_are_known(app_configs, **kwargs):
    known = {shortcut.name for shortcut in SHORTCUTS if shortcut.name}
    return [
        Error(f"SKYLARK_ALLOW={word}: there is no such shortcut.", hint=", ".join(sorted(known)), id="skylark.E007")
        for word in settings.SKYLARK_ALLOW
        if word not in known
    ]


@register()
def the_engine_can_be_found(app_configs, **kwargs):
    name = settings.GENERATION_ENGINE
    if name not in settings.GENERATION_ENGINES:
        hint = f"Set GENERATION_ENGINE to one of {', '.join(settings.GENERATION_ENGINES)}."
        return [Error(f"There is no engine called {name!r}.", hint=hint, id="skylark.E008")]
    model = {"diffusers": settings.GENERATION_MODEL, "pocket": catalogue.POCKET}.get(name)
    return [] if model is None else _model_problems(model)


def _model_problems(model: str) -> list[checks.CheckMessage]:
    """Before the first clip, not with it. Machines that only serve pages need no weights: that is a warning."""
    try:
        card = catalogue.card_of(model)
        catalogue.refuse_unaccepted(card)
    except ImproperlyConfigured as error:
        hint = "Choose one with `manage.py models list`, and set GENERATION_MODEL to its id."
        return [Error(str(error), hint=hint, id="skylark.E009")]
    except LicenceNotAccepted as error:
        return [Error("The licence of the model is not accepted.", hint=str(error), id="skylark.E010")]
    if catalogue.place_of(model) is None:
        verb = f"models download {card.id}" if card.repo else "pocket train"
        hint = f"Where clips are made, run `manage.py {verb}`."
        return [checks.Warning(f"The weights of {card.name} are not on this machine.", hint=hint, id="skylark.W011")]
    return []


@register()
def accepted_licences_are_of_models(app_configs, **kwargs):
    known = sorted(card.id for card in catalogue.cards() if card.needs_acceptance)
    hint = f"Its words are of {', '.join(known)}."
    return [
        Error(f"ACCEPTED_LICENCES={word}: no licence waits for that.", hint=hint, id="skylark.E012")
        for word in settings.ACCEPTED_LICENCES
        if word not in known
    ]
