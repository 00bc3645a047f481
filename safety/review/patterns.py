r"""The small language of the word lists, compiled to one regular expression a list.

    knife           the word and its plural, whole words only
    stab~           with its verb endings: stabs, stabbed, stabbing
    masturbat*      with any ending
    hot dog         several words, whatever stands between them (hot-dog, hot  dog)
    cut ... head    up to four words in between, in one sentence
    nud(e|ity)      one or the other
    hand ?gun       together or apart
    <person>        any phrase of the set of that name

Accents and case do not matter. Scripts without word ends of our kind are found anywhere.
"""

import re
from collections.abc import Iterable, Mapping

from safety.review.normalise import fold

GAP = r"[^\w.!?\n]+(?:\w+[^\w.!?\n]+){0,4}?"
BETWEEN = r"[\W_]{1,3}"
JOINED = r"[\W_]{0,3}"
PIECE = re.compile(r"<(?P<set>[\w.]+)>|(?P<gap> *\.\.\. *)|(?P<verb>\w+)~|(?P<any>\*)|(?P<loose> \?)|(?P<space> +)")
#: Arabic, Indic, Thai, kana, Han, Hangul, emoji: no spaces, or small words written onto large ones.
UNSPACED = re.compile(r"[\u0600-\u06ff\u0900-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U0001f000-\U0001faff]")
ALLOWED = re.compile(r"[\w\s.*~?()|<>'’&/-]+")


class BadPattern(ValueError):
    """A phrase in a word list that cannot be compiled; the message names it."""


def compile_phrases(
    phrases: Iterable[str], sets: Mapping[str, Iterable[str]], *, loose: bool = False
) -> re.Pattern:
    """One pattern for all `phrases`; `sets` are what `<name>` stands for; `loose`: words may be joined.

    Raises BadPattern.
    """
    spaced = [phrase for phrase in phrases if not UNSPACED.search(phrase)]
    unspaced = [fold(phrase.rstrip("*")) for phrase in phrases if UNSPACED.search(phrase)]
    words = {phrase: _source(phrase, sets) for phrase in _longest_first(spaced)}
    sources = [rf"(?<!\w)(?:{'|'.join(words.values())})(?!\w)"] if words else []
    try:
        source = "|".join([*sources, *map(re.escape, unspaced)]) or r"(?!)"
        return re.compile(source.replace(BETWEEN, JOINED) if loose else source)
    except re.error as error:
        raise BadPattern(_culprit(words) or str(error)) from error


def _culprit(words: Mapping[str, str]) -> str:
    for phrase, source in words.items():
        try:
            re.compile(source)
        except re.error as error:
            return f"{phrase!r}: {error}"
    return ""


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))


def _source(phrase: str, sets: Mapping[str, Iterable[str]]) -> str:
    if not ALLOWED.fullmatch(phrase):
        raise BadPattern(f"{phrase!r} has signs that mean nothing here")
    source = PIECE.sub(lambda piece: _piece(piece, sets), fold(phrase).replace("(", "(?:"))
    return source + _plural(phrase)


def _plural(phrase: str) -> str:
    if re.search(r"(?:[^\Ws]|ss)\Z", phrase):
        return "(?:'?s|es)?"
    return "(?:'s?)?" if phrase.endswith("s") else ""


def _piece(piece: re.Match, sets: Mapping[str, Iterable[str]]) -> str:
    match piece.lastgroup:
        case "set":
            name = piece["set"]
            if name not in sets:
                raise BadPattern(f"<{name}> is not a set")
            return "(?:" + "|".join(_source(phrase, sets) for phrase in _longest_first(sets[name])) + ")"
        case "gap":
            return GAP
        case "verb":
            return _verb(piece["verb"])
        case "any":
            return r"\w*"
        case "loose":
            return JOINED
        case _:
            return BETWEEN


def _verb(stem: str) -> str:
    """`stem` with the regular English endings: kiss(es), stab(bed), strangl(ing), carr(ied)."""
    if stem.endswith("e"):
        return rf"{stem[:-1]}(?:e|es|ed|ing|er|ers|in)"
    if stem.endswith("y"):
        return rf"{stem[:-1]}(?:y|ys|ies|yed|ied|ying|yer|ier)"
    return rf"{stem}(?:{stem[-1]}?(?:ed|ing|er|ers|in)|e?s)?"
