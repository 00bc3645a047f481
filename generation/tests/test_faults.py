"""What can go wrong while a clip is made, and what becomes of it: tried again, paid back, told in plain words."""

from datetime import timedelta

import pytest
from django.utils import timezone
from safetensors.numpy import load_file, save_file

from accounts.models import Notification
from generation import jobs, lease, services
from generation.engines import RecycleWorker, get_engine
from generation.engines.catalogue import MANIFEST
from generation.failures import REASONS
from generation.models import Generation
from generation.services import faults, rendering
from generation.states import State
from tests.faulty import FREED
from tests.works import files_of

pytestmark = [pytest.mark.django_db, pytest.mark.pipeline]


@pytest.fixture
def faulty(toy, settings, make_clip):
    """The engine on toy weights; it draws a few small frames."""
    settings.GENERATION_MODEL = str(toy("ltx"))
    settings.GENERATION_MODEL_OPTIONS = {"fps": 2, "pixels": 64 * 64, "num_inference_steps": 2}
    get_engine.cache_clear()
    yield
    get_engine.cache_clear()


def attempt(clip):
    """As a worker takes it; whether the worker wants to be replaced."""
    try:
        jobs.render_next()
    except RecycleWorker:
        return True
    finally:
        clip.refresh_from_db()
    return False


@pytest.mark.parametrize("where", ["denoise", "decode"])
@pytest.mark.usefixtures("faulty")
class TestMemory:
    def test_too_little_of_it_is_tried_once_more_with_less_by_a_fresh_process(self, ask, where):
        clip = ask(engine="faulty", prompt=f"memory in {where}")
        assert attempt(clip)
        assert (clip.state, clip.lean) == (State.QUEUED, True)
        assert clip.trouble.startswith(f"OutOfMemory('{where}: CUDA out of memory")
        assert not attempt(clip)
        assert (clip.state, clip.attempts) == (State.READY, 2)

    def test_too_little_even_then_is_given_up_and_paid_back_and_the_next_clip_is_made(self, ask, alice, where):
        before = services.balance(alice)
        clip = ask(engine="faulty", prompt=f"always memory in {where}")
        next_clip = ask(engine="faulty", prompt="a red ball")
        held = services.balance(alice)
        while clip.state != State.FAILED:
            attempt(clip)
        assert (clip.failure, clip.attempts, files_of(clip)) == ("memory", 2, [])
        assert not attempt(next_clip)
        assert next_clip.state == State.READY
        assert before.plan_left - held.plan_left == clip.price + next_clip.price
        assert services.balance(alice).plan_left == before.plan_left - next_clip.price


