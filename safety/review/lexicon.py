"""Word lists and rules from TOML files, and what they find in a text.

A file is one category: `harmless` phrases inside which nothing counts, named `sets` of phrases, and `rules`. A rule
holds where every set it `needs` is found ("a|b": either), anywhere in the script or `within` so many characters.
"""

import re
import tomllib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from safety.review import Verdict
from safety.review.normalise import Reading, readings
from safety.review.patterns import BadPattern, compile_phrases

DATA = Path(__file__).parent / "data"
HANDLE = re.compile(r"(?<![\w@])@(\w+)")
HANDLES = "handles.cast"  # the set of all @handles in a text


@dataclass(frozen=True)
class Hit:
    """Words found: where they were typed, and the set they are from."""

    start: int
    end: int
    set: str


@dataclass(frozen=True)
class WordSet:
    name: str
    pattern: re.Pattern
    harmless: re.Pattern
    instead: str | None = None  # what a rewrite puts in its place; None: the words cannot be mended

    def hits(self, reading: Reading) -> Iterator[Hit]:
        found = list(self.pattern.finditer(reading.text))
        calm = [match.span() for match in self.harmless.finditer(reading.text)] if found else []
        for match in found:
            if not any(_calms(span, match.span()) for span in calm):
                yield Hit(*reading.typed(*match.span()), self.name)


def _calms(harmless: tuple[int, int], found: tuple[int, int]) -> bool:
    """The words found lie inside a harmless phrase, or run into one: "dripping blood orange"."""
    return harmless[0] < found[1] <= harmless[1] and (harmless[0] <= found[0] or found[1] < harmless[1])


@dataclass(frozen=True)
class Rule:
    id: str
    category: str
    verdict: Verdict
    needs: tuple[tuple[str, ...], ...]  # one of each
    without: tuple[str, ...] = ()
    within: int | None = None  # characters from the first word to the last
    mendable: bool = True  # False: no rewrite of this is good, whatever words it loses

    def matches(self, found: dict[str, list[Hit]]) -> list[Hit]:
        """The words the rule is about, in order; nothing where it does not hold."""
        if any(found.get(name) for name in self.without):
            return []
        groups = [[hit for name in names for hit in found.get(name, ())] for names in self.needs]
        if not all(groups):
            return []
        if self.within is None:
            return _in_order(hit for group in groups for hit in group)
        return _in_order(hit for hits in product(*groups) if _width(hits) <= self.within for hit in hits)


@dataclass(frozen=True)
class Lexicon:
    sets: dict[str, WordSet]
    rules: tuple[Rule, ...]

    def find(self, text: str, known_handles: Container[str] = ()) -> dict[str, list[Hit]]:
        """Every set's words in `text`, however they are disguised; a known handle is a name, whatever it spells.

        Raises ValueError for a far too long text.
        """
        handles = list(HANDLE.finditer(text))
        names = [match.span() for match in handles if match[1].lower() in known_handles]
        found = {HANDLES: {Hit(*match.span(), HANDLES) for match in handles}}
        for reading in readings(text):
            for word_set in self.sets.values():
                hits = {hit for hit in word_set.hits(reading) if not _inside(hit, names)}
                found.setdefault(word_set.name, set()).update(hits)
        return {name: _in_order(hits) for name, hits in found.items() if hits}


@cache
def load(folder: str) -> Lexicon:
    """The lexicon in `data/<folder>`. Raises BadPattern or ValueError, with the file's name, for a mistake in it."""
    files = {path.stem: tomllib.loads(path.read_text()) for path in sorted((DATA / folder).glob("*.toml"))}
    phrases = {f"{stem}.{name}": entry["words"] for stem, file in files.items() for name, entry in _sets(file)}
    phrases[HANDLES] = []
    sets, rules = {}, []
    for stem, file in files.items():
        try:
            sets |= {word_set.name: word_set for word_set in _word_sets(stem, file, phrases)}
            rules += [_rule(stem, file, entry, phrases) for entry in file.get("rules", [])]
        except (BadPattern, KeyError) as error:
            raise BadPattern(f"{folder}/{stem}.toml: {error}") from error
    used = {name for rule in rules for names in (*rule.needs, rule.without) for name in names}
    return Lexicon({name: sets[name] for name in sorted(used - {HANDLES})}, tuple(rules))


def _sets(file: dict):
    return file.get("sets", {}).items()


def _word_sets(stem: str, file: dict, phrases: dict) -> Iterator[WordSet]:
    near = phrases | {name: entry["words"] for name, entry in _sets(file)}
    harmless = compile_phrases(file.get("harmless", []), near, loose=True)
    for name, entry in _sets(file):
        yield WordSet(f"{stem}.{name}", compile_phrases(entry["words"], near), harmless, entry.get("instead"))


def _rule(stem: str, file: dict, entry: dict, phrases: dict) -> Rule:
    def named(names):
        full = tuple(name if "." in name else f"{stem}.{name}" for name in names)
        if unknown := [name for name in full if name not in phrases]:
            raise BadPattern(f"{entry['id']} needs {unknown[0]}, which is not a set")
        return full

    return Rule(
        id=entry["id"],
        category=file["category"],
        verdict=Verdict(entry["verdict"]),
        needs=tuple(named(names.split("|")) for names in entry["needs"]),
        without=named(entry.get("without", [])),
        within=entry.get("within"),
        mendable=entry.get("mendable", True),
    )


def _inside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in spans)


def _in_order(hits) -> list[Hit]:
    return sorted(set(hits), key=lambda hit: (hit.start, -hit.end, hit.set))


def _width(hits: tuple[Hit, ...]) -> int:
    return max(hit.end for hit in hits) - min(hit.start for hit in hits)
