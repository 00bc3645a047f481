"""What a new site shows: four people who do not exist, what they made, and what they said about it."""

from typing import NamedTuple

from cameos.models import Level


class Person(NamedTuple):
    name: str
    level: str  # who may put them into clips
    preferences: str = ""


class Clip(NamedTuple):
    maker: str
    words: str
    caption: str
    size: str
    seconds: int
    seed: int
    remix_of: int | None = None  # its place in CLIPS
    in_shots: bool = False  # its sentence is split into shots


class Remark(NamedTuple):
    clip: int  # its place in CLIPS
    by: str
    text: str
    answers: bool = False  # the remark before it


CAST = {
    "ana": Person("Ana Ferreira", Level.EVERYONE),
    "basil": Person("Basil Okoro", Level.MUTUALS, "wears a hat"),
    "chloe": Person("Chloé Martin", Level.APPROVED),
    "dev": Person("Dev Patel", Level.ONLY_ME),
}
APPROVED = {"chloe": ["dev"]}

FILM = (
    "a small red robot walks through the city at sunset, then an orange cat walks along and says "
    '"Good evening, old friend!", then the robot dances under the stars'
)
CLIPS = [
    Clip("ana", "a red ball bouncing on the beach at sunset", "First light of the evening.", "480x854", 10, 11),
    Clip("basil", "a small robot dancing on a stage", "He practised all week.", "480x854", 5, 5),
    Clip("chloe", "two white rabbits jumping in a snowy field", "Snow day!", "480x854", 5, 21),
    Clip("dev", "a rocket rising into space at night", "Next stop: everywhere.", "480x854", 10, 7),
    Clip("ana", "a big whale swimming under water", "Slow is a speed, too.", "480x854", 5, 3),
    Clip("basil", "a yellow bus driving through the city in the rain", "Line 9, never late.", "854x480", 5, 14),
    Clip("chloe", "a green dragon flying over the mountains at dawn", "Good morning, up there.", "480x854", 5, 8),
    Clip("dev", "a dog chasing a butterfly in the park", "Nobody was caught.", "640x640", 5, 17),
    Clip("ana", "three balloons rising over the desert", "Light luggage.", "480x854", 5, 2),
    Clip("chloe", "a sailing boat on a lake in the fog", "Where the shore was.", "854x480", 5, 6),
    Clip("ana", "@ana dancing on the beach at sunset", "Yes, that is me. Use me, everybody!", "480x854", 10, 12),
    Clip("basil", "@ana and @basil dancing in the city in the rain", "No umbrella.", "480x854", 5, 12, remix_of=10),
    Clip("dev", "@chloe riding a bicycle along a forest road in autumn", "She said yes first.", "480x854", 5, 31),
    Clip("chloe", "@ana dancing in a snowy field at night", "Colder than your beach.", "480x854", 5, 12, remix_of=10),
    Clip("ana", FILM, "A film in three shots.", "480x854", 10, 9, in_shots=True),
]

#: Everybody follows everybody but these pairs.
STRANGERS = {("dev", "ana"), ("ana", "dev")}

#: Clip by clip, who likes it.
LIKES = {0: "basil chloe", 1: "ana", 3: "basil chloe", 6: "ana dev", 10: "basil chloe dev", 11: "ana chloe", 13: "ana"}

REMARKS = [
    Remark(10, "basil", "The sunset is jealous. I am taking you to the city."),
    Remark(10, "ana", "@basil bring an umbrella!", answers=True),
    Remark(3, "chloe", "Can I come along?"),
    Remark(11, "chloe", "Now I want snow."),
]
