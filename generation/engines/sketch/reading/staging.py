"""Sets the scene: chooses one place, hour, weather, camera and mood, and at most three subjects."""

from dataclasses import replace

from generation.engines.sketch.reading import meaning
from generation.engines.sketch.reading.drafts import PEOPLE, Draft
from generation.engines.sketch.reading.grammar import Grammar, Note
from generation.engines.sketch.reading.phrases import is_seen
from generation.engines.sketch.reading.telling import Cast, skipped, tell
from generation.engines.sketch.reading.vocabulary import Meaning
from generation.engines.sketch.scene import KINDS, Scene, Subject

MOST_SUBJECTS, MOST_ALIKE, NUMBER_WHEN_PLURAL = 3, 5, 3

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
#: How a subject moves when nothing is said: it would look dead standing still.
USUAL_MOTION = {
    "fish": "swim", "whale": "swim", "turtle": "swim", "bird": "fly", "butterfly": "fly", "plane": "fly",
    "ufo": "fly", "dragon": "fly",
    "car": "right", "bus": "right", "train": "right", "bicycle": "right", "rocket": "rise", "ball": "bounce",
    "balloon": "sway", "kite": "sway", "boat": "sway", "flower": "sway", "tree": "sway",
}  # fmt: skip
FLIGHT_SPEED = 1.4
QUIET_MOTIONS = {"swim", "fly", "sway"}
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


def stage(text: str, grammar: Grammar, style: str) -> Scene:
    """The scene that `grammar` found in `text`."""
    cast = _fleeing(_cast(grammar))
    place = _place(grammar, cast)
    if not cast and not grammar.empty and not _nobody(grammar) and not _uninvited(grammar):
        cast = [_stranger(text, place, grammar)]
        place = place or _home(cast[0])
    chosen = {slot: _chosen(grammar.notes, slot) for slot in ("time", "camera")} | {"weather": _weather(grammar)}
    chosen["mood"] = style or _mood(grammar)
    parts = {"place": place or "field"} | {slot: value for slot, value in chosen.items() if value}
    _mark(grammar.notes, parts)
    return Scene(
        **parts,
        subjects=tuple(member.subject for member in cast),
        drew=tell(cast, parts),
        skipped=skipped(grammar.pieces),
    )


# --- Subjects ----------------------------------------------------------------------------------


def _cast(grammar: Grammar) -> list[Cast]:
    """At most three subjects, the one the sentence is about first."""
    gone = {kind for meaning in grammar.denied if meaning.slot == "kind" for kind in meaning.value.split("+")}
    drafts = sorted(grammar.drafts, key=lambda draft: draft.rank)
    mounts = [draft.mount for draft in drafts if draft.mount]
    drafts = _invited([draft for draft in drafts if draft not in mounts])
    cast: list[Cast] = []
    for draft in drafts:
        kinds = [kind for kind in draft.kinds if kind not in gone or draft.who]
        draft.piece.stands = bool(kinds) and len(cast) < MOST_SUBJECTS
        cast += [_member(draft, kind, grammar, first=draft is drafts[0]) for kind in kinds]
    return cast[:MOST_SUBJECTS]


def _invited(drafts: list[Draft]) -> list[Draft]:
    """Where there are too many, those without a name stay away first."""
    for draft in [draft for draft in reversed(drafts) if not draft.who]:
        if len(drafts) > MOST_SUBJECTS and any(other.who for other in drafts[MOST_SUBJECTS:]):
            draft.piece.stands = False
            drafts = [other for other in drafts if other is not draft]
    return drafts


def _member(draft: Draft, kind: str, grammar: Grammar, first: bool) -> Cast:
    seen = draft.mount or draft
    kind = draft.mount.kinds[0] if draft.mount else kind
    motion, said = _motion(draft, kind, grammar, first)
    subject = Subject(
        kind=kind,
        colour=seen.qualities.get("colour", seen.meaning.colour),
        size=float(seen.qualities.get("size", seen.meaning.size)),
        count=_count(draft, kind),
        motion=motion,
        speed=draft.speed or 1.0,
        gesture=_gesture(draft, kind, motion, said),
        who=draft.who,
        wearing=_worn(draft),
    )
    return Cast(subject, draft.piece, stand_in=seen.meaning.stand_in, motion_said=said)


