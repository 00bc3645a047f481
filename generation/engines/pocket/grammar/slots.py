"""What a caption says, slot by slot, and what goes together: only what `sketch` draws so that it can be told."""

import hashlib
from dataclasses import dataclass

import numpy as np

from generation.engines.pocket.grammar import words
from generation.engines.sketch.scene import Scene, Subject

LAND = ("beach", "city", "forest", "mountains", "desert", "field", "park", "room", "stage", "road", "lake", "snowfield")
OUTDOORS = tuple(place for place in LAND if place not in ("room", "stage"))
GROUNDLESS = ("space", "sky", "sea", "underwater")
TIMELESS = {"space": "night", "stage": "night"}  # always lit the same way
WET = ("rain", "snow", "fog", "storm")

_PEOPLE = (*LAND, "space", "sky")
_FLIERS = (*OUTDOORS, "sky", "sea")
#: Where a kind may be met.
HOMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("woman", "man", "child"), (*_PEOPLE, "sea", "underwater")),
    **dict.fromkeys(("robot", "astronaut", "cat", "dog", "rabbit"), _PEOPLE),
    "horse": OUTDOORS, "elephant": OUTDOORS,
    "bird": (*_FLIERS, "room"), "butterfly": (*OUTDOORS, "room", "stage"), "dragon": _FLIERS,
    "fish": ("underwater", "sea"), "whale": ("underwater", "sea"),
    "turtle": ("beach", "underwater", "park", "field", "forest", "desert"),
    "car": ("city", "road", "desert", "field", "mountains", "snowfield", "beach"),
    "bus": ("city", "road", "desert", "field", "mountains", "snowfield"),
    "bicycle": ("city", "road", "desert", "field", "mountains", "park", "forest", "beach"),
    "train": ("city", "desert", "field", "mountains", "snowfield"),
    "boat": ("sea", "lake", "beach"),
    "rocket": ("space", "sky", "city", "desert", "field", "mountains", "snowfield"),
    "plane": _FLIERS, "ufo": (*_FLIERS, "space"), "kite": _FLIERS, "balloon": (*_FLIERS, "room", "stage"),
    "ball": LAND,
    "flower": ("field", "park", "forest", "mountains", "desert", "beach", "room"),
    "tree": ("field", "desert", "beach", "mountains", "snowfield"),
    "house": ("field", "desert", "beach", "mountains", "snowfield", "lake"),
}  # fmt: skip

_WALKERS = ("left", "right", "approach", "still", "jump", "dance", "circle")
#: How a kind may move on land or in the air it lives in; the first is what it does when nothing is said.
MOTIONS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("woman", "man", "child"), ("still", "wave", "sit", "spin", *_WALKERS[:3], *_WALKERS[4:])),
    **dict.fromkeys(("robot", "astronaut"), ("still", "spin", *_WALKERS[:3], *_WALKERS[4:])),
    **dict.fromkeys(("cat", "dog", "horse", "rabbit"), ("still", *_WALKERS[:3], *_WALKERS[4:])),
    "elephant": ("still", "left", "right", "approach", "dance"),
    **dict.fromkeys(("bird", "dragon"), ("fly", "left", "right", "approach", "rise")), "butterfly": ("fly", "rise"),
    "fish": ("swim", "circle"), "whale": ("swim",), "turtle": ("still", "left", "right"),
    "car": ("right", "left", "still", "approach", "circle"), "bus": ("right", "left", "still", "approach"),
    "bicycle": ("right", "left", "circle"), "train": ("right", "left", "still"),
    "boat": ("sway", "left", "right"), "rocket": ("rise", "fall", "still"),
    "plane": ("right", "left", "approach", "rise"), "ufo": ("still", "left", "right", "approach", "spin"),
    "balloon": ("sway", "rise", "fall", "left", "right"), "kite": ("sway", "rise", "left", "right"),
    "ball": ("bounce", "left", "right", "spin", "fall"),
    "flower": ("sway", "jump"), "tree": ("sway",), "house": ("still",),
}  # fmt: skip
#: How those with legs move where there is no ground; others as they always do.
AFLOAT = {
    "sea": ("swim",),
    "underwater": ("swim",),
    "sky": ("fly",),
    "space": ("still", "spin", "left", "right", "approach"),
}
LEGGED = ("woman", "man", "child", "robot", "astronaut", "cat", "dog", "rabbit")
CHASERS = ("woman", "man", "child", "robot", "cat", "dog", "horse", "rabbit")
CHASED = (*CHASERS, "elephant", "car", "bicycle", "ball")
LONERS = ("elephant", "whale", "dragon", "bus", "train", "house", "rocket")  # too large to be drawn in groups
QUIET = ("still", "wave", "sit", "sway")
#: A pan beside one who travels looks like one who travels alone.
STAYING = (*QUIET, "dance", "jump", "bounce", "spin")
FOLLOWED = ("left", "right", "rise")
FAITHFUL = ("natural", "warm", "cool")  # moods under which colours can be told
HELD_OUT_SHARE = 32  # one in so many


