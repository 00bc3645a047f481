"""What is to be made, as plain values. No Django, no queue, no torch in here."""

from dataclasses import dataclass

#: Width x height in pixels, by the word the composer offers. Portrait first: phones are where clips are watched.
SIZES = {"480x854": (480, 854), "854x480": (854, 480), "640x640": (640, 640)}

#: Looks a person may ask for. The words go to the engine; `sketch` knows each as a palette.
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
class Script:
    """Everything an engine needs. The same script and seed give the same frames."""

    shots: tuple[Shot, ...]
    size: tuple[int, int]  # width, height in pixels
    seed: int
    style: str = ""
    references: tuple[Reference, ...] = ()
    lean: bool = False  # trade speed for memory: set after an engine ran out of it once

    @property
    def seconds(self) -> float:
        return sum(shot.seconds for shot in self.shots)

    @property
    def text(self) -> str:
        """The whole script as one text, shots in order: harmless parts can make a harmful whole."""
        return "\n".join(shot.prompt for shot in self.shots)
