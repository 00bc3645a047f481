"""The picture before a clip that shows who plays in it: one portrait, or a sheet with several."""

from collections.abc import Sequence

import numpy as np
import skia

from generation.engines.sketch.actors.outlines import blob
from generation.engines.sketch.brush import fill, placed
from generation.engines.sketch.colour import RGB, mix
from generation.engines.sketch.light import Light
from generation.engines.sketch.likeness import Likeness

WALL: RGB = (226, 222, 214)
PLAIN = Light(key=(255, 255, 255), ambient=(255, 255, 255), direction=0.0, height=0.8, shadow=(0, 0, 0, 0))
FACE = 0.42  # of the shorter side of what one person gets of the sheet
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
#: In faces from the middle of the face.
SHOULDERS = blob((-0.32, 0.72), (0, 0.86), (0.32, 0.72), (0.9, 0.95), (1.15, 1.5), (1.2, 3), (-1.2, 3), (-1.15, 1.5),
                 (-0.9, 0.95))  # fmt: skip
NECK = skia.Rect(-0.25, 0.2, 0.25, 0.95)


def sheet(people: Sequence[Likeness], size: tuple[int, int]) -> np.ndarray:
    """Heads and shoulders of up to three people in plain light, in order along the longer side.

    uint8 RGB (height, width, 3) of `size` (height, width). Drawn, not photographed: a model that only knows drawings
    sees somebody's picture as it will have to show them.
    """
    height, width = size
    pixels = np.zeros((height, width, 4), np.uint8)
    canvas = skia.Canvas(pixels, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    canvas.clear(skia.ColorSetRGB(*WALL))
    for number, person in enumerate(people):
        canvas.save()
        box = _box(number, len(people), height, width)
        canvas.clipRect(box)
        _portray(canvas, person, box)
        canvas.restore()
    return np.ascontiguousarray(pixels[..., :3])


def _box(number: int, of: int, height: int, width: int) -> skia.Rect:
    """What person `number` gets of the sheet: rows of a high one, columns of a wide one."""
    if height >= width:
        return skia.Rect.MakeXYWH(0, height * number / of, width, height / of)
    return skia.Rect.MakeXYWH(width * number / of, 0, width / of, height)


def _portray(canvas: skia.Canvas, person: Likeness, box: skia.Rect) -> None:
    colours, face = person.colours, FACE * min(box.width(), box.height())
    with placed(canvas, box.centerX(), box.centerY() - 0.1 * face, face):
        canvas.drawRect(NECK, fill(mix(colours.skin, (60, 30, 30), 0.2)))
        canvas.drawPath(SHOULDERS, fill(colours.clothes or (150, 146, 140)))
        place = skia.Rect.MakeXYWH(person.left, person.top, person.width, person.height)
        canvas.drawImageRect(person.under(PLAIN).withDefaultMipmaps(), place, SMOOTH)
