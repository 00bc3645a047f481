"""From slots to a sentence: many orders, careful and careless."""

import numpy as np

from generation.engines.pocket.grammar import words
from generation.engines.pocket.grammar.slots import Actor, Slots, pick
from generation.engines.sketch.reading.inflection import plural, verb_forms

FLOATING = ("boat", "fish", "whale")
ORDINALS = ("first", "second", "third")
HASTE = 0.2  # how often somebody types without articles and capitals


def shown(number: int, of: int) -> str:
    """The words for somebody of the sheet; a script's "@handle" is replaced by them. `number` counts from 0."""
    return "the person shown" if of == 1 else f"the {ORDINALS[number]} person shown"


def phrase(slots: Slots, told: frozenset[str], rng: np.random.Generator) -> str:
    """One way to tell the `told` slots of `slots`, and every subject."""
    parts = {slot: _part(slot, slots, rng) for slot in ("place", "time", "weather", "mood", "camera") if slot in told}
    terse = bool(rng.random() < HASTE)
    order = pick(rng, TERSE if terse else ORDERS)
    return _written(order(slots, parts, told, rng), rng, careless=terse)


def _part(slot: str, slots: Slots, rng: np.random.Generator) -> str:
    if slot == "place":
        afloat = slots.actors[0].kind in FLOATING and slots.place in words.AFLOAT
        return pick(rng, (words.AFLOAT if afloat else words.PLACES)[slots.place])
    said = {"time": words.TIMES, "weather": words.WEATHERS, "camera": words.CAMERAS, "mood": words.MOODS}[slot]
    return pick(rng, said[getattr(slots, slot)])


# --- Subjects and what they do -------------------------------------------------------------------


def noun(actor: Actor, of: int, rng: np.random.Generator, article: bool = True) -> str:
    """As in "a small red ball", "two cats", "a woman in a blue coat", "the second person shown"."""
    if actor.shown is not None:
        return shown(actor.shown, of)
    name = pick(rng, words.NOUNS[actor.kind])
    size = pick(rng, words.SIZES[actor.size]) if words.SIZES[actor.size] else ""
    before, after = _coloured(actor, rng)
    bare = " ".join(word for word in (size, before, name if actor.count == 1 else plural(name)) if word)
    if actor.count > 1:
        return f"{pick(rng, words.NUMBERS[actor.count])} {bare}{after}"
    if not article:
        return bare + after
    start = "the" if rng.random() < 0.1 else "an" if bare[0] in "aeio" else "a"
    return f"{start} {bare}{after}"


def _coloured(actor: Actor, rng: np.random.Generator) -> tuple[str, str]:
    """The colour before and after the noun: people wear theirs."""
    if not actor.colour:
        return "", ""
    colour = pick(rng, words.COLOURS[actor.colour])
    if actor.kind not in words.CLOTHES or (actor.kind == "astronaut" and rng.random() < 0.5):
        return colour, ""
    if rng.random() < 0.4:
        return "", f" {pick(rng, ('in', 'dressed in', 'wearing'))} {colour}"
    clothes = pick(rng, words.CLOTHES[actor.kind])
    garment = f"{colour} {clothes}s" if actor.count > 1 else f"{'an' if colour[0] in 'aeo' else 'a'} {colour} {clothes}"
    return "", f" {pick(rng, ('in', 'wearing'))} {garment}"


def verbs(actor: Actor) -> tuple[str, ...]:
    ways = words.VERBS[actor.motion]
    who = next((name for name in words.WHO_ACTS.get(actor.kind, ()) if name in ways), "")
    return ways[who] if who else ways.get("", next(iter(ways.values())))


def doing(actor: Actor, form: str, rng: np.random.Generator) -> str:
    """The verb in `form` ("base", "s" or "ing"), with how fast."""
    verb = pick(rng, verbs(actor))
    if verb.startswith("not "):
        plain = verb.removeprefix("not ")
        verb = {"base": f"do not {plain}", "s": f"does not {plain}", "ing": f"not {verb_forms(plain)[2]}"}[form]
    else:
        verb = verb_forms(verb)[("base", "s", "ing").index(form)]
    pace = words.SPEEDS.get(actor.speed, ())
    return f"{verb} {pick(rng, pace)}" if pace else verb


def subject(slots: Slots, told: frozenset[str], form: str, rng: np.random.Generator, article: bool = True) -> str:
    """Everybody and what they do: `form` "ing" for a phrase without a finite verb, "s" for a sentence."""
    actors = slots.actors
    names = [noun(actor, len(actors), rng, article) for actor in actors]
    if actors[-1].motion == "chase":
        return f"{names[1]} {doing(actors[1], form, rng)} {names[0]}"
    if "motion" not in told:
        return _joined(names) if form == "ing" else f"there {_be(actors)} {_joined(names)}"
    if len({(actor.motion, actor.speed) for actor in actors}) == 1 and len(actors) > 1:
        return f"{_joined(names)} {doing(actors[0], 'ing' if form == 'ing' else 'base', rng)}"
    return _joined([f"{name} {_does(actor, form, rng)}" for name, actor in zip(names, actors, strict=True)])


