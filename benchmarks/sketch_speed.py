"""How many times faster than it plays `sketch` makes a clip, reading and drawing, in each size.

    python benchmarks/sketch_speed.py [--seconds 10] [--rounds 1] [SENTENCE ...]

The first reading in a process loads the sentence model; that is done before the clock starts, as in a worker that has
made a clip before. A figure above 5 at 480x854 is what we promise on two cores with nothing else to do.
"""

import argparse
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sora_site.settings")
SENTENCES = (
    "a red ball bouncing on the beach at sunset",
    "two cats chasing a butterfly in a snowy park at night",
    "an old man dancing in the rain in the city",
    "zoom in on a rocket rising into space",
)


def make(engine, sentence: str, seconds: float, size: tuple[int, int]) -> float:
    """Wall seconds that one clip takes."""
    from generation.script import Script, Shot

    before = time.perf_counter()
    footage = engine.frames(Script((Shot(sentence, seconds),), size, seed=1), lambda share: None)
    frames = sum(len(chunk) for chunk in footage.chunks)
    assert frames == footage.frame_count
    return time.perf_counter() - before


def main() -> None:
    import django

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", nargs="*", default=SENTENCES)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rounds", type=int, default=1, help="the fastest of so many counts")
    options = parser.parse_args()
    django.setup()
    from generation.engines.sketch import Sketch
    from generation.script import SIZES

    engine = Sketch()
    make(engine, "something melancholic", 0.5, (480, 854))
    for name, size in SIZES.items():
        for sentence in options.sentences:
            wall = min(make(engine, sentence, options.seconds, size) for _ in range(options.rounds))
            print(f"{name}  {options.seconds / wall:5.1f} x  {wall:5.2f} s  {sentence}", flush=True)


if __name__ == "__main__":
    main()
