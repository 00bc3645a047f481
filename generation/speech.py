"""What is said in a script, and by whom, read from its words in English and French. Pure.

A spoken line stands in quotes beside a word of speaking ("the cat says “Hello”", « Bonjour », dit Ana), or after a
name and a colon (Ana: “Hello”). What is written on a sign stands in quotes too, and is not spoken. Who speaks is told
only where the words beside it are plain about it: a line without a name is better than one with a wrong name.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    speaker: str  # "@ana", "Ana", "the old cat"; "" where the words do not say it plainly
    words: str


QUOTE = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«\s*([^«»]+?)\s*»|„([^„“”]+)[“”]")
#: What stands in quotes, with the colon or comma before it.
QUOTED = re.compile(rf"\s*[:,]?\s*(?:{QUOTE.pattern})")

ENGLISH = (
    "say says said saying ask asks asked asking shout shouts shouted shouting whisper whispers whispered whispering "
    "cry cries cried crying yell yells yelled yelling exclaim exclaims exclaimed exclaiming answer answers answered "
    "answering reply replies replied replying murmur murmurs murmured murmuring mutter mutters muttered muttering "
    "scream screams screamed screaming sing sings sang singing tell tells told telling announce announces announced "
    "announcing declare declares declared declaring add adds added adding speak speaks spoke speaking greets greeted"
)
FRENCH = (
    "dit dire disent disant demande demandent demandant crie crient criant chuchote chuchotent chuchotant murmure "
    "murmurent murmurant répond répondent répondant hurle hurlent hurlant chante chantent chantant annonce annoncent "
    "annonçant déclare déclarent déclarant ajoute ajoutent ajoutant souffle soufflent explique lance lancent "
    "s'écrie s'écrient s'exclame s'exclament"
)
VERBS = frozenset((*ENGLISH.split(), *FRENCH.split(), "calls out", "calling out", "called out"))
SPEAKING = "|".join(sorted(VERBS, key=lambda verb: (-len(verb), verb)))
#: What words are written on, and what else stands before a colon or in quotes.
WRITTEN = re.compile(
    r"\b(signs?|signpost|billboards?|posters?|labels?|screens?|banners?|t-?shirts?|shirts?|books?|letters?|notes?|text|"
    r"titles?|titled|entitled|captions?|subtitles?|logos?|words?|reads?|reading|written|writing|writes|headlines?|menu|"
    r"newspaper|tattoo|sticker|called|named|story|song|style|film|movie|shot|scene|camera|close-up|"
    r"pancartes?|panneaux?|panneau|affiches?|écrans?|étiquettes?|bannières?|livres?|lettres?|titres?|texte|mots?|journal|"
    r"enseignes?|écrit|écrite|intitulée?|appelée?|nommée?|chanson|histoire|plan|scène|caméra)\b",
    re.IGNORECASE,
)

PREPOSITION = (
    "in|on|at|to|of|with|from|by|near|behind|under|over|into|for|"
    "dans|sur|à|au|aux|de|du|des|avec|en|vers|sous|chez|pour"
)
STOP = rf"(?:{PREPOSITION}|and|then|as|while|who|which|that|et|puis|qui|que|pendant|alors|tandis)"
DETERMINER = r"(?:(?:a|an|the|one|another|his|her|its|their|my|our|un|une|le|la|les|son|sa|ses|leur|mon|ma)\s+|l['’])"
NOUNS = rf"(?!{STOP}\b)[\w-]+(?:\s+(?!{STOP}\b)[\w-]+){{0,2}}"
NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]+)?"
HANDLE = r"@\w[\w-]*"
SOMEBODY = rf"(?:{HANDLE}|(?i:{DETERMINER}{NOUNS})|{NAME})"

LONGEST_CLAUSE = 200  # characters
# A few words may come between: "says softly to the crowd: “…”".
SAYS_BEFORE = re.compile(
    rf"(?P<who>.*?)(?<![\w'’-])(?:{SPEAKING})(?P<how>(?:,? [\w@'’-]+){{0,5}}?)\s*[:,]?\s*$", re.IGNORECASE | re.DOTALL
)
SAYS_AFTER = re.compile(rf"\s*,?\s*(?i:{SPEAKING})\s+(?P<who>{SOMEBODY})")
NAMED = re.compile(rf"(?:^|[,\s])(?P<who>{SOMEBODY})\s*:\s*$")
GOES_ON = re.compile(r"\s*[,.]?\s*(?:and|then|and then|et|puis|et puis)?\s*[:,]?\s*", re.IGNORECASE)

ENDS_WITH_SOMEBODY = re.compile(rf"(?<![\w@-]){SOMEBODY}$")
ENDS_WITH_TWO = re.compile(rf"(?:{HANDLE}|{NAME})\s+(?:and|et)\s+(?:{HANDLE}|{NAME})$")
ENDS_WITH_PRONOUN = re.compile(r"(?:^|\s)(?:she|he|they|it|elle|il|ils|elles|on)$", re.IGNORECASE)
PLACED = re.compile(rf"\s(?:{PREPOSITION})\s+(?:{HANDLE}|{DETERMINER}?{NOUNS})$", re.IGNORECASE)
ADVERB = re.compile(r"(?:^|\s+)(?:\w+ly|\w+ment|now|also|alors|lui|leur)$", re.IGNORECASE)
SECOND_VERB = re.compile(r"(?:,|(?:^|\s)(?:and|then|et|puis))$", re.IGNORECASE)
ACTING = re.compile(rf"(?<!\w)(?:(?P<placed>{PREPOSITION})\s+)?(?P<who>{HANDLE})", re.IGNORECASE)


def spoken(text: str) -> list[Line]:
    """The spoken lines of `text`, in order."""
    lines, end, last, said = [], 0, "", ""  # `said`: "Hello", [says Ana], "how are you?"
    quotes = list(QUOTE.finditer(text))
    text = text.replace("’", "'")  # around the quotes, as the words of speaking are spelled here
    ends = (*(each.start() for each in quotes[1:]), len(text))
    for quote, following in zip(quotes, ends, strict=False):
        before, after = text[end : quote.start()], text[quote.end() : following]
        tagged = SAYS_AFTER.match(after)
        goes_on = lines and GOES_ON.fullmatch(before.removeprefix(said))
        speaker = last if goes_on else _before(before, text[: quote.start()])
        if tagged and not goes_on:
            speaker = tagged["who"]
        end, last, said = quote.end(), speaker, tagged[0] if tagged else ""
        if speaker is not None:
            lines.append(Line(speaker, _tidy(next(filter(None, quote.groups())))))
    return [line for line in lines if line.words]


def silent(text: str) -> str:
    """`text` without its spoken lines; what is written on a sign stays."""
    said = {line.words for line in spoken(text)}
    return QUOTED.sub(lambda found: "" if _tidy(next(filter(None, found.groups()))) in said else found[0], text)


def _before(before: str, so_far: str) -> str | None:
    """Who says what follows `before`; "" for somebody; None where it is not spoken."""
    clause = re.split(r"[.!?;\n]", before)[-1].strip()[-LONGEST_CLAUSE:]
    says = SAYS_BEFORE.fullmatch(clause)
    if not says:
        named = NAMED.search(clause)
        return named["who"] if named and not WRITTEN.search(named["who"]) else None
    if WRITTEN.search(says["how"]):
        return None
    who = _without(ADVERB, says["who"].strip())
    if ENDS_WITH_PRONOUN.search(who):
        return _only(re.findall(HANDLE, so_far))
    if not who or SECOND_VERB.search(who):
        return (
            None if WRITTEN.search(who) else _only([each["who"] for each in ACTING.finditer(who) if not each["placed"]])
        )
    return _subject(who)


def _subject(who: str) -> str | None:
    """Whom `who`, the words right before a word of speaking, ends with."""
    who = _without(PLACED, who)
    found = ENDS_WITH_SOMEBODY.search(who)
    if WRITTEN.search(found[0] if found else who):
        return None
    return found[0] if found and not ENDS_WITH_TWO.search(who) else ""


def _without(ending: re.Pattern, words: str) -> str:
    while found := ending.search(words):
        words = words[: found.start()].rstrip()
    return words


def _only(handles: list[str]) -> str:
    return handles[0] if len(set(handles)) == 1 else ""


def _tidy(words: str) -> str:
    return " ".join(words.split()).rstrip(",;").rstrip()
