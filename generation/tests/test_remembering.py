"""Words that were encoded once are not encoded again: for the next segment, and for the clip that comes next."""

import threading

import pytest

from generation.engines.diffusers import remembering
from generation.engines.diffusers.remembering import forget_words, read_ahead, remember_words
from generation.tests.toys import PIPELINES, before

pytestmark = pytest.mark.pipeline

CALL = {"height": 32, "width": 32, "num_frames": 1, "num_inference_steps": 2, "output_type": "np"}


@pytest.fixture
def pipe(request, one_thread):
    import torch

    torch.manual_seed(0)
    pipe = PIPELINES[getattr(request, "param", "wan")]()
    pipe.set_progress_bar_config(disable=True)
    pipe.text_encoder.eval()  # as one that was loaded is
    remember_words(pipe)
    return pipe


def made(pipe, words, **call):
    import torch

    return pipe(words, generator=torch.manual_seed(1), **CALL | call).frames[0]


@pytest.fixture
def read():
    """How often a text encoder began."""
    read = []
    with before("encodermodel", read.append):
        yield read


@pytest.mark.parametrize("pipe", ["wan", "ltx", "cogvideox", "ltx2"], indirect=True)
def test_the_next_clips_words_are_known_when_its_turn_comes(pipe, read):
    made(pipe, "a red ball")
    read_ahead(pipe, "a blue cat")
    begun = len(read)
    ahead = made(pipe, "a blue cat")
    assert len(read) == begun
    forget_words(pipe)
    assert (made(pipe, "a blue cat") == ahead).all()
    assert len(read) > begun


def test_the_same_words_are_read_once_and_other_arguments_are_other_words(pipe, read):
    first = made(pipe, "a red ball")
    once = len(read)
    assert (made(pipe, "a red ball") == first).all()
    assert len(read) == once
    assert (made(pipe, "a red ball", negative_prompt="a cat") != first).any()
    assert len(read) > once


def test_what_was_encoded_elsewhere_is_handed_on(pipe):
    import torch

    words = {"prompt_embeds": torch.zeros(1, 512, 16), "negative_prompt_embeds": torch.ones(1, 512, 16)}
    first = made(pipe, None, **words)
    words["prompt_embeds"] += 1
    assert (made(pipe, None, **words) != first).any()


def test_before_the_first_clip_there_is_nothing_to_go_by(pipe, read):
    read_ahead(pipe, "a red ball")
    assert read == []


def test_while_parts_are_moved_by_turns_nothing_is_read_ahead_or_kept(pipe, read):
    made(pipe, "a red ball")
    once = len(read)
    pipe._all_hooks = ["as accelerate leaves them"]
    read_ahead(pipe, "a blue cat")
    assert len(read) == once


def test_only_the_last_ones_are_kept_when_they_are_large(pipe, read, monkeypatch):
    monkeypatch.setattr(remembering, "MOST_BYTES", 1)
    for words in ("a red ball", "a blue cat", "the beach"):
        made(pipe, words)
    thrice = len(read)
    made(pipe, "a blue cat")
    assert len(read) == thrice
    made(pipe, "a red ball")
    assert len(read) > thrice


def test_a_clip_whose_words_are_just_being_read_waits_for_them(pipe, read):
    made(pipe, "a red ball")
    started = threading.Event()
    with before("encodermodel", lambda inputs: started.set()):
        reading = threading.Thread(target=read_ahead, args=(pipe, "a blue cat"))
        reading.start()
        assert started.wait(5)
        begun = len(read)
        made(pipe, "a blue cat")
    reading.join()
    assert len(read) <= begun + 1  # its negative words, which may not have been begun yet
