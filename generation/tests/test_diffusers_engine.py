"""The engine on the real pipelines of diffusers, with toy weights."""

import weakref
from contextlib import contextmanager

import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured

from generation.engines import OutOfMemory, get_engine
from generation.engines.diffusers import DiffusersEngine
from generation.script import Script, Shot
from generation.tests import toys

FPS = {"wan": 16, "ltx": 24, "cogvideox": 8}

pytestmark = pytest.mark.pipeline


class Cancelled(Exception):
    pass


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Toys are too small to share among threads."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def toy(tmp_path_factory):
    """`toy("wan")`: the folder of that pipeline."""
    saved = {}

    def toy(name):
        if name not in saved:
            saved[name] = toys.save(name, tmp_path_factory.mktemp(name))
        return saved[name]

    return toy


@pytest.fixture
def engine_of(toy, settings):
    """`engine_of("wan", longest=9)`: an engine of its own on that pipeline."""

    def engine_of(name, **options):
        settings.GENERATION_MODEL = str(toy(name))
        settings.GENERATION_MODEL_OPTIONS = {"num_inference_steps": 3} | options
        return DiffusersEngine()

    get_engine.cache_clear()
    yield engine_of
    get_engine.cache_clear()


@pytest.fixture(params=["wan", "ltx", "cogvideox"])
def family(request):
    return request.param


def script(frames=5, *, fps=16, words="a red ball", size=(32, 32), **how):
    return Script((Shot(words, frames / fps),), size, **{"seed": 1} | how)


def pictures(footage):
    return np.concatenate(list(footage.chunks))


def made(engine, script):
    return pictures(engine.frames(script, lambda fraction: None))


@contextmanager
def before(network, act):
    """Call `act(inputs)` whenever a network whose class is called so begins its work."""
    from torch.nn.modules.module import register_module_forward_pre_hook

    def hook(module, inputs):
        if type(module).__name__.lower().endswith(network):
            act(inputs)

    handle = register_module_forward_pre_hook(hook)
    try:
        yield
    finally:
        handle.remove()


class TestFootage:
    @pytest.mark.parametrize(("seconds", "size"), [(0.7, (50, 38)), (0.06, (32, 66))])
    def test_it_has_the_exact_length_and_size_at_the_models_own_rate(self, engine_of, family, seconds, size):
        length = max(seconds, 1 / FPS[family])
        footage = engine_of(family).frames(Script((Shot("a cat", length),), size, seed=1), lambda fraction: None)
        frames = pictures(footage)
        assert frames.dtype == np.uint8
        assert frames.shape == (round(length * FPS[family]), size[1], size[0], 3)
        assert (footage.fps, footage.size, footage.frame_count) == (FPS[family], size, len(frames))

    def test_it_shows_what_the_pipeline_made(self, engine_of, toy):
        """Frame by frame what the pipeline gives a program that calls it by itself."""
        import torch
        from diffusers import DiffusionPipeline

        pipe = DiffusionPipeline.from_pretrained(toy("ltx"), local_files_only=True)
        asked = {"height": 32, "width": 32, "num_frames": 9, "frame_rate": 24, "num_inference_steps": 3}
        direct = pipe("a red ball", generator=torch.manual_seed(1), output_type="np", **asked).frames[0]
        ours = made(engine_of("ltx"), script(7, fps=24))
        assert np.abs(ours - direct[:7] * 255).max() <= 0.51

    def test_the_same_seed_is_the_same_clip_and_another_is_another(self, engine_of, family):
        first = made(engine_of(family), script())
        assert (made(engine_of(family), script()) == first).all()
        assert np.abs(made(engine_of(family), script(seed=2)).astype(int) - first).mean() > 1

    def test_the_words_and_the_style_count(self, engine_of):
        engine = engine_of("ltx")
        plain = made(engine, script())
        assert (made(engine, script(words="a blue cat")) != plain).any()
        assert (made(engine, script(style="noir")) != plain).any()

    def test_more_than_the_model_makes_at_once_is_joined_from_pieces(self, engine_of):
        footage = engine_of("wan", longest=5).frames(script(10), lambda fraction: None)
        frames = pictures(footage)
        assert footage.frame_count == len(frames) == 10
        assert (frames[:5] == made(engine_of("wan"), script(5, seed=1))).all()
        assert (frames[5:] == made(engine_of("wan"), script(5, seed=2))).all()

    def test_a_lean_clip_has_the_same_length_and_size_and_leaves_the_engine_as_it_was(self, engine_of, family):
        engine = engine_of(family)
        usual = made(engine, script())
        assert made(engine, script(lean=True)).shape == usual.shape
        assert (made(engine, script()) == usual).all()

    def test_words_beyond_what_the_model_reads_are_named(self, engine_of):
        long = " ".join(["a cat"] * 64 + ["beach sunset"])  # 130 tokens, and LTX reads 128
        footage = engine_of("ltx").frames(script(words=long), lambda fraction: None)
        assert footage.skipped == ("beach", "sunset")
        assert engine_of("wan").frames(script(words=long), lambda fraction: None).skipped == ()


