"""People in the script who did not say yes."""

import re

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from safety.review import Opinion, Request, Verdict
from safety.review.rewrite import SOMEONE, Patch, language_of, rewritten


class HandleCheck:
    """Refuses every @handle the caller found to be unusable."""

    def review(self, request: Request) -> Opinion | None:
        handles = [f"@{handle.removeprefix('@')}" for handle in request.unusable_handles]
        if not handles:
            return None
        return Opinion(
            verdict=Verdict.REFUSE,
            category="people",
            rule="people.no_cameo",
            words=tuple(handles),
            suggestion=_without(handles, request.text),
            reason=format_lazy(_("There is no cameo of {handles} that you may use."), handles=", ".join(handles)),
        )


def _without(handles: list[str], text: str) -> str:
    """The sentence with "someone" for each of them, in its language as far as we can tell."""
    someone = SOMEONE[language_of(text)]
    found = re.finditer("|".join(rf"{re.escape(handle)}(?!\w)" for handle in handles), text, re.IGNORECASE)
    return rewritten(text, [Patch(*match.span(), someone) for match in found])
