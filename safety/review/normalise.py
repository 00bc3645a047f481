"""See through disguises: the same words in plain letters, with the way back to what was typed."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

LONGEST = 5_000  # characters; a longer text is no script
MOST_READINGS = 8

ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
TOKEN = re.compile(r"[^\s,;:?()\"]+")
SPACED_LETTERS = re.compile(r"(?<!\w)(?!\d+\b)\w(?:[ .*+|/-]\w){2,}(?!\w)")
TRIPLED = re.compile(r"([a-z])\1{2,}")
SEPARATOR = re.compile(r"(?<=[a-z])[-+|/~'.^]+(?=[a-z])")
VOWELS = "aeiou"

LEET = str.maketrans({"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"})
LEET_MARK = re.compile(r"[0134578@$!|]")
#: Cyrillic and Greek letters that look like Latin ones, in the order of their look-alikes.
LOOK_ALIKES = str.maketrans(
    "аьсԁеғгһіјкӏмпорԛѕтуѵԝхзвнαβεικνορτυχωγ",
    "abcdefrhijklmnopqstyvwxzbhabeiknoptuxwy",
)
LATIN_NAME = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL |LETTER |SCRIPT |DOTLESS |TURNED |OPEN )+|REGIONAL INDICATOR SYMBOL LETTER )([A-Z])"
    r"(?: WITH .+)?$"
)
ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
SIMPLE = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "_": " ", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True)
class Reading:
    """One way to read a text. Character i of `text` was typed at `spans[i]`, a (start, end) in the original."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        return self.spans[start][0], self.spans[end - 1][1]


def fold(text: str) -> str:
    """Lower case, no accents, no invisible characters, fancy letters made plain."""
    return "".join(_fold_character(character) for character in text)


def readings(text: str) -> list[Reading]:
    """The folded text, then the same with disguised words undone, one reading for each guess.

    Raises ValueError for a text far longer than any script.
    """
    if len(text) > LONGEST:
        raise ValueError(f"{len(text)} characters are too many to review")
    plain = _folded(text)
    guesses = list(_guesses(plain.text))
    count = min(max((len(words) for *_, words in guesses), default=0), MOST_READINGS - 1)
    return [plain, *(_replaced(plain, guesses, number) for number in range(count))]


@cache
def _fold_character(character: str) -> str:
    if character.isascii():
        return "" if character < " " and not character.isspace() else character.lower().translate(SIMPLE)
    if unicodedata.category(character) in ("Cf", "Cc") or ACCENTS.match(character):
        return ""
    plain = unicodedata.normalize("NFKC", character).casefold().translate(SIMPLE)
    return "".join(_plain_letter(letter) for letter in plain)


def _plain_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    base = unicodedata.normalize("NFD", letter)[0]
    if base.isascii() or "\u0370" <= base < "\u0530":  # Greek and Cyrillic have accents, other scripts have vowels
        return base
    name = LATIN_NAME.search(unicodedata.name(letter, ""))
    return name.group(1).lower() if name else letter


def _folded(text: str) -> Reading:
    letters, spans, at = [], [], 0
    while at < len(text):
        entity = ENTITY.match(text, at) if text[at] == "&" else None
        end = entity.end() if entity else at + 1
        plain = fold(html.unescape(entity.group()) if entity else text[at])
        letters.append(plain)
        spans.extend([(at, end)] * len(plain))
        at = end
    return Reading("".join(letters), tuple(spans))


def _guesses(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Where a word looks disguised, and what it may be."""
    end = 0
    for match in sorted([*SPACED_LETTERS.finditer(text), *TOKEN.finditer(text)], key=lambda m: (m.start(), -m.end())):
        if match.start() < end:
            continue
        spaced = match.re is SPACED_LETTERS
        word = re.sub(r"[\W_]", "", match.group()) if spaced else match.group().strip(".!'")
        start = match.start() if spaced else match.start() + match.group().find(word)
        words = _disguised(word) or ([word] if spaced else [])
        if spaced and len(word) > 3 and word[0] in "ai":  # "a n a k e d man": the article is a letter too
            words.append(f"{word[0]} {word[1:]}")
        if words:
            end = match.end()
            yield start, match.end() if spaced else start + len(word), words


@cache
def _disguised(word: str) -> list[str]:
    """What `word` may stand for, without itself. Kept, since the same words come again and again."""
    plain = word.translate(LOOK_ALIKES)
    plain = plain if plain.isascii() else word
    bare = plain.lstrip("@")
    if LEET_MARK.search(bare) and re.search("[a-z]", bare):
        plain = bare.translate(LEET)
    found = {SEPARATOR.sub("", guess) for letter in "il" for guess in (re.sub(r"[1|]", letter, plain),)}
    found |= {TRIPLED.sub(to, guess) for guess in found for to in (r"\1", r"\1\1")}
    found |= {re.sub(r"\*+", vowel, guess) for guess in found if "*" in guess.strip("*") for vowel in VOWELS}
    found |= {guess.replace("*", "") for guess in found if "*" in guess.strip("*")}
    return sorted(guess for guess in found - {word} if guess.isascii() and guess.replace("'", "").isalpha())


def _replaced(plain: Reading, guesses: list, number: int) -> Reading:
    letters, spans, at = [], [], 0
    for start, end, words in guesses:
        word = words[min(number, len(words) - 1)]
        letters += [plain.text[at:start], word]
        spans += plain.spans[at:start]
        spans += [plain.typed(start, end)] * len(word)
        at = end
    return Reading("".join([*letters, plain.text[at:]]), (*spans, *plain.spans[at:]))
