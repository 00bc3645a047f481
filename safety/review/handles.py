"""People in the script who did not say yes."""

from django.utils.translation import gettext_lazy as _

from safety.review import Opinion, Request, Verdict
from safety.review.rewrite import SOMEONE, Patch, language_of, mentions, rewritten


class HandleCheck:
    """Refuses every @handle the caller found to be unusable."""

    def review(self, request: Request) -> Opinion | None:
        handles = [f"@{handle.removeprefix('@')}" for handle in request.unusable_handles]
        if not handles:
            return None
        found = [match for handle in handles for match in mentions(handle, request.text)]
        someone = SOMEONE[language_of(request.text)]  # the sentence goes on without its person
        return Opinion(
            verdict=Verdict.REFUSE,
            category="people",
            rule="people.no_cameo",
            words=tuple(dict.fromkeys(match.group() for match in found)) or tuple(handles),
            suggestion=rewritten(request.text, [Patch(*match.span(), someone) for match in found]),
            reason=_("These people have not agreed that you put them into a clip."),
        )
