"""What a sentence says of the people in its cast: as what they appear, on what they ride, with whom they go along."""

from generation.engines.sketch.reading.drafts import Draft
from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.reading.syntax import QUALITIES, Syntax
from generation.engines.sketch.reading.vocabulary import Meaning
from generation.engines.sketch.scene import PLAYED, RIDDEN

COMPANY = {"with", "beside", "alongside", "avec", "con", "mit", "com"}
#: Between a person and what they are: "@ana IS AN astronaut", "@ana DRESSED AS a queen".
BECOMING = {"as", "is", "was", "dressed", "playing", "en", "est", "als", "ist", "como", "es", "come", "vestida"}
SITTING = {"on", "in", "aboard", "riding", "driving", "sur", "dans", "à", "en", "auf", "im", "su", "em"}
#: How verbs of riding begin, in the languages read.
RIDING = (
    "rid", "rode", "driv", "drov", "cycl", "pedal", "sail", "row", "steer", "pilot", "fly", "flies",
    "roul", "navig", "conduc", "mont", "fahr", "reit", "segel", "guid", "cavalc", "cavalg", "anda",
)  # fmt: skip


def is_described(syntax: Syntax, at: int, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether the noun right before only says more of this one: "a robot dog", "the girl @ana"."""
    before = syntax.before(at)
    if not before.meaning("kind") or not drafts or drafts[-1].piece is not before:
        return False
    return not drafts[-1].who and (not draft.who or drafts[-1].meaning.value in PLAYED)


def played_by(syntax: Syntax, at: int, kind: Meaning, drafts: list[Draft]) -> Draft | None:
    """The person that the noun at `at` says something of, who now appears as that: "@ana as an astronaut"."""
    if kind.value not in PLAYED or kind.who:
        return None
    between: list[str] = []
    while at and (syntax.before(at).role or syntax.before(at).meaning(*QUALITIES)):
        at -= 1
        between.append(syntax.pieces[at].words)
        if syntax.pieces[at].role in ("stop", "conjunction"):
            return None
    named = [draft for draft in drafts if draft.who and draft.piece is syntax.before(at)]
    if not named or BECOMING.isdisjoint(between):
        return None
    appear(named[0], kind)
    return named[0]


def appear(who: Draft, kind: Meaning) -> None:
    """Let somebody be drawn as a child, as a woman, as an astronaut."""
    who.meaning = Meaning("kind", kind.value, who=who.who, size=kind.size)


def rides(syntax: Syntax, at: int, kind: Meaning, verb: Piece | None) -> bool:
    """Whether the thing at `at` is ridden by whoever was named: "rides A HORSE", "@ana on HER BIKE", "à VÉLO"."""
    if kind.value not in RIDDEN:
        return False
    before = syntax.before(at)
    while before.text.lower() not in SITTING and (before.role == "determiner" or before.meaning(*QUALITIES)):
        at -= 1
        before = syntax.before(at)
    return before.text.lower() in SITTING or bool(verb and verb.words.startswith(RIDING))


def mount(syntax: Syntax, at: int, draft: Draft, riders: list[Draft], verb: Piece | None) -> None:
    """Put those of `riders` that are in the cast on the thing at `at`, where the words say so."""
    riders = [rider for rider in riders if rider.who and rider.mount is None]
    if riders and rides(syntax, at, draft.meaning, verb):
        for rider in riders:
            rider.mount = draft


def go_along(syntax: Syntax, at: int, draft: Draft, main: list[Draft]) -> None:
    """In "@ana dances with @bob" both dance."""
    if draft.who and syntax.before(at).words in COMPANY:
        for leader in [leader for leader in main if leader.motion and leader.motion.value != "chase"][:1]:
            draft.move([leader.motion])


def put_on(drafts: list[Draft], worn: Piece, colour: str | None = None) -> bool:
    """Give a hat to who was named last; False when that is nobody of the cast, or when it is no hat."""
    accessory, wearers = worn.meaning("accessory"), [draft for draft in drafts if draft.alive][-1:]
    if not accessory or not wearers or not wearers[0].who:
        return False
    worn_already = wearers[0].worn.get(accessory.value)
    wearers[0].worn[accessory.value] = colour or worn_already
    return True


def dye(drafts: list[Draft], clothes: Piece, colour: str) -> bool:
    """Give the colour of a hat to the hat, and that of a dress to who was named last; False where nobody takes it."""
    if put_on(drafts, clothes, colour):
        return True
    wearers = [draft for draft in drafts if draft.alive and clothes.meaning("clothes")][-1:]
    if not wearers or "colour" in wearers[0].qualities:
        return False
    wearers[0].qualities["colour"] = colour
    clothes.stands = True
    return True


def all_worn(draft: Draft) -> tuple[tuple[str, str | None], ...]:
    """Hats and the like; and of somebody on a horse, whose colour is the horse's, the clothes too."""
    clothes = {"clothes": draft.qualities["colour"]} if draft.mount and "colour" in draft.qualities else {}
    return tuple((draft.worn | clothes).items())
