"""What a sentence says of the people in its cast: as what they appear, on what they ride, with whom they go along."""

from generation.engines.sketch.reading.drafts import Draft
from generation.engines.sketch.reading.phrases import Piece
from generation.engines.sketch.reading.syntax import QUALITIES, Syntax
from generation.engines.sketch.reading.vocabulary import Meaning
from generation.engines.sketch.scene import PLAYED, RIDDEN

COMPANY = {"with", "beside", "alongside", "avec", "con", "mit", "com"}
#: Between a person and what they are: "@ana IS AN astronaut", "@ana DRESSED AS a queen".
BECOMING = {"as", "is", "was", "dressed", "playing", "en", "est", "als", "ist", "como", "es", "come", "vestida"}
SITTING = {"on", "in", "aboard", "riding", "driving", "sur", "dans", "à", "a", "en", "auf", "im", "su", "em", "de"}
#: How verbs of riding begin, in the languages read.
RIDING = (
    "rid", "rode", "driv", "drov", "cycl", "pedal", "sail", "row", "steer", "pilot", "fly", "flies",
    "roul", "navig", "conduc", "mont", "fahr", "reit", "segel", "guid", "cavalc", "cavalg", "anda",
)  # fmt: skip


def describes(modifier: Draft, who: Draft) -> bool:
    """Whether a noun before a name only says who that is: "the girl @ana"."""
    return bool(who.who) and not modifier.who and modifier.meaning.value in PLAYED


def played_by(syntax: Syntax, at: int, kind: Meaning) -> Piece | None:
    """The person that the noun at `at` says something of: "@ana as an astronaut"."""
    if kind.value not in PLAYED or kind.who:
        return None
    became, before = False, at - 1
    while before >= 0 and (syntax.pieces[before].role or syntax.pieces[before].meaning(*QUALITIES)):
        became = became or syntax.pieces[before].words in BECOMING
        if syntax.pieces[before].role in ("stop", "conjunction"):
            return None
        before -= 1
    piece = syntax.pieces[before] if before >= 0 else Piece(())
    return piece if became and (said := piece.meaning("kind")) and said.who else None


def appear(who: Draft, kind: Meaning) -> None:
    """Let somebody be drawn as a child, as a woman, as an astronaut."""
    who.meaning = Meaning("kind", kind.value, who=who.who, size=kind.size)


def rides(syntax: Syntax, at: int, kind: Meaning, verb: Piece | None) -> bool:
    """Whether the thing at `at` is ridden by whoever was named: "rides A HORSE", "@ana on HER BIKE"."""
    if kind.value not in RIDDEN:
        return False
    before = at - 1
    while before > 0 and (syntax.pieces[before].role == "determiner" or syntax.pieces[before].meaning(*QUALITIES)):
        if syntax.pieces[before].words in SITTING and not syntax.pieces[before].meaning(*QUALITIES):
            break
        before -= 1
    opening = syntax.pieces[before] if before >= 0 else Piece(())
    return opening.words in SITTING or bool(verb and verb.words.startswith(RIDING))


def mount(riders: list[Draft], draft: Draft) -> bool:
    """Put everybody of `riders` that is in the cast on what `draft` says."""
    riders = [rider for rider in riders if rider.who and rider.mount is None]
    for rider in riders:
        rider.mount = draft
    return bool(riders)


def wear(wearer: Draft, accessory: str, colour: str | None = None) -> None:
    """Put on a hat; one is enough on a head."""
    wearer.worn[accessory] = colour or wearer.worn.get(accessory)
