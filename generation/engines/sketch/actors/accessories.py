"""Hats and glasses, in faces: the origin is the middle of the face, the eyebrows are at -0.5, the chin at 0.5."""

from collections.abc import Callable, Mapping

from generation.engines.sketch.actors.brush import DARK, Brush, Rgb, mix
from generation.engines.sketch.actors.outlines import blob, closed, poly
from generation.engines.sketch.likeness import Likeness

BRIM = -0.6  # the height a hat sits at
EYES, APART = -0.2, 0.22
#: The colours they come in when nobody says which.
USUAL: dict[str, Rgb] = {
    "fedora": (112, 78, 58), "cap": (196, 60, 54), "beanie": (58, 108, 146), "tophat": (44, 42, 54),
    "stetson": (166, 118, 74), "crown": (238, 190, 70), "sunglasses": (34, 32, 44), "spectacles": (46, 40, 50),
}  # fmt: skip
HATS = {"fedora", "cap", "beanie", "tophat", "stetson", "crown"}
#: Hair above this height would stand through the hat; through a crown it may.
COVERING = HATS - {"crown"}


def crown_of(wearing: Mapping[str, Rgb | None]) -> float | None:
    """The height above which a hat hides the hair; None without one."""
    return BRIM - 0.06 if COVERING & set(wearing) else None


def put_on(brush: Brush, wearing: Mapping[str, Rgb | None], head: Likeness) -> None:
    """Glasses first, then one hat."""
    half = max(0.5, min(0.85, max(head.half(BRIM), head.half(BRIM + 0.1))))
    for name in sorted(set(wearing) & set(USUAL), key=HATS.__contains__):
        with brush.at(0, 0, 0, *((half / 0.56, 1.0) if name in HATS else (1.0, 1.0))):
            DRAWN[name](brush, wearing[name] or USUAL[name])


def _crown(top: float, wide: float, narrow: float, dent: float = 0.0) -> tuple:
    """The part of a hat above its brim."""
    return (
        (-wide, BRIM + 0.06), (-narrow, top + 0.08), (-narrow * 0.6, top), (0, top + dent), (narrow * 0.6, top),
        (narrow, top + 0.08), (wide, BRIM + 0.06), (0, BRIM + 0.12),
    )  # fmt: skip


_FEDORA, _FEDORA_BAND = (
    blob(*_crown(-1.24, 0.58, 0.46, 0.09)),
    blob(
        (-0.58, BRIM + 0.05),
        (-0.555, BRIM - 0.1),
        (0, BRIM - 0.04),
        (0.555, BRIM - 0.1),
        (0.58, BRIM + 0.05),
        (0, BRIM + 0.12),
    ),
)
_FEDORA_BRIM = blob(
    (-0.92, BRIM - 0.03),
    (-0.6, BRIM + 0.03),
    (0, BRIM + 0.09),
    (0.6, BRIM + 0.03),
    (0.92, BRIM - 0.03),
    (0.62, BRIM + 0.14),
    (0, BRIM + 0.2),
    (-0.62, BRIM + 0.14),
)
_STETSON = blob(*_crown(-1.3, 0.56, 0.4, 0.14))
_STETSON_BRIM = blob(
    (-1.08, BRIM - 0.24),
    (-0.7, BRIM + 0.0),
    (0, BRIM + 0.1),
    (0.7, BRIM + 0.0),
    (1.08, BRIM - 0.24),
    (0.74, BRIM + 0.16),
    (0, BRIM + 0.2),
    (-0.74, BRIM + 0.16),
)
_TOPHAT = poly((-0.52, BRIM + 0.06), (-0.58, -1.6), (0.58, -1.6), (0.52, BRIM + 0.06), r=0.06)
_DOME = blob(
    (-0.62, BRIM + 0.06),
    (-0.6, -0.9),
    (-0.36, -1.18),
    (0, -1.26),
    (0.36, -1.18),
    (0.6, -0.9),
    (0.62, BRIM + 0.06),
    (0, BRIM + 0.1),
)
_PEAK = blob(
    (-0.5, BRIM + 0.0), (0, BRIM - 0.06), (0.5, BRIM + 0.0), (0.62, BRIM + 0.14), (0, BRIM + 0.24), (-0.62, BRIM + 0.14)
)
_CROWN = poly(
    (-0.56, BRIM + 0.08),
    (-0.64, -1.06),
    (-0.34, -0.82),
    (0, -1.14),
    (0.34, -0.82),
    (0.64, -1.06),
    (0.56, BRIM + 0.08),
    r=0.03,
)


