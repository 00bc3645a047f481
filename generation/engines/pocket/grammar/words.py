"""The words of the captions: for every value of every slot, several ways to say it."""

NOUNS: dict[str, tuple[str, ...]] = {
    "woman": ("woman", "lady", "young woman", "old woman"),
    "man": ("man", "guy", "gentleman", "old man"),
    "child": ("child", "kid", "boy", "girl", "little boy", "little girl"),
    "robot": ("robot", "android", "droid"),
    "astronaut": ("astronaut", "cosmonaut", "spaceman"),
    "cat": ("cat", "kitty", "tabby cat", "house cat"),
    "dog": ("dog", "hound", "puppy", "doggo"),
    "bird": ("bird", "songbird", "sparrow", "little bird"),
    "fish": ("fish", "goldfish", "tropical fish"),
    "horse": ("horse", "pony", "stallion"),
    "rabbit": ("rabbit", "bunny", "hare"),
    "elephant": ("elephant",),
    "turtle": ("turtle", "tortoise"),
    "whale": ("whale", "humpback whale"),
    "butterfly": ("butterfly", "moth"),
    "dragon": ("dragon", "winged dragon"),
    "car": ("car", "automobile", "sports car", "taxi"),
    "bus": ("bus", "coach", "school bus"),
    "bicycle": ("bicycle", "bike", "mountain bike"),
    "train": ("train", "locomotive", "steam train"),
    "boat": ("boat", "sailboat", "ship", "sailing boat"),
    "rocket": ("rocket", "space rocket", "rocket ship"),
    "plane": ("plane", "airplane", "aeroplane", "aircraft"),
    "ufo": ("ufo", "flying saucer", "alien spaceship"),
    "balloon": ("balloon", "party balloon"),
    "kite": ("kite", "paper kite"),
    "ball": ("ball", "rubber ball", "beach ball"),
    "flower": ("flower", "tulip", "daisy"),
    "tree": ("tree", "oak tree", "maple tree"),
    "house": ("house", "cottage", "little house"),
}  # fmt: skip

COLOURS: dict[str, tuple[str, ...]] = {
    "red": ("red", "bright red", "crimson", "scarlet"),
    "orange": ("orange", "bright orange", "tangerine"),
    "yellow": ("yellow", "lemon yellow", "bright yellow", "golden"),
    "green": ("green", "emerald", "grass green"),
    "blue": ("blue", "royal blue", "bright blue", "cobalt blue"),
    "purple": ("purple", "violet", "deep purple"),
    "pink": ("pink", "rosy pink", "hot pink"),
    "brown": ("brown", "chestnut brown", "chocolate brown"),
    "black": ("black", "jet black", "pitch black"),
    "white": ("white", "snow white", "pure white"),
    "grey": ("grey", "gray", "slate grey", "silver"),
    "turquoise": ("turquoise", "teal", "aqua"),
}

CLOTHES = {
    "woman": ("dress", "coat", "sweater", "jacket", "blouse"),
    "man": ("shirt", "coat", "sweater", "jacket"),
    "child": ("shirt", "sweater", "jacket", "raincoat"),
    "astronaut": ("suit", "space suit"),
}

PLACES: dict[str, tuple[str, ...]] = {
    "beach": ("on the beach", "on a sandy beach", "at the seaside", "by the shore", "at the beach"),
    "sea": ("on the sea", "in the ocean", "out at sea", "on the open sea"),
    "underwater": ("under water", "underwater", "at the bottom of the sea", "by a coral reef", "beneath the waves"),
    "city": ("in the city", "in the street", "downtown", "in a big city", "on a city street"),
    "forest": ("in the forest", "in the woods", "among the trees", "in a deep forest"),
    "mountains": ("in the mountains", "in front of the mountains", "in the Alps", "below high peaks"),
    "desert": ("in the desert", "among the dunes", "in a sandy desert", "in the Sahara"),
    "field": ("in a field", "in a meadow", "in the countryside", "on the grass of a wide meadow"),
    "space": ("in space", "in outer space", "among the stars", "far out in space"),
    "park": ("in the park", "in a city park", "in a garden", "in a public park"),
    "room": ("in a room", "in the living room", "at home", "inside a house"),
    "stage": ("on stage", "on a stage", "in a theatre", "in the spotlight on a stage"),
    "road": ("on the road", "on a country road", "on the highway", "on an empty road"),
    "lake": ("by the lake", "at a lake", "at a quiet lake", "on the lake shore"),
    "sky": ("in the sky", "high in the sky", "above the clouds", "up in the air"),
    "snowfield": ("in the snow", "on a snow field", "in a snowy landscape", "on a field of snow"),
}

