"""English forms of a word: plurals of nouns, -s, -ing and -ed of verbs."""

import re

IRREGULAR_PLURALS = {
    "woman": "women", "man": "men", "child": "children", "person": "people", "fish": "fish", "goose": "geese",
    "mouse": "mice", "wolf": "wolves", "leaf": "leaves", "calf": "calves", "elf": "elves", "thief": "thieves",
    "sheep": "sheep", "deer": "deer", "moose": "moose", "ox": "oxen", "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "salmon": "salmon", "bison": "bison", "hovercraft": "hovercraft", "potato": "potatoes", "tomato": "tomatoes",
}  # fmt: skip
IRREGULAR_VERBS = {
    "run": "ran", "sit": "sat", "stand": "stood", "sleep": "slept", "lie": "lay", "swim": "swam", "fly": "flew",
    "fall": "fell",
    "rise": "rose risen", "drive": "drove driven", "ride": "rode ridden", "come": "came", "go": "went",
    "spin": "spun",
    "swing": "swung", "sink": "sank", "sing": "sang", "creep": "crept", "flee": "fled", "leap": "leapt",
    "hang": "hung",
    "blow": "blew", "shake": "shook", "grow": "grew", "think": "thought", "take": "took", "get": "got",
    "speed": "sped",
    "draw": "drew", "do": "does did", "lead": "led", "shoot": "shot", "dive": "dove", "fling": "flung",
}  # fmt: skip


def plural(noun: str) -> str:
    """The plural of a noun, "dog" -> "dogs"; of several words the last changes."""
    *before, last = noun.split(" ")
    return " ".join([*before, _plural_word(last)])


def singular(word: str) -> str:
    """The word without its plural -s, if it has one: "keepers" -> "keeper", "glass" -> "glass"."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _plural_word(word: str) -> str:
    for ending, many in (("man", "men"), ("fish", "fish")):
        if word.endswith(ending) and word != "human":
            return word.removesuffix(ending) + many
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def verb_forms(phrase: str) -> list[str]:
    """All forms of a verb: "take off" -> "take off", "takes off", "taking off", "taked off", "took off"."""
    verb, _, rest = phrase.partition(" ")
    forms = [verb, _third_person(verb), _gerund(verb), _past(verb), *IRREGULAR_VERBS.get(verb, "").split()]
    return [f"{form} {rest}".strip() for form in forms]


def _third_person(verb: str) -> str:
    return verb + "es" if verb.endswith("o") else _plural_word(verb)


def _stem(verb: str) -> str:
    one_short_syllable = re.fullmatch(r"[^aeiou]*(qu)?[aeiou][^aeiouwxy]", verb)
    return verb + verb[-1] if one_short_syllable else verb


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _stem(verb) + "ing"


def _past(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return verb + "d" if verb.endswith("e") else _stem(verb) + "ed"


def with_article(noun: str) -> str:
    """A noun with its article, "orange ball" -> "an orange ball"."""
    return ("an " if noun[0] in "aeio" else "a ") + noun
