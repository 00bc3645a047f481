"""A sentence cut into pieces: known phrases, words of grammar, and words nobody knows yet."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from generation.engines.sketch.reading.inflection import singular
from generation.engines.sketch.reading.vocabulary import Lexicon, Meaning, fold, lexicon_for, listed

HANDLE = r"(?<![\w@.])@[A-Za-z0-9]\w*(?:['’]s)?"
WORD = re.compile(HANDLE + r"|[^\W_]+(?:['’][^\W_]+)?|[^\w\s'’\-@\"“”«»]")
#: Elided articles: "l'océan" is two words, while "it's" is "it".
ELIDED = re.compile(r"(l|d|qu|j|n|s|c|m|un|all|dell|nell|sull|dall|sott)['’](.{3,})")
#: May stand between the words of a known phrase: "the sun is slowly going down".
FILLERS = {"is", "are", "was", "were", "the", "a", "an", "slowly", "has", "very", "of"}


@dataclass(frozen=True)
class Token:
    text: str  # as typed
    word: str  # folded, without 's
    role: str = ""  # "stop", "determiner", ...; empty for a word with content


@dataclass(eq=False)
class Piece:
    """A run of tokens that means one thing, or one token of grammar, or one unknown word."""

    tokens: tuple[Token, ...]
    role: str = ""
    meanings: tuple[Meaning, ...] = ()
    stands: bool = False  # something in the picture stands for it

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)

    @property
    def words(self) -> str:
        return " ".join(token.word for token in self.tokens)

    @property
    def unknown(self) -> bool:
        return bool(self.tokens) and not self.role and not self.meanings

    def meaning(self, *slots: str) -> Meaning | None:
        return next((meaning for meaning in self.meanings if meaning.slot in slots), None)


@dataclass(frozen=True)
class Sentence:
    pieces: list[Piece]
    lexicon: Lexicon


def cut(text: str, cast: Collection[str] = ()) -> Sentence:
    """Cut `text` into pieces by the longest phrases its language knows; the handles in `cast` are people."""
    plain = _tokens(text)
    lexicon = lexicon_for([token.word for token in plain])
    tokens = tuple(Token(token.text, token.word, _role(token.word, lexicon)) for token in plain)
    pieces, at = [], 0
    while at < len(tokens):
        if tokens[at].word.startswith("@"):
            piece = _person(tokens[at], cast)
        else:
            piece = _longest(tokens, at, lexicon) or Piece(tokens[at : at + 1], tokens[at].role)
        pieces.append(piece)
        at += len(piece.tokens)
    return Sentence(pieces, lexicon)


def _person(token: Token, cast: Collection[str]) -> Piece:
    """Somebody in the cast; or nobody, of whom nothing may be guessed."""
    handle = token.word[1:]
    played = Meaning("kind", "man", who=handle) if handle in cast else Meaning("stranger", handle)
    return Piece((token,), meanings=(played,))


def _tokens(text: str) -> tuple[Token, ...]:
    tokens = []
    for typed in WORD.findall(text):
        elided = ELIDED.fullmatch(typed.lower())
        parts = [typed[: elided.end(1)], typed[elided.start(2) :]] if elided else [typed]
        tokens += [Token(part, _word(part)) for part in parts]
    return tuple(tokens)


def _word(typed: str) -> str:
    if typed.startswith("@"):
        return re.split("['’]", typed.lower())[0]
    word = fold(typed).replace("’", "'")
    if word.endswith("n't"):
        return "not"
    return word.split("'")[0]


def _role(word: str, lexicon: Lexicon) -> str:
    if not word[0].isalnum() and word[0] != "@":
        return "stop"
    return lexicon.roles.get(word, "")


def _longest(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> Piece | None:
    """The longest known phrase that starts at `at`, with fillers allowed between its words."""
    found, words = None, []
    for end in range(at, min(at + lexicon.longest + 2, len(tokens))):
        word, role = tokens[end].word, tokens[end].role
        if role == "stop":
            break
        exact = lexicon.meanings(tuple(token.word for token in tokens[at : end + 1]))
        if not words or word not in FILLERS:
            words.append(word)
        if meanings := exact or (word not in FILLERS and lexicon.meanings(tuple(words))):
            found = Piece(tokens[at : end + 1], meanings=meanings)
    return found


def is_seen(piece: Piece) -> bool:
    """Whether a sign is in the picture itself: the moon is, a guitar is not."""
    return listed("surroundings", "unseen").isdisjoint({piece.words, singular(piece.words)})
