"""Who is in the scene: at most three subjects, and what each does."""

from dataclasses import replace

from generation.engines.sketch.reading import casting
from generation.engines.sketch.reading.drafts import PEOPLE, Draft
from generation.engines.sketch.reading.grammar import Grammar, Note
from generation.engines.sketch.reading.telling import Cast
from generation.engines.sketch.scene import Subject

MOST_SUBJECTS, MOST_ALIKE, NUMBER_WHEN_PLURAL = 3, 5, 3
GROUNDLESS = {"space", "sky", "sea", "underwater"}
#: How a subject moves when nothing is said: it would look dead standing still.
USUAL_MOTION = {
    "fish": "swim", "whale": "swim", "turtle": "swim", "bird": "fly", "butterfly": "fly", "plane": "fly",
    "ufo": "fly", "dragon": "fly",
    "car": "right", "bus": "right", "train": "right", "bicycle": "right", "rocket": "rise", "ball": "bounce",
    "balloon": "sway", "kite": "sway", "boat": "sway", "flower": "sway", "tree": "sway",
}  # fmt: skip
FLIGHT_SPEED = 1.4
QUIET_MOTIONS = {"swim", "fly", "sway"}


def subjects(grammar: Grammar) -> list[Cast]:
    """At most three, the one the sentence is about first."""
    gone = {kind for meaning in grammar.denied if meaning.slot == "kind" for kind in meaning.value.split("+")}
    drafts = sorted(grammar.drafts, key=lambda draft: draft.rank)
    mounts = [draft.mount for draft in drafts if draft.mount]
    drafts = [draft for draft in drafts if draft not in mounts]
    members = [
        _member(draft, kind, grammar, first=draft is drafts[0])
        for draft in drafts
        for kind in draft.kinds
        if kind not in gone or draft.who
    ]
    cast = _invited(members)
    for draft in drafts:
        draft.piece.stands = any(member.piece is draft.piece for member in cast)
    return cast


def _invited(members: list[Cast]) -> list[Cast]:
    """Where there are too many, those without a name stay away first, and of them the last."""
    away = [member for member in reversed(members) if not member.subject.who]
    away += [member for member in reversed(members) if member.subject.who]
    kept = away[max(0, len(members) - MOST_SUBJECTS) :]
    return [member for member in members if any(member is other for other in kept)]


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
        wearing=casting.all_worn(draft),
    )
    return Cast(subject, draft.piece, stand_in=seen.meaning.stand_in, motion_said=said)


def _gesture(draft: Draft, kind: str, motion: str, said: bool) -> str:
    """Somebody in the cast who has nothing to do waves to us."""
    if kind not in PEOPLE or motion not in ("still", "sway"):
        return ""
    return draft.gesture or ("wave" if draft.who and not said else "")


def fleeing(cast: list[Cast]) -> list[Cast]:
    """Who is chased and said to do nothing runs, swims or flies away."""
    if not (len(cast) > 1 and cast[0].subject.motion == "chase"):
        return cast
    return [
        cast[0],
        *(_flees(member) if at == 1 or member.subject.who else member for at, member in enumerate(cast[1:], 1)),
    ]


def _flees(member: Cast) -> Cast:
    if member.motion_said:
        return member
    usual = USUAL_MOTION.get(member.subject.kind)
    motion = usual if usual in ("swim", "fly") else "right"
    return replace(member, subject=replace(member.subject, motion=motion, speed=FLIGHT_SPEED, gesture=""))


def landed(cast: list[Cast], place: str) -> list[Cast]:
    """Nobody sits or waves where there is no ground."""
    if place not in GROUNDLESS:
        return cast
    return [replace(member, subject=replace(member.subject, gesture="")) for member in cast]


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
    if hint := chosen(grammar.notes, "motion"):
        return hint, False
    usual = "still" if kind == "dragon" and draft.meaning.stand_in else USUAL_MOTION.get(kind, "still")
    return (usual if first or usual in QUIET_MOTIONS else "still"), False


def chosen(notes: list[Note], slot: str) -> str:
    """What was said outright about a slot, else what a sign says, else nothing."""
    said = sorted((note.meaning for note in notes if note.meaning.slot == slot), key=lambda said: not said.firm)
    return said[0].value if said else ""
