"""Workers are killed, hang, run out of memory and are told to stop; every clip ends where it should, once."""

import os
import signal

import psutil
import pytest
from django.conf import settings

from generation import services
from generation.models import Generation
from generation.states import State
from generation.tests import toys
from safety.models import RegistryEntry
from safety.services import suspend
from tests.works import files_of, made_once

pytestmark = pytest.mark.crash

LONG = "200 steps of a long march"  # ten seconds


def left_nothing(clip) -> bool:
    work = [path for path in (settings.HOME / "work").glob("*") if path.name.startswith(str(clip.pk))]
    return not files_of(clip) and not work and not RegistryEntry.objects.filter(clip=clip.pk).exists()


class TestKilled:
    def test_a_clip_whose_worker_was_killed_is_made_once_by_the_next(self, works, ask):
        works.hire("worker", "sweep")
        clip = ask(engine="slow", prompt="40 steps")
        works.until_progress(clip, "making")
        works.kill("worker")
        works.until_state(clip, State.READY)
        assert clip.attempts == 2
        assert made_once(clip)

    def test_no_process_of_a_killed_workers_tree_survives(self, works, ask):
        works.hire("worker")
        clip = ask(engine="dawdling")
        works.until_progress(clip, "marking")
        tree = works.kill("worker")
        assert len(tree) > 1  # ffmpeg was at work
        _, alive = psutil.wait_procs(tree, timeout=5)
        assert not alive

    def test_a_workers_death_while_marking_leaves_one_video(self, works, ask):
        works.hire("worker", "sweep")
        clip = ask(engine="dawdling")
        works.until_progress(clip, "marking")
        works.kill("worker")
        works.until_state(clip, State.READY)
        assert made_once(clip)

    def test_a_worker_told_to_end_twice_hands_its_clip_to_the_next_without_a_lost_try(self, works, ask):
        works.hire("worker", GENERATION_LEASE_SECONDS="60")
        clip = ask(engine="slow", prompt=LONG)
        works.until_progress(clip, "making")
        worker = works.processes["worker"]
        worker.terminate()
        with pytest.raises(psutil.TimeoutExpired):
            worker.wait(1.5)  # it means to finish
        worker.terminate()
        worker.wait(5)
        clip.refresh_from_db()
        assert (clip.state, clip.tries, clip.attempts) == (State.QUEUED, 0, 1)
        assert left_nothing(clip)


class TestSilentAndPoisonous:
    def test_a_hanging_engine_costs_its_worker_twice_then_says_why_and_where(self, works, ask):
        works.hire("worker", "sweep", GENERATION_STALL_SECONDS="1")
        clip, next_clip = ask(engine="hanging"), ask()
        works.until_state(clip, State.FAILED, within=60)
        assert (clip.failure, clip.tries, clip.lean) == ("stalled", 2, True)
        assert "MainThread in frames" in clip.trouble
        works.until_state(next_clip, State.READY)

    def test_a_clip_that_always_takes_its_worker_with_it_is_given_up(self, works, ask):
        works.hire("worker", "sweep")
        clip, next_clip = ask(engine="crashing", prompt="always"), ask()
        works.until_state(clip, State.FAILED)
        assert (clip.failure, clip.tries, clip.lean) == ("silent", 3, True)
        works.until_state(next_clip, State.READY)
        works.until_state(ask(), State.READY)  # whoever works next clears what was left behind
        assert left_nothing(clip)

    def test_an_engine_that_always_breaks_is_given_up_after_three_tries(self, works, ask):
        works.hire("worker", "sweep")
        clip, next_clip = ask(engine="broken"), ask()
        works.until_state(clip, State.FAILED)
        assert (clip.failure, clip.tries) == ("engine", 3)
        assert "nothing can be drawn of that" in clip.trouble
        works.until_state(next_clip, State.READY)

    def test_a_clip_too_big_for_memory_is_made_lean_by_a_fresh_worker(self, works, ask):
        works.hire("worker", "sweep")
        clip, next_clip = ask(engine="greedy"), ask()
        first = works.processes["worker"].pid
        works.until_state(clip, State.READY)
        assert clip.lean
        assert clip.attempts == 2
        assert works.processes["worker"].pid != first
        works.until_state(next_clip, State.READY)

    def test_a_clip_too_big_even_when_lean_fails_for_lack_of_memory(self, works, ask):
        works.hire("worker", "sweep")
        clip = ask(engine="greedy", prompt="a mountain")
        works.until_state(clip, State.FAILED)
        assert (clip.failure, clip.attempts) == ("memory", 2)


