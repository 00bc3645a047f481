"""Poses and choreography: where everybody is at any second. Pure mathematics, no drawing."""

from generation.engines.sketch.motion.choreography import choreograph
from generation.engines.sketch.motion.measures import GROUNDED, HEIGHTS, WIDTHS
from generation.engines.sketch.motion.pose import Performer, Pose

__all__ = ["GROUNDED", "HEIGHTS", "WIDTHS", "Performer", "Pose", "choreograph"]
