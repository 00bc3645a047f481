"""People who do not exist, to play in the clips by their portraits."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from cameos.portraits import SITTERS, Sitter, draw_portrait
from cameos.portraits.clothes import NECKLINES
from cameos.portraits.hair import STYLES
from generation.engines.sketch.likeness import Likeness, likeness
from generation.engines.sketch.scene import COLOURS
from generation.script import Reference

PEOPLE = 256  # as many as there are to learn from; each process remembers those it has met
SIDE = 384  # pixels of a portrait
SKINS = tuple(dict.fromkeys(sitter.skin for sitter in SITTERS.values()))
HAIRS = ((26, 20, 22), (62, 38, 28), (122, 82, 54), (172, 78, 40), (214, 168, 96), (150, 146, 144), (32, 24, 26))


def sitters_of(seed: int, count: int) -> list[int]:
    """Which people play in the clip with that seed, all different."""
    rng = np.random.Generator(np.random.PCG64([seed, 1]))
    return rng.choice(PEOPLE, size=count, replace=False).tolist() if count else []


@lru_cache(maxsize=PEOPLE)
def likeness_of(number: int) -> Likeness:
    """What person `number` looks like: their portrait as `sketch` draws the real cast from theirs.

    The colour of their clothes is taken as it was invented, which sheet and clip then share to the shade.
    """
    sitter = invent(number)
    found = likeness(Reference(f"sitter{number}", sitter.name, (draw_portrait(sitter, SIDE),)))
    return replace(found, colours=replace(found.colours, clothes=sitter.clothes))


def invent(number: int) -> Sitter:
    """A person made up by the dice: always the same for the same number."""
    rng = np.random.Generator(np.random.PCG64([number, 2]))
    share = rng.random
    background, clothes = (tuple(int(v) for v in rng.integers(low, 240, 3)) for low in (90, 120))
    if share() < 0.7:
        clothes = COLOURS[_pick(rng, tuple(COLOURS))]
    return Sitter(
        f"sitter {number}", _near(rng, _pick(rng, SKINS)), _near(rng, _pick(rng, HAIRS)), _pick(rng, tuple(STYLES)),
        clothes, _pick(rng, tuple(NECKLINES)), background,
        jaw=float(share()), broad=float(share()), smile=float(share()), rosy=float(share()),
        beard=float(share()) if share() < 0.25 else None,
        glasses=_near(rng, (50, 40, 44)) if share() < 0.25 else None,
    )  # fmt: skip


def _pick(rng: np.random.Generator, options: tuple):
    return options[int(rng.integers(len(options)))]


def _near(rng: np.random.Generator, rgb: tuple[int, int, int]) -> tuple[int, int, int]:
    return tuple(int(min(max(v + d, 0), 255)) for v, d in zip(rgb, rng.integers(-14, 15, 3), strict=True))
