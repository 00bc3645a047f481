"""Reading ahead: in order, no further than told, errors in their turn, and nothing runs on after it was closed."""

import gc
import threading
import time
import weakref

import numpy as np
import pytest

from generation.ahead import ahead


def until(true):
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


class Source:
    """Counts, and remembers how far it came and whether it was closed."""

    def __init__(self, count=10, fails_at=None):
        self.made, self.closed_by, self.pieces = 0, None, []
        self.chunks = self._chunks(count, fails_at)

    def _chunks(self, count, fails_at):
        try:
            for number in range(count):
                if number == fails_at:
                    raise ZeroDivisionError(number)
                self.made += 1
                piece = np.full(3, number)
                self.pieces.append(weakref.ref(piece))
                yield piece
                del piece
        finally:
            self.closed_by = threading.current_thread()

    @property
    def alive(self):
        return sum(piece() is not None for piece in self.pieces)


def test_everything_comes_in_order():
    assert [piece[0] for piece in ahead(Source().chunks)] == list(range(10))


@pytest.mark.parametrize("depth", [1, 3])
def test_it_reads_so_many_pieces_ahead_and_no_more(depth):
    source = Source()
    reading = ahead(source.chunks, depth)
    next(reading)
    until(lambda: source.made == 1 + depth)
    time.sleep(0.05)
    assert source.made == 1 + depth
    next(reading)
    until(lambda: source.made == 2 + depth)
    reading.close()


def test_no_more_pieces_are_in_memory_than_that():
    source = Source(50)
    gc.collect()
    assert max(source.alive for _ in ahead(source.chunks)) <= 3  # in hand, ready, and on its way


def test_what_goes_wrong_is_raised_after_the_pieces_before_it():
    reading = ahead(Source(fails_at=3).chunks)
    assert [next(reading)[0] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ZeroDivisionError):
        next(reading)


def test_closing_it_closes_what_it_reads_in_the_thread_that_reads():
    source = Source()
    reading = ahead(source.chunks)
    next(reading)
    reading.close()
    assert source.closed_by not in (None, threading.main_thread())
    assert not source.closed_by.is_alive()
    assert source.made <= 2


def test_whoever_works_at_the_next_piece_is_hurried():
    stop = threading.Event()

    def endless():
        yield 1
        assert stop.wait(5)
        raise InterruptedError

    reading = ahead(endless(), hurry=stop.set)
    next(reading)
    reading.close()
    assert stop.is_set()


def test_nobody_is_hurried_at_the_end():
    hurried = []
    reading = ahead(Source(2).chunks, hurry=lambda: hurried.append(True))
    assert len(list(reading)) == 2
    assert hurried == []
