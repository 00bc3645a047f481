"""What is drawn and what is left out, in plain English."""

from dataclasses import dataclass, replace

from generation.engines.sketch.reading.drafts import PEOPLE
from generation.engines.sketch.reading.inflection import plural, with_article
from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.scene import Scene, Subject

NUMBERS = ("", "a", "two", "three", "four", "five")
PLACES = {
    "sea": "the sea", "underwater": "under water", "mountains": "mountains", "space": "space",
    "snowfield": "a snow field",
    "sky": "the sky",
}  # fmt: skip
MOTIONS = {
    "still": "keeping still", "approach": "coming closer",
    "bounce": "bouncing",
    "rise": "rising", "fall": "falling", "circle": "circling", "spin": "spinning", "jump": "jumping",
    "swim": "swimming",
    "fly": "flying", "dance": "dancing", "chase": "chasing", "sway": "swaying",
}  # fmt: skip
GESTURES = {"wave": "waving", "sit": "sitting"}
#: What going somewhere is called, by who goes.
GOING = {
    "car": "driving", "bus": "driving", "train": "rolling", "boat": "sailing", "bicycle": "rolling", "ball": "rolling",
    "fish": "swimming", "whale": "swimming", "turtle": "crawling", "bird": "flying", "butterfly": "flying",
    "dragon": "flying", "plane": "flying", "rocket": "flying", "ufo": "flying", "balloon": "drifting",
    "kite": "drifting",
}  # fmt: skip
RIDDEN_ASTRIDE = ("bicycle", "horse", "elephant")
WHERE_ONE_SITS = {"car": "in", "boat": "in"}
ACCESSORIES = {"tophat": "a top hat", "stetson": "a cowboy hat", "sunglasses": "sunglasses", "spectacles": "glasses"}
CAMERAS = {
    "pan_left": "camera panning left", "pan_right": "camera panning right", "zoom_in": "camera zooming in",
    "zoom_out": "camera zooming out", "follow": "camera following",
}  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """A subject and the words it stands for; no piece when nobody named it."""

    subject: Subject
    piece: Piece | None
    stand_in: bool = False
    motion_said: bool = False
    again: bool = False  # who the scene before was about


def tell(cast: list[Cast], parts: dict[str, str]) -> tuple[str, ...]:
    """What is drawn, in the order people expect: who, doing what, where, when."""
    usual = Scene()
    told = [phrase for member in cast for phrase in _member(member)]
    place = parts["place"]
    told.append(PLACES.get(place) or with_article(place))
    told += [parts[slot] for slot in ("time", "weather") if parts.get(slot, "") not in ("", getattr(usual, slot))]
    told += [CAMERAS[parts["camera"]]] if parts.get("camera") in CAMERAS else []
    told += [f"{parts['mood']} look"] if parts.get("mood", usual.mood) != usual.mood else []
    return tuple(told)


def _member(member: Cast) -> list[str]:
    noun = _noun(member.subject)
    if member.piece is None and not member.again:
        doing = [_moving(member.subject)] if member.motion_said else []
        return [f"{noun}, as the words name nobody I can draw", *doing]
    if member.stand_in:
        noun += f" for '{member.piece.text}'"
    doing = [_moving(member.subject)] if member.motion_said or member.subject.gesture else []
    if member.subject.who:
        return [", ".join([noun, *doing])]  # in one phrase: two who do the same are told twice
    return [noun, *doing]


def _worn(accessory: str, colour: str | None) -> str:
    if accessory in ACCESSORIES and not colour:
        return ACCESSORIES[accessory]
    plural = accessory in ("sunglasses", "spectacles")
    return f"{colour} {accessory}" if plural else with_article(f"{colour or ''} {accessory}".strip())


def _person(subject: Subject) -> str:
    """Somebody in the cast: "@ana", "small @bob in red", "@chloe with sunglasses on a horse"."""
    worn = [_worn(*item) for item in subject.wearing if item[0] != "clothes"]
    dressed = dict(subject.wearing).get("clothes") or (subject.colour if subject.kind in PEOPLE else None)
    name = f"@{subject.who}" + (f" in {dressed}" if dressed else "") + (f" with {' and '.join(worn)}" if worn else "")
    if subject.kind == "astronaut":
        return f"{name} as an astronaut"
    if subject.kind not in PEOPLE:
        return f"{name} {WHERE_ONE_SITS.get(subject.kind, 'on')} {_noun(replace(subject, who=''))}"
    return f"{_size(subject.size)} {name}".strip()


def _noun(subject: Subject) -> str:
    if subject.who:
        return _person(subject)
    worn = subject.colour if subject.kind in PEOPLE else None
    words = [word for word in (_size(subject.size), None if worn else subject.colour) if word]
    kind = subject.kind if subject.count == 1 else plural(subject.kind)
    noun = " ".join([*words, kind]) + (f" in {worn}" if worn else "")
    return with_article(noun) if subject.count == 1 else f"{NUMBERS[subject.count]} {noun}"


def _size(size: float) -> str:
    if size == 1.0:
        return ""
    if size < 1.0:
        return "tiny" if size < 0.7 else "small"
    return "giant" if size > 1.4 else "big"


def _moving(subject: Subject) -> str:
    if subject.gesture:
        return GESTURES[subject.gesture]
    if subject.motion == "still":
        return MOTIONS["still"]
    pace = " slowly" if subject.speed <= 0.5 else " fast" if subject.speed >= 1.8 else ""
    riding = "riding" if subject.who and subject.kind in RIDDEN_ASTRIDE else ""
    doing = MOTIONS.get(subject.motion) or riding or GOING.get(subject.kind, "walking")
    doing = "running" if doing + pace == "walking fast" else doing + pace
    return f"{doing} to the left" if subject.motion == "left" else doing


def skipped(pieces: list[Piece]) -> tuple[str, ...]:
    """The words with content that nothing stands for, as typed and each once."""
    left_out = [piece for piece in pieces if not piece.role and not piece.stands]
    return tuple(dict.fromkeys(token.text for piece in left_out for token in piece.tokens if not token.role))
