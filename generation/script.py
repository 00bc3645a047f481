"""What is to be made, as plain values. No Django, no queue, no torch in here."""

from dataclasses import dataclass
from pathlib import Path

from safety.marks.moving import Mark

#: Width x height in pixels, by the word the composer offers. Portrait first: phones are where clips are watched.
SIZES = {"480x854": (480, 854), "854x480": (854, 480), "640x640": (640, 640)}

#: The looks that every site begins with. `sketch` knows each as a palette.
STYLES = ("", "natural", "warm", "cool", "pastel", "neon", "noir", "golden", "dreamy")


@dataclass(frozen=True)
class Shot:
    """One uninterrupted stretch: what is seen, and for how many seconds."""

    prompt: str
    seconds: float


@dataclass(frozen=True)
class Reference:
    """Somebody who agreed to appear: "@handle" in the words stands for them."""

    handle: str
    name: str
    pictures: tuple[bytes, ...]  # WebP files of their face, the best one first
    preferences: str = ""  # how they want to be shown, in their own words: "always wears a fedora"


@dataclass(frozen=True)
class SourceClip:
    """A finished clip of this site, to begin from. Its file is marked: see `generation.sources` for its pictures."""

    video: Path
    mark: Mark
    size: tuple[int, int]  # width, height in pixels
    fps: float
    frames: int

    @property
    def seconds(self) -> float:
        return self.frames / self.fps


@dataclass(frozen=True)
class Script:
    """Everything an engine needs. The same script and seed give the same frames."""

    shots: tuple[Shot, ...]  # what an engine makes; empty where clips are only laid end to end
    size: tuple[int, int]  # width, height in pixels
    seed: int
    style: str = ""  # the name of a look
    style_words: str = ""  # what a model is told of it
    references: tuple[Reference, ...] = ()
    first: bytes | None = None  # a WebP picture that the first shot begins with
    last: bytes | None = None  # a WebP picture that the last shot ends with
    source: SourceClip | None = None  # a remix begins from its pictures
    strength: float = 1.0  # of a remix: 0 keeps every picture, 1 nothing but the words
    before: tuple[SourceClip, ...] = ()  # whole clips that come first; the first shot goes on from the last of them
    lean: bool = False  # trade speed for memory: set after an engine ran out of it once

    @property
    def seconds(self) -> float:
        """How long the engine's part is."""
        return sum(shot.seconds for shot in self.shots)

    @property
    def text(self) -> str:
        """The whole script as one text, shots in order: harmless parts can make a harmful whole."""
        return "\n".join(shot.prompt for shot in self.shots)
