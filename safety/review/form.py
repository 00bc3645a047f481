"""The form of a text, before its meaning: something to read, not too long, nothing hidden in it."""

import re
import unicodedata

from django.conf import settings

from safety.review import Opinion, Request, Verdict
from safety.review.reasons import reason_for

DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
#: Tags, fillers and zero-width signs. Joiners belong to emoji and to many scripts, but not between Latin letters.
INVISIBLE = re.compile(
    r"(?<!\U0001f3f4)[\U000e0000-\U000e007f]+"
    r"|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
    r"|(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])"
)


class FormCheck:
    """Refuses what is empty, too long or holds characters that hide something."""

    def review(self, request: Request) -> Opinion | None:
        text = request.text
        if len(text) > settings.PROMPT_LIMIT:  # first: nothing else looks at a text without end
            return _refused("too_long", _shortened(text, settings.PROMPT_LIMIT))
        # A flag of England is a black flag and tags; nothing else may be spelled in tags.
        visible = INVISIBLE.sub("", re.sub("\U0001f3f4[\U000e0020-\U000e007f]+", "\U0001f3f4", text))
        if _has_control_characters(text):
            return _refused("control", _without_control_characters(text))
        if DIRECTION.search(text):
            return _refused("direction", DIRECTION.sub("", text))
        if not any(unicodedata.category(character)[0] in "LNS" for character in visible):
            return _refused("empty", "")
        if INVISIBLE.search(re.sub("\U0001f3f4[\U000e0020-\U000e007f]+", "", text)):
            return _refused("invisible", visible)
        return None


def _refused(name: str, suggestion: str) -> Opinion:
    rule = f"form.{name}"
    return Opinion(Verdict.REFUSE, "form", rule, suggestion=suggestion.strip(), reason=reason_for(rule))


def _is_control_character(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t"


def _has_control_characters(text: str) -> bool:
    return any(map(_is_control_character, text))


def _without_control_characters(text: str) -> str:
    return "".join(character for character in text if not _is_control_character(character))


def _shortened(text: str, limit: int) -> str:
    """As many whole sentences as fit, or whole words."""
    short = text[:limit]
    for end in (r".*[.!?](?=\s)", r".*(?=\s)"):
        if (whole := re.match(end, short, re.DOTALL)) and whole.end() > limit // 2:
            return whole.group()
    return short
