"""How `pocket` learns, at toy scale: what is kept, what is gone on with, what is taught."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
import torch

from generation.engines.pocket import networks
from generation.engines.pocket.training import TOY_RECIPE, CannotTrain, keeping, train
from generation.engines.pocket.training.distillation import Distillation
from generation.engines.pocket.training.flow import Flow
from generation.engines.pocket.training.loop import number
from generation.engines.pocket.training.pool import Pool
from generation.engines.pocket.training.recipe import FULL_RECIPE, PHASES, Allowance, Stage
from generation.engines.pocket.training.reconstruction import Reconstruction
from generation.tests.pocket_home import STEPS, trained  # noqa: F401

pytestmark = pytest.mark.pipeline

ONE_BATCH = Stage(1.0, ((64, 32),), frames=(9,), count=2, refresh=1000)


def lines(home):
    return [json.loads(line) for line in (home / "log.jsonl").read_text().splitlines()]


def losses(home):
    return {(line["phase"], line["step"]): line["loss"] for line in lines(home)}


def average(home, phase):
    return keeping.load_file(home / f"{phase}.safetensors")


def dice(seed=0):
    return torch.Generator().manual_seed(seed)


def networks_of(home):
    """The toy autoencoder and transformer as they came out of the training."""
    vae = keeping.load_average(home, "vae", TOY_RECIPE.design.vae())
    return vae, keeping.load_average(home, "flow", TOY_RECIPE.design.transformer())


def batch_for(learner):
    pool = Pool(ONE_BATCH, learner.prepare, seed=3, cast=0.0, workers=0)
    return pool.at(0)


class TestARun:
    def test_it_goes_through_all_phases_and_logs_every_step(self, trained):  # noqa: F811
        assert [(line["phase"], line["step"]) for line in lines(trained)] == [
            (phase, step) for phase in PHASES for step in range(1, STEPS + 1)
        ]
        assert all(np.isfinite([line["loss"], line["seconds"], line["rate"]]).all() for line in lines(trained))
        assert all(keeping.progress_of(trained, phase).done for phase in PHASES)

    @pytest.mark.parametrize("phase", PHASES)
    def test_one_that_was_stopped_comes_to_the_same(self, trained, tmp_path, phase):  # noqa: F811
        """In whatever phase, and in whatever stage of it."""
        for earlier in PHASES[: PHASES.index(phase)]:
            shutil.copy(trained / f"{earlier}.safetensors", tmp_path)

        def stop(name, over, loss):
            if over >= 0.75:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            train(TOY_RECIPE, tmp_path, steps=STEPS, phases=(phase,), tell=stop)
        assert keeping.progress_of(tmp_path, phase).step == 3
        train(TOY_RECIPE, tmp_path, steps=STEPS, phases=(phase,))
        assert losses(tmp_path) == {key: loss for key, loss in losses(trained).items() if key[0] == phase}
        whole, resumed = average(trained, phase), average(tmp_path, phase)
        assert all((whole[name] == resumed[name]).all() for name in whole)

    def test_what_is_done_is_left_as_it_is(self, trained):  # noqa: F811
        before = {path.name: path.stat().st_mtime_ns for path in trained.glob("*.safetensors")}
        train(TOY_RECIPE, trained, steps=STEPS)
        assert {path.name: path.stat().st_mtime_ns for path in trained.glob("*.safetensors")} == before

    def test_the_latents_are_measured_when_the_first_batches_are_long_gone(self, tmp_path):
        short = Stage(1.0, ((64, 32),), frames=(1,), count=1, refresh=1, pool=1)
        train(replace(TOY_RECIPE, vae=replace(TOY_RECIPE.vae, stages=(short,))), tmp_path, steps=5, phases=("vae",))
        known = average(tmp_path, "vae")
        assert (known["latents_std"] > 0).all()
        assert (known["latents_std"] != 1).all()

    def test_no_phase_begins_before_the_one_it_builds_on(self, tmp_path):
        with pytest.raises(CannotTrain, match="the phase vae is not done"):
            train(TOY_RECIPE, tmp_path, steps=1, phases=("flow",))

    def test_a_loss_that_is_no_number_ends_it_and_nothing_of_it_is_kept(self, tmp_path):
        broken = replace(TOY_RECIPE, divergence=float("nan"), save_seconds=0)
        with pytest.raises(FloatingPointError, match="vae: the loss at step 1 is nan"):
            train(broken, tmp_path, steps=3, phases=("vae",))
        assert keeping.progress_of(tmp_path, "vae") is None


class TestAllowance:
    def test_by_the_clock_what_earlier_runs_used_counts(self):
        allowance = Allowance(seconds=60, used=45)
        assert allowance.fraction(step=12_345) == 0.75
        allowance.used = 61
        assert allowance.fraction(step=0) == 1

    def test_the_phases_share_the_whole_time(self):
        assert 0.95 < sum(FULL_RECIPE.course(phase).share for phase in PHASES) < 1

    def test_a_run_by_the_clock_ends_by_the_clock(self, tmp_path):
        train(TOY_RECIPE, tmp_path, minutes=1 / 600, phases=("vae",))
        progress = keeping.progress_of(tmp_path, "vae")
        assert progress.done
        assert progress.seconds >= 0.04


class TestLearning:
    @pytest.mark.parametrize("kind", ["vae", "flow"])
    def test_one_batch_is_learned(self, trained, kind):  # noqa: F811
        vae, transformer = networks_of(trained)
        if kind == "vae":
            learner = Reconstruction(vae, TOY_RECIPE, "cpu")
        else:
            learner = Flow(transformer, vae, TOY_RECIPE, "cpu")
        network = learner.network.train().requires_grad_(True)
        optimizer = torch.optim.AdamW(network.parameters(), lr=4e-3)
        kept, found = batch_for(learner), []
        for _ in range(40):
            loss = learner.loss(kept, ONE_BATCH, dice())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            found.append(float(loss.detach()))
        assert np.mean(found[-5:]) < 0.7 * found[0]

    def test_what_is_given_is_neither_noised_nor_asked_for(self, trained):  # noqa: F811
        vae, transformer = networks_of(trained)
        learner = Flow(transformer, vae, replace(TOY_RECIPE, known=(0.0, 1.0)), "cpu")
        clips = batch_for(learner)
        known = learner.known(clips, dice())
        assert clips.grid == (2, 2, 1)
        assert known.tolist() == [[True, True, False, False]] * 2
        shown = []
        transformer.register_forward_pre_hook(lambda module, inputs, named: shown.append(named), with_kwargs=True)
        learner.loss(clips, ONE_BATCH, dice())
        assert (shown[0]["hidden_states"][known] == clips.tokens[known]).all()
        assert (shown[0]["timestep"][known] == 0).all()
        assert (shown[0]["timestep"][~known] > 0).all()

    def test_the_sheet_of_the_cast_is_always_given(self, trained):  # noqa: F811
        vae, transformer = networks_of(trained)
        learner = Flow(transformer, vae, replace(TOY_RECIPE, known=(1.0,)), "cpu")
        clips = replace(batch_for(learner), cast=torch.tensor([True, False]))
        assert learner.known(clips, dice()).any(1).tolist() == [True, False]

    def test_a_pupil_that_is_its_teacher_has_nothing_to_learn_but_guidance_and_steps(self, trained):  # noqa: F811
        vae, teacher = networks_of(trained)
        pupil = networks_of(trained)[1]

        def loss(**how):
            learner = Distillation(pupil, teacher, vae, replace(TOY_RECIPE, **how), "cpu")
            return max(float(learner.loss(batch_for(learner), ONE_BATCH, dice(seed))) for seed in range(4))

        assert loss(guidance=1.0, substeps=1) < 1e-8
        assert loss(guidance=3.0, substeps=1) > 1e-6


class TestPool:
    def test_a_batch_hangs_on_the_number_of_its_step_alone(self):
        stage = Stage(1.0, ((64, 32), (32, 64)), frames=(1,), count=1, refresh=2, pool=2)
        kept = Pool(stage, lambda batch: batch.index, seed=3, cast=0.0, workers=0)
        chosen = [kept.at(step) for step in range(12)]
        assert len(set(chosen)) > 3
        assert chosen[8:] == [Pool(stage, lambda b: b.index, seed=3, cast=0.0, workers=0).at(s) for s in range(8, 12)]
        assert all(step // 2 - 1 <= batch <= step // 2 for step, batch in enumerate(chosen))

    def test_other_parts_of_a_run_throw_other_dice(self):
        assert len({number(1, phase, step) for phase in range(9) for step in range(9)}) == 81


class TestNetworks:
    def test_the_full_ones_fit_into_the_repository(self):
        with torch.device("meta"):
            size = 2 * networks.parameters(networks.FULL.vae(), networks.FULL.transformer())
        assert 70e6 < size < 80e6

    def test_ten_seconds_are_2304_tokens(self):
        with torch.device("meta"):
            vae = networks.FULL.vae()
            latents = vae.encode(torch.empty(1, 3, 121, 512, 288)).latent_dist.mode()
        assert networks.packed(latents).shape == (1, 2304, 96)
        assert networks.unpacked(networks.packed(latents), (16, 16, 9)).shape == latents.shape

    def test_the_steps_are_those_of_the_pipeline(self):
        scheduler = networks.scheduler()
        scheduler.set_timesteps(sigmas=np.linspace(1, 1 / 5, 5), mu=scheduler.config.base_shift)
        assert scheduler.sigmas.tolist() == pytest.approx(networks.sigmas(5))

    def test_places_are_counted_as_the_pipelines_do(self):
        from diffusers import LTXConditionPipeline as Condition
        from diffusers.models.transformers.transformer_ltx import LTXVideoRotaryPosEmbed

        ids = Condition._scale_video_ids(Condition._prepare_video_ids(1, 3, 2, 2))[0].float()
        ids[0] /= 12
        assert torch.allclose(networks.places(3, 2, 2, 12), ids)
        rope = LTXVideoRotaryPosEmbed(24, base_num_frames=1, base_height=1, base_width=1)
        grid = rope._prepare_video_coords(1, 3, 2, 2, (8 / 12, 32, 32), torch.device("cpu"))
        assert torch.allclose(networks.places(3, 2, 2, 12, plain=True), grid[0].T)
