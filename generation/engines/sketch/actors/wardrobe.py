"""What people look like: skin, hair, clothes, and how they are cut."""

from dataclasses import dataclass

from generation.engines.sketch.actors.brush import Rgb
from generation.engines.sketch.actors.outlines import blob

SKINS = ((244, 200, 168), (226, 172, 132), (198, 138, 98), (150, 98, 68), (108, 70, 50), (238, 188, 148))
HAIRS = ((58, 40, 34), (36, 30, 38), (122, 74, 42), (204, 152, 76), (168, 76, 44), (92, 60, 46))
CLOTHES = ((226, 92, 80), (62, 138, 170), (244, 182, 72), (96, 160, 118), (150, 104, 176), (236, 134, 148))
TROUSERS = ((58, 70, 104), (84, 78, 88), (112, 92, 74), (48, 84, 96))
SHOES = ((244, 240, 232), (70, 54, 56), (206, 86, 70))

# Trunks, drawn from the hip upward: the origin is the hip, the shoulders are at -torso.
SHIRT = blob(
    (-8.5, 4), (-9.2, -12), (-11.5, -26), (-8, -32), (0, -33.5), (8, -32), (11, -25), (9.5, -12), (8.5, 4),
    (0, 6),
)  # fmt: skip
BLOUSE = blob(
    (-6.5, 3), (-6.2, -8), (-8.6, -22), (-6, -28.5), (0, -30), (6, -28.5), (8.6, -21), (6.6, -8), (6.5, 3),
    (0, 4),
)  # fmt: skip
TEE = blob(
    (-7.4, 4), (-7.2, -8), (-8.2, -17), (-5.5, -21.5), (0, -22.5), (5.5, -21.5), (8, -17), (7.6, -8),
    (7.4, 4), (0, 5.5),
)  # fmt: skip
SHOE = blob((-4.4, -3), (-2, -6.4), (2, -5.6), (6.4, -3.4), (9, -0.8), (7, 0.9), (-4, 0.9))

# Hair around a head of radius 10 whose middle is the origin, looking right.
SHORT = (
    (blob((-10.6, 1), (-11, -6), (-6, -12), (3, -12.8), (9.6, -9), (10.4, -5),
          (5, -5.5), (-2, -5.6), (-5, -1), (-6, 5), (-9.4, 5)),),
    (blob((-10.4, 2), (-10.6, -6), (-4, -12.4), (5, -12.4), (9.5, -7.6),
          (2, -6.8), (-4, -5), (-6.4, 2), (-8, 5)),
     blob((2, -10), (7, -14.5), (12.4, -11), (9, -7))),
    (blob((-10.8, 0), (-9, -9), (-1, -12.2), (7, -10.4), (9.4, -6.6),
          (0, -7.2), (-5.4, -4), (-6.6, 2), (-9, 4)),),
)  # fmt: skip
LONG = (
    (blob((-11, 2), (-11, -6), (-5, -12.4), (3, -12.8), (10, -8), (11, -2),
          (6.8, -4.6), (0, -7), (-4, -2), (-5, 8), (-9, 12)),),
    (blob((-10.6, 2), (-10.8, -6), (-4, -12.4), (4, -12.4), (10.2, -7), (10, -4),
          (2, -6.6), (-4.6, -3), (-6.4, 4), (-8.6, 6)),
     blob((-14, -12), (-9, -17), (-3, -13), (-5, -8), (-11, -7))),
    (blob((-12, 3), (-12, -6), (-6, -13), (4, -13.2), (11, -8), (11.6, 2), (9, -1),
          (5, -6.4), (-2, -6), (-4, 2), (-6, 9), (-11, 9)),),
)  # fmt: skip
TUFT = (
    (blob((-10.4, 1), (-10.4, -6), (-4, -11.8), (4, -12), (9.6, -7),
          (4, -6.4), (-3, -6.2), (-6.4, -1), (-7, 4)),
     blob((-5, -10), (-4, -15.6), (1, -12), (5, -15), (4, -9))),
    (blob((-10.8, 3), (-11, -6), (-4, -12.6), (4, -12.6), (10.6, -6),
          (9, -3.8), (0, -5.4), (-5.4, -2), (-6.6, 5)),
     blob((-15.5, -4), (-11, -8.5), (-8.6, -3), (-11, 5), (-16, 4))),
    (blob((-10.2, 2), (-12, -4), (-9, -8), (-8, -13), (-2, -12), (3, -15), (6, -11),
          (11, -9), (8, -5.4), (0, -6.4), (-6, -2), (-7, 4)),),
)  # fmt: skip


@dataclass(frozen=True)
class Looks:
    """Colours and cut of one person, chosen by the look seed."""

    skin: Rgb
    hair: Rgb
    top: Rgb
    legs: Rgb
    shoes: Rgb
    cut: int  # which of the haircuts


def looks(seed: int, colour: Rgb | None) -> Looks:
    """Everybody differs from the next; a given colour goes to the clothes."""
    skin = SKINS[seed * 5 % 6]
    hair = HAIRS[1] if sum(skin) < 340 else HAIRS[(seed * 7 + seed // 3) % 6]
    top = colour or CLOTHES[seed * 5 % 6 if seed % 2 else (seed + 2) % 6]
    return Looks(skin, hair, top, TROUSERS[(seed // 2) % 4], SHOES[seed % 3], seed % 3)