class TestProgress:
    def test_it_only_grows_from_nothing_to_everything_by_steps(self, engine_of, family):
        told = []
        engine_of(family).frames(script(), told.append)
        assert told == sorted(told)
        assert sorted(set(told)) == pytest.approx([0, 1 / 4, 2 / 4, 3 / 4, 1])  # three steps and the decoding

    def test_every_piece_has_its_share(self, engine_of):
        told = []
        engine_of("ltx", longest=9, num_inference_steps=1).frames(script(18, fps=24), told.append)
        assert sorted(set(told)) == pytest.approx([0, 1 / 4, 3 / 4, 1])

    def test_it_is_told_of_work_in_the_text_encoder_and_in_the_decoder(self, engine_of, family):
        told = []
        begun = {}
        reading = before("encodermodel", lambda inputs: begun.setdefault("reading", len(told)))
        decoding = before("decoder3d", lambda inputs: begun.setdefault("decoding", len(told)))
        with reading, decoding:
            engine_of(family).frames(script(), told.append)
        step = told.index(next(fraction for fraction in told if fraction))
        assert step - begun["reading"] > 2
        assert len(told) - begun["decoding"] > 4


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
            engine_of(family).frames(script(17), tell)
        assert len(decoding) == 1
        assert told[-1] == pytest.approx(3 / 4)

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
        assert len(made(engine, script(lean=True))) == round(5 / 16 * FPS[family])

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
            engine_of("ltx").frames(script(), lambda fraction: None)

    def test_a_truly_refused_allocation_counts(self, engine_of):
        import torch

        with before("decoder3d", lambda inputs: torch.empty(2**50)), pytest.raises(OutOfMemory):
            engine_of("ltx").frames(script(), lambda fraction: None)

    def test_another_error_stays_what_it_is(self, engine_of):
        def fail(inputs):
            raise RuntimeError("shapes differ")

        with before("decoder3d", fail), pytest.raises(RuntimeError, match="shapes differ"):
            engine_of("ltx").frames(script(), lambda fraction: None)


class TestConfiguration:
    def refusal(self):
        with pytest.raises(ImproperlyConfigured) as refused:
            DiffusersEngine().frames(script(), lambda fraction: None)
        return str(refused.value)

    def test_no_model_is_an_error_that_names_the_setting(self, settings):
        settings.GENERATION_MODEL = ""
        assert self.refusal().startswith("GENERATION_MODEL is empty")

    def test_an_unknown_folder_is_named(self, settings, tmp_path):
        settings.GENERATION_MODEL = str(tmp_path / "nowhere")
        assert self.refusal() == f"GENERATION_MODEL: there is no folder {tmp_path / 'nowhere'}"

    def test_a_folder_without_a_pipeline_is_named(self, settings, tmp_path):
        settings.GENERATION_MODEL = str(tmp_path)
        assert f"{tmp_path} holds no pipeline that can be loaded" in self.refusal()

    def test_a_pipeline_that_makes_no_video_from_text_is_refused(self, engine_of):
        engine_of("picture")
        assert self.refusal() == "GENERATION_MODEL: DiTPipeline makes no video from text alone"

    @pytest.mark.parametrize("option", ["guidance", "prompt", "num_frames", "generator"])
    def test_an_option_the_pipeline_does_not_take_is_named(self, engine_of, option):
        engine_of("wan", **{option: 3})
        assert self.refusal() == f"GENERATION_MODEL_OPTIONS: WanPipeline takes no ['{option}']"

    def test_a_model_may_have_a_rate_and_a_size_of_its_own(self, engine_of):
        footage = engine_of("ltx", fps=6, pixels=32 * 32).frames(
            Script((Shot("a cat", 1),), (240, 426), seed=1), lambda fraction: None
        )
        assert (footage.fps, pictures(footage).shape) == (6, (6, 426, 240, 3))


@pytest.mark.django_db
class TestClip:
    def test_it_becomes_a_marked_clip(self, engine_of, make_clip, family):
        engine_of(family, fps=4, pixels=64 * 64, num_inference_steps=2)
        clip = make_clip(engine="diffusers", seconds=5)
        assert (clip.fps, clip.registry.engine, clip.registry.seconds) == (4, "diffusers", 5)
        assert clip.video.size > 0
