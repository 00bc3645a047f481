"""Engines for tests: real footage of a few small frames, each engine with one habit."""

import os
import signal
import time
from collections.abc import Callable, Iterator

import numpy as np

from generation.engines import Footage, OutOfMemory
from generation.script import Script

SIZE = (128, 96)  # the hidden mark needs some room
FPS = 12


class Quick:
    """Draws twelve frames at once."""

    name = "quick"
    frame_count = 12

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        tell(1.0)
        return Footage(FPS, SIZE, self.frame_count, self._chunks(script), drew=(script.text,))

    def _chunks(self, script: Script) -> Iterator[np.ndarray]:
        width, height = SIZE
        base = np.random.default_rng(script.seed).integers(0, 255, (height // 8, width // 8, 3), dtype=np.uint8)
        picture = base.repeat(8, axis=0).repeat(8, axis=1)
        for number in range(self.frame_count):
            yield np.roll(picture, 2 * number, axis=1)[None]


class Slow(Quick):
    """Steps of a twentieth of a second, as many as its words say: "60 steps"."""

    name = "slow"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        steps = int(script.text.split()[0])
        for step in range(steps):
            tell(step / steps)
            time.sleep(0.05)
        return super().frames(script, tell)


class Dawdling(Quick):
    """Its frames trickle for five seconds: the time goes by in ffmpeg's hands."""

    name = "dawdling"
    frame_count = 96

    def _chunks(self, script: Script) -> Iterator[np.ndarray]:
        for chunk in super()._chunks(script):
            time.sleep(0.05)
            yield chunk


class Hanging(Quick):
    """Stops in the middle and never comes back, as a driver may."""

    name = "hanging"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        tell(0.3)
        while True:
            time.sleep(60)


class Broken(Quick):
    """Raises, always."""

    name = "broken"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        raise ValueError("nothing can be drawn of that")


class Crashing(Quick):
    """Takes its process with it, as a fault in a driver does: nothing is caught, nothing is said."""

    name = "crashing"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        tell(0.3)
        os.kill(os.getpid(), signal.SIGKILL)


class Greedy(Quick):
    """Has too little memory until the script is lean; "a mountain" is too much even then."""

    name = "greedy"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        if not script.lean or "a mountain" in script.text:
            raise OutOfMemory("12 GiB wanted, 8 GiB here")
        return super().frames(script, tell)
