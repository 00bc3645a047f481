"""WebVTT of what is said in a clip. Pure. Source: WebVTT, W3C Candidate Recommendation, 2019.

When a line is heard exactly nobody tells us: it stands in its shot as long as it takes to say it, the lines of a shot
one after another with equal silence around them.
"""

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from generation.script import Script, Shot
from generation.speech import HANDLE, Line, spoken

HEAD = "WEBVTT\n"
WORDS_A_SECOND = 2.5
SHORTEST = 1.2  # seconds: shorter, nobody can read it
WIDEST = 84  # characters of a cue, two lines on a phone
_TIMES = re.compile(r"^(\d+):(\d\d):(\d\d\.\d{3}) --> (\d+):(\d\d):(\d\d\.\d{3})", re.MULTILINE)
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def captions(script: Script, begins: float = 0) -> str:
    """The spoken lines of the script's own shots as WebVTT, the first at second `begins`; "" where nobody speaks."""
    names, cues = {f"@{each.handle}".lower(): each.name or each.handle for each in script.references}, []
    for shot in script.shots:
        cues += _cues(shot, begins, names)
        begins += shot.seconds
    return HEAD + "".join(cues) if cues else ""


def of_whole(script: Script, before: Sequence[str]) -> str:
    """The captions of a clip that begins with others: theirs (`before`, as many as `script.before`), then its own."""
    parts, begins = [], 0.0
    for clip, own in zip(script.before, before, strict=True):
        parts.append(shifted(own, begins))
        begins += clip.seconds
    return merged([*parts, captions(script, begins)])


def shifted(vtt: str, seconds: float) -> str:
    """The same captions, so much later."""

    def later(found: re.Match) -> str:
        return f"{_clock(_seconds(found.groups()[:3]) + seconds)} --> {_clock(_seconds(found.groups()[3:]) + seconds)}"

    return _TIMES.sub(later, vtt)


def merged(captions: Sequence[str]) -> str:
    """Several captions as one, in the given order; "" where all are empty."""
    cues = "".join(each.removeprefix(HEAD) for each in captions if each)
    return HEAD + cues if cues else ""


def _cues(shot: Shot, begins: float, names: dict[str, str]) -> Iterator[str]:
    lines = list(spoken(shot.prompt))
    lasts = [max(SHORTEST, len(line.words.split()) / WORDS_A_SECOND) for line in lines]
    squeezed = min(1.0, shot.seconds / sum(lasts)) if lines else 1.0
    silence = (shot.seconds - squeezed * sum(lasts)) / (len(lines) + 1)
    is_talk = len({_named(line.speaker, names).lower() for line in lines}) > 1
    for line, seconds in zip(lines, lasts, strict=True):
        begins += silence
        yield from _of_line(line, begins, seconds * squeezed, names, is_talk)
        begins += seconds * squeezed


def _of_line(line: Line, begins: float, seconds: float, names: dict[str, str], is_talk: bool) -> Iterator[str]:
    """A cue, or several after one another for a long line."""
    speaker = _named(line.speaker, names)
    speaker = f"{speaker[:1].upper()}{speaker[1:]}"
    voice = f"<v {_escaped(speaker)}>" if speaker else ""
    # Players do not show whose voice it is: where several people talk, the words say so, too.
    words = _named(line.words, names)
    pieces = wrap(f"{speaker}: {words}" if speaker and is_talk else words, WIDEST, break_long_words=False)
    for piece in pieces:
        ends = begins + seconds * len(piece) / sum(map(len, pieces))
        yield f"\n{_clock(begins)} --> {_clock(ends)}\n{voice}{_escaped(piece)}\n"
        begins = ends


def _named(words: str, names: dict[str, str]) -> str:
    """With the names of people for their handles."""
    return re.sub(HANDLE, lambda found: names.get(found[0].lower(), found[0][1:]), words)


def _escaped(text: str) -> str:
    """As text of a cue; a ">" would end a voice, and "-->" the cue."""
    return " ".join(text.split()).translate(_ESCAPED)


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def _seconds(clock: tuple[str, str, str]) -> float:
    hours, minutes, seconds = map(float, clock)
    return hours * 3600 + minutes * 60 + seconds
