"""@handles in a sentence. No Django in here."""

import re

# Not inside an address or another word: "ana@example.org" mentions nobody.
_MENTION = re.compile(r"(?<![\w@.])@([A-Za-z0-9][A-Za-z0-9_]{0,29})(?![\w@])")


def mentions(text: str) -> list[str]:
    """The handles that `text` mentions, lower case, each once, in order."""
    return list(dict.fromkeys(handle.lower() for handle in _MENTION.findall(text)))
