"""People of the cast on what they ride, or in the suit of an astronaut."""

from generation.engines.sketch.actors.brush import Brush, behind, mix
from generation.engines.sketch.actors.character import FACE, Character, draw_head, draw_mane
from generation.engines.sketch.actors.outlines import between
from generation.engines.sketch.motion.pose import Pose
from generation.engines.sketch.motion.skeleton import wave

SMALLER = 0.92  # who sits on something leaves it room in the frame


def seat(brush: Brush, at: tuple[float, float], person: Character, pose: Pose, reins: tuple[float, float]) -> None:
    """Somebody astride: one leg is seen, the hands are at `reins`, off the seat. Draw it over the back of the mount."""
    x, y = at
    worn, nod = person.looks(None), 1.5 * wave(2 * pose.phase)
    shoulder, hand, knee, foot = (x + 2, y - 24), (x + reins[0], y + reins[1]), (x + 13, y + 7), (x + 9, y + 27)
    draw_mane(brush, (shoulder[0] - 1, shoulder[1] - 10), person, worn, {"run": 12, "walk": 4}.get(pose.gait, 0))
    brush.limb([(x, y), between((x, y), shoulder, 0.55), shoulder], [7.4, 7.6, 6.8], worn.top)
    brush.limb([shoulder, (x + 3.5, y - 34)], [3.4, 3.2], mix(worn.skin, (120, 60, 60), 0.16))
    draw_head(brush, (x + 3.5, y - 37 + nod), 0, person, pose, FACE * SMALLER)
    brush.limb([(x, y - 1), knee, foot], [6.4, 5, 3.4], worn.legs)
    brush.limb([(foot[0] - 2, foot[1] + 2), (foot[0] + 6, foot[1] + 3)], [3.4, 2.6], worn.shoes)
    _arm(brush, shoulder, hand, worn)


def _arm(brush: Brush, shoulder: tuple[float, float], hand: tuple[float, float], worn) -> None:
    elbow = between(shoulder, hand, 0.5)[0] - 2, between(shoulder, hand, 0.5)[1] + 5
    brush.limb([elbow, hand], [2.8, 2.4], worn.skin)
    brush.dot(*hand, 3.1, worn.skin)
    brush.limb([shoulder, elbow], [4, 3.4], mix(worn.top, (255, 255, 255), 0.08))


def passenger(brush: Brush, at: tuple[float, float], person: Character, pose: Pose, wheel: tuple[float, float]) -> None:
    """Somebody from the waist up; what they sit in is drawn over it."""
    x, y = at
    worn, nod = person.looks(None), wave(2 * pose.phase)
    shoulder = x + 1, y - 22
    draw_mane(brush, (shoulder[0] - 1, shoulder[1] - 10), person, worn, {"run": 12, "walk": 8}.get(pose.gait, 0))
    far = (x + wheel[0] + 2, y + wheel[1] - 1)
    brush.limb([(shoulder[0] + 3, shoulder[1] + 2), far], [3.4, 2.6], behind(worn.top))
    brush.limb([(x, y + 4), between((x, y), shoulder, 0.6), shoulder], [8, 8.4, 7], worn.top)
    brush.limb([shoulder, (x + 2, y - 32)], [3.4, 3.2], mix(worn.skin, (120, 60, 60), 0.16))
    draw_head(brush, (x + 2.5, y - 35 + nod), 0, person, pose, FACE * SMALLER)
    _arm(brush, shoulder, (x + wheel[0], y + wheel[1]), worn)
