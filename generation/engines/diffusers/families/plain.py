"""Any other text-to-video pipeline: what it can do is read from the arguments that its call takes."""

from PIL import Image

from generation.engines.diffusers.conditions import Conditions
from generation.engines.diffusers.families.base import Family, images
from generation.engines.diffusers.planning import Segment


class Plain(Family):
    """A first picture where its call takes `image`, a last one by `last_image`, a clip by `video` and `strength`."""

    ours = frozenset({"image", "last_image", "video", "strength"})

    @property
    def goes_on(self) -> bool:
        return "image" in self.takes

    def arguments(self, segment: Segment, conditions: Conditions, size: tuple[int, int], options: dict) -> dict:
        begins = conditions.first
        if conditions.before is not None:
            begins = Image.fromarray(conditions.before[-1])
        wanted = {"image": begins, "last_image": conditions.last}
        if conditions.source is not None and {"video", "strength"} <= self.takes.keys():
            wanted |= {"video": images(conditions.source), "strength": conditions.strength}
        return {name: value for name, value in wanted.items() if value is not None and name in self.takes}
