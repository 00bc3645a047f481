"""A scene as plain values: what `reading` understood and `drawing` draws. The vocabulary of `sketch` is all in here."""

from dataclasses import dataclass

PLACES = (
    "beach",
    "sea",
    "underwater",
    "city",
    "forest",
    "mountains",
    "desert",
    "field",
    "space",
    "park",
    "room",
    "stage",
    "road",
    "lake",
    "sky",
    "snowfield",
)
TIMES = ("dawn", "day", "sunset", "night")
WEATHERS = ("clear", "clouds", "rain", "snow", "fog", "storm")
KINDS = (
    "woman",
    "man",
    "child",
    "robot",
    "astronaut",
    "cat",
    "dog",
    "bird",
    "fish",
    "horse",
    "rabbit",
    "elephant",
    "turtle",
    "whale",
    "butterfly",
    "dragon",
    "car",
    "bus",
    "bicycle",
    "train",
    "boat",
    "rocket",
    "plane",
    "ufo",
    "balloon",
    "kite",
    "ball",
    "flower",
    "tree",
    "house",
)
MOTIONS = (
    "still",
    "left",
    "right",
    "approach",
    "bounce",
    "rise",
    "fall",
    "circle",
    "spin",
    "jump",
    "swim",
    "fly",
    "dance",
    "chase",
    "sway",
)
GESTURES = ("", "wave", "sit")  # of people who stay where they are
CAMERAS = ("still", "pan_left", "pan_right", "zoom_in", "zoom_out", "follow")
MOODS = ("natural", "warm", "cool", "pastel", "neon", "noir", "golden", "dreamy")
COLOURS = {
    "red": (214, 59, 53),
    "orange": (236, 132, 42),
    "yellow": (246, 201, 59),
    "green": (76, 158, 92),
    "blue": (58, 116, 199),
    "purple": (132, 84, 178),
    "pink": (238, 130, 168),
    "brown": (132, 88, 58),
    "black": (44, 44, 52),
    "white": (244, 242, 236),
    "grey": (140, 146, 156),
    "gold": (218, 172, 66),
    "silver": (190, 197, 206),
    "turquoise": (64, 184, 178),
}
ACCESSORIES = ("fedora", "cap", "beanie", "tophat", "stetson", "crown", "sunglasses", "spectacles")
#: What the people in the cast may be drawn as, and what they may ride.
PLAYED = ("woman", "man", "child", "astronaut")
RIDDEN = ("bicycle", "horse", "elephant", "dragon", "car", "boat")


@dataclass(frozen=True)
class Subject:
    kind: str  # one of KINDS
    colour: str | None = None  # a key of COLOURS; None: the usual colour of its kind
    size: float = 1.0  # 0.6 tiny, 1.0 usual, 1.6 giant
    count: int = 1  # 1 to 5, drawn as a group
    motion: str = "still"  # one of MOTIONS
    speed: float = 1.0  # 0.5 slowly, 1.0 usual, 1.8 fast
    gesture: str = ""  # one of GESTURES
    who: str = ""  # the handle of the person whose likeness it has, or who rides it; lower case
    wearing: tuple[tuple[str, str | None], ...] = ()  # ACCESSORIES and "clothes", each with a key of COLOURS or None


@dataclass(frozen=True)
class Scene:
    place: str = "field"
    time: str = "day"
    weather: str = "clear"
    subjects: tuple[Subject, ...] = ()  # one to three; the first is what the clip is about
    camera: str = "still"
    mood: str = "natural"
    drew: tuple[str, ...] = ()  # "a red ball", "a beach", "sunset": what is drawn, in the order people expect
    skipped: tuple[str, ...] = ()  # words of the sentence that nothing in the picture stands for
