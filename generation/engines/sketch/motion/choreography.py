"""Who stands where: a composition with one star, and every part's motion."""

from dataclasses import replace

import numpy as np

from generation.engines.sketch.motion import measures, moves, travels
from generation.engines.sketch.motion.part import Part
from generation.engines.sketch.motion.pose import Performer
from generation.engines.sketch.scene import Scene, Subject
from generation.engines.sketch.stage import Stage

MOVES = {
    "still": moves.still, "left": travels.left, "right": travels.right, "approach": moves.approach,
    "bounce": moves.bounce, "rise": travels.rise, "fall": travels.fall, "circle": travels.circle,
    "spin": moves.spin, "jump": moves.jump, "swim": travels.swim, "fly": travels.fly, "dance": moves.dance,
    "sway": moves.sway,
}  # fmt: skip

ALONE, STAR, EXTRA = 1.55, 1.35, 1.12  # how much larger than life
CROWD = {1: 1.0, 2: 0.86, 3: 0.76, 4: 0.68, 5: 0.62}
#: How far those of a named cast stand apart, as a share of the width.
ABREAST = {2: 0.4, 3: 0.3}
#: Those that make a backdrop for a star of another kind.
BACKDROP = measures.ROOTED | {"elephant", "whale", "dragon", "train", "bus", "boat", "rocket"}


def choreograph(scene: Scene, stage: Stage, rng: np.random.Generator) -> list[Performer]:
    """Everybody of `scene` on `stage`. The star comes first, the others after it from far to near."""
    placed: list[tuple[float, Part]] = []
    for rank, subject in enumerate(scene.subjects):
        alone, named = len(scene.subjects) == 1, subject.who != ""
        importance = ALONE if alone else STAR if named or not rank else EXTRA
        for _ in range(_count(subject)):
            depth = _depth(subject, rank, len(placed), rng)
            part = _place(_cast(subject, importance, depth, stage, rng), depth, placed, rng)
            placed.append((depth, part))
    placed = _line_up(scene, placed)
    everyone = [subject for subject in scene.subjects for _ in range(_count(subject))]
    performers = [
        Performer(subject, depth, _move(part, index, placed))
        for index, (subject, (depth, part)) in enumerate(zip(everyone, placed, strict=True))
    ]
    return performers[:1] + sorted(performers[1:], key=lambda performer: performer.depth)


def _line_up(scene: Scene, placed: list[tuple[float, Part]]) -> list[tuple[float, Part]]:
    """The people of the cast side by side, none behind another: it is them one looks for."""
    owners = [subject for subject in scene.subjects for _ in range(_count(subject))]
    named = [at for at, subject in enumerate(owners) if subject.who]
    for place, at in enumerate(named if len(named) > 1 else ()):
        part = placed[at][1]
        across, depth = 0.5 + (place - (len(named) - 1) / 2) * ABREAST[len(named)], 0.6 - 0.06 * (place % 2)
        x = min(max(across * part.stage.width, 0.5 * part.width), part.stage.width - 0.5 * part.width)
        y = _level(part, depth, 0.4 + 0.2 * (place % 2))
        placed[at] = depth, replace(part, x=x, y=y, side=1 if across <= 0.5 else -1, count=len(named))
    return placed


def _count(subject: Subject) -> int:
    return min(5, max(1, subject.count))


def _depth(subject: Subject, rank: int, index: int, rng: np.random.Generator) -> float:
    if index == 0 or subject.who:
        return 0.6
    if rank and subject.kind in BACKDROP:
        return float(rng.uniform(0.08, 0.3))
    return float(rng.uniform(0.35, 0.55) if rng.random() < 0.6 else rng.uniform(0.68, 0.85))


def hovers(subject: Subject, stage: Stage) -> bool:
    """Whether `subject` is held up by what is around it rather than by the ground."""
    kind, motion = subject.kind, subject.motion
    if motion == "fly" or stage.medium in ("air", "space"):
        return True
    if stage.submerged:
        return kind not in measures.WHEELED | measures.ROOTED | {"rocket"}
    if stage.medium == "water" and kind in measures.PEOPLE | measures.BEASTS:
        return True
    if kind in ("fish", "whale"):
        return stage.water is not None
    return kind not in measures.GROUNDED or (kind == "turtle" and motion == "swim" and stage.water is not None)