#: Of those that float, sail and swim in these places.
AFLOAT = {
    "lake": ("on the lake", "in a lake", "on a quiet lake"),
    "beach": ("off the beach", "near the beach", "close to a sandy beach"),
    "sea": PLACES["sea"],
}

TIMES: dict[str, tuple[str, ...]] = {
    "dawn": ("at dawn", "at sunrise", "early in the morning", "at daybreak", "as the sun rises"),
    "day": ("by day", "in the daytime", "at noon", "in daylight", "in the afternoon"),
    "sunset": ("at sunset", "at dusk", "as the sun sets", "in the evening sun", "at sundown"),
    "night": ("at night", "late at night", "by night", "in the dark of night", "at midnight"),
}

WEATHERS: dict[str, tuple[str, ...]] = {
    "clear": ("under a clear sky", "in clear weather", "with not a cloud in the sky", "in fine weather"),
    "clouds": ("under a cloudy sky", "with many clouds", "in cloudy weather", "beneath drifting clouds"),
    "rain": ("in the rain", "in rainy weather", "while it rains", "in a heavy shower"),
    "snow": ("in falling snow", "while it snows", "in a snowfall", "as snowflakes fall"),
    "fog": ("in the fog", "in thick mist", "in foggy weather", "on a misty day"),
    "storm": ("in a storm", "in a thunderstorm", "with lightning in the sky", "while a storm rages"),
}

#: The weather as a clause of its own.
WEATHER_CLAUSES: dict[str, tuple[str, ...]] = {
    "clear": ("the sky is clear", "the weather is fine"),
    "clouds": ("it is cloudy", "the sky is full of clouds"),
    "rain": ("it is raining", "it rains", "rain is falling"),
    "snow": ("it is snowing", "it snows", "snow is falling"),
    "fog": ("it is foggy", "there is thick fog"),
    "storm": ("a storm is raging", "there is thunder and lightning"),
}

CAMERAS: dict[str, tuple[str, ...]] = {
    "still": ("static shot", "the camera does not move", "fixed camera", "still camera"),
    "pan_left": ("the camera pans left", "pan left", "panning to the left", "camera moves left"),
    "pan_right": ("the camera pans right", "pan right", "panning to the right", "camera moves right"),
    "zoom_in": ("the camera zooms in", "zoom in", "slow push in", "zooming in", "camera moves closer"),
    "zoom_out": ("the camera zooms out", "zoom out", "pulling back", "zooming out", "camera moves back"),
    "follow": ("the camera follows", "tracking shot", "the camera moves along", "follow shot"),
}

MOODS: dict[str, tuple[str, ...]] = {
    "natural": ("natural colours", "natural light"),
    "warm": ("warm colours", "in warm tones", "warm look"),
    "cool": ("cool colours", "in cool tones", "cold look"),
    "pastel": ("pastel colours", "in soft pastels", "pastel look"),
    "neon": ("neon lights", "in neon colours", "neon look"),
    "noir": ("black and white", "film noir", "noir look"),
    "golden": ("golden light", "bathed in gold", "golden look"),
    "dreamy": ("dreamy", "like a dream", "dreamy look"),
}

