"""What streets and roads share: lane marks and lights mirrored in wet ground."""

import math

import skia

from generation.engines.sketch.brush import fill, gradient
from generation.engines.sketch.colour import RGB, WHITE, mix
from generation.engines.sketch.places.buildings import lamplight
from generation.engines.sketch.places.shapes import polygon
from generation.engines.sketch.world import Span, World

NEONS: tuple[RGB, ...] = ((255, 110, 120), (110, 200, 255), (255, 214, 132))


def draw_lane_marks(canvas: skia.Canvas, world: World, span: Span, y: float) -> None:
    white, step, thick = fill(world.colour((244, 238, 222)), 0.8), world.short * 0.3, world.short * 0.016
    for i in range(math.floor(span[0] / step), math.ceil(span[1] / step)):
        x, end = i * step, i * step + step * 0.5
        canvas.drawPath(polygon([(x, y), (end, y), (end - thick, y + thick), (x - thick, y + thick)]), white)


def draw_sheen(canvas: skia.Canvas, world: World, span: Span, top: float) -> None:
    """Streaks of lamp and window light on ground that is wet or dark; none on a dry day."""
    if not (world.wet or world.night):
        return
    light = lamplight(world) if world.lamps_on else mix(WHITE, world.palette.haze, 0.5)
    for x in world.scatter(span, world.short * 0.11):
        wide, tall = world.short * world.uniform(0.01, 0.035), world.short * world.uniform(0.1, 0.3)
        y, tone = (
            top + world.uniform(0.05, 0.2) * world.short,
            mix(light, world.pick(NEONS), 0.35 if world.night else 0.1),
        )
        streak = gradient(y, y + tall, tone, tone, tone, alphas=(0.0, 0.24, 0.0))
        canvas.drawRect(skia.Rect(x - wide, y, x + wide, y + tall), streak)
