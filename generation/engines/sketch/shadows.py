"""The soft shadow an actor throws on the ground, or the dark streak it draws on water."""

from functools import lru_cache

import skia

from generation.engines.sketch.brush import stroke
from generation.engines.sketch.colour import ink
from generation.engines.sketch.motion import GROUNDED, WIDTHS, Pose
from generation.engines.sketch.scene import Subject
from generation.engines.sketch.world import World

SIDE = 64  # pixels: a shadow has no edge, so it may be stretched
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear)
DISC = skia.Rect(-1, -1, 1, 1)


@lru_cache(maxsize=64)
def soft_disc(rgb: tuple[int, int, int]) -> skia.Image:
    """A disc that fades toward its edge, painted once: a gradient costs too much to work out every frame."""
    surface = skia.Surface(SIDE, SIDE)
    colours = [ink(rgb, 1.0), ink(rgb, 0.8), ink(rgb, 0)]
    shader = skia.GradientShader.MakeRadial(skia.Point(SIDE / 2, SIDE / 2), SIDE / 2, colours, [0.0, 0.5, 1.0])
    surface.getCanvas().drawPaint(skia.Paint(Shader=shader))
    return surface.makeImageSnapshot()


def draw_shadow(canvas: skia.Canvas, world: World, subject: Subject, pose: Pose) -> None:
    """Draw where the light does not reach; `canvas` is in pixels of the frame. Nothing in the air or in space."""
    stage, grounded = world.stage, subject.kind in GROUNDED
    if stage.medium in ("air", "space") or (stage.submerged and not grounded):
        return
    ground = pose.y + pose.lift
    if not stage.ground_far * 0.9 <= ground <= stage.height * 1.02:
        ripple(canvas, world, subject, pose, ground)
        return
    if stage.medium == "water" and not stage.submerged:
        ripple(canvas, world, subject, pose, ground)
        return
    cast(canvas, world, WIDTHS[subject.kind] * pose.scale, pose.x, ground, pose.lift)


def cast(canvas: skia.Canvas, world: World, width: float, x: float, ground: float, lift: float) -> None:
    """Two discs: a dark one under the feet and a long one away from the light; both pale with height."""
    light = world.palette.light
    height = max(lift / (100 * world.stage.unit), 0.0)
    strength = light.shadow[3] / 255 / (1 + 1.6 * height)
    length = 1.0 + 1.5 * (1 - light.height)
    lean = -light.direction * width * (0.5 * (1 - light.height) + 0.1) * (1 + height)
    for stretch, shift, share in ((length, lean, 0.75), (0.9, 0.0, 0.9)):
        canvas.save()
        canvas.translate(x + shift, ground)
        canvas.scale(width * 0.56 * stretch * (1 + 0.3 * height), min(width * 0.10, 16 * world.stage.unit))
        canvas.drawImageRect(soft_disc(light.shadow[:3]), DISC, SMOOTH, skia.Paint(Alphaf=strength * share))
        canvas.restore()


def ripple(canvas: skia.Canvas, world: World, subject: Subject, pose: Pose, surface: float) -> None:
    """Broken lines of reflection below something afloat."""
    if pose.lift > 60 * world.stage.unit or world.stage.water is None:
        return
    width, light = WIDTHS[subject.kind] * pose.scale * 0.5, world.palette.light
    for row, share in enumerate((1.05, 0.8, 0.9, 0.5)):
        y, reach = surface + (2 + 5 * row) * world.stage.unit, width * share
        shift = width * 0.12 * ((row * 7 + pose.phase * 2) % 2 - 1)
        paint = stroke(light.shadow[:3], 2.6 * world.stage.unit, 0.34 - 0.06 * row)
        canvas.drawLine(pose.x - reach + shift, y, pose.x + reach + shift, y, paint)
