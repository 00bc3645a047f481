"""Names and honest lines for what the composer offers. Light: no engine is loaded to say what it is."""

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from generation.abilities import abilities

#: Of the clips there are; which model made them is not said, the site may have another by now.
ENGINE_NAMES = {
    "sketch": _("Sketch"),
    "pocket": _("Pocket"),
    "diffusers": _("a video model"),
    "joiner": _("several clips"),
}

ENGINE_ABOUT = {
    "sketch": _("Sketch: an instant animatic; install a video model for film-like clips"),
    "pocket": _("Pocket: small clips of simple scenes, by weights of Skylark's own."),
    "diffusers": _("Film-like clips, by the video model this site has installed."),
}


def engine_about(engine: str) -> str:
    """What the composer says of the engine it asks: a model by its name."""
    model = abilities(engine).model
    if engine == "diffusers" and model:
        return gettext("Film-like clips, by %(model)s.") % {"model": model}
    return ENGINE_ABOUT.get(engine, "")


#: The names of the styles that every site begins with: rows keep them in English.
gettext_noop("Natural")
gettext_noop("Warm")
gettext_noop("Cool")
gettext_noop("Pastel")
gettext_noop("Neon")
gettext_noop("Noir")
gettext_noop("Golden")
gettext_noop("Dreamy")

SHAPES = {"portrait": _("Portrait"), "landscape": _("Landscape"), "square": _("Square")}

#: In English in every language: it is what the engines read best.
EXAMPLES = (
    "a red ball bouncing on the beach at sunset",
    "an orange cat chasing a butterfly in a sunny park",
    "a small boat on a calm sea under the stars",
    "a robot dancing in the city on a rainy night",
    "three balloons rising over snowy mountains",
    "a rocket flying through space, slow zoom",
)


def shape(width: int, height: int) -> str:
    """`portrait`, `landscape` or `square`."""
    if width == height:
        return "square"
    return "portrait" if width < height else "landscape"
