"""From the engine into the file a chunk at a time: a long clip takes no more memory than a short one."""

import threading
import tracemalloc
import uuid

import numpy as np
import pytest

from generation.engines import Footage
from generation.stamp import stamp
from safety.marks.moving import Mark

SIZE, CHUNK = (160, 128), 16
MARK = Mark(clip=uuid.UUID(int=12), payload="0123456789abcdef", handle="alice", site="Skylark")


def chunks(count):
    picture = np.random.default_rng(3).integers(0, 255, (SIZE[1], SIZE[0], 3), np.uint8)
    for number in range(count):
        yield np.stack([np.roll(picture, CHUNK * number + step, axis=1) for step in range(CHUNK)])


def most_bytes(count, tmp_path):
    footage = Footage(fps=24, size=SIZE, frame_count=CHUNK * count, chunks=chunks(count))
    tracemalloc.start()
    try:
        stamp(footage, to=tmp_path / f"{count}.mp4", mark=MARK, tell=lambda part: None)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_what_a_clip_takes_does_not_grow_with_its_length(tmp_path):
    most_bytes(1, tmp_path)  # what is loaded once
    short = most_bytes(8, tmp_path)
    chunk = CHUNK * 3 * SIZE[0] * SIZE[1]
    assert most_bytes(40, tmp_path) < short + chunk  # 32 chunks more went through


def test_the_next_pictures_are_made_while_the_last_ones_are_marked(tmp_path):
    """With the first frame in hand, the next chunk is made."""
    second = threading.Event()

    def made():
        for number, chunk in enumerate(chunks(4)):
            if number == 1:
                second.set()
            yield chunk

    def tell(part):
        if part == 0:
            assert second.wait(5)

    footage = Footage(fps=24, size=SIZE, frame_count=4 * CHUNK, chunks=made())
    stamp(footage, to=tmp_path / "clip.mp4", mark=MARK, tell=tell)


@pytest.mark.pipeline
def test_the_frames_of_a_long_clip_come_before_all_of_them_are_decoded(engine_of):
    from generation.tests.toys import before, script

    decoded = []
    with before("decoder3d", decoded.append):
        footage = engine_of("wan", longest=33, num_inference_steps=1).frames(script(33), lambda fraction: None)
        assert decoded == []
        begun = len(next(footage.chunks))
        assert len(decoded) <= 4
        assert sum(map(len, footage.chunks)) + begun == 33
        assert len(decoded) == 9
