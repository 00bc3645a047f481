"""Where two segments of one shot meet, nothing is to be seen of it: the real pipelines with models that run on."""

import inspect
from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest

from generation import sources
from generation.engines import Footage
from generation.engines.catalogue import ModelCard
from generation.engines.diffusers import DiffusersEngine
from generation.engines.diffusers.easing import Ease
from generation.engines.diffusers.families import FAMILIES
from generation.engines.diffusers.model import Model
from generation.engines.diffusers.planning import Grid
from generation.script import Script, Shot, SourceClip
from generation.stamp import stamp
from generation.tests.toys import made
from safety.marks import payload
from safety.marks.moving import Mark

pytestmark = pytest.mark.pipeline

FPS = 16
SIZE = (64, 32)
CARDS = {
    "ltx": ModelCard("ltx", "LTX", family="ltx", fps=FPS, longest=33, extends=True),
    "vace": ModelCard("vace", "VACE", family="wan", fps=FPS, longest=33, extends=True),
}
OPTIONS = {"ltx": {"image_cond_noise_scale": 0.0}, "vace": {}}


class Engine(DiffusersEngine):
    """On a pipeline that stands in memory."""

    def __init__(self, pipe, card: ModelCard, options: dict, grid: Grid):
        super().__init__()
        pipe.set_progress_bar_config(disable=True)
        takes = dict(inspect.signature(pipe.__call__).parameters)
        family = FAMILIES[card.family](pipe, card, takes)
        self._given = Model(
            pipe, takes, card, family, grid, {"num_inference_steps": 3, "guidance_scale": 1.0} | options
        )

    def load(self):
        return self._given


@pytest.fixture(params=["ltx", "vace"])
def kind(request, one_thread):
    return request.param


@pytest.fixture
def engine(kind):
    """`engine()`: one that makes a running wave; `engine(extends=False)`: one that cannot go on."""
    from generation.tests import waves

    grid = Grid(8, 32) if kind == "ltx" else Grid(4, 16)

    def engine(**card):
        return Engine(getattr(waves, kind)(), replace(CARDS[kind], **card), OPTIONS[kind], grid)

    return engine


def shots(*seconds):
    return Script(tuple(Shot("a red ball", length) for length in seconds), SIZE, seed=5)


def steps_between(frames):
    """How much each frame differs from the one before, in brightness."""
    return np.abs(np.diff(frames.astype(np.float32), axis=0)).mean((1, 2, 3))


def joints(engine, script):
    return [segment.begin - 1 for segment in engine._ready_model(lean=False).plan(script).segments[1:]]


class TestSeam:
    def test_within_a_shot_the_step_over_every_joint_is_like_those_beside_it(self, engine):
        engine = engine()
        script = shots(6)
        steps = steps_between(made(engine, script))
        assert len(joints(engine, script)) >= 3
        for joint in joints(engine, script):
            beside = steps[[joint - 1, joint + 1]].mean()
            assert steps[joint] == pytest.approx(beside, rel=0.1)
        assert steps.std() < 0.1 * steps.mean()  # one wave, from the first frame to the last

    def test_segments_laid_end_to_end_jump(self, engine):
        """What the measure says where there is something to be seen."""
        engine = engine(extends=False)
        script = shots(6)
        steps = steps_between(made(engine, script))
        assert max(steps[joint] for joint in joints(engine, script)) > 3 * np.median(steps)

    def test_a_new_shot_is_a_cut(self, engine):
        steps = steps_between(made(engine(), shots(1, 1)))
        assert steps[FPS - 1] > 3 * np.median(steps)

    def test_no_frame_is_lost_or_shown_twice(self, engine):
        frames = made(engine(), shots(6.3))
        assert len(frames) == round(6.3 * FPS)
        assert steps_between(frames).min() > 0.5


