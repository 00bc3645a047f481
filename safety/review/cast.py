"""The terms of the people in a clip: how many there can be, and what they do not want to be shown with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from safety.review import CastMember, Opinion, Request, Verdict
from safety.review.normalise import fold, readings
from safety.review.patterns import JOINED, UNSPACED
from safety.review.reasons import Filled, reason_for
from safety.review.rewrite import SOMEONE, Patch, language_of, mentions, rewritten
from safety.review.rules import RuleCheck

MOST = 3
SHORT = re.compile(r"[^aeiou]{1,3}[aeiou][^aeiouhwxy]")  # one syllable: its last letter doubles before -ing
#: "No smoking" asks for what "smoking" asks for.
NOT = re.compile(
    r"^(?:please\s+)?(?:no|not|never|nothing|without|anything|don't|pas|sans|aucune?|jamais|rien)\s+"
    r"(?:(?:any|anything|with|about|like|show|do|to|de|sur|avec)\s+|d')*"
)


class CrowdCheck:
    """Refuses more people than a clip can hold; the first ones stay in what would pass."""

    def review(self, request: Request) -> Opinion | None:
        handles = {handle.removeprefix("@").lower() for handle in (*request.usable_handles, *request.unusable_handles)}
        found = {handle: mentions(handle, request.text) for handle in handles}
        in_turn = sorted((handle for handle in found if found[handle]), key=lambda handle: found[handle][0].start())
        extra = [match for handle in in_turn[MOST:] for match in found[handle]]
        if not extra:
            return None
        someone = SOMEONE[language_of(request.text)]
        return Opinion(
            verdict=Verdict.REFUSE,
            category="people",
            rule="people.too_many",
            words=tuple(dict.fromkeys(match.group() for match in extra)),
            suggestion=rewritten(request.text, [Patch(*match.span(), someone) for match in extra]),
            reason=reason_for("people.too_many"),
        )


class RestrictionCheck:
    """Refuses what somebody in the clip does not want to be shown with, in their own words."""

    def review(self, request: Request) -> tuple[Opinion, ...]:
        found = list(_found(request))
        patches = [Patch(*span, "") for restricted in found for span in restricted.spans]
        suggestion = rewritten(request.text, patches) if patches else ""
        return tuple(restricted.opinion(request.text, suggestion) for restricted in found)


class StrictCheck(RuleCheck):
    """For people who want to be safe from being laughed at: the lists in `data/strict/`."""

    folder = "strict"

    def review(self, request: Request) -> tuple[Opinion, ...]:
        return super().review(request) if request.is_strict else ()


@dataclass(frozen=True)
class Restricted:
    """One wish of somebody in the clip, and where the script goes against it."""

    member: CastMember
    phrase: str
    spans: tuple[tuple[int, int], ...]

    def opinion(self, text: str, suggestion: str) -> Opinion:
        words = dict.fromkeys(text[start:end] for start, end in self.spans)
        values = {"handle": f"@{self.member.handle}", "words": self.phrase}
        reason = Filled(reason_for("cast.restricted"), values)
        return Opinion(Verdict.REFUSE, "cast", "cast.restricted", tuple(words), suggestion, reason)


def _found(request: Request) -> Iterator[Restricted]:
    wishes = [(member, phrase) for member in request.cast for phrase in member.restricted]
    patterns = [(member, phrase, pattern) for member, phrase in wishes if (pattern := compiled(phrase))]
    read = readings(request.text) if patterns else []
    names = [match.span() for handle in request.usable_handles for match in mentions(handle, request.text)]
    for member, phrase, pattern in patterns:
        spans = {reading.typed(*match.span()) for reading in read for match in pattern.finditer(reading.text)}
        # "@beerlover" is a name: nobody minds being called by theirs.
        spans = {span for span in spans if not any(start <= span[0] and span[1] <= end for start, end in names)}
        if spans:
            yield Restricted(member, phrase, tuple(sorted(spans)))


@lru_cache(maxsize=4096)
def compiled(phrase: str) -> re.Pattern | None:
    """The words of `phrase` in a row, each in any of its forms; None where there are no words."""
    plain = NOT.sub("", fold(phrase).strip())
    words = re.findall(r"\w+", plain)
    if not words:
        return None
    if UNSPACED.search(plain):
        return re.compile(JOINED.join(map(re.escape, words)))
    return re.compile(rf"(?<!\w){JOINED.join(map(_forms, words))}(?!\w)")


def _forms(word: str) -> str:
    """smoking: smoke, smokes, smoked, smoker; parties: party; guns: gun, gunning, and neither "gung" nor "gunes"."""
    stem, ending = _stem(word)
    if len(stem) < 3 or not word.isascii():
        return rf"{re.escape(word)}s?"
    if stem[-1] == "y" and stem[-2] not in "aeiou":
        return rf"{stem[:-1]}(?:ys?|y's|ie[sdr]|ying)"
    doubled = ending in ("ing", "ed") and stem[-1] == stem[-2] and stem[-1] not in "lsfz"
    if doubled or (SHORT.fullmatch(stem) and ending in ("", "s")):
        stem = stem[:-1] if doubled else stem
        return rf"{stem}(?:'?s|{stem[-1]}(?:ed|ing?|ers?))?"  # wars: never "wary", nor the "caring" in "cars"
    if ending == "e" or (SHORT.fullmatch(stem) and ending in ("es", "ing", "ed")):
        return rf"{stem}(?:e|es|e's|ed|ing?|ers?)"  # wine: never "wins"
    return rf"{stem}(?:e|'?s|es|ed|ing?|ers?)?" if ending else rf"{stem}(?:'?s|es|ed|ing?|ers?)?"


def _stem(word: str) -> tuple[str, str]:
    """The word without its ending, and that ending."""
    if word.endswith(("ss", "us", "eed")):
        return word, ""
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and re.search("[aeiouy]", stem):
            return (f"{stem}y", "") if ending in ("ied", "ies") else (stem, ending)
    return word, ""