def _cast(subject: Subject, importance: float, depth: float, stage: Stage, rng: np.random.Generator) -> Part:
    """The part before it has a place: its size, and the dice for how it looks."""
    count = _count(subject)
    natural = stage.unit * (0.76 + 0.4 * depth)
    tall, wide = measures.HEIGHTS[subject.kind] * natural, measures.WIDTHS[subject.kind] * natural
    short = min(stage.width, stage.height)
    size = natural * importance * subject.size * CROWD[count] * min(1.7, max(1.0, 0.3 * short / tall))
    headroom = measures.HEADROOM.get(subject.kind, 0) if subject.who else 0
    room = 0.84 if importance == ALONE and count == 1 else 0.6
    most = (
        min(
            (room + 0.3 * (subject.kind == "train")) * stage.width / wide,
            0.6 * stage.height / (tall + headroom * natural),
        )
        * natural
    )
    return Part(
        kind=subject.kind, motion=subject.motion, speed=min(2.5, max(0.3, subject.speed)), stage=stage, x=0.0, y=0.0,
        scale=min(size, most), hovers=hovers(subject, stage), offset=float(rng.random()),
        side=1 if rng.random() < 0.5 else -1, look=int(rng.integers(0, 36)), count=count,
        gesture=subject.gesture, headroom=headroom,
    )  # fmt: skip


def _floor(part: Part, depth: float) -> float:
    stage = part.stage
    if part.kind == "boat" and stage.water is not None and not part.hovers:
        return stage.water + (0.03 * stage.height * depth if stage.medium == "land" else stage.ground - stage.water)
    if depth < 0.5:
        return stage.ground_far + (stage.ground - stage.ground_far) * 2 * depth
    return stage.ground + (stage.ground_near - stage.ground) * (2 * depth - 1)


def _level(part: Part, depth: float, share: float) -> float:
    """The y of its home; `share` (0..1) chooses between low and high for those that hover."""
    stage = part.stage
    if not part.hovers:
        return _floor(part, depth)
    if part.kind in measures.SWIMMERS and stage.water is not None and not stage.submerged:
        low = stage.height if stage.medium == "water" else stage.ground_far
        depth_below = min(0.35 * (low - stage.water) + 0.2 * part.height, 0.3 * stage.height)
        return min(stage.water + depth_below, stage.height - 0.35 * part.height)
    if stage.medium == "water" and not stage.submerged and part.kind in measures.PEOPLE | measures.BEASTS:
        return stage.height * 0.4 if part.motion == "fly" else stage.ground + 0.1 * stage.height * depth
    bottom = stage.ground - 0.62 * part.height
    top = max(0.14 * stage.height, 0.6 * part.height + 0.4 * part.headroom * part.scale)
    return max(top, bottom - (bottom - top) * (0.2 + 0.7 * share))


def _place(part: Part, depth: float, placed: list[tuple[float, Part]], rng: np.random.Generator) -> Part:
    """Lower middle for the star; for the others the freest of many spots, smaller if none is free."""
    stage = part.stage
    if not placed:
        x = stage.width * (0.5 + float(rng.uniform(-0.05, 0.05)))
        side = 1 if x < stage.width / 2 else -1
        return replace(part, x=x, y=_level(part, depth, float(rng.uniform(0.4, 0.6))), side=side)
    others = [other for _, other in placed]
    for _ in range(4):
        spots = [_spot(part, depth, (k + float(rng.random())) / 12, float(rng.random())) for k in range(12)]
        gaps = [min(_gap(spot, other) for other in others) for spot in spots]
        best = int(np.argmax(gaps))
        if gaps[best] >= 0:
            break
        part = replace(part, scale=part.scale * 0.9)
    return spots[best]


def _spot(part: Part, depth: float, across: float, share: float) -> Part:
    margin = min(0.5, 0.45 * part.width / part.stage.width)
    x = part.stage.width * (margin + (1 - 2 * margin) * across)
    return replace(part, x=x, y=_level(part, depth, share), side=1 if x < part.stage.width / 2 else -1)


def _gap(one: Part, two: Part) -> float:
    """Pixels between two parts, sideways or up and down; below 0 they overlap."""
    sideways = abs(one.x - two.x) - 0.5 * (one.width + two.width)
    return max(sideways, abs(_middle(one) - _middle(two)) - 0.5 * (one.height + two.height))


def _middle(part: Part) -> float:
    return part.y if part.hovers else part.y - part.height / 2


def _move(part: Part, index: int, placed: list[tuple[float, Part]]) -> moves.Move:
    """Chasers follow the loop of the star; all others play their own part."""
    if part.motion != "chase":
        return MOVES[part.motion](part)
    return travels.chase(part, placed[0][1], 0.62 * index + (0.3 if index else 0.0))
