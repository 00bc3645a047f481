"""A sentence becomes a Scene: by heart where its words are known, by nearness of meaning where they are not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generation.engines.sketch.reading.grammar import Grammar
from generation.engines.sketch.reading.guessing import guess
from generation.engines.sketch.reading.phrases import Sentence, cut
from generation.engines.sketch.reading.preferring import dress
from generation.engines.sketch.reading.staging import stage
from generation.engines.sketch.reading.vocabulary import english
from generation.engines.sketch.scene import MOODS, Scene, Subject
from generation.speech import VERBS, silent


def read_shots(texts: Sequence[str], style: str = "", cast: Mapping[str, str] | None = None) -> list[Scene]:
    """The shots of one script: each goes on where the one before it was, until its words say otherwise.

    What is said aloud becomes captions: it is neither drawn nor missed.
    """
    scenes: list[Scene] = []
    for text in texts:
        scene = read(unsaid := silent(text), style, cast, scenes[-1] if scenes else None)
        missed = scene.skipped if unsaid == text else tuple(word for word in scene.skipped if word.lower() not in VERBS)
        scenes.append(replace(_as_known(scene, scenes), skipped=missed))
    return scenes


def _as_known(scene: Scene, earlier: list[Scene]) -> Scene:
    """Whoever appeared before looks as then, unless the words say otherwise: "the boat" is the small red one."""
    known = {(subject.kind, subject.who): subject for before in earlier for subject in before.subjects}

    def as_known(subject: Subject) -> Subject:
        then = known.get((subject.kind, subject.who), subject)
        size = then.size if subject.size == 1 else subject.size
        return replace(subject, colour=subject.colour or then.colour, size=size)

    return replace(scene, subjects=tuple(map(as_known, scene.subjects)))


def read(text: str, style: str = "", cast: Mapping[str, str] | None = None, before: Scene | None = None) -> Scene:
    """What `text` asks to be drawn; `style`, one of MOODS, wins over any mood in the words.

    `cast` holds the people that "@handle" may stand for: their handles, lower case, and how they want to be shown.
    Place, hour, weather and whom it is about are those of the scene `before` where the text does not name them.
    The same text gives the same scene. Raises ValueError for an unknown style. The first call in a
    process may load the sentence model: a few seconds.
    """
    if style and style not in MOODS:
        raise ValueError(f"Unknown style {style!r}: choose one of {', '.join(MOODS)}")
    cast = cast or {}
    grammar = _understood(cut(text, cast))
    disregarded = dress(grammar.drafts, cast)
    scene = stage(text, grammar, style, before)
    return replace(scene, skipped=tuple(dict.fromkeys([*scene.skipped, *disregarded])))


def _understood(sentence: Sentence) -> Grammar:
    if sentence.lexicon is english():
        return Grammar(guess(sentence.pieces))
    # The sentence model knows English only; of other languages Skylark knows what it has by heart.
    return Grammar(sentence.pieces, adjectives_follow=True)
