"""Why a clip could not be made, in words for its maker."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "engine": _(
        "The engine stopped with an error three times. It is not your sentence's fault alone: try again, or shorter."
    ),
    "memory": _("The engine ran out of memory, even at its smallest setting. A shorter or smaller clip may fit."),
    "silent": _("The worker went silent three times while making this clip. Try again later."),
    "stalled": _("The engine stood still, also at a smaller setting. A shorter or simpler clip may come through."),
    "weights": _("A file of the model is missing or damaged. The operators of this site have to install it again."),
    "licence": _("The operators of this site have not accepted the licence of its model yet."),
    "source": _("The clip that this one was to begin from is no longer there."),
    "remix": _("The clip that this one was to begin from may not be remixed any more."),
    "account": _("The account was closed or suspended while the clip was being made."),
    "consent": _("Somebody in the clip withdrew their consent before it was made."),
}
