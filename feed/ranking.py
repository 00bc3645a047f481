"""In which order For you shows things, and why. No Django model, no clock, no database in here.

A clip's rank is the sum of its parts: one signal each, a function and a sentence in `SIGNALS`. Add one there, and
"why am I seeing this" prints it by itself. How long somebody watched is no signal.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from math import exp, log10
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: So many seconds are worth ten times the points: a clip of today with 10 stands beside one of yesterday with 840.
TENFOLD = 45_000
WINDOW = 8  # within so many clips in a row ...
CAP = 2  # ... no more by the same author, and no more of the same line of remixes


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rank of one post for one person depends on."""

    id: UUID
    author: int
    root: UUID  # the post where its line of remixes began; its own id where it is the first
    age: float  # hours
    likes: int = 0
    comments: int = 0
    remixes: int = 0
    follows: bool = False  # the viewer follows its author
    answered: bool = False  # the viewer liked, commented or remixed something of theirs lately
    less_author: bool = False  # the viewer wants to see less of its author
    less_root: bool = False  # ... of its line of remixes


@dataclass(frozen=True)
class Signal:
    label: str | Promise
    part: Callable[[Candidate], float]


def score(likes: int, comments: int, remixes: int, published_at: datetime) -> float:
    """How high it stands for everybody. Anchored in time, so that it changes with votes only."""
    return log10(1 + points(likes, comments, remixes)) + published_at.timestamp() / TENFOLD


def points(likes: int, comments: int, remixes: int) -> int:
    """Making something of it says more than talking about it, and that more than a tap."""
    return likes + 2 * comments + 4 * remixes


def followed(clip: Candidate) -> float:
    return 2.0 * clip.follows


def answered(clip: Candidate) -> float:
    return 1.2 * clip.answered


def remixed(clip: Candidate) -> float:
    return 0.8 * log10(1 + clip.remixes)


def liked(clip: Candidate) -> float:
    return 0.6 * log10(1 + points(clip.likes, clip.comments, 0))


def fresh(clip: Candidate) -> float:
    """Half of it is gone after a day."""
    return 2.0 * exp(-max(0.0, clip.age) / 34.6)


def less_author(clip: Candidate) -> float:
    return -4.0 * clip.less_author


def less_root(clip: Candidate) -> float:
    return -4.0 * clip.less_root


SIGNALS = {
    "followed": Signal(_("You follow its maker"), followed),
    "answered": Signal(_("You liked, commented or remixed their clips lately"), answered),
    "remixed": Signal(_("People remix it"), remixed),
    "liked": Signal(_("People like it and talk about it"), liked),
    "fresh": Signal(_("It is new"), fresh),
    "less_author": Signal(_("You asked to see less of its maker"), less_author),
    "less_root": Signal(_("You asked to see less of the clips it was remixed from"), less_root),
}

Parts = tuple[float, ...]  # one for each signal, in their order


def parts(clip: Candidate) -> Parts:
    return tuple([signal.part(clip) for signal in SIGNALS.values()])


def explain(stored: Parts) -> list[tuple[str | Promise, float]]:
    """The parts that are not nothing with their sentences, the weightiest first."""
    named = [(signal.label, round(part, 2)) for signal, part in zip(SIGNALS.values(), stored, strict=True)]
    named = [(label, part) for label, part in named if part]
    return sorted(named, key=lambda pair: -abs(pair[1]))


def rank(clips: Iterable[Candidate]) -> list[tuple[Candidate, Parts]]:
    """The best first, nobody's too close together. The same clips in any order give the same answer."""
    weighed = [(clip, parts(clip)) for clip in clips]
    weighed.sort(key=lambda pair: (-sum(pair[1]), pair[0].id))
    return _spread(weighed)


def _spread(weighed: list) -> list:
    """Each place goes to the best one left whose author and line are not in the last places too often.

    When nobody else is left, the best one left.
    """
    left = [(pair, ("author", pair[0].author), ("root", pair[0].root)) for pair in weighed]
    spread, recent, often = [], deque(), Counter()
    while left:
        fitting = (n for n, (_pair, author, root) in enumerate(left) if often[author] < CAP and often[root] < CAP)
        pair, *keys = left.pop(next(fitting, 0))
        spread.append(pair)
        recent.append(keys)
        often.update(keys)
        if len(recent) == WINDOW:
            often.subtract(recent.popleft())
    return spread