def _worn(draft: Draft) -> tuple[tuple[str, str | None], ...]:
    """Hats and the like; and of somebody on a horse, whose colour is the horse's, the clothes too."""
    clothes = {"clothes": draft.qualities["colour"]} if draft.mount and "colour" in draft.qualities else {}
    return tuple((draft.worn | clothes).items())


def _gesture(draft: Draft, kind: str, motion: str, said: bool) -> str:
    """Somebody in the cast who has nothing to do waves to us."""
    if kind not in PEOPLE or motion not in ("still", "sway"):
        return ""
    return draft.gesture or ("wave" if draft.who and not said else "")


def _fleeing(cast: list[Cast]) -> list[Cast]:
    """Who is chased and said to do nothing runs, swims or flies away."""
    if not (len(cast) > 1 and cast[0].subject.motion == "chase" and not cast[1].motion_said):
        return cast
    usual = USUAL_MOTION.get(cast[1].subject.kind)
    quarry = replace(cast[1].subject, motion=usual if usual in ("swim", "fly") else "right", speed=FLIGHT_SPEED)
    return [cast[0], replace(cast[1], subject=quarry), *cast[2:]]


def _count(draft: Draft, kind: str) -> int:
    company = draft.kinds
    number = draft.qualities.get("number")
    if len(company) == 1:
        return min(int(number or (NUMBER_WHEN_PLURAL if draft.meaning.plural else 1)), MOST_ALIKE)
    share, rest = divmod(int(number or len(company)), len(company))
    return max(1, share + (company.index(kind) < rest))


def _motion(draft: Draft, kind: str, grammar: Grammar, first: bool) -> tuple[str, bool]:
    """How it moves, and whether somebody said so."""
    if draft.motion:
        return draft.motion.value, True
    if hint := _chosen(grammar.notes, "motion"):
        return hint, False
    usual = "still" if kind == "dragon" and draft.meaning.stand_in else USUAL_MOTION.get(kind, "still")
    return (usual if first or usual in QUIET_MOTIONS else "still"), False


def _nobody(grammar: Grammar) -> bool:
    return any(denied.slot == "kind" for denied in grammar.denied)


def _uninvited(grammar: Grammar) -> bool:
    """Whether somebody is named who is not in the cast: nobody is drawn for them."""
    return any(piece.meaning("stranger") for piece in grammar.pieces)


def _stranger(text: str, place: str, grammar: Grammar) -> Cast:
    """Somebody for a sentence that names nobody: of those at home in the place the nearest by meaning."""
    kind = meaning.nearest_kind(text, RESIDENTS.get(place, KINDS))
    if not grammar.leaderless:
        return Cast(Subject(kind, motion=USUAL_MOTION.get(kind, "still")), piece=None)
    motion, piece = grammar.leaderless
    piece.stands = True
    return Cast(Subject(kind, motion=motion.value, speed=motion.speed), piece=None, motion_said=True)


# --- Surroundings ------------------------------------------------------------------------------


def _chosen(notes: list[Note], slot: str) -> str:
    """What was said outright about a slot, else what a sign says, else nothing."""
    said = sorted((note.meaning for note in notes if note.meaning.slot == slot), key=lambda said: not said.firm)
    return said[0].value if said else ""


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


def _place(grammar: Grammar, cast: list[Cast]) -> str:
    """The most precise place said; else where a sign, the verb or the subject is at home; "" when nothing tells."""
    kinds, gone = {member.subject.kind for member in cast[:1]}, _denied(grammar, "place")
    said = [note.meaning for note in grammar.notes if note.meaning.slot == "place" and note.meaning.value not in gone]
    firm = [place for place in said if place.firm]

    def fitness(place: Meaning) -> tuple[bool, int]:
        afloat = bool(kinds & AFLOAT) and any(place.value in HOMES[kind] for kind in kinds & AFLOAT)
        return afloat, VAGUE_PLACES.get(place.value, PRECISE)

    if firm and (best := max(firm, key=fitness)).value != "sky":
        return best.value
    signs = [place.value for place in said if not place.firm and _bearable(place.value, kinds)]
    return next(iter([*(["sky"] if firm else []), *signs]), "") or _home_of(cast)


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
