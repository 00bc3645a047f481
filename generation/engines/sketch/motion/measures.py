"""How big the actors are and how far one cycle of a gait carries them, in actor units (an adult is 100 tall)."""

#: Natural heights. Small things are drawn larger than life, big ones smaller, so that they read together.
HEIGHTS = {
    "woman": 98, "man": 102, "child": 72, "robot": 104, "astronaut": 106,
    "cat": 46, "dog": 54, "bird": 34, "fish": 36, "horse": 116, "rabbit": 46, "elephant": 140, "turtle": 40,
    "whale": 100, "butterfly": 32, "dragon": 130,
    "car": 62, "bus": 104, "bicycle": 66, "train": 96, "boat": 118, "rocket": 140, "plane": 74, "ufo": 62,
    "balloon": 62, "kite": 70, "ball": 32, "flower": 52, "tree": 190, "house": 160,
}  # fmt: skip

WIDTHS = {
    "woman": 40, "man": 42, "child": 34, "robot": 52, "astronaut": 56,
    "cat": 66, "dog": 72, "bird": 52, "fish": 62, "horse": 136, "rabbit": 50, "elephant": 190, "turtle": 70,
    "whale": 220, "butterfly": 40, "dragon": 210,
    "car": 146, "bus": 220, "bicycle": 108, "train": 400, "boat": 124, "rocket": 66, "plane": 190, "ufo": 124,
    "balloon": 48, "kite": 60, "ball": 32, "flower": 32, "tree": 130, "house": 150,
}  # fmt: skip

#: Those that stand on something; all others are placed by their centre.
GROUNDED = frozenset({
    "woman", "man", "child", "robot", "astronaut", "cat", "dog", "horse", "rabbit", "elephant", "turtle",
    "car", "bus", "bicycle", "train", "boat", "rocket", "ball", "flower", "tree", "house",
})  # fmt: skip