@pytest.mark.pipeline
def test_a_real_pipeline_that_crashes_the_interpreter_is_tried_again_lean(works, ask, tmp_path):
    options = '{"fps": 2, "pixels": 4096, "num_inference_steps": 2}'
    model = {"GENERATION_MODEL": str(toys.save("ltx", tmp_path / "ltx")), "GENERATION_MODEL_OPTIONS": options}
    works.hire("worker", "sweep", **model, GENERATION_STALL_SECONDS="60", OMP_NUM_THREADS="1")
    clip, next_clip = ask(engine="faulty", prompt="crash in denoise"), ask(engine="faulty")
    works.until_state(clip, State.READY, within=90)
    assert (clip.attempts, clip.lean) == (2, True)
    works.until_state(next_clip, State.READY)
    assert (next_clip.attempts, next_clip.lean) == (1, False)


class TestStopped:
    def test_cancelling_a_waiting_clip_leaves_the_running_one_alone(self, works, ask):
        works.hire("worker", "sweep")
        running = ask(engine="slow", prompt="40 steps")
        works.until_progress(running, "making")
        waiting = ask()
        assert services.cancel(waiting)
        works.until_state(running, State.READY)
        assert running.attempts == 1
        waiting.refresh_from_db()
        assert (waiting.state, waiting.attempts) == (State.CANCELLED, 0)

    @pytest.mark.parametrize(("engine", "prompt", "stage"), [("slow", LONG, "making"), ("dawdling", "x", "marking")])
    def test_a_cancelled_clip_stops_within_a_step_and_leaves_nothing(self, works, ask, engine, prompt, stage):
        works.hire("worker", "sweep")
        clip, next_clip = ask(engine=engine, prompt=prompt), ask()
        works.until_progress(clip, stage)
        worker = works.processes["worker"]
        assert services.cancel(clip)
        works.until_state(next_clip, State.READY, within=6)
        clip.refresh_from_db()
        assert clip.state == State.CANCELLED
        assert left_nothing(clip)
        assert worker.is_running()
        assert not worker.children()

    def test_a_suspended_makers_render_stops_and_nothing_is_published(self, works, ask, alice, bob, rita):
        works.hire("worker", "sweep")
        clip, next_clip = ask(engine="slow", prompt=LONG), ask(owner=bob)
        works.until_progress(clip, "making")
        assert suspend(alice, by=rita)
        works.until_state(clip, State.FAILED, within=6)
        assert clip.failure == "account"
        assert left_nothing(clip)
        works.until_state(next_clip, State.READY)

    def test_a_clip_deleted_while_it_is_made_costs_nobody_else_anything(self, works, ask):
        works.hire("worker", "sweep")
        clip, next_clip = ask(engine="slow", prompt=LONG), ask()
        works.until_progress(clip, "making")
        worker = works.processes["worker"].pid
        services.discard(clip)
        works.until_state(next_clip, State.READY, within=6)
        assert not Generation.objects.filter(pk=clip.pk).exists()
        assert works.processes["worker"].pid == worker


def test_a_worker_that_lost_its_lease_cannot_deliver(works, ask):
    """It is paused, as a laptop's lid or a swapping machine does, while another makes the clip."""
    works.hire("worker")
    clip = ask(engine="slow", prompt="40 steps")
    works.until_progress(clip, "making")
    paused = works.processes.pop("worker")
    paused.suspend()
    works.hire("worker", "sweep")
    works.until_state(clip, State.READY)
    os.kill(paused.pid, signal.SIGCONT)
    another = ask()
    works.processes["paused"], works.crew["paused"] = paused, works.crew["worker"]
    works.until_state(another, State.READY)
    clip.refresh_from_db()
    assert clip.attempts == 2
    works.until(lambda: made_once(clip))
