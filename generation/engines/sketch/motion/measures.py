"""How big the actors are and how far one cycle of a gait carries them, in actor units (an adult is 100 tall)."""

#: Natural heights. Small things are drawn larger than life, big ones smaller, so that they read together.
HEIGHTS = {
    "woman": 98, "man": 102, "child": 72, "robot": 104, "astronaut": 106,
    "cat": 46, "dog": 54, "bird": 34, "fish": 36, "horse": 116, "rabbit": 46, "elephant": 140, "turtle": 40,
    "whale": 100, "butterfly": 32, "dragon": 130,
    "car": 62, "bus": 104, "bicycle": 66, "train": 96, "boat": 118, "rocket": 140, "plane": 74, "ufo": 62,
    "balloon": 98, "kite": 116, "ball": 32, "flower": 52, "tree": 190, "house": 160,
}  # fmt: skip

WIDTHS = {
    "woman": 40, "man": 42, "child": 34, "robot": 52, "astronaut": 56,
    "cat": 66, "dog": 72, "bird": 52, "fish": 62, "horse": 136, "rabbit": 50, "elephant": 190, "turtle": 70,
    "whale": 220, "butterfly": 40, "dragon": 210,
    "car": 146, "bus": 220, "bicycle": 108, "train": 400, "boat": 124, "rocket": 66, "plane": 190, "ufo": 124,
    "balloon": 48, "kite": 60, "ball": 32, "flower": 32, "tree": 130, "house": 150,
}  # fmt: skip

#: What the head of somebody in the cast adds to the height, on a body of its own or on what it rides.
HEADROOM = {
    "woman": 20, "man": 18, "child": 24, "astronaut": 6,
    "bicycle": 62, "horse": 32, "elephant": 42, "dragon": 24, "car": 36, "boat": 0,
}  # fmt: skip

#: Those that stand on something; all others are placed by their centre.
GROUNDED = frozenset({
    "woman", "man", "child", "robot", "astronaut", "cat", "dog", "horse", "rabbit", "elephant", "turtle",
    "car", "bus", "bicycle", "train", "boat", "rocket", "ball", "flower", "tree", "house",
})  # fmt: skip

#: How far one cycle carries a walker: (walk, run). Feet stay planted and wheels do not slip.
STRIDES = {
    "woman": (56, 119), "man": (57, 121), "child": (36, 77), "robot": (47, 100), "astronaut": (49, 106),
    "cat": (14.5, 55), "dog": (19.4, 73), "horse": (48, 184), "rabbit": (40, 40), "elephant": (50, 50),
    "turtle": (16, 16),
    "car": (82, 82), "bus": (94, 94), "bicycle": (131, 131), "train": (88, 88), "ball": (100.5, 100.5),
}  # fmt: skip

#: Cycles a second of those that flap, paddle, flicker or sway; the others breathe.
BEATS = {
    "bird": 3.0, "butterfly": 2.2, "fish": 1.3, "whale": 0.4, "dragon": 1.1, "turtle": 0.6, "plane": 1.6,
    "rocket": 4.0, "ufo": 0.8, "balloon": 0.35, "kite": 0.6, "flower": 0.4, "tree": 0.3, "house": 0.3, "boat": 0.5,
}  # fmt: skip
BREATH = 0.25

#: Units a second of an easy pace.
PACES = {
    "woman": (58, 170), "man": (60, 180), "child": (45, 125), "robot": (46, 130), "astronaut": (42, 120),
    "cat": (24, 110), "dog": (32, 140), "horse": (60, 270), "rabbit": (56, 90), "elephant": (45, 75),
    "turtle": (13, 20),
    "bird": (90, 150), "butterfly": (42, 70), "fish": (48, 90), "whale": (46, 70), "dragon": (90, 150),
    "car": (150, 260), "bus": (120, 190), "bicycle": (110, 170), "train": (130, 200), "boat": (44, 80),
    "rocket": (130, 220), "plane": (140, 220), "ufo": (100, 180), "balloon": (26, 50), "kite": (34, 60),
    "ball": (80, 130), "flower": (24, 40), "tree": (24, 40), "house": (24, 40),
}  # fmt: skip

PEOPLE = frozenset({"woman", "man", "child", "robot", "astronaut"})
BEASTS = frozenset({"cat", "dog", "horse", "rabbit", "elephant"})
SWIMMERS = frozenset({"fish", "whale", "turtle"})
WHEELED = frozenset({"car", "bus", "bicycle", "train"})
ROOTED = frozenset({"flower", "tree", "house"})
