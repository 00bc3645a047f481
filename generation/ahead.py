"""Read an iterator in a thread of its own: its next piece is made while the last one is used."""

import queue
import threading
from collections.abc import Callable, Iterator

END = object()
AHEAD = "ahead"  # the name of such a thread


def ahead(pieces: Iterator, depth: int = 1, *, hurry: Callable[[], None] = lambda: None) -> Iterator:
    """What `pieces` yields, made at most `depth` pieces before it is asked for.

    What `pieces` raises is raised here, in its turn. Closing this closes `pieces`, in the thread that reads it: when
    it comes up with its next piece at the latest, and `hurry()` is called first to make that soon.
    """
    reader = _Reader(pieces, depth)
    try:
        yield from reader
    finally:
        if reader.is_alive():
            hurry()
        reader.close()


class _Reader:
    def __init__(self, pieces: Iterator, depth: int):
        self._pieces, self._unwanted = pieces, threading.Event()
        # One piece more is made while the reader waits for room, so the queue itself holds one less.
        self._read, self._room = queue.SimpleQueue(), threading.Semaphore(depth)
        self._thread = threading.Thread(target=self._run, name=AHEAD, daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator:
        while (got := self._read.get())[0] is not END:
            self._room.release()
            yield got[0]
            got = None  # not kept while the next one is awaited
        if got[1] is not None:
            raise got[1]

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def close(self) -> None:
        self._unwanted.set()
        self._room.release()
        self._thread.join()

    def _run(self) -> None:
        error = None
        try:
            while self._room.acquire() and not self._unwanted.is_set():
                if (piece := next(self._pieces, END)) is END:
                    break
                self._read.put((piece,))
                piece = None
        except BaseException as raised:
            error = raised
        finally:
            getattr(self._pieces, "close", lambda: None)()
            self._read.put((END, error))
            del error
