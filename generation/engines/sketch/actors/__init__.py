"""The cast: every kind of a scene as a drawn, moving figure."""

from collections.abc import Callable

import skia

from generation.engines.sketch.actors import animals, craft, fliers, people, suits, swimmers, things, train, vehicles
from generation.engines.sketch.actors.brush import Brush, Rgb
from generation.engines.sketch.actors.character import Character
from generation.engines.sketch.light import Light
from generation.engines.sketch.motion.measures import GROUNDED, HEIGHTS, WIDTHS
from generation.engines.sketch.motion.pose import Pose

__all__ = ["GROUNDED", "HEIGHTS", "WIDTHS", "Character", "draw_actor"]

#: Who draws a kind, and the colours it usually comes in; people choose their own when there are none.
CAST: dict[str, tuple[Callable[..., None], tuple[Rgb, ...]]] = {
    "woman": (people.woman, ()),
    "man": (people.man, ()),
    "child": (people.child, ()),
    "robot": (suits.robot, (suits.STEEL, (222, 150, 84), (112, 172, 178))),
    "astronaut": (suits.astronaut, (suits.SUIT,)),
    "cat": (animals.cat, ((232, 150, 76), (142, 138, 146), (228, 196, 156))),
    "dog": (animals.dog, ((198, 138, 84), (226, 190, 140), (150, 106, 76))),
    "bird": (fliers.bird, ((84, 152, 204), (226, 104, 84), (242, 190, 84))),
    "fish": (swimmers.fish, ((242, 136, 62), (238, 182, 74), (226, 96, 104))),
    "horse": (animals.horse, ((158, 100, 64), (206, 158, 108), (112, 76, 62))),
    "rabbit": (animals.rabbit, ((238, 228, 216), (190, 158, 130), (170, 166, 174))),
    "elephant": (animals.elephant, ((148, 158, 178),)),
    "turtle": (swimmers.turtle, ((98, 138, 84), (120, 116, 70))),
    "whale": (swimmers.whale, ((74, 122, 166), (92, 134, 158))),
    "butterfly": (fliers.butterfly, ((240, 146, 64), (108, 140, 220), (232, 108, 150))),
    "dragon": (fliers.dragon, ((92, 162, 100), (92, 140, 170), (190, 84, 84))),
    "car": (vehicles.car, ((220, 84, 70), (68, 138, 176), (242, 186, 78), (108, 168, 136))),
    "bus": (vehicles.bus, ((238, 178, 62), (206, 82, 70))),
    "bicycle": (vehicles.bicycle, ((64, 154, 160), (222, 96, 78))),
    "train": (train.train, ((72, 112, 96), (176, 70, 66), (64, 96, 144))),
    "boat": (craft.boat, ((196, 84, 70), (68, 116, 160))),
    "rocket": (craft.rocket, ((240, 238, 232),)),
    "plane": (craft.plane, ((244, 242, 236), (244, 200, 96))),
    "ufo": (craft.ufo, ((160, 168, 190), (150, 130, 190))),
    "balloon": (things.balloon, ((226, 72, 76), (84, 150, 214), (246, 190, 76))),
    "kite": (things.kite, ((224, 82, 76), (70, 146, 176))),
    "ball": (things.ball, ((228, 78, 70), (70, 140, 206))),
    "flower": (things.flower, ((238, 120, 150), (236, 96, 78), (166, 116, 204))),
    "tree": (things.tree, ((98, 158, 90), (122, 170, 84))),
    "house": (things.house, ((244, 222, 184), (226, 190, 168))),
}


def draw_actor(
    canvas: skia.Canvas, kind: str, colour: Rgb | None, pose: Pose, light: Light, person: Character | None = None
) -> None:
    """Draw `kind` in actor units at the canvas' origin, facing right: 100 units are an adult, y grows downward.

    The origin is the point it stands on, or its centre when it is not GROUNDED. `colour` goes to the main
    surface; None lets the kind and `pose.look` choose. `person` is who a PLAYED kind is, or who sits on a RIDDEN
    one. KeyError for a kind that is not in the cast.
    """
    draw, usual = CAST[kind]
    if colour is None and usual:
        colour = usual[pose.look % len(usual)]
    draw(Brush(canvas, light), colour, pose, *((person,) if person else ()))