class TestWeights:
    @pytest.fixture
    def folder(self, faulty, toy, tmp_path, settings):
        """A copy that a test may damage."""
        from shutil import copytree

        folder = copytree(toy("ltx"), tmp_path / "model")
        settings.GENERATION_MODEL = str(folder)
        return folder

    def vae(self, folder):
        return folder / "vae/diffusion_pytorch_model.safetensors"

    def truncate(self, folder):
        whole = self.vae(folder).read_bytes()
        self.vae(folder).write_bytes(whole[: len(whole) // 2])

    def remove(self, folder):
        self.vae(folder).unlink()

    def mix_up(self, folder):
        weights = load_file(self.vae(folder))
        save_file({name: weight.repeat(2, axis=0) for name, weight in weights.items()}, self.vae(folder))

    @pytest.mark.parametrize("damage", [truncate, remove, mix_up])
    def test_damaged_ones_fail_at_once_and_once_they_are_whole_again_clips_are_made(self, ask, folder, damage):
        whole = self.vae(folder).read_bytes()
        damage(self, folder)
        clip = ask(engine="faulty")
        assert not attempt(clip)
        assert (clip.state, clip.failure, clip.attempts) == (State.FAILED, "weights", 1)
        assert "WeightsUnusable" in clip.trouble
        self.vae(folder).write_bytes(whole)
        assert services.retry(clip)
        attempt(clip)
        assert clip.state == State.READY

    def test_a_licence_that_was_not_accepted_fails_at_once_and_says_how_to_accept_it(self, ask, folder):
        (folder / MANIFEST).write_text('{"card": "ltx-0.9.5-2b"}')
        clip = ask(engine="faulty")
        attempt(clip)
        assert (clip.state, clip.failure, clip.attempts) == (State.FAILED, "licence", 1)
        assert "ACCEPTED_LICENCES" in clip.trouble


class TestTelling:
    @pytest.mark.parametrize(("waited", "told"), [(5, 0), (60, 1)])
    def test_whoever_may_have_left_is_told_that_it_failed(self, ask, make_clip, alice, waited, told):
        clip = ask(engine="broken")
        Generation.objects.update(queued_at=timezone.now() - timedelta(seconds=waited))
        rendering.make_now(Generation.objects.get(pk=clip.pk))
        notices = Notification.objects.filter(owner=alice, kind="failed", link=f"/clips/{clip.pk}/")
        assert notices.count() == told

    def test_the_page_of_the_clip_says_in_plain_words_what_it_was(self, make_clip, as_, alice):
        clip = make_clip(state=State.RUNNING)
        faults.give_up(clip, "memory", trouble="OutOfMemory('decode: CUDA out of memory')")
        page = as_(alice).get(clip.get_absolute_url()).content.decode()
        assert str(REASONS["memory"]) in page
        assert "CUDA" not in page

    def test_an_inbox_has_a_sentence_for_it(self, make_clip, as_, alice):
        clip = make_clip(state=State.RUNNING)
        Generation.objects.update(queued_at=timezone.now() - timedelta(minutes=1))
        faults.give_up(Generation.objects.get(pk=clip.pk), "stalled")
        assert "could not be made" in as_(alice).get("/notifications/").content.decode()


class TestStandstill:
    def test_the_row_says_where_it_stood_before_the_process_ends(self, make_clip, monkeypatch):
        ended = []
        monkeypatch.setattr(faults, "abandon_process", lambda: ended.append(True))
        monkeypatch.setattr(faults.connection, "close", lambda: None)  # it is this test's own
        clip = make_clip(state=State.RUNNING)
        faults.end_stalled_process(clip)
        clip.refresh_from_db()
        assert (clip.state, clip.lean, ended) == (State.QUEUED, True, [True])
        assert clip.trouble.startswith("no progress for ")
        assert clip.claim()
        faults.end_stalled_process(clip)
        clip.refresh_from_db()
        assert (clip.state, clip.failure, clip.attempts) == (State.FAILED, "stalled", 2)

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(("where", "thread"), [("denoise", "MainThread"), ("decode", "ahead")])
    def test_a_hang_of_the_pipeline_is_noticed_in_both_its_threads(
        self, ask, settings, monkeypatch, faulty, where, thread
    ):
        monkeypatch.setattr(lease, "BEAT_SECONDS", 0.05)
        monkeypatch.setattr(faults, "abandon_process", FREED.set)
        attempt(ask(engine="faulty", prompt="a red ball"))  # the model is loaded
        settings.GENERATION_STALL_SECONDS = 1
        clip = ask(engine="faulty", prompt=f"hang in {where}")
        try:
            attempt(clip)
        finally:
            FREED.clear()
        assert (clip.state, clip.lean) == (State.QUEUED, True)
        assert f"{thread} in wait" in clip.trouble
        attempt(clip)
        assert clip.state == State.READY

    def test_the_process_ends_also_when_the_row_cannot_be_reached(self, make_clip, monkeypatch):
        ended = []
        monkeypatch.setattr(faults, "abandon_process", lambda: ended.append(True))
        monkeypatch.setattr(faults.connection, "close", lambda: None)
        monkeypatch.setattr(faults, "standstill", lambda: 1 / 0)
        faults.end_stalled_process(make_clip(state=State.RUNNING))
        assert ended == [True]
