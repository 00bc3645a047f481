"""One clip under way: each segment denoised, decoded and handed on, and what the next one needs of it kept."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from generation.engines.diffusers import sound
from generation.engines.diffusers.conditions import Materials
from generation.engines.diffusers.decoding import Late, deferred
from generation.engines.diffusers.easing import Ease
from generation.engines.diffusers.model import Model
from generation.engines.diffusers.planning import Plan, Segment
from generation.engines.diffusers.watching import Watch
from generation.script import Script


class Forward:
    """Tells how far a clip is, and never less than before."""

    def __init__(self, tell: Callable[[float], None]):
        self._tell, self._most = tell, 0.0

    def __call__(self, fraction: float) -> None:
        self._most = max(self._most, fraction)
        self._tell(self._most)


class Making:
    """The segments of one script, in turn. Only one of them is in memory at a time."""

    def __init__(self, model: Model, script: Script, tell: Callable[[float], None]):
        self.plan: Plan = model.plan(script)
        self.sound_file: Path | None = None
        self._model, self._script = model, script
        self._tell = Forward(tell)
        self._watch = Watch(self._tell, pieces=len(self.plan.segments))
        self._materials = Materials(script, self.plan, people=model.card.cast)
        self._sound = sound.Sound(self.plan.fps, _rate(model.pipe)) if model.card.sound else None
        self._begun: Take | None = None

    def begin(self) -> None:
        """Denoise the first segment."""
        self._begun = self._denoise(self.plan.segments[0], None)
        self.sound_file = sound.place() if self._sound else None

    def chunks(self) -> Iterator[np.ndarray]:
        """uint8 (n, height, width, 3) at the model's size: what is kept of each segment, its sound written last."""
        try:
            yield from self._segments()
            if self._sound:
                self._sound.write(self.sound_file)
        except BaseException:
            if self._sound:
                self.sound_file.unlink(missing_ok=True)
            raise

    def _segments(self) -> Iterator[np.ndarray]:
        shown = None
        for segment in self.plan.segments:
            take = self._begun or self._denoise(segment, shown)
            self._begun, last = None, _Last(self._overlap_after(segment))
            yield from map(last.seen, take.kept(self._watch))
            self._model.rest()
            shown = last.frames

    def _denoise(self, segment: Segment, shown: np.ndarray | None) -> "Take":
        conditions = self._materials.of(segment, shown)
        pipe, after_step = self._model.pipe, self._watch.after_step(segment.number)
        with self._watch.blocks_of(pipe), deferred(pipe) as late:
            output = self._model.run(self._script, segment, self.plan.size, conditions, after_step)
        if self._sound:
            self._sound.add(segment, output.audio[0].float().cpu().numpy())
        if segment.closes:
            self._tell(1.0)
        return Take(segment, late, output.frames[0], Ease(conditions.before, self.plan.fps), self._model.name)

    def _overlap_after(self, segment: Segment) -> int:
        return 0 if segment.closes else self.plan.segments[segment.number + 1].overlap


@dataclass(frozen=True)
class Take:
    """A segment that was denoised and is decoded as it is read."""

    segment: Segment
    late: Late
    frames: np.ndarray  # what the call returned: all of them where nothing was left for later
    ease: Ease
    by: str

    def kept(self, watch: Watch) -> Iterator[np.ndarray]:
        """uint8 (n, height, width, 3). Raises RuntimeError where the pipeline made fewer frames than were asked for."""
        lead, begin, at = self.segment.lead, self.segment.dropped, 0
        end = begin + self.segment.frames
        with closing(self.late.chunks(watch, self.frames)) as chunks:
            for chunk in chunks:
                self.ease.look(chunk[max(lead - at, 0) : max(begin - at, 0)])
                part = chunk[max(begin - at, 0) : end - at]
                at += len(chunk)
                if len(part):
                    yield self.ease(part)
                if at >= end:
                    return
        raise RuntimeError(f"{self.by} was asked for {self.segment.asked} frames and made {at}")


class _Last:
    """The last `count` frames of those seen."""

    def __init__(self, count: int):
        self._count, self.frames = count, None

    def seen(self, chunk: np.ndarray) -> np.ndarray:
        if self._count:
            together = chunk if self.frames is None else np.concatenate([self.frames, chunk])
            self.frames = together[-self._count :].copy()
        return chunk


def _rate(pipe) -> int:
    return pipe.vocoder.config.output_sampling_rate
