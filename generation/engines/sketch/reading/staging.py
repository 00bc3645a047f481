"""Sets the scene: chooses one place, hour, weather, camera and mood for the subjects."""

from dataclasses import replace

from generation.engines.sketch.reading import meaning
from generation.engines.sketch.reading.grammar import Grammar, Note
from generation.engines.sketch.reading.phrases import is_seen
from generation.engines.sketch.reading.subjects import USUAL_MOTION, chosen, fleeing, landed, subjects
from generation.engines.sketch.reading.telling import Cast, skipped, tell
from generation.engines.sketch.reading.vocabulary import Meaning
from generation.engines.sketch.scene import KINDS, Scene, Subject

#: Where a subject is at home when nobody says where it is; the first is the usual one.
HOMES = {
    "fish": ("underwater", "lake", "sea"), "whale": ("sea", "underwater"), "boat": ("sea", "lake"),
    "turtle": ("beach",),
    "astronaut": ("space",), "rocket": ("space",), "ufo": ("sky",), "plane": ("sky",), "bird": ("sky",),
    "dragon": ("sky",),
    "balloon": ("sky",), "kite": ("sky",), "car": ("road",), "bus": ("road",), "train": ("road",),
    "bicycle": ("road",),
    "robot": ("city",), "elephant": ("field",), "horse": ("field",), "rabbit": ("field",), "house": ("field",),
    "tree": ("field",),
}  # fmt: skip
HOME_OF_THE_REST, HOME_OF_LIZARDS = "park", "field"  # a dragon drawn for a lizard does not live in the sky
VEHICLES = {"boat", "car", "bus", "train", "bicycle"}
AFLOAT = {"fish", "whale", "boat"}
#: Places that say less than any other place in the same sentence.
VAGUE_PLACES = {"sky": 0, "road": 1, "sea": 1, "room": 2, "field": 2, "park": 2, "stage": 2, "lake": 2, "city": 2}
PRECISE = 3
#: Where a verb alone takes place.
PLACE_OF_MOTION = {"swim": "sea"}
MILD_MOODS = {"natural", "warm", "cool"}
FIERCENESS = ("clear", "clouds", "fog", "rain", "snow", "storm")
#: Who may be met where, for a sentence that names nobody.
RESIDENTS = {
    "beach": ("kite", "ball", "boat", "bird"), "sea": ("boat", "whale", "bird"),
    "underwater": ("fish", "turtle", "whale"),
    "city": ("car", "bus", "bicycle"), "forest": ("rabbit", "bird", "butterfly"),
    "mountains": ("bird", "balloon", "house"),
    "desert": ("car", "kite", "balloon"), "field": ("horse", "butterfly", "tree", "flower"),
    "space": ("rocket", "ufo", "astronaut"),
    "park": ("dog", "kite", "butterfly", "tree"), "room": ("cat", "ball"), "stage": ("woman", "man"),
    "road": ("car", "bus", "bicycle"),
    "lake": ("boat", "bird"), "sky": ("bird", "plane", "balloon", "kite"), "snowfield": ("rabbit", "house", "bird"),
}  # fmt: skip


def stage(text: str, grammar: Grammar, style: str, before: Scene | None = None) -> Scene:
    """The scene that `grammar` found in `text`; what nobody says in it is as it was in the scene `before`."""
    cast = fleeing(subjects(grammar))
    place = _place(grammar, cast, before)
    if not cast and not grammar.empty and not _nobody(grammar) and not _uninvited(grammar):
        cast = [_again(before.subjects[0], grammar) if before and before.subjects else _stranger(text, place, grammar)]
        place = place or _home(cast[0])
    cast = landed(cast, place)
    said = {slot: chosen(grammar.notes, slot) for slot in ("time", "camera")}
    said |= {"weather": _weather(grammar), "mood": style or _mood(grammar)}
    parts = (
        {"place": place or "field"} | _kept(before, grammar) | {slot: value for slot, value in said.items() if value}
    )
    _mark(grammar.notes, parts)
    return Scene(
        **parts,
        subjects=tuple(member.subject for member in cast),
        drew=tell(cast, parts),
        skipped=skipped(grammar.pieces),
    )


def _nobody(grammar: Grammar) -> bool:
    return any(denied.slot == "kind" for denied in grammar.denied)


def _uninvited(grammar: Grammar) -> bool:
    """Whether somebody is named who is not in the cast: nobody is drawn for them."""
    return any(piece.meaning("stranger") for piece in grammar.pieces)


