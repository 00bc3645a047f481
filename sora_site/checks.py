"""What is fine on your own machine and not in front of other people. `check --deploy` and a production start ask."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.checks import Error, Tags, register


class Shortcut(NamedTuple):
    """Something that production refuses, unless SKYLARK_ALLOW names it."""

    id: str
    name: str  # the word for SKYLARK_ALLOW; empty: never allowed
    taken: Callable[[], bool]
    wrong: str
    hint: str


SHORTCUTS = (
    Shortcut(
        "skylark.E001", "", lambda: settings.SECRET_KEY == settings.INSECURE_SECRET_KEY,
        "The secret key is the one that everybody can read in the source.",
        "Set SECRET_KEY to 50 random characters or more, and keep it.",
    ),
    Shortcut(
        "skylark.E002", "", lambda: settings.MARK_SECRET == settings.INSECURE_SECRET_KEY,
        "The secret of the marks is the one that everybody can read in the source: anyone could forge them.",
        "Set MARK_SECRET (or SECRET_KEY) before the first clip; clips marked with another secret are not found again.",
    ),
    Shortcut(
        "skylark.E003", "sketch", lambda: settings.GENERATION_ENGINE == "sketch",
        "Clips would be made by the sketch engine: drawings, not film.",
        "Set GENERATION_ENGINE=diffusers and GENERATION_MODEL to a pipeline.",
    ),
    Shortcut(
        "skylark.E004", "embedded-redis", lambda: settings.EMBEDDED_REDIS,
        "Redis would run as a child of the site.",
        "Set REDIS_URL to one that is looked after.",
    ),
    Shortcut(
        "skylark.E005", "sqlite", lambda: settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
        "The rows would be in an SQLite file, which has one writer at a time.",
        "Set DATABASE_URL=postgres://user:password@host/name.",
    ),
    Shortcut(
        "skylark.E006", "local-cache", lambda: not settings.CACHE_URL,
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
    if name == "diffusers" and not settings.GENERATION_MODEL:
        hint = "Set GENERATION_MODEL to a pipeline folder or hub name."
        return [Error("The diffusers engine has no pipeline to load.", hint=hint, id="skylark.E009")]
    return []
