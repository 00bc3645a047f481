import random
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from generation.models import Generation
from generation.services import rendering
from generation.states import IllegalMove, State

pytestmark = pytest.mark.django_db


class TestMove:
    def test_a_move_that_is_not_in_the_table_is_refused(self, make_clip):
        clip = make_clip(state=State.QUEUED)
        with pytest.raises(IllegalMove, match="queued -> ready"):
            clip.move(State.READY)

    def test_the_second_of_two_movers_loses(self, make_clip):
        clip = make_clip(state=State.QUEUED)
        same = Generation.objects.get(pk=clip.pk)
        assert clip.move(State.CANCELLED)
        assert not same.move(State.RUNNING)
        assert same.state == State.CANCELLED  # and knows better now

    def test_an_older_attempt_cannot_deliver(self, make_clip):
        clip = make_clip(state=State.RUNNING)
        late = Generation.objects.get(pk=clip.pk)
        assert clip.move(State.QUEUED)
        assert clip.claim()
        assert not late.move(State.FAILED)
        clip.refresh_from_db()
        assert (clip.state, clip.attempts) == (State.RUNNING, 2)

    def test_a_finished_clip_says_when(self, make_clip):
        assert make_clip(state=State.CANCELLED).finished_at

    def test_a_claimed_clip_starts_afresh(self, make_clip):
        clip = make_clip(state=State.RUNNING)
        assert (clip.attempts, clip.tries, clip.progress, clip.stage) == (1, 1, 0, "making")
        assert clip.lease_until > timezone.now()


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize("lacking", ["video", "poster", "registry"])
    def test_a_ready_clip_without_its_files_or_its_mark(self, make_clip, lacking):
        clip = make_clip()
        with pytest.raises(IntegrityError), transaction.atomic():
            Generation.objects.filter(pk=clip.pk).update(**{lacking: None if lacking == "registry" else ""})

    def test_two_clips_of_one_request(self, make_clip):
        clip, other = make_clip(state=State.QUEUED, key="once"), make_clip(state=State.QUEUED)
        with pytest.raises(IntegrityError), transaction.atomic():
            Generation.objects.filter(pk=other.pk).update(request_key=clip.request_key)


class TestInTurn:
    def test_everybodys_first_comes_before_anybodys_second(self, make_clip, alice, bob):
        clips = [make_clip(owner=alice, state=State.QUEUED) for _ in range(3)]
        his = [make_clip(owner=bob, state=State.QUEUED) for _ in range(2)]
        assert list(Generation.objects.in_turn()) == [clips[0], his[0], clips[1], his[1], clips[2]]

    def test_who_has_one_running_waits_for_the_others(self, make_clip, alice, bob):
        make_clip(owner=alice, state=State.RUNNING)
        hers, his = make_clip(owner=alice, state=State.QUEUED), make_clip(owner=bob, state=State.QUEUED)
        assert list(Generation.objects.in_turn()) == [his, hers]

    def test_of_32_and_2_the_first_of_the_two_is_next(self, make_clip, alice, bob):
        hers = [make_clip(owner=alice, state=State.QUEUED) for _ in range(32)]
        his = [make_clip(owner=bob, state=State.QUEUED) for _ in range(2)]
        assert hers[0].claim()
        assert Generation.objects.in_turn().first() == his[0]

    def test_who_was_served_last_waits_for_those_who_were_not(self, make_clip, alice, bob):
        first, second = (make_clip(owner=alice, state=State.QUEUED) for _ in range(2))
        his = make_clip(owner=bob, state=State.QUEUED)
        rendering.make_now(first)
        assert list(Generation.objects.in_turn()) == [his, second]

    def test_newcomers_do_not_pass_who_waits_since_before_they_came(self, make_clip, alice, charlie):
        make_clip(owner=alice)
        hers, his = (make_clip(owner=person, state=State.QUEUED) for person in (alice, charlie))
        assert list(Generation.objects.in_turn()) == [hers, his]

    def test_what_is_not_waiting_is_not_in_line(self, make_clip):
        for state in set(State) - {State.QUEUED}:
            make_clip(state=state)
        assert not Generation.objects.in_turn()


class TestManyFinishedRows:
    """The claim must not slow down as a site grows old."""

    @pytest.fixture
    def old_site(self, make_clip, alice):
        clip = make_clip(state=State.CANCELLED)
        names = ("prompt", "seconds", "made_seconds", "width", "height", "seed", "engine")
        details = {name: getattr(clip, name) for name in names}
        now = timezone.now()
        Generation.objects.bulk_create(
            (Generation(
                owner=alice, decision_id=clip.decision_id, state=State.CANCELLED, **details,
                queued_at=now - timedelta(minutes=random.randrange(10**5)),
            ) for _ in range(20_000)),
            batch_size=1000,
        )  # fmt: skip
        for _ in range(20):
            make_clip(state=State.QUEUED)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE generation_generation" if connection.vendor == "postgresql" else "ANALYZE")

    def test_what_workers_and_sweeps_look_for_is_found_by_an_index(self, old_site):
        for rows in (Generation.objects.in_turn(), Generation.objects.silent()):
            plan = f"{rows[:1].explain()}\n"
            assert "Seq Scan" not in plan
            assert "SCAN generation_generation\n" not in plan
            assert "Index Scan" in plan or "USING INDEX" in plan


class TestVisibleTo:
    def test_a_draft_is_its_makers_and_the_moderators(self, make_clip, alice, charlie, rita):
        clip = make_clip(owner=alice)
        seen = [clip in Generation.objects.visible_to(person) for person in (alice, charlie, rita, AnonymousUser())]
        assert seen == [True, False, True, False]

    def test_a_moderator_who_left_sees_only_their_own(self, make_clip, alice, rita):
        clip = make_clip(owner=alice)
        rita.is_active = False
        assert clip not in Generation.objects.visible_to(rita)

    def test_a_moderator_does_not_own_what_they_see(self, make_clip, rita):
        assert make_clip() not in Generation.objects.owned_by(rita)
