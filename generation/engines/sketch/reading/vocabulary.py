"""The phrases Skylark knows by heart and what each means, read from `words/*.txt`.

A line of those files is `slot value: phrase, phrase`; an indented line continues the one above it.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generation.engines.sketch.reading.inflection import plural, verb_forms

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("fr", "es", "de", "it", "pt")
#: Slots whose phrases are nouns, so that "street" makes "streets" known too.
NOUNS = {"kind", "young", "like", "company", "place", "weather", "sign", "clothes", "parts", "accessory"}
YOUNG_SIZE = 0.75


@dataclass(frozen=True)
class Meaning:
    """What one phrase says about one slot of the scene."""

    slot: (
        str  # kind, place, time, weather, mood, camera, motion, speed, colour, size, number, clothes, parts, accessory
    )
    value: str
    firm: bool = True  # a sign ("stars" for night) is not: anything said outright wins
    plural: bool = False
    stand_in: bool = False  # the figure is only the nearest there is
    speed: float = 1.0
    size: float = 1.0
    colour: str | None = None
    verb: bool = False  # said by a verb: "waves" after a person, but not after "the"
    who: str = ""  # the handle of a person in the cast


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """What the phrases of one language mean; `stems` stand for every word that begins with them."""

    phrases: dict[Phrase, tuple[Meaning, ...]]
    stems: dict[str, tuple[Meaning, ...]]
    roles: dict[str, str]  # "the" -> "determiner"
    longest: int

    def meanings(self, phrase: Phrase) -> tuple[Meaning, ...]:
        if phrase in self.phrases or len(phrase) > 1:
            return self.phrases.get(phrase, ())
        word = phrase[0]
        ends = range(len(word), 1, -1)
        return next((self.stems[word[:end]] for end in ends if word[:end] in self.stems), ())

    def knows(self, word: str) -> bool:
        return word in self.roles or bool(self.meanings((word,)))


def fold(text: str) -> str:
    """Lower case, no accents, American spelling: "Été" -> "ete", "coloured" -> "colored"."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss").replace("œ", "oe").replace("æ", "ae"))
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return plain.replace("colour", "color")


def rows(name: str) -> Iterator[tuple[list[str], list[str]]]:
    """(the words before the colon, the phrases after it) for every line of one file of words."""
    lines: list[str] = []
    for line in (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            lines[-1] += line
        elif line and not line.startswith("#"):
            lines.append(line)
    for line in lines:
        head, _, phrases = line.partition(":")
        yield head.split(), [fold(" ".join(phrase.split())) for phrase in phrases.split(",") if phrase.strip()]


@cache
def listed(name: str, slot: str) -> frozenset[str]:
    """Every phrase of one slot of one file."""
    return frozenset(phrase for head, phrases in rows(name) if head[0] == slot for phrase in phrases)


@cache
def natural_colours() -> dict[str, frozenset[str]]:
    """The colours a place, an hour or a weather has anyway, so that "a blue sea" leaves nothing out."""
    return {head[1]: frozenset(phrases) for head, phrases in rows("qualities") if head[0] == "natural"}


@cache
def coats() -> dict[str, str]:
    """The usual colour of something named: "flamingo" -> "pink"."""
    return {phrase: head[1] for head, phrases in rows("kinds") if head[0] == "coat" for phrase in phrases}


def meaning_of(head: list[str], phrase: str = "") -> Meaning:
    """The meaning a line of words gives to its phrases."""
    slot, value = head[0], head[1]
    match slot:
        case "kind" | "company":
            return Meaning("kind", value, colour=coats().get(phrase), plural=slot == "company")
        case "young":
            return Meaning("kind", value, size=YOUNG_SIZE, colour=coats().get(phrase))
        case "like":
            return Meaning("kind", value, stand_in=True, colour=coats().get(phrase))
        case "verb" | "faint":
            return Meaning("motion", value, firm=slot == "verb", speed=float(head[2]), verb=True)
        case "direction":
            return Meaning("motion", value)
        case "sign":
            return Meaning(value, head[2], firm=False)
        case _:
            return Meaning(slot, value)


def _forms(head: list[str], phrase: str) -> Iterator[tuple[str, Meaning]]:
    meaning = meaning_of(head, phrase)
    if head[0] in ("verb", "faint", "gesture"):
        yield from ((form, meaning) for form in verb_forms(phrase))
        return
    if head[0] in NOUNS and (many := plural(phrase)) != phrase:
        yield many, replace(meaning, plural=meaning.slot == "kind")
    yield phrase, meaning


def _lexicon(entries: list[tuple[str, Meaning]], roles: dict[str, str]) -> Lexicon:
    phrases, stems = defaultdict(list), defaultdict(list)
    for phrase, meaning in entries:
        known = stems[phrase.removesuffix("*")] if phrase.endswith("*") else phrases[tuple(phrase.split())]
        if meaning not in known:
            known.append(meaning)
    return Lexicon(
        phrases={phrase: tuple(known) for phrase, known in phrases.items()},
        stems={stem: tuple(known) for stem, known in stems.items()},
        roles=roles,
        longest=max(map(len, phrases)),
    )


@cache
def english() -> Lexicon:
    skip = {"natural", "coat", "unseen"}
    entries = [
        form
        for name in ("kinds", "motions", "surroundings", "qualities")
        for head, phrases in rows(name)
        if head[0] not in skip
        for phrase in phrases
        for form in _forms(head, phrase)
    ]
    roles: dict[str, str] = {}
    for head, words in rows("english"):
        if head[0] != "nothing":
            roles = dict.fromkeys(words, head[0]) | roles  # the first line that names a word wins
    return _lexicon(entries, roles)


@cache
def foreign(language: str) -> Lexicon:
    """The words of one of LANGUAGES, and English ones where it has no word of its own."""
    entries, roles = [], {}
    for (name, slot, *rest), phrases in rows("languages"):
        if name != language:
            continue
        if not rest:
            roles = dict.fromkeys(phrases, slot) | roles
        else:
            entries += [(phrase, _foreign_meaning(slot, rest[0], phrase)) for phrase in phrases]
    return _lexicon(entries, roles)


def _foreign_meaning(slot: str, value: str, phrase: str) -> Meaning:
    if slot == "company":
        return Meaning("kind", "woman+man", plural=True)
    return Meaning(slot, value, verb=slot == "motion")


def lexicon_for(words: list[str]) -> Lexicon:
    """The lexicon of the language that knows most of `words`; English when in doubt."""
    lexicons = [english(), *map(foreign, LANGUAGES)]
    return max(lexicons, key=lambda lexicon: sum(map(lexicon.knows, words)))
