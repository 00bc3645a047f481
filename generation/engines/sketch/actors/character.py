"""People of the cast: the head from their picture on a drawn body, in their colours."""

from dataclasses import dataclass

import skia

from generation.engines.sketch.actors import accessories, wardrobe
from generation.engines.sketch.actors.brush import Brush, Rgb, mix
from generation.engines.sketch.actors.wardrobe import Looks
from generation.engines.sketch.light import Light
from generation.engines.sketch.likeness import Likeness
from generation.engines.sketch.motion.pose import Pose

FACE = 24.0  # units from the eyebrows to the chin: larger than life, so that one knows who it is
RAISED = 3.5  # units that the middle of this face is above the middle of a drawn head
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
LONG = 0.8  # faces below its middle from which on hair is long
STILL = 3.0  # how much hair lifts where it only hangs


@dataclass(frozen=True, eq=False)
class Character:
    """One person in one light. `wearing` maps accessories and "clothes" to colours, or to None for the usual one."""

    likeness: Likeness
    head: skia.Image
    wearing: dict[str, Rgb | None]

    def looks(self, colour: Rgb | None) -> Looks:
        """Skin and hair from the picture; the clothes too, where no `colour` is asked for."""
        seen, seed = self.likeness.colours, sum(self.likeness.colours.skin)
        top = colour or self.wearing.get("clothes") or seen.clothes or wardrobe.CLOTHES[seed % 6]
        unlike = [legs for legs in wardrobe.TROUSERS if max(abs(a - b) for a, b in zip(legs, top, strict=True)) > 40]
        trousers = unlike or wardrobe.TROUSERS
        return Looks(
            skin=seen.skin,
            hair=seen.hair or mix(seen.skin, (60, 40, 40), 0.6),
            top=top,
            legs=trousers[seed % len(trousers)],
            shoes=wardrobe.SHOES[seed % 3],
            cut=0 if self.long_haired else 1,
        )

    @property
    def long_haired(self) -> bool:
        return self.likeness.top + self.likeness.height > LONG


def character(likeness: Likeness, wearing: dict[str, Rgb | None], light: Light) -> Character:
    return Character(likeness, likeness.under(light).withDefaultMipmaps(), wearing)


def draw_head(brush: Brush, at: tuple[float, float], turn: float, person: Character, pose: Pose, size: float = FACE):
    """The head looks at us whichever way the body goes: mirrored, people do not know themselves."""
    mirror = -1.0 if pose.facing < 0 else 1.0
    with brush.at(*at, turn), brush.at(0, -RAISED * size / FACE, 0, mirror * size, size):
        seen = person.likeness
        box = skia.Rect.MakeXYWH(seen.left, seen.top, seen.width, seen.height)
        brush.canvas.save()
        if (crown := accessories.crown_of(person.wearing)) is not None:
            brush.canvas.clipRect(skia.Rect.MakeLTRB(-9, crown, 9, 9))
        brush.canvas.drawImageRect(person.head, box, SMOOTH)
        brush.canvas.restore()
        accessories.put_on(brush, person.wearing, seen)


def draw_mane(brush: Brush, at: tuple[float, float], person: Character, worn: Looks, lift: float) -> None:
    """The ends of long hair behind the shoulders, lifted by speed."""
    if not person.long_haired or lift < STILL:
        return
    x, y = at
    points = [(x - 4, y), (x - 11 - lift * 0.4, y + 9 - lift * 0.2), (x - 12 - lift, y + 19 - lift)]
    brush.limb(points, [9, 7, 3], worn.hair, far=True)
