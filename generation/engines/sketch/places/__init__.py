"""Every place as a stack of painted layers, far things first. One file a place; what several share lies beside them."""

from collections.abc import Callable, Iterator

from generation.engines.sketch.places import (
    beach,
    city,
    desert,
    field,
    forest,
    lake,
    mountains,
    park,
    road,
    room,
    sea,
    sky,
    snowfield,
    space,
    stage,
    underwater,
)  # fmt: skip
from generation.engines.sketch.world import Layer, World

#: How each of scene.PLACES is painted.
PLACES: dict[str, Callable[[World], Iterator[Layer]]] = {
    "beach": beach.layers,
    "sea": sea.layers,
    "underwater": underwater.layers,
    "city": city.layers,
    "forest": forest.layers,
    "mountains": mountains.layers,
    "desert": desert.layers,
    "field": field.layers,
    "space": space.layers,
    "park": park.layers,
    "room": room.layers,
    "stage": stage.layers,
    "road": road.layers,
    "lake": lake.layers,
    "sky": sky.layers,
    "snowfield": snowfield.layers,
}
