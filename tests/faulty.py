"""A real pipeline on toy weights that goes wrong on demand: in its denoising or in its decoding, as its words say."""

import os
import signal
import threading
from collections.abc import Callable

from generation.engines import Footage
from generation.engines.diffusers import DiffusersEngine
from generation.engines.diffusers.model import Model
from generation.script import Script

FREED = threading.Event()


class Faulty(DiffusersEngine):
    """ "memory in decode" goes wrong until the script is lean, "always crash in denoise" even then."""

    name = "faulty"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        self._script = script
        return super().frames(script, tell)

    def load(self) -> Model:
        model = super().load()
        model.pipe.transformer.register_forward_pre_hook(lambda *_: self._go_wrong("denoise"))
        model.pipe.vae.decoder.register_forward_pre_hook(lambda *_: self._go_wrong("decode"))
        return model

    def _go_wrong(self, where: str) -> None:
        words = self._script.text
        if self._script.lean and "always" not in words:
            return
        for fault in (memory, hang, crash):
            if f"{fault.__name__} in {where}" in words:
                fault()


def memory() -> None:
    import torch

    raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")


def hang() -> None:
    """As a driver may: nobody can stop it but a test that sets FREED."""
    FREED.wait()
    raise RuntimeError("it came back too late")


def crash() -> None:
    """As a segmentation fault would: no handler runs, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)
