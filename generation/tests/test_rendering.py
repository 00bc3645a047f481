import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.utils import timezone

from accounts.models import Notification
from generation import jobs, lease, services
from generation.engines import RecycleWorker
from generation.models import Generation
from generation.services import rendering
from generation.states import State
from safety.models import RegistryEntry
from tests.works import files_of, made_once


@pytest.mark.django_db
class TestRender:
    def test_a_clip_becomes_ready_with_its_files_and_its_registry_row(self, make_clip):
        clip = make_clip()
        assert made_once(clip)
        assert (clip.registry.clip, clip.registry.engine) == (clip.pk, "quick")
        assert clip.fps == 12
        assert clip.drew == ["a red ball on the beach"]
        assert set(clip.timings) == {"engine", "stamp", "save"}

    def test_no_work_is_left_in_the_work_folder(self, make_clip):
        make_clip()
        make_clip(state=State.FAILED)
        assert not list((settings.HOME / "work").iterdir())

    def test_nothing_waits_and_nothing_happens(self, db):
        assert rendering.claim_next() is None
        jobs.render_next()

    def test_a_broken_engine_gives_it_back_until_it_was_tried_three_times(self, ask, make_clip, bell):
        clip = ask(engine="broken")
        for tries in (1, 2):
            bell.clear()
            jobs.render_next()
            clip.refresh_from_db()
            assert (clip.state, clip.tries, len(bell)) == (State.QUEUED, tries, 1)
        jobs.render_next()
        clip.refresh_from_db()
        assert (clip.state, clip.failure) == (State.FAILED, "engine")

    def test_out_of_memory_asks_for_a_fresh_process_and_a_lean_script(self, ask, make_clip):
        clip = ask(engine="greedy")
        with pytest.raises(RecycleWorker):
            jobs.render_next()
        clip.refresh_from_db()
        assert (clip.state, clip.lean) == (State.QUEUED, True)
        jobs.render_next()
        clip.refresh_from_db()
        assert clip.state == State.READY

    def test_consent_that_is_missing_by_now_is_asked_for_again(self, ask, make_clip):
        clip = ask(prompt="a ball and @bob")  # the review of this test allows everything
        rendering.make_now(clip)
        assert (clip.state, clip.failure) == (State.FAILED, "consent")

    def test_a_late_worker_is_refused_and_its_files_are_gone(self, make_clip, ask):
        clip = ask()
        clip.claim()
        late = Generation.objects.get(pk=clip.pk)
        assert clip.move(State.QUEUED)
        rendering.make_now(clip)
        before = files_of(clip)
        rendering.render(late)
        assert files_of(clip) == before
        assert made_once(clip)

    def test_what_a_killed_attempt_had_saved_is_cleared_by_the_next(self, make_clip, ask):
        clip = ask()
        left = default_storage.save(f"{clip.pk}/1-feedfacefeedface/clip.mp4", ContentFile(b"left behind"))
        rendering.make_now(clip)
        assert not default_storage.exists(left)
        assert made_once(clip)


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_two_deliveries_of_one_attempt_are_one_clip(self, ask):
        clip = ask()
        clip.claim()
        gate = threading.Barrier(2)

        def deliver(_):
            same = Generation.objects.get(pk=clip.pk)
            gate.wait()
            try:
                rendering.render(same)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as workers:
            list(workers.map(deliver, range(2)))
        clip.refresh_from_db()
        assert RegistryEntry.objects.filter(clip=clip.pk).count() == 1
        assert made_once(clip)

    def test_cancelling_in_the_last_moment_is_either_or_never_both(self, ask, monkeypatch):
        monkeypatch.setattr(lease, "BEAT_SECONDS", 0.01)
        outcomes = {self._race(ask(), delay=0.02 * step) for step in range(20)}
        assert outcomes <= {(True, State.CANCELLED, 0, 0), (False, State.READY, 1, 3)}

    def _race(self, clip, delay):
        clip.claim()
        same = Generation.objects.get(pk=clip.pk)

        def cancel():
            time.sleep(delay)
            try:
                return services.cancel(same)
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as person:
            answer = person.submit(cancel)
            rendering.render(clip)
        clip.refresh_from_db()
        return answer.result(), clip.state, RegistryEntry.objects.filter(clip=clip.pk).count(), len(files_of(clip))


@pytest.mark.django_db
class TestTelling:
    @pytest.mark.parametrize(("waited", "told"), [(5, 0), (60, 1)])
    def test_who_waited_long_is_told(self, ask, make_clip, alice, waited, told):
        clip = ask()
        Generation.objects.update(queued_at=timezone.now() - timedelta(seconds=waited))
        rendering.make_now(Generation.objects.get(pk=clip.pk))
        notices = Notification.objects.filter(owner=alice, kind="ready", link=f"/clips/{clip.pk}/")
        assert notices.count() == told

    def test_what_goes_wrong_after_the_delivery_undoes_nothing(self, ask, make_clip, monkeypatch):
        clip = ask()
        clip.claim()
        monkeypatch.setattr(FileSystemStorage, "listdir", lambda storage, path: 1 / 0)
        rendering.render(clip)
        assert made_once(clip)