@dataclass(frozen=True)
class Actor:
    """A subject. `motion` is one of scene.MOTIONS, or a gesture: "wave", "sit". `shown`: its number in the sheet."""

    kind: str
    colour: str | None = None
    count: int = 1
    motion: str = "still"
    size: float = 1.0
    speed: float = 1.0
    shown: int | None = None

    def subject(self) -> Subject:
        """The same as `sketch` draws it."""
        gesture = self.motion if self.motion in ("wave", "sit") else ""
        return Subject(
            self.kind, self.colour, self.size, self.count, "still" if gesture else self.motion, self.speed, gesture,
            who="" if self.shown is None else handle(self.shown),
        )  # fmt: skip


@dataclass(frozen=True)
class Slots:
    """All of one clip."""

    actors: tuple[Actor, ...]
    place: str
    time: str
    weather: str = "clear"
    camera: str = "still"
    mood: str = "natural"

    def scene(self) -> Scene:
        return Scene(
            self.place, self.time, self.weather, tuple(actor.subject() for actor in self.actors), self.camera, self.mood
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """What of it is kept apart: each subject with its colour in its place; people of the cast go everywhere."""
        return tuple(f"{a.kind}/{a.colour or ''}/{self.place}" for a in self.actors if a.shown is None)

    @property
    def is_held_out(self) -> bool:
        """Whether any of its combinations is one that training never sees."""
        return any(is_kept(key) for key in self.keys)


def is_kept(key: str) -> bool:
    """Whether the combination `key` is only judged by."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") % HELD_OUT_SHARE == 0


def handle(shown: int) -> str:
    """The name under which `sketch` knows the person with that number."""
    return f"shown{shown}"


def pick(rng: np.random.Generator, options):
    return options[int(rng.integers(len(options)))]


def motions(kind: str, place: str) -> tuple[str, ...]:
    """How `kind` may move in `place`."""
    if place in AFLOAT and kind in LEGGED:
        return AFLOAT[place]
    if place == "underwater" and kind == "turtle":
        return ("swim",)
    if place in ("space", "sky") and kind == "rocket":
        return ("still", "left", "right", "approach")
    if place in ("sky", "sea") and kind in ("balloon", "kite", "bird", "plane", "dragon"):
        return tuple(motion for motion in MOTIONS[kind] if motion not in ("rise", "fall"))
    return MOTIONS[kind]


def kinds(place: str) -> tuple[str, ...]:
    return tuple(kind for kind in words.NOUNS if place in HOMES[kind])


def weathers(place: str) -> tuple[str, ...]:
    """The weathers that can be told in `place`."""
    if place in ("underwater", "space", "room", "stage"):
        return ("clear",)
    if place == "sky":
        return ("clear", "clouds", "rain", "snow")
    if place in ("desert", "sea", "field", "mountains"):  # under snow they are all alike
        return ("clear", "clouds", "rain", "fog", "storm")
    if place == "snowfield":
        return ("clear", "clouds", "snow", "fog")
    return tuple(words.WEATHERS)


def times(place: str, weather: str, mood: str) -> tuple[str, ...]:
    """The hours that can be told in `place`, under this sky and in this mood."""
    if place in TIMELESS:
        return (TIMELESS[place],)
    if place in ("underwater", "room") or weather in WET or mood != "natural":
        return ("day", "night")
    return tuple(words.TIMES)


def cameras(place: str, star: Actor, chased: bool = False) -> tuple[str, ...]:
    """What the camera may do so that it can be told from what the star does."""
    ways = ["still"]
    if star.motion in STAYING and place != "space":
        ways += ["pan_left", "pan_right"]
    if star.motion != "approach":
        ways += ["zoom_in", "zoom_out"]
    if star.motion in FOLLOWED and not chased and place not in GROUNDLESS:
        ways.append("follow")
    return tuple(ways)
