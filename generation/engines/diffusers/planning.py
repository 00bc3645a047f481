"""How many frames of which size a model is asked for, so that a clip is as long and as large as its script.

A shot longer than a model makes at once is made in segments. Each goes on from the last frames of the one before:
the model is given them, makes them again, and what it made of them is dropped. A new shot is a cut.

Pipelines round a frame count or a size they cannot make and only log it: nothing here is left for them to round.
No torch in here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, lcm, prod, sqrt

from generation.engines.catalogue import ModelCard
from generation.script import Script

#: Divides every side. The strictest of the pipelines (LTX) insists on it, whatever its VAE says.
SIDE_MULTIPLE = 32
#: How much of what came before a segment is shown: enough to tell where things move, and how fast.
SECONDS_SHOWN = 0.5
#: Sizes whose sides are in proportions that differ by less are of one shape: little is cut off.
SAME_SHAPE = 1.05


@dataclass(frozen=True)
class Grid:
    """What a model can make: temporal * n + 1 frames, sides that `spatial` divides."""

    temporal: int
    spatial: int

    def at_least(self, frames: int) -> int:
        return ceil((frames - 1) / self.temporal) * self.temporal + 1

    def at_most(self, frames: int) -> int:
        return (frames - 1) // self.temporal * self.temporal + 1

    def size(self, wanted: tuple[int, int], card: ModelCard) -> tuple[int, int]:
        """Width and height for a clip of `wanted`: the native size next to it in area, where one has its shape.

        Else around `wanted`, in its shape but smaller where that is more than the model was trained for.
        """
        if native := [size for size in card.sizes if self._suits(size, wanted, card.pixels)]:
            return min(native, key=lambda size: abs(prod(size) - prod(wanted)))
        shrink = min(1.0, sqrt(card.pixels / prod(wanted))) if card.pixels else 1.0
        multiple = lcm(self.spatial, SIDE_MULTIPLE)
        width, height = (ceil(side * shrink / multiple) * multiple for side in wanted)
        return width, height

    def _suits(self, size: tuple[int, int], wanted: tuple[int, int], pixels: int | None) -> bool:
        stretched = (size[0] * wanted[1]) / (size[1] * wanted[0])
        fits = not any(side % self.spatial for side in size) and prod(size) <= (pixels or prod(size))
        return fits and 1 / SAME_SHAPE <= stretched <= SAME_SHAPE

    def overlap(self, card: ModelCard, lead: int) -> int:
        """Frames of before for a model that goes on from a stretch: with the leading ones a count it can encode.

        At most half of what it makes at once; 0 where even one leaves no room for anything new.
        """
        longest = self.at_most(card.longest)
        shown = self.at_least(lead + round(SECONDS_SHOWN * card.fps))
        shown = min(shown, self.at_most(max(longest // 2, 1)))
        return shown - lead if lead < shown < longest else 0


@dataclass(frozen=True)
class Segment:
    """What one run of the pipeline makes: `lead` and `overlap` frames that are dropped, then `frames` that are kept."""

    number: int  # from 0, in the clip
    words: str  # of its shot
    begin: int  # of its first kept frame, in the clip
    frames: int  # kept
    asked: int  # made: what the model can make, at least all of the above
    seed: int
    lead: int = 0  # frames that only show the model who is in the clip
    overlap: int = 0  # frames of before, made again
    opens: bool = False  # its first kept frame is the clip's
    closes: bool = False  # its last kept frame is the clip's

    @property
    def dropped(self) -> int:
        return self.lead + self.overlap


@dataclass(frozen=True)
class Plan:
    fps: int
    size: tuple[int, int]  # width, height the model makes
    segments: tuple[Segment, ...]

    @property
    def frame_count(self) -> int:
        return sum(segment.frames for segment in self.segments)


@dataclass(frozen=True)
class Joints:
    """How the segments of a script meet, as far as its model can."""

    lead: int = 0
    overlap: int = 0  # 0: it cannot go on from pictures, so segments are laid end to end
    goes_on: bool = False  # the first shot goes on from a clip
    least: int = 1  # frames made at once


def plan(script: Script, card: ModelCard, grid: Grid, joints: Joints = Joints()) -> Plan:
    """Split `script` into segments the model can make. Raises ValueError where there is not one frame to make."""
    parts = [part for part in _parts(script, card, grid, joints) if part[1]]
    if not parts:
        raise ValueError(f"{script.seconds} s at {card.fps} frames a second are no frames")
    segments, begin = [], 0
    for number, (words, frames, overlap) in enumerate(parts):
        ends = {"opens": number == 0, "closes": number == len(parts) - 1}
        asked = grid.at_least(max(joints.lead + overlap + frames, joints.least))
        seed = script.seed + number
        segments.append(Segment(number, words, begin, frames, asked, seed, joints.lead, overlap, **ends))
        begin += frames
    return Plan(card.fps, grid.size(script.size, card), tuple(segments))


def _parts(script: Script, card: ModelCard, grid: Grid, joints: Joints) -> Iterator[tuple[str, int, int]]:
    """(words, frames kept, overlap) of every segment in turn."""
    goes_on = joints.goes_on
    for shot, frames in _frames_by_shot(script, card.fps):
        first = joints.overlap if goes_on else 0
        for overlap, kept in _split(frames, grid, card.longest, joints.lead, first, joints.overlap):
            yield shot.prompt, kept, overlap
        goes_on = False


def _frames_by_shot(script: Script, fps: int):
    """(shot, frames) with all frames together the whole script's: no shot's rounding moves the end."""
    begin = seconds = 0
    for shot in script.shots:
        seconds += shot.seconds
        end = round(seconds * fps)
        yield shot, end - begin
        begin = end


def _split(frames: int, grid: Grid, longest: int, lead: int, first: int, later: int) -> Iterator[tuple[int, int]]:
    """(overlap, kept) of the fewest segments, as equal as can be: a last one of a few frames would look odd.

    `first` and `later` are the overlaps of the first segment and of all others.
    """
    longest = grid.at_most(longest)
    count = 1 + max(0, ceil((frames + lead + first - longest) / (longest - lead - later)))
    overlaps = [first, *[later] * (count - 1)]
    for number, overlap in enumerate(overlaps):
        made = frames + sum(overlaps[number:]) + lead * (count - number)
        kept = min(frames, grid.at_least(ceil(made / (count - number))) - lead - overlap)
        yield overlap, kept
        frames -= kept
