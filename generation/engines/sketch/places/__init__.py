"""Every place as a stack of painted layers, far things first."""

from collections.abc import Callable, Iterator

from generation.engines.sketch.places import coast, depths, green, indoors, land, town
from generation.engines.sketch.world import Layer, World

#: How each of scene.PLACES is painted.
PLACES: dict[str, Callable[[World], Iterator[Layer]]] = {
    "beach": coast.beach,
    "sea": coast.sea,
    "lake": coast.lake,
    "underwater": depths.underwater,
    "sky": depths.sky,
    "space": depths.space,
    "room": indoors.room,
    "stage": indoors.stage,
    "forest": green.forest,
    "park": green.park,
    "city": town.city,
    "road": town.road,
    "field": land.field,
    "mountains": land.mountains,
    "desert": land.desert,
    "snowfield": land.snowfield,
}