def _again(subject: Subject, grammar: Grammar) -> Cast:
    """Whoever the scene before was about, doing what is said now: "then it flies away"."""
    if not grammar.leaderless:
        return Cast(subject, piece=None, again=True)
    motion, piece = grammar.leaderless
    piece.stands = True
    return Cast(replace(subject, motion=motion.value, speed=motion.speed), None, motion_said=True, again=True)


def _stranger(text: str, place: str, grammar: Grammar) -> Cast:
    """Somebody for a sentence that names nobody: of those at home in the place the nearest by meaning."""
    kind = meaning.nearest_kind(text, RESIDENTS.get(place, KINDS))
    if not grammar.leaderless:
        return Cast(Subject(kind, motion=USUAL_MOTION.get(kind, "still")), piece=None)
    motion, piece = grammar.leaderless
    piece.stands = True
    return Cast(Subject(kind, motion=motion.value, speed=motion.speed), piece=None, motion_said=True)


# --- Surroundings ------------------------------------------------------------------------------


def _kept(before: Scene | None, grammar: Grammar) -> dict[str, str]:
    """The hour, the weather and the mood of the scene before, but for what is over now."""
    if before is None:
        return {}
    kept = {slot: getattr(before, slot) for slot in ("time", "weather", "mood")}
    return {slot: value for slot, value in kept.items() if value not in _denied(grammar, slot)}


def _denied(grammar: Grammar, slot: str) -> set[str]:
    return {denied.value for denied in grammar.denied if denied.slot == slot}


def _weather(grammar: Grammar) -> str:
    """The fiercest weather of those said: there is rain in a thunderstorm anyway."""
    gone = _denied(grammar, "weather")
    said = [note.meaning for note in grammar.notes if note.meaning.slot == "weather" and note.meaning.value not in gone]
    firm = [weather.value for weather in said if weather.firm] or [weather.value for weather in said]
    return max(firm, key=FIERCENESS.index, default="")


def _mood(grammar: Grammar) -> str:
    """The most striking mood said: "warm neon lights" are neon."""
    said = [note.meaning for note in grammar.notes if note.meaning.slot == "mood"]
    said.sort(key=lambda mood: (not mood.firm, mood.value in MILD_MOODS))
    return said[0].value if said else ""


def _place(grammar: Grammar, cast: list[Cast], before: Scene | None) -> str:
    """The most precise place said; else the one a sign tells, or of the scene before, or where the subject is at home.

    "" when nothing tells.
    """
    kinds, gone = {member.subject.kind for member in cast[:1]}, _denied(grammar, "place")
    said = [note.meaning for note in grammar.notes if note.meaning.slot == "place" and note.meaning.value not in gone]
    firm = [place for place in said if place.firm]

    def fitness(place: Meaning) -> tuple[bool, int]:
        afloat = bool(kinds & AFLOAT) and any(place.value in HOMES[kind] for kind in kinds & AFLOAT)
        return afloat, VAGUE_PLACES.get(place.value, PRECISE)

    if firm and (best := max(firm, key=fitness)).value != "sky":
        return best.value
    signs = [place.value for place in said if not place.firm and _bearable(place.value, kinds)]
    kept = [before.place] if before and before.place not in gone and _bearable(before.place, kinds) else []
    return next(iter([*(["sky"] if firm else []), *signs, *kept]), "") or _home_of(cast)


def _bearable(place: str, kinds: set[str]) -> bool:
    """Whether those of `kinds` that live in water could live there."""
    return all(place in HOMES[kind] for kind in kinds & AFLOAT)


def _home_of(cast: list[Cast]) -> str:
    """Where the first of `cast` is at home; one without a home of its own goes where a vehicle beside it belongs."""
    if not cast:
        return ""
    homeless = _home(cast[0]) == HOME_OF_THE_REST
    vehicle = next((member for member in cast if member.subject.kind in VEHICLES), cast[0])
    return _home(vehicle if homeless else cast[0])


def _home(member: Cast) -> str:
    if member.stand_in and member.subject.kind == "dragon":
        return HOME_OF_LIZARDS
    home = HOMES.get(member.subject.kind, (HOME_OF_THE_REST,))[0]
    return PLACE_OF_MOTION.get(member.subject.motion, home) if home == HOME_OF_THE_REST else home


def _mark(notes: list[Note], parts: dict[str, str]) -> None:
    """A word stands in the picture when the scene has what it says."""
    for note in notes:
        if parts.get(note.meaning.slot) == note.meaning.value and (note.meaning.firm or is_seen(note.piece)):
            note.piece.stands = True
