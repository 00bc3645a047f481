"""How many frames of which size a model is asked for, so that a clip is as long and as large as its script.

Pipelines round a frame count or a size they cannot make and only log it: nothing here is left for them to round.
No torch in here.
"""

from dataclasses import dataclass
from math import ceil, lcm, sqrt

from generation.script import Script

#: Divides every side. The strictest of the pipelines (LTX) insists on it, whatever its VAE says.
SIDE_MULTIPLE = 32


@dataclass(frozen=True)
class Family:
    """What the models of one family were trained for."""

    fps: int
    longest: int  # frames made at once
    pixels: int | None = None  # the largest area of a frame; None: as large as is asked


#: By the first letters of the pipeline's class; the first that fits counts. Figures from the models' own papers.
FAMILIES = {
    "Wan": Family(16, 81),
    "LTX2": Family(24, 481),
    "LTX": Family(24, 257),
    "HunyuanVideo15": Family(24, 121),
    "HunyuanVideo": Family(24, 129),
    "CogVideoX": Family(8, 49, pixels=480 * 720),
    "Mochi": Family(30, 163),
    "SkyReelsV2": Family(24, 97),
    "AnimateDiff": Family(8, 16, pixels=512 * 512),
}
WAN_2_2_SMALL = Family(24, 121)


@dataclass(frozen=True)
class Grid:
    """What a model can make: temporal * n + 1 frames, sides that `spatial` divides."""

    temporal: int
    spatial: int

    def at_least(self, frames: int) -> int:
        return ceil((frames - 1) / self.temporal) * self.temporal + 1

    def at_most(self, frames: int) -> int:
        return (frames - 1) // self.temporal * self.temporal + 1

    def size(self, wanted: tuple[int, int], pixels: int | None) -> tuple[int, int]:
        """Width and height around `wanted`; in its shape but smaller where that is more than `pixels`."""
        shrink = min(1.0, sqrt(pixels / (wanted[0] * wanted[1]))) if pixels else 1.0
        multiple = lcm(self.spatial, SIDE_MULTIPLE)
        width, height = (ceil(side * shrink / multiple) * multiple for side in wanted)
        return width, height


@dataclass(frozen=True)
class Piece:
    """What one run of the pipeline makes."""

    number: int  # from 0
    prompt: str
    frames: int  # kept
    asked: int  # made: `frames`, rounded up to what the model can make
    seed: int


@dataclass(frozen=True)
class Plan:
    fps: int
    size: tuple[int, int]  # width, height the model makes
    pieces: tuple[Piece, ...]

    @property
    def frame_count(self) -> int:
        return sum(piece.frames for piece in self.pieces)


def plan(script: Script, family: Family, grid: Grid) -> Plan:
    """Split `script` into pieces the model can make. Raises ValueError where there is not one frame to make."""
    longest = grid.at_most(family.longest)
    parts = [(shot.prompt, part) for shot, n in _frames_by_shot(script, family.fps) for part in _split(n, longest)]
    if not parts:
        raise ValueError(f"{script.seconds} s at {family.fps} frames a second are no frames")
    pieces = [
        Piece(number, _styled(prompt, script.style), frames, grid.at_least(frames), script.seed + number)
        for number, (prompt, frames) in enumerate(parts)
    ]
    return Plan(family.fps, grid.size(script.size, family.pixels), tuple(pieces))


def _frames_by_shot(script: Script, fps: int):
    """(shot, frames) with all frames together the whole script's: no shot's rounding moves the end."""
    begin = seconds = 0
    for shot in script.shots:
        seconds += shot.seconds
        end = round(seconds * fps)
        yield shot, end - begin
        begin = end


def _split(frames: int, longest: int) -> list[int]:
    """The fewest parts of at most `longest`, as equal as can be: a last part of a few frames would look odd."""
    parts = ceil(frames / longest)
    return [frames * (n + 1) // parts - frames * n // parts for n in range(parts)]


def _styled(prompt: str, style: str) -> str:
    return f"{prompt}, {style} style" if style else prompt
