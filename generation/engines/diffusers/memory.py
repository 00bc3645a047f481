"""After a stop or an error no picture stays in memory, and lack of it has one name."""

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generation.engines import OutOfMemory

#: How the layers under torch say it in a plain RuntimeError: CUDA, the allocator of the CPU, cuBLAS.
SIGNS = ("out of memory", "can't allocate memory", "ALLOC_FAILED")


@contextmanager
def nothing_kept_on_failure(set_down: Callable[[], None]) -> Iterator[None]:
    """Whatever is raised inside passes through, with its memory free; lack of memory becomes OutOfMemory."""
    try:
        with lack_of_memory_in("denoise"):
            yield
    except BaseException as error:
        _let_go(error)
        set_down()
        _empty_cache()
        raise


@contextmanager
def lack_of_memory_in(where: str) -> Iterator[None]:
    """Lack of memory becomes OutOfMemory that says `where`, "denoise" or "decode": the innermost says it."""
    try:
        yield
    except Exception as error:
        if _is_lack_of_memory(error):
            raise OutOfMemory(str(error), where=where) from error
        raise


def _let_go(error: BaseException) -> None:
    """Empty the functions the error came through: somebody may keep it, and they keep the pipeline's tensors."""
    for one in (error, error.__cause__):
        trace = one.__traceback__ if one else None
        traceback.clear_frames(trace)
        for frame, _ in traceback.walk_tb(trace):
            # The pipelines call `locals()`, which leaves a second set of names; asked for now, it is emptied as well.
            _ = frame.f_locals


def _empty_cache() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _is_lack_of_memory(error: BaseException) -> bool:
    import torch

    named = isinstance(error, MemoryError | torch.OutOfMemoryError)
    return named or (isinstance(error, RuntimeError) and any(sign in str(error) for sign in SIGNS))
