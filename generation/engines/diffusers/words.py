"""From a script's words to a model's: people by their reference pictures, the look, and what is said aloud."""

import re
from dataclasses import dataclass

from cameos.mentions import mentions
from generation.engines.catalogue import ModelCard
from generation.script import Reference, Script
from generation.speech import silent

ORDINALS = ("first", "second", "third")


def cast(script: Script) -> tuple[Reference, ...]:
    """Those who appear, in the order of their first mention."""
    order = mentions(script.text)
    known = {reference.handle.lower(): reference for reference in script.references}
    return tuple(known[handle] for handle in order if handle in known)


@dataclass(frozen=True)
class Wording:
    """How one script is told to one model."""

    script: Script
    card: ModelCard

    def of(self, words: str) -> str:
        """`words`, a part of the script, as a prompt."""
        if not self.card.sound:
            words = silent(words)  # a model without sound would paint what is said
        for number, person in enumerate(cast(self.script)):
            words = _named(words, person, self._likeness(number))
        look = self.script.style_words or (f"{self.script.style} style" if self.script.style else "")
        return f"{words}, {look}" if look else words

    def _likeness(self, number: int) -> str:
        """How the model is told whose picture it has; "" where it takes none."""
        shown = min(len(cast(self.script)), self.card.cast)
        if number >= shown:
            return ""
        which = f"{ORDINALS[number]} " if shown > 1 else ""
        return f"the person of the {which}reference picture"


def _named(words: str, person: Reference, likeness: str) -> str:
    """Their "@handle" as their name; the first time with all that is known of how they look."""
    told = ", ".join(part for part in (likeness, person.preferences.strip()) if part)
    handle = re.compile(rf"(?<![\w@.])@{re.escape(person.handle)}(?![\w@])", re.IGNORECASE)
    name = person.name.replace("@", "")
    words = handle.sub(lambda _: f"{name} ({told})" if told else name, words, count=1)
    return handle.sub(lambda _: name, words)