#: Verbs, by motion and then by who does it; "" is everybody else.
VERBS: dict[str, dict[str, tuple[str, ...]]] = {
    "still": {
        "": ("stay still", "wait", "rest", "not move"),
        "people": ("stand still", "stand", "wait", "pose"),
        "beasts": ("stand still", "wait", "stand", "rest"),
        "wheels": ("stand still", "wait", "park"),
        "air": ("hover", "hang still", "hover in place"),
    },
    "wave": {"": ("wave", "wave at us", "wave hello")},
    "sit": {"": ("sit", "sit down", "sit on the ground")},
    "left": {
        "": ("move to the left", "go left", "move left"),
        "people": ("walk to the left", "walk left", "stroll to the left", "go to the left"),
        "beasts": ("walk to the left", "trot to the left", "go left"),
        "wheels": ("drive to the left", "ride to the left", "roll to the left", "go left"),
        "air": ("fly to the left", "fly left", "glide to the left"),
        "boat": ("sail to the left", "sail left"),
    },
    "right": {
        "": ("move to the right", "go right", "move right"),
        "people": ("walk to the right", "walk right", "stroll to the right", "go to the right"),
        "beasts": ("walk to the right", "trot to the right", "go right"),
        "wheels": ("drive to the right", "ride to the right", "roll to the right", "go right"),
        "air": ("fly to the right", "fly right", "glide to the right"),
        "boat": ("sail to the right", "sail right"),
    },
    "approach": {
        "": ("come closer", "come toward us", "approach", "move toward the camera"),
        "people": ("walk toward us", "come closer", "approach", "walk toward the camera"),
        "beasts": ("walk toward us", "come closer", "approach", "come toward the camera"),
        "air": ("fly toward us", "come closer", "approach"),
    },
    "bounce": {"": ("bounce", "bounce up and down", "keep bouncing")},
    "rise": {
        "": ("rise", "go up", "climb into the sky"),
        "balloon": ("rise", "float up", "float into the sky", "drift upward"),
        "rocket": ("take off", "lift off", "blast off", "launch"),
        "air": ("rise", "fly up", "climb into the sky"),
    },
    "fall": {"": ("fall", "drop", "fall down"), "balloon": ("sink", "float down", "drift down"),
             "rocket": ("land", "descend", "touch down")},
    "circle": {
        "": ("circle", "go in circles", "circle around"),
        "people": ("run in circles", "walk in a circle", "go round in circles"),
        "beasts": ("run in circles", "circle around", "go round in circles"),
        "wheels": ("drive in circles", "circle around", "go in circles"),
        "fish": ("swim in circles", "circle around"),
        "air": ("circle", "fly in circles"),
    },
    "spin": {"": ("spin", "spin around", "turn round and round", "rotate"),
             "people": ("spin", "twirl", "pirouette", "spin around")},
    "jump": {"": ("jump", "leap", "jump up and down", "hop")},
    "swim": {"": ("swim", "swim around", "swim about")},
    "fly": {"": ("fly", "fly around", "flutter about", "fly about")},
    "dance": {"": ("dance", "dance around", "keep dancing")},
    "chase": {"": ("chase", "run after", "pursue")},
    "sway": {"": ("sway", "swing gently", "rock"), "boat": ("rock", "bob", "rock on the waves"),
             "balloon": ("sway", "float", "hang in the air"), "plant": ("sway", "sway in the wind", "nod in the wind")},
}  # fmt: skip

#: Under which names of VERBS a kind looks for its verbs, the closest first.
WHO_ACTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("woman", "man", "child", "robot", "astronaut"), ("people",)),
    **dict.fromkeys(("cat", "dog", "horse", "rabbit", "elephant", "turtle"), ("beasts",)),
    **dict.fromkeys(("bird", "butterfly", "dragon", "plane", "ufo"), ("air",)),
    **dict.fromkeys(("car", "bus", "bicycle", "train"), ("wheels",)),
    **dict.fromkeys(("fish", "whale"), ("fish",)),
    **dict.fromkeys(("flower", "tree"), ("plant",)),
    "rocket": ("rocket", "air"), "balloon": ("balloon",), "kite": ("balloon", "air"), "boat": ("boat",),
}  # fmt: skip

SIZES = {0.7: ("small", "little", "tiny"), 1.0: (), 1.5: ("big", "giant", "huge")}
SPEEDS = {0.5: ("slowly", "calmly", "in slow motion"), 1.0: (), 1.8: ("fast", "quickly", "at high speed")}
NUMBERS = {2: ("two", "2", "a pair of"), 3: ("three", "3")}

ASKING = (
    "a video of {}", "show me {}", "i want to see {}", "make a clip of {}", "can you make {}", "please draw {}",
    "a short film of {}", "we see {}", "there is {}", "{} please", "give me {}", "imagine {}",
)  # fmt: skip
