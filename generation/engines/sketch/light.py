"""The light of a scene: what the hour, the weather and the mood do to every colour."""

from dataclasses import dataclass, replace

import numpy as np

from generation.engines.sketch.colour import RGB, WHITE, grade, luminance, mix, multiply
from generation.engines.sketch.scene import Scene


@dataclass(frozen=True)
class Light:
    """One sun (or moon, or lamp) and the sky around it."""

    key: RGB  # of the lamp itself, already graded: for rims and highlights
    ambient: RGB  # what a white thing looks like in this light, before the mood
    direction: float  # -1 from the left .. +1 from the right
    height: float  # 0 low .. 1 noon
    shadow: tuple[int, int, int, int]  # RGBA of a shadow on the ground
    mood: str = "natural"

    def tint(self, rgb: RGB) -> RGB:
        """The base colour `rgb` as it looks in this light."""
        return grade(multiply(rgb, self.ambient), self.mood)


def filled(light: Light) -> Light:
    """The same light with a lamp behind the camera, so that faces are seen at night."""
    dark = 1 - luminance(light.ambient)
    return replace(light, ambient=mix(light.ambient, WHITE, min(0.55, 1.5 * dark)))


@dataclass(frozen=True)
class Hour:
    """A time of day under a clear sky. Each of `skies` is a gradient from the zenith to the horizon."""

    skies: tuple[tuple[RGB, RGB, RGB, RGB], ...]
    key: RGB
    ambient: RGB
    shadow: tuple[int, int, int, int]
    height: tuple[float, float]
    sun: RGB


HOURS = {
    "dawn": Hour(
        (
            ((86, 116, 178), (156, 160, 204), (244, 192, 182), (255, 226, 188)),
            ((104, 148, 190), (176, 194, 212), (250, 212, 190), (255, 238, 204)),
            ((112, 104, 168), (190, 150, 190), (250, 186, 176), (255, 222, 176)),
        ),
        (255, 216, 168), (238, 214, 212), (70, 62, 110, 84), (0.16, 0.26), (255, 244, 216),
    ),
    "day": Hour(
        (
            ((58, 140, 212), (108, 182, 232), (172, 218, 242), (230, 244, 244)),
            ((44, 120, 190), (96, 170, 218), (168, 212, 228), (242, 240, 218)),
            ((64, 164, 204), (124, 202, 220), (192, 230, 228), (248, 246, 226)),
        ),
        (255, 250, 230), (255, 254, 250), (34, 44, 84, 74), (0.72, 0.92), (255, 250, 226),
    ),
    "sunset": Hour(
        (
            ((58, 50, 112), (146, 76, 128), (238, 118, 96), (255, 192, 112)),
            ((44, 70, 126), (128, 102, 152), (242, 150, 112), (255, 210, 134)),
            ((84, 46, 98), (190, 74, 92), (246, 134, 78), (255, 210, 122)),
        ),
        (255, 176, 98), (250, 200, 176), (66, 26, 74, 104), (0.08, 0.18), (255, 226, 150),
    ),
    "night": Hour(
        (
            ((10, 16, 46), (20, 36, 80), (42, 68, 118), (78, 106, 150)),
            ((16, 12, 44), (36, 30, 84), (66, 54, 118), (116, 88, 140)),
            ((6, 22, 44), (14, 46, 74), (32, 80, 104), (76, 122, 132)),
        ),
        (200, 214, 252), (146, 160, 208), (4, 8, 30, 110), (0.6, 0.85), (240, 242, 226),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Veil:
    """What a weather lays between us and the sky."""

    grey: float = 0.0  # share of cloud grey in the sky
    level: float = 1.0  # brightness that is left
    mist: float = 0.55  # how much of the horizon's colour the farthest things take on
    sun: float = 1.0  # how much of the disc is seen
    cloud: float = 0.25  # how much of the sky clouds cover


VEILS = {
    "clear": Veil(),
    "clouds": Veil(0.18, 0.97, 0.60, 0.9, 0.8),
    "rain": Veil(0.68, 0.80, 0.78, 0.0, 1.0),
    "snow": Veil(0.50, 0.98, 0.74, 0.25, 0.6),
    "fog": Veil(0.55, 0.96, 1.00, 0.45, 0.0),
    "storm": Veil(0.78, 0.62, 0.74, 0.0, 1.0),
}
#: Out here there is no weather.
SHELTERED = frozenset({"underwater", "space", "room", "stage"})
#: Where lamps or nothing but the sun light the actors, whatever the hour.
LAMPS: dict[str, RGB] = {"stage": (240, 230, 240), "space": (238, 238, 252)}
LAMPLIT: RGB = (230, 202, 174)  # a room in the evening


@dataclass(frozen=True)
class Palette:
    """The colours of one clip; all of them are graded."""

    sky: tuple[RGB, RGB, RGB, RGB]  # zenith to horizon
    sun: RGB
    light: Light
    veil: Veil
    sun_x: float  # fraction of the width
    dark: bool  # lamps are lit, stars are out

    @property
    def haze(self) -> RGB:
        """What distance turns to."""
        return mix(self.sky[3], self.sky[2], 0.45)


def overcast(rgb: RGB, veil: Veil) -> RGB:
    grey = round(luminance(rgb) * 255)
    cloud = mix((grey,) * 3, (96, 128, 178), 0.36)
    return multiply(mix(rgb, cloud, veil.grey), (round(255 * veil.level),) * 3)


def ambience(scene: Scene, outside: RGB) -> RGB:
    """What a white thing looks like in the place, when it looks like `outside` under the open sky."""
    if scene.place == "room" and scene.time in ("night", "sunset"):
        return LAMPLIT
    if scene.place == "underwater":
        return mix(outside, (222, 244, 250), 0.55)
    return LAMPS.get(scene.place, outside)


def light_up(scene: Scene, rng: np.random.Generator) -> Palette:
    """The palette of `scene`: its hour, its weather, its mood, and the sun where this seed puts it."""
    hour = HOURS[scene.time]
    veil = VEILS["clear" if scene.place in SHELTERED - {"room"} else scene.weather]
    sky = hour.skies[rng.integers(len(hour.skies))]
    warmth = tuple(int(v) for v in rng.integers(244, 256, 3))
    side = 1 if rng.random() < 0.5 else -1
    sun_x = 0.5 + side * rng.uniform(0.10, 0.34)
    ambient = multiply(ambience(scene, overcast(hour.ambient, veil)), warmth)
    light = Light(
        key=grade(mix(hour.key, overcast(WHITE, veil), veil.grey), scene.mood),
        ambient=ambient,
        direction=float((sun_x - 0.5) * 2.4),
        height=float(rng.uniform(*hour.height)),
        shadow=(*grade(hour.shadow[:3], scene.mood), round(hour.shadow[3] * (1 - 0.6 * veil.grey))),
        mood=scene.mood,
    )
    graded = tuple(grade(multiply(overcast(stop, veil), warmth), scene.mood) for stop in sky)
    return Palette(graded, grade(hour.sun, scene.mood), light, veil, float(sun_x), scene.time == "night")
