"""The built-in animator: reads a sentence into a scene and draws it, without weights for pictures and without a GPU."""

from collections.abc import Callable, Iterator

import numpy as np

from generation.engines import Footage
from generation.engines.sketch.drawing import Drawing
from generation.engines.sketch.likeness import Likeness, likeness
from generation.engines.sketch.palettes import palette
from generation.engines.sketch.reading import read_shots
from generation.engines.sketch.scene import Scene
from generation.script import Script

FPS = 24
CHUNK = 12  # frames: half a second of picture between two signs of life


class Sketch:
    """Turns a script into flat vector pictures, several times faster than they play."""

    name = "sketch"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        """Read every shot and start drawing; what `tell` raises passes through.

        A style that is no palette of its own is drawn in the one its words are nearest to.
        """
        look = palette(script.style, script.style_words)
        cast = {reference.handle.lower(): reference.preferences for reference in script.references}
        scenes = read_shots([shot.prompt for shot in script.shots], look, cast)
        ends = [round(sum(shot.seconds for shot in script.shots[: i + 1]) * FPS) for i in range(len(scenes))]
        return Footage(
            fps=FPS,
            size=script.size,
            frame_count=ends[-1],
            chunks=draw(scenes, ends, script, tell),
            drew=tuple(dict.fromkeys(word for scene in scenes for word in scene.drew)),
            skipped=tuple(dict.fromkeys(word for scene in scenes for word in scene.skipped)),
        )


def draw(scenes: list[Scene], ends: list[int], script: Script, tell: Callable[[float], None]) -> Iterator[np.ndarray]:
    """Chunks of frames, shot after shot; shot i ends before frame `ends[i]`."""
    width, height = script.size
    starts = [0, *ends]
    cast = likenesses(scenes, script, tell)
    for number, scene in enumerate(scenes):
        first, last = starts[number], ends[number]
        if first == last:
            continue
        rng = np.random.Generator(np.random.PCG64([script.seed % 2**64, number]))
        tell(first / ends[-1])
        drawing = Drawing(scene, script.size, last - first, FPS, rng, cast)
        for start in range(first, last, CHUNK):
            tell(start / ends[-1])
            chunk = np.empty((min(CHUNK, last - start), height, width, 3), np.uint8)
            for offset in range(len(chunk)):
                drawing.draw(start - first + offset, chunk[offset])
            yield chunk


def likenesses(scenes: list[Scene], script: Script, tell: Callable[[float], None]) -> dict[str, Likeness]:
    """What the people who appear look like, by handle; those whose pictures cannot be opened are left out."""
    seen = {subject.who for scene in scenes for subject in scene.subjects}
    found = {}
    for reference in script.references:
        tell(0.0)
        if reference.handle.lower() in seen and (face := likeness(reference)):
            found[reference.handle.lower()] = face
    return found