def _does(actor: Actor, form: str, rng: np.random.Generator) -> str:
    finite = pick(rng, ("s", "is")) if form == "s" else form
    many = actor.count > 1
    if finite == "is":
        return f"{'are' if many else 'is'} {doing(actor, 'ing', rng)}"
    return doing(actor, "base" if many and finite == "s" else finite, rng)


def _be(actors: tuple[Actor, ...]) -> str:
    return "are" if actors[0].count > 1 else "is"


def _joined(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


# --- Orders --------------------------------------------------------------------------------------


def _rest(parts: dict[str, str], rng: np.random.Generator, *slots: str) -> str:
    """What is told of `slots`, mostly in this order."""
    said = [parts[slot] for slot in slots if slot in parts]
    if rng.random() < 0.25:
        rng.shuffle(said)
    return " ".join(said)


def _tail(parts: dict[str, str], rng: np.random.Generator) -> str:
    said = [parts[slot] for slot in ("mood", "camera") if slot in parts]
    rng.shuffle(said)
    return "".join(f", {words}" for words in said)


def plain(slots, parts, told, rng) -> str:
    """A red cat dancing in the park at night in the rain, zoom in."""
    form = pick(rng, ("ing", "s"))
    return f"{subject(slots, told, form, rng)} {_rest(parts, rng, 'place', 'time', 'weather')}{_tail(parts, rng)}"


def placed_first(slots, parts, told, rng) -> str:
    """In the park at night, a red cat dances, zoom in."""
    start = _rest(parts, rng, *pick(rng, (("place", "time", "weather"), ("time", "weather", "place"))))
    return f"{start}, {subject(slots, told, 's', rng)}{_tail(parts, rng)}"


def filmed(slots, parts, told, rng) -> str:
    """Zoom in: a red cat dancing in the park at night."""
    shot = parts.get("camera", "")
    rest = _rest(parts, rng, "place", "time", "weather", "mood")
    return f"{shot}{': ' if shot else ''}{subject(slots, told, 'ing', rng)} {rest}"


def asked(slots, parts, told, rng) -> str:
    """Show me a red cat dancing in the park at night, zoom in."""
    ask = pick(rng, words.ASKING)
    seen = f"{subject(slots, told, 'ing', rng)} {_rest(parts, rng, 'place', 'time', 'weather')}"
    return ask.format(seen) + _tail(parts, rng)


def told_in_sentences(slots, parts, told, rng) -> str:
    """A red cat dances in the park. It is raining. It is night. The camera zooms in."""
    lines = [f"{subject(slots, told, 's', rng)} {_rest(parts, rng, 'place', 'time')}"]
    if "weather" in parts:
        lines.append(pick(rng, words.WEATHER_CLAUSES[slots.weather]))
    lines += [parts[slot] for slot in ("camera", "mood") if slot in parts]
    return ". ".join(line.strip()[0].upper() + line.strip()[1:] for line in lines) + "."


def weathered(slots, parts, told, rng) -> str:
    """It is raining in the park at night and a red cat dances, zoom in."""
    clause = pick(rng, words.WEATHER_CLAUSES[slots.weather]) + " " if "weather" in parts else ""
    where = _rest(parts, rng, "place", "time")
    link = pick(rng, (" and ", ", ", " while ")) if clause else ", "
    return f"{clause}{where}{link}{subject(slots, told, 's', rng)}{_tail(parts, rng)}"


def keywords(slots, parts, told, rng) -> str:
    """red cat, dancing, in the park, at night, zoom in"""
    actors = slots.actors
    if len(actors) > 1:
        who = [subject(slots, told, "ing", rng, article=False)]
    else:
        acts = [doing(actors[0], "ing", rng)] if "motion" in told else []
        who = [noun(actors[0], 1, rng, article=False), *acts]
    rest = [parts[slot] for slot in ("place", "time", "weather", "camera", "mood") if slot in parts]
    rng.shuffle(rest)
    return ", ".join(who + rest)


def bare(slots, parts, told, rng) -> str:
    """red cat dancing in the park at night zoom in"""
    who = subject(slots, told, "ing", rng, article=False)
    return " ".join([who, *(parts[slot] for slot in ("place", "time", "weather", "mood", "camera") if slot in parts)])


ORDERS = (plain, plain, placed_first, filmed, asked, told_in_sentences, weathered)
TERSE = (keywords, bare)


def _written(text: str, rng: np.random.Generator, careless: bool) -> str:
    text = " ".join(text.replace(" ,", ",").split()).strip(" ,")
    if careless or rng.random() < 0.3:
        return text
    return text[0].upper() + text[1:] + ("." if rng.random() < 0.5 and not text.endswith(".") else "")
