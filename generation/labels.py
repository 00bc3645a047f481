"""Names and honest lines for what the composer offers. Light: no engine is loaded to say what it is."""

from django.utils.translation import gettext_lazy as _

ENGINE_NAMES = {"sketch": _("Sketch"), "diffusers": _("a video model")}

ENGINE_ABOUT = {
    "sketch": _("Sketch: an instant animatic; install a video model for film-like clips"),
    "diffusers": _("Film-like clips, by the video model this site has installed."),
}

STYLES = {
    "": _("As it comes"),
    "natural": _("Natural"),
    "warm": _("Warm"),
    "cool": _("Cool"),
    "pastel": _("Pastel"),
    "neon": _("Neon"),
    "noir": _("Noir"),
    "golden": _("Golden"),
    "dreamy": _("Dreamy"),
}

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
