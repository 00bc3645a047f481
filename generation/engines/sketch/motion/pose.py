"""What an actor does at one moment, and who plays it. Numbers only."""

from collections.abc import Callable
from dataclasses import dataclass

from generation.engines.sketch.scene import Subject


@dataclass(frozen=True)
class Pose:
    """One moment of one actor. The canvas is set up in this order: translate, mirror and scale, rotate, squash.

    So `angle` turns nose-down whichever way the actor faces. `facing` runs through 0 while it turns on its heel.
    """

    x: float  # pixels in the frame
    y: float  # pixels: where it touches the ground, or its centre when it is not GROUNDED
    scale: float = 1.0  # pixels an actor unit
    angle: float = 0.0  # degrees, clockwise when facing right
    facing: float = 1.0  # +1 right, -1 left
    phase: float = 0.0  # 0..1 in its cycle of steps, beats or turns
    lift: float = 0.0  # pixels between the lowest point and the ground, for the shadow
    squash: float = 1.0  # height is multiplied, width divided by it
    gait: str = "stand"  # stand, walk, run, jump, dance, fly or swim; people wave and sit too
    look: int = 0  # seed of skin, hair and clothes


@dataclass(frozen=True)
class Performer:
    """A subject on the stage: where it is at any second of the clip."""

    subject: Subject
    depth: float  # 0 far, 1 near
    pose: Callable[[float], Pose]  # seconds -> pose
