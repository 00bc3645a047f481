"""From a scene to frames: everything that stands still is painted once, and only moved from frame to frame."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
import skia

from generation.engines.sketch.actors import draw_actor
from generation.engines.sketch.actors.character import Character, character
from generation.engines.sketch.camera import OVERSCAN, shoot, zooms
from generation.engines.sketch.light import Light, filled, light_up
from generation.engines.sketch.likeness import Likeness
from generation.engines.sketch.motion import Performer, choreograph
from generation.engines.sketch.places import PLACES
from generation.engines.sketch.scene import COLOURS, Scene, Subject
from generation.engines.sketch.shadows import draw_shadow
from generation.engines.sketch.stage import set_stage
from generation.engines.sketch.weather import fall
from generation.engines.sketch.world import Layer, World, plane

#: The order of bytes skia draws fastest in.
BGRA = skia.kBGRA_8888_ColorType
#: Copies of a moving cel, each a fraction of a pixel on: slow pans glide where whole pixels would stutter.
PHASES = 4


@dataclass(frozen=True)
class Cel:
    """A painted layer, as animators call it: cropped, and ready to be laid anywhere to a quarter pixel."""

    images: tuple[skia.Image, ...]
    left: int
    top: int

    def lay(self, canvas: skia.Canvas, x: float, y: float) -> None:
        step, count = math.floor(x * len(self.images) + 0.5), len(self.images)
        canvas.drawImage(self.images[step % count], self.left + step // count, self.top + round(y))


def record(layer: Layer) -> skia.Picture:
    recorder = skia.PictureRecorder()
    layer.paint(recorder.beginRecording(skia.Rect(-1e5, -1e5, 1e5, 1e5)))
    return recorder.finishRecordingAsPicture()


def paint_cel(layer: Layer, world: World) -> Cel | None:
    """Paint the layer as wide as the camera will ever see it; None when there is nothing on it."""
    share = 0.0 if layer.fixed else layer.plane
    span = world.span(share, layer.drift)
    left, top = math.floor(span[0]), math.floor(world.top * share) - 2
    size = (math.ceil(span[1]) - left, world.height + 2 - top)
    travels = (world.reach.right - world.reach.left) * share + abs(layer.drift) * world.stage.seconds > 0.5
    picture = record(layer)
    sheets = []
    for phase in range(PHASES if travels else 1):
        pixels = np.zeros((size[1], size[0], 4), np.uint8)
        canvas = skia.Canvas(pixels, BGRA, skia.kPremul_AlphaType)
        canvas.translate(phase / PHASES - left, -top)
        canvas.drawPicture(picture)
        sheets.append(pixels)
    rows, columns = (np.flatnonzero(sheets[0][..., 3].any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    box = slice(rows[0], rows[-1] + 1), slice(max(columns[0] - 1, 0), columns[-1] + 2)
    kind = skia.kOpaque_AlphaType if layer.opaque else skia.kPremul_AlphaType
    images = tuple(skia.Image.fromarray(np.ascontiguousarray(sheet[box]), BGRA, kind) for sheet in sheets)
    return Cel(images, left + box[1].start, top + box[0].start)


class Drawing:
    """One shot, ready to be drawn frame by frame. The same scene, size, length and dice give the same frames."""

    def __init__(
        self, scene: Scene, size: tuple[int, int], frames: int, fps: int, rng: np.random.Generator,
        likenesses: Mapping[str, Likeness] | None = None,
    ):  # fmt: skip
        """`size` is (width, height) in pixels; `likenesses` holds those of the cast, by handle."""
        self.likenesses = likenesses or {}
        self.size, self.times = size, np.arange(frames) / fps
        dice = rng.spawn(4)
        room = tuple(round(side * OVERSCAN) for side in size) if zooms(scene.camera) else size
        self.stage = set_stage(scene.place, room, frames / fps, dice[0])
        self.performers = choreograph(scene, self.stage, dice[1])
        self.camera = shoot(scene.camera, self.stage, self.performers, self.times)
        self.world = World(scene, self.stage, light_up(scene, dice[2]), self.camera.reach, dice[3])
        self.pixels = np.zeros((room[1], room[0], 4), np.uint8)
        self.canvas = skia.Canvas(self.pixels, BGRA, skia.kPremul_AlphaType)
        self.sheets = self.stack()

    def stack(self) -> list[Callable[[int], None]]:
        """Everything there is to draw, far things first."""
        layers = [*PLACES[self.world.scene.place](self.world), *fall(self.world)]
        sheets = [(layer.plane, self.sheet(layer)) for layer in layers]
        actors = [(plane(performer.depth), self.actor(performer)) for performer in self.performers]
        return [draw for _, draw in sorted(sheets + actors, key=lambda item: item[0])]

    def sheet(self, layer: Layer) -> Callable[[int], None]:
        cel = paint_cel(layer, self.world) if layer.paint else None
        share = 0.0 if layer.fixed else layer.plane

        def draw(frame: int) -> None:
            t = float(self.times[frame])
            x, y = layer.drift * t - self.camera.x[frame] * share, -self.camera.y[frame] * share
            if cel:
                cel.lay(self.canvas, x, y)
            if layer.live:
                self.canvas.save()
                self.canvas.translate(x, y)
                layer.live(self.canvas, t)
                self.canvas.restore()

        return draw

    def actor(self, performer: Performer) -> Callable[[int], None]:
        share, light = plane(performer.depth), self.world.palette.light
        subject = performer.subject
        if subject.who in self.likenesses:
            light = filled(light)
        colour = COLOURS[subject.colour] if subject.colour else None
        person = self.person(subject, light)

        def draw(frame: int) -> None:
            pose, canvas = performer.pose(float(self.times[frame])), self.canvas
            canvas.save()
            canvas.translate(-self.camera.x[frame] * share, -self.camera.y[frame] * share)
            draw_shadow(canvas, self.world, subject, pose)
            canvas.translate(pose.x, pose.y)
            canvas.scale(pose.scale * pose.facing, pose.scale)
            canvas.rotate(pose.angle)
            canvas.scale(1 / pose.squash, pose.squash)
            draw_actor(canvas, subject.kind, colour, pose, light, person)
            canvas.restore()

        return draw

    def person(self, subject: Subject, light: Light) -> Character | None:
        """Who plays `subject`, in this light."""
        if subject.who not in self.likenesses:
            return None
        wearing = {item: COLOURS[colour] if colour else None for item, colour in subject.wearing}
        return character(self.likenesses[subject.who], wearing, light)

    def draw(self, frame: int, out: np.ndarray) -> None:
        """Draw one frame into `out`, uint8 (height, width, 3) RGB."""
        for sheet in self.sheets:
            sheet(frame)
        if self.pixels.shape[:2] == out.shape[:2]:
            cv2.cvtColor(self.pixels, cv2.COLOR_BGRA2RGB, dst=out)
        else:
            self.develop(frame, out)

    def develop(self, frame: int, out: np.ndarray) -> None:
        """Cut the frame a zooming camera sees out of the larger picture."""
        zoom = self.camera.zoom[frame]
        scale = zoom * self.size[0] / self.stage.width
        shift = self.camera.anchor[frame] * (1 / zoom - 1) * scale
        matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
        seen = cv2.warpAffine(self.pixels, matrix, self.size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        cv2.cvtColor(seen, cv2.COLOR_BGRA2RGB, dst=out)
