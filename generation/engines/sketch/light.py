"""The light of a scene: what the hour, the weather and the mood do to every colour."""

from dataclasses import dataclass

from generation.engines.sketch.colour import RGB, grade, multiply


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