class TestColour:
    """Each time a stretch goes through this VAE, it comes back six levels lighter."""

    @pytest.fixture
    def lighter(self, engine):
        engine = engine()
        vae = engine._ready_model(lean=False).pipe.vae
        exact = vae.decode

        def decode(latents, *args, return_dict=True):
            return (exact(latents, return_dict=False)[0] + 6 / 127.5,)

        vae.decode = decode
        return engine

    def test_it_drifts_and_does_not_jump(self, lighter):
        script = shots(6)
        light = made(lighter, script).mean((1, 2, 3))
        assert light[-1] - light[0] > 12
        assert np.abs(np.diff(light)).max() < 1.2

    def test_what_is_another_picture_is_left_alone(self):
        ease = Ease(np.full((2, 8, 8, 3), 100, np.uint8), FPS)
        ease.look(np.full((2, 8, 8, 3), 180, np.uint8))
        assert (ease(np.full((2, 8, 8, 3), 180, np.uint8)) == 180).all()

    def test_the_first_new_frame_has_the_colour_of_before_and_after_a_second_its_own(self):
        ease = Ease(np.full((2, 8, 8, 3), (100, 120, 90), np.uint8), FPS)
        ease.look(np.full((2, 8, 8, 3), (106, 120, 86), np.uint8))
        frames = np.concatenate([ease(np.full((8, 8, 8, 3), (106, 120, 86), np.uint8)) for _ in range(3)])
        assert np.abs(frames[0, 0, 0].astype(int) - (100, 120, 90)).max() <= 1
        assert (frames[FPS - 1 :, 0, 0] == (106, 120, 86)).all()


class TestFromAClip:
    """A finished clip, with our marks in its pictures, as the beginning."""

    @pytest.fixture
    def clip(self, engine, tmp_path):
        """Two seconds of a wave that runs by a known step, as a file."""
        import torch

        from generation.tests import waves

        size, place = (128, 96), 0.2 * torch.arange(2 * FPS)
        frames = (waves.wave(place, size).permute(1, 2, 3, 0) * 127.5 + 127.5).byte().numpy()
        mark = Mark(clip=uuid4(), payload=payload.new(), handle="alice", site="Skylark")
        footage = Footage(FPS, size, len(frames), iter(np.array_split(frames, 4)))
        stamped = stamp(footage, to=tmp_path / "clip.mp4", mark=mark, tell=lambda fraction: None)
        return SourceClip(stamped.video, mark, size, FPS, len(frames))

    def test_it_goes_on_as_the_clip_ran(self, engine, clip):
        script = Script((Shot("a red ball", 3),), clip.size, seed=5, before=(clip,))
        before, after = np.stack(list(sources.frames_of(clip))), made(engine(), script)
        assert len(after) == 3 * FPS
        together = np.concatenate([before[-FPS:], after])
        steps = steps_between(together)
        usual = np.median(steps)
        assert usual == pytest.approx(steps_between(after)[-1], rel=0.1)  # it runs on at the same speed
        assert steps[FPS - 1] == pytest.approx(usual, rel=0.3)  # compression and the mark that was lifted are in it

    def test_one_that_cannot_begins_anew(self, engine, clip):
        engine, last = engine(extends=False), list(sources.frames_of(clip, last=1))
        scripts = [Script((Shot("a red ball", 0.5),), clip.size, seed, before=(clip,)) for seed in range(3)]
        steps = [steps_between(np.stack([last[0], made(engine, script)[0]])) for script in scripts]
        assert max(steps) > 30

    def test_a_remix_of_no_strength_is_its_source_frame_by_frame(self, engine, clip):
        """Over several segments: each is shown its own stretch of the source."""
        script = Script((Shot("a red ball", 2),), clip.size, seed=5, source=clip, strength=0.0)
        engine = engine(longest=17)
        assert len(joints(engine, script)) >= 1
        source = np.stack(list(sources.frames_of(clip))).astype(int)
        assert np.abs(made(engine, script) - source).max() <= 1
