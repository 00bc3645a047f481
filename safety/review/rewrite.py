"""Mend a sentence: the words that were found go, or something harmless takes their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

FEWEST_WORDS = 3
LEAST_KEPT = 0.4  # of the words; with fewer left it is another sentence, and rarely a good one

CLAUSE = re.compile(r"[^,.;:!?\n]+[,.;:!?\n]*\s*")
ENDINGS = ("ing", "ed", "ers", "er", "s")
FUNCTION_WORDS = {
    "en": "a an the of in on at with and is are to her his from by into",
    "fr": "un une le la les des du dans sur avec et est au aux sa son qui",
    "es": "un una el la los las del en con y es su al por que",
    "de": "ein eine einen der die das den dem im mit und ist auf von zu",
    "pt": "um uma o a os as do da no na com e em que ao",
    "it": "un una il lo la gli i le del della nel con e che di su",
}
SOMEONE = {"en": "someone", "fr": "quelqu'un", "es": "alguien", "de": "jemand", "pt": "alguém", "it": "qualcuno"}

DETERMINERS = "a|an|the|his|her|their|my|our|your|this|that|real|famous|young|old|little|actor|president|singer"
TIDY = [
    (re.compile(rf"\b({DETERMINERS}) (?:an? )+", re.IGNORECASE), r"\1 "),
    (re.compile(r"\b([Aa]) (?=[aio]|e(?!u)|u(?!n?[ist]))(?!one)"), r"\1n "),
    (re.compile(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz][a-z])"), r"\1 "),
    (re.compile(r"\s+"), " "),
    (re.compile(r"(?:\s+(?:and|or|with|of|in|by|the|an?))+\s*(?=[,.;:!?]|$)", re.IGNORECASE), ""),
    (re.compile(r"\s+([,.;:!?])"), r"\1"),
    (re.compile(r"([,;:])(?:\s*[,;:.])+"), r"\1"),
    (re.compile(r"^[\s,.;:!?-]+|[\s,;:-]+$"), ""),
]


@dataclass(frozen=True)
class Patch:
    """Typed characters that have to go, and what comes instead; None: their whole clause goes."""

    start: int
    end: int
    instead: str | None


def rewritten(text: str, patches: Iterable[Patch]) -> str:
    """`text` after all `patches`, or "" when too little of it would be left."""
    parts, at, words_gone = [], 0, 0
    for patch in _apart(text, patches):
        typed = text[patch.start : patch.end]
        parts += [text[at : patch.start], _inflected(patch.instead, typed)]
        words_gone += len(typed.split()) if not patch.instead else 0
        at = patch.end
    result = tidy("".join([*parts, text[at:]]))
    words = len(text.split())
    enough = words - words_gone >= max(FEWEST_WORDS, LEAST_KEPT * words)
    return _capitalised(result, text) if enough and len(result.split()) >= FEWEST_WORDS else ""


def mentions(handle: str, text: str) -> list[re.Match]:
    """Where @handle stands in `text`, and no longer handle that begins with it."""
    return list(re.finditer(rf"@{re.escape(handle.removeprefix('@'))}(?!\w)", text, re.IGNORECASE))


def language_of(text: str) -> str:
    """A guess from the small words; English when nothing speaks for another."""
    words = re.findall(r"\w+", text.lower())
    scores = {code: sum(word in small.split() for word in words) for code, small in FUNCTION_WORDS.items()}
    return max(scores, key=scores.__getitem__)


def tidy(text: str) -> str:
    """Mend what taking words out leaves behind: doubled articles, lonely commas, dangling prepositions."""
    for pattern, instead in TIDY:
        text = pattern.sub(instead, text)
    return text


def _apart(text: str, patches: Iterable[Patch]) -> list[Patch]:
    """The patches in order and without overlaps, those without a replacement widened to their clause."""
    clauses = [match.span() for match in CLAUSE.finditer(text)]
    wide = [
        Patch(min(patch.start, start), max(patch.end, end), None)
        for patch in patches
        if patch.instead is None
        for start, end in clauses
        if start < patch.end and patch.start < end
    ]
    apart: list[Patch] = []
    for patch in sorted([*patches, *wide], key=lambda patch: (patch.start, -patch.end)):
        if apart and patch.start < apart[-1].end:
            last = apart[-1]
            apart[-1] = Patch(last.start, max(last.end, patch.end), last.instead and patch.instead)
        else:
            apart.append(patch)
    return apart


def _inflected(instead: str | None, typed: str) -> str:
    """`greet~` with the ending of `killing` is `greeting`; a name's 's goes over too."""
    if not instead:
        return " "
    if instead.endswith("~"):
        return instead[:-1] + next((ending for ending in ENDINGS if typed.lower().endswith(ending)), "")
    return instead + ("'s" if re.search(r"['’]s$", typed, re.IGNORECASE) else "")


def _capitalised(result: str, text: str) -> str:
    return result[:1].upper() + result[1:] if text.strip()[:1].isupper() else result