def _fedora(brush: Brush, rgb: Rgb) -> None:
    brush.shape(_FEDORA, rgb)
    brush.flat(_FEDORA_BAND, mix(rgb, DARK, 0.7))
    brush.shape(_FEDORA_BRIM, mix(rgb, DARK, 0.12))


def _stetson(brush: Brush, rgb: Rgb) -> None:
    brush.shape(_STETSON, rgb)
    brush.flat(_FEDORA_BAND, mix(rgb, DARK, 0.6))
    brush.shape(_STETSON_BRIM, mix(rgb, DARK, 0.12))


def _tophat(brush: Brush, rgb: Rgb) -> None:
    brush.shape(_TOPHAT, rgb)
    brush.flat(_FEDORA_BAND, (176, 58, 62))
    brush.shape(_FEDORA_BRIM, mix(rgb, DARK, 0.12))


def _cap(brush: Brush, rgb: Rgb) -> None:
    brush.shape(_DOME, rgb)
    brush.dot(0, -1.26, 0.06, mix(rgb, DARK, 0.3), 0.035)
    brush.shape(_PEAK, mix(rgb, DARK, 0.3))


def _beanie(brush: Brush, rgb: Rgb) -> None:
    brush.oval(0, -1.3, 0.17, 0.17, mix(rgb, (255, 255, 255), 0.5))
    brush.shape(_DOME, rgb)
    brush.bar(-0.64, BRIM - 0.1, 1.28, 0.22, 0.1, mix(rgb, (255, 255, 255), 0.22))


def _royal(brush: Brush, rgb: Rgb) -> None:
    brush.shape(_CROWN, rgb)
    brush.bar(-0.57, BRIM - 0.02, 1.14, 0.11, 0.03, mix(rgb, DARK, 0.22))
    for x, gem in ((-0.3, (202, 62, 74)), (0, (62, 124, 190)), (0.3, (202, 62, 74))):
        brush.dot(x, BRIM - 0.12, 0.06, gem)


def _sunglasses(brush: Brush, rgb: Rgb) -> None:
    for side in (-1, 1):
        x = side * APART
        lens = closed(
            (x - 0.18, EYES - 0.1),
            (x, EYES - 0.13),
            (x + 0.18, EYES - 0.1),
            (x + 0.13, EYES + 0.12),
            (x - 0.13, EYES + 0.12),
        )
        brush.flat(lens, rgb)
        brush.line([(x - 0.09, EYES - 0.05), (x - 0.02, EYES + 0.05)], 0.03, mix(rgb, (255, 255, 255), 0.5))
    brush.line([(-0.52, EYES - 0.08), (0.52, EYES - 0.08)], 0.045, rgb)


def _spectacles(brush: Brush, rgb: Rgb) -> None:
    for side in (-1, 1):
        brush.arc(side * APART, EYES, 0.165, 0, 360, 0.035, rgb)
        brush.line([(side * (APART + 0.165), EYES - 0.03), (side * 0.54, EYES - 0.06)], 0.035, rgb)
    brush.arc(0, EYES - 0.01, 0.06, 200, 140, 0.035, rgb)


DRAWN: dict[str, Callable[[Brush, Rgb], None]] = {
    "fedora": _fedora, "cap": _cap, "beanie": _beanie, "tophat": _tophat, "stetson": _stetson, "crown": _royal,
    "sunglasses": _sunglasses, "spectacles": _spectacles,
}  # fmt: skip
