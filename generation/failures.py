"""Why a clip could not be made, in words for its maker."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "engine": _(
        "The engine stopped with an error three times. It is not your sentence's fault alone: try again, or shorter."
    ),
    "memory": _("The engine ran out of memory, even at its smallest setting. A shorter or smaller clip may fit."),
    "silent": _("The worker went silent three times while making this clip. Try again later."),
    "account": _("The account was closed or suspended while the clip was being made."),
    "consent": _("Somebody in the clip withdrew their consent before it was made."),
}
