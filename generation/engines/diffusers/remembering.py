"""What a text encoder made of some words is kept for a while: for the next segment, and for the clip after this one."""

import inspect
import threading
from collections import OrderedDict
from typing import Any

#: Beyond this the oldest go, but two stay: the clip that is made and the one after it. LTX-2 takes 0.8 GB for one.
MOST_BYTES = 2**30


def remember_words(pipe) -> None:
    """Let `pipe.encode_prompt` answer from memory what it was asked before, argument by argument."""
    if hasattr(pipe, "encode_prompt") and not isinstance(pipe.encode_prompt, _Words):
        pipe.encode_prompt = _Words(pipe)


def read_ahead(pipe, prompt: str) -> None:
    """Encode `prompt` as the words of the last call were, from a thread of its own. A call meanwhile waits for it.

    Nothing happens before the first call, nor while parts of `pipe` are moved to the GPU and back by turns.
    """
    if isinstance(words := getattr(pipe, "encode_prompt", None), _Words):
        words.read_ahead(prompt)


def forget_words(pipe) -> None:
    """Free what is remembered."""
    if isinstance(words := getattr(pipe, "encode_prompt", None), _Words):
        words.forget()


class _Words:
    """Stands in for the `encode_prompt` of one pipeline."""

    def __init__(self, pipe):
        self._pipe, self._encode = pipe, pipe.encode_prompt
        self._signature = inspect.signature(self._encode)
        self._known: OrderedDict[tuple, Any] = OrderedDict()
        self._last: inspect.BoundArguments | None = None
        self._lock = threading.Lock()

    def __call__(self, *args, **options):
        asked = self._signature.bind(*args, **options)
        asked.apply_defaults()
        if (key := _key(asked.arguments)) is None or self._is_moved:
            return self._encode(*args, **options)
        with self._lock:
            self._last = asked
            return self._remembered(key, asked)

    def read_ahead(self, prompt: str) -> None:
        import torch

        with self._lock, torch.no_grad():
            if self._last is None or self._is_moved:
                return
            asked = inspect.BoundArguments(self._signature, self._last.arguments.copy())
            asked.arguments["prompt"] = [prompt] if isinstance(asked.arguments["prompt"], list) else prompt
            self._remembered(_key(asked.arguments), asked)

    def forget(self) -> None:
        with self._lock:
            self._known.clear()

    def _remembered(self, key: tuple, asked: inspect.BoundArguments):
        if key not in self._known:
            self._known[key] = self._encode(*asked.args, **asked.kwargs)
        self._known.move_to_end(key)
        while len(self._known) > 2 and sum(map(_bytes, self._known.values())) > MOST_BYTES:
            self._known.popitem(last=False)
        return self._known[key]

    @property
    def _is_moved(self) -> bool:
        return bool(getattr(self._pipe, "_all_hooks", None))


def _key(arguments: dict) -> tuple | None:
    """None where something is no plain value: what a tensor holds may change."""
    values = [tuple(value) if isinstance(value, list) else value for value in arguments.values()]
    parts = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    if "prompt" not in arguments or any(_is_no_value(part) for part in parts):
        return None
    return tuple(zip(arguments, values, strict=True))


def _is_no_value(part) -> bool:
    import torch

    return not isinstance(part, str | int | float | bool | torch.device | torch.dtype | None)


def _bytes(encoded) -> int:
    """Of the tensors in what `encode_prompt` returned."""
    parts = encoded if isinstance(encoded, tuple | list) else (encoded,)
    return sum(part.nbytes for part in parts if hasattr(part, "nbytes"))
