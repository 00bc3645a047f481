"""Cancelled, out of memory, broken: what is left of a clip that could not be finished."""

import weakref

import pytest

from generation.engines import OutOfMemory
from generation.tests.toys import before, made, pictures, script

pytestmark = pytest.mark.pipeline


class Cancelled(Exception):
    pass


class TestCancel:
    def test_it_stops_after_the_step_with_nothing_decoded(self, engine_of, family):
        steps, decoded = [], []

        def tell(fraction):
            if fraction:
                raise Cancelled

        watched = before("transformer3dmodel", steps.append), before("decoder3d", decoded.append)
        with watched[0], watched[1], pytest.raises(Cancelled):
            engine_of(family, guidance_scale=1.0).frames(script(), tell)
        assert (len(steps), decoded) == (1, [])

    def test_it_stops_within_a_step(self, engine_of, family):
        """The first block of the network asks whether to go on."""
        steps, stop = [], []

        def tell(fraction):
            if steps:
                stop.append(fraction)
                raise Cancelled

        with before("transformer3dmodel", steps.append), pytest.raises(Cancelled):
            engine_of(family).frames(script(), tell)
        assert (len(steps), stop) == (1, [0.0])

    def test_it_stops_while_decoding(self, engine_of, family):
        decoding, told = [], []

        def tell(fraction):
            told.append(fraction)
            if decoding:
                raise Cancelled

        with before("decoder3d", decoding.append), pytest.raises(Cancelled):
            pictures(engine_of(family).frames(script(17), tell))
        assert len(decoding) == 1
        assert told[-1] == 1.0  # of the denoising

    def test_no_picture_stays_in_memory_and_the_next_clip_is_as_ever(self, engine_of, family):
        engine = engine_of(family)
        usual = made(engine, script())
        tensors = []

        def tell(fraction):
            if fraction:
                raise Cancelled

        with before("linear", lambda inputs: tensors.append(weakref.ref(inputs[0]))), pytest.raises(Cancelled) as stop:
            engine.frames(script(), tell)
        assert tensors
        assert stop.value.__traceback__  # kept by whoever caught it, as a log may
        assert not [tensor for tensor in tensors if tensor() is not None]
        assert (made(engine, script()) == usual).all()


class TestMemory:
    def test_running_out_of_it_has_one_name(self, engine_of, family):
        import torch

        def run_out(inputs):
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")

        engine = engine_of(family)
        with before("transformer3dmodel", run_out), pytest.raises(OutOfMemory, match="Tried to allocate 20") as out:
            engine.frames(script(), lambda fraction: None)
        assert isinstance(out.value.__cause__, torch.OutOfMemoryError)
        assert len(made(engine, script(lean=True))) == made(engine_of(family), script()).shape[0]

    @pytest.mark.parametrize(
        "words",
        [
            "CUDA error: out of memory",
            "DefaultCPUAllocator: can't allocate memory: you tried",
            "CUBLAS_STATUS_ALLOC_FAILED",
        ],
    )
    def test_also_where_torch_only_says_so_in_words(self, engine_of, words):
        def run_out(inputs):
            raise RuntimeError(words)

        with before("decoder3d", run_out), pytest.raises(OutOfMemory):
            made(engine_of("ltx"), script())

    def test_a_truly_refused_allocation_counts(self, engine_of):
        import torch

        with before("decoder3d", lambda inputs: torch.empty(2**50)), pytest.raises(OutOfMemory):
            made(engine_of("ltx"), script())

    def test_another_error_stays_what_it_is(self, engine_of):
        def fail(inputs):
            raise RuntimeError("shapes differ")

        with before("decoder3d", fail), pytest.raises(RuntimeError, match="shapes differ"):
            made(engine_of("ltx"), script())
