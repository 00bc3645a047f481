"""A sentence becomes a Scene: by heart where its words are known, by nearness of meaning where they are not."""

from generation.engines.sketch.reading.grammar import Grammar
from generation.engines.sketch.reading.guessing import guess
from generation.engines.sketch.reading.phrases import cut
from generation.engines.sketch.reading.staging import stage
from generation.engines.sketch.reading.vocabulary import english
from generation.engines.sketch.scene import MOODS, Scene


def read(text: str, style: str = "") -> Scene:
    """What `text` asks to be drawn; `style`, one of MOODS, wins over any mood in the words.

    The same text gives the same scene. Raises ValueError for an unknown style. The first call in a
    process may load the sentence model: a few seconds.
    """
    if style and style not in MOODS:
        raise ValueError(f"Unknown style {style!r}: choose one of {', '.join(MOODS)}")
    sentence = cut(text)
    if sentence.lexicon is english():
        return stage(text, Grammar(guess(sentence.pieces)), style)
    # The sentence model knows English only; of other languages Skylark knows what it has by heart.
    return stage(text, Grammar(sentence.pieces, adjectives_follow=True), style)
