"""The palette of a look: its own where it has one, else the one its words are nearest to."""

import re
from functools import cache

from generation.engines.sketch.reading.vocabulary import fold, rows
from generation.engines.sketch.scene import MOODS


def palette(style: str, words: str) -> str:
    """One of MOODS for the style of that name, described by `words`: the mood most of whose phrases are in them.

    A name alone may say it ("neon-nights"). "natural" where nothing does; "" for no style.
    """
    if style in MOODS or not style:
        return style
    said = f" {' '.join(re.findall(r'[a-z0-9]+', fold(f'{style} {words}')))} "
    found = {mood: [phrase for phrase in phrases if f" {phrase} " in said] for mood, phrases in _moods()}
    scores = {mood: sum(len(phrase.split()) for phrase in phrases) for mood, phrases in found.items()}
    best = max(scores, key=lambda mood: (scores[mood], -MOODS.index(mood)))
    return best if scores[best] else "natural"


@cache
def _moods() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each mood and the phrases that ask for it."""
    known = {mood: {mood} for mood in MOODS}
    for head, phrases in rows("surroundings"):
        if head[0] == "mood":
            known[head[1]] |= set(phrases)
    return tuple((mood, tuple(sorted(phrases))) for mood, phrases in known.items())
