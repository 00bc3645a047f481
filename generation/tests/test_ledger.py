"""What clips cost: who pays from what, and what comes back."""

import pytest
from django.db import transaction

from accounts.models import Notification, Plan
from generation import services
from generation.models import CreditEntry
from generation.models.ledger import Balance
from generation.services import LimitReached, balance, grant_credits, rendering
from generation.states import State
from generation.tests.ledgers import age, imbalances, lines
from safety.models import ModerationAction

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_a_day(settings):
    settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": 2, "in_flight": 20}}


class TestOneClip:
    def test_ready_it_is_spent(self, make_clip):
        clip = make_clip()
        assert lines(clip=clip.pk) == [("hold", "plan", 1), ("settle", "plan", 1)]

    @pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
    def test_when_nothing_was_made_it_is_given_back(self, make_clip, state):
        clip = make_clip(state=state)
        assert lines(clip=clip.pk) == [("hold", "plan", 1), ("refund", "plan", 1)]

    def test_refused_it_was_never_held(self, make_clip, alice):
        make_clip(state=State.REFUSED)
        assert lines() == []
        assert balance(alice).plan_left == 10

    def test_held_for_a_moderator_it_is_held_until_she_refuses(self, make_clip, rita):
        clip = make_clip(state=State.HELD)
        assert lines() == [("hold", "plan", 1)]
        services.refuse(clip, by=rita)
        assert lines() == [("hold", "plan", 1), ("refund", "plan", 1)]

    def test_three_attempts_cost_as_much_as_one(self, ask, make_clip):
        clip = ask(engine="broken")
        rendering.make_now(clip)
        assert clip.attempts == 3
        assert lines() == [("hold", "plan", 1), ("refund", "plan", 1)]

    def test_tried_again_it_is_held_again(self, make_clip):
        clip = make_clip(state=State.FAILED)
        services.retry(clip)
        assert lines() == [("hold", "plan", 1), ("refund", "plan", 1), ("hold", "plan", 1)]

    def test_the_ledger_outlives_it(self, make_clip):
        services.discard(make_clip(state=State.RUNNING))
        assert lines() == [("hold", "plan", 1), ("refund", "plan", 1)]

    @pytest.mark.parametrize(("seconds", "price"), [(5, 1), (10, 1), (15, 2), (25, 3)])
    def test_longer_ones_cost_more(self, ask, seconds, price):
        ask(seconds=seconds)
        assert lines() == [("hold", "plan", price)]

    def test_what_it_cost_is_given_back_whatever_it_would_cost_now(self, ask, settings):
        clip = ask(seconds=25)
        settings.PRICES = ((25, 7),)
        services.cancel(clip)
        assert lines() == [("hold", "plan", 3), ("refund", "plan", 3)]

    def test_a_move_that_is_undone_leaves_no_line(self, ask):
        clip = ask()
        with transaction.atomic():
            services.cancel(clip)
            transaction.set_rollback(True)
        assert lines() == [("hold", "plan", 1)]


class TestTheDay:
    def test_a_new_person_has_all_of_it(self, alice):
        assert balance(alice) == Balance(plan_left=10, credits=0)

    def test_what_is_held_is_taken_and_what_is_cancelled_is_back(self, ask, alice):
        first, _ = ask(), ask()
        assert balance(alice).plan_left == 8
        services.cancel(first)
        assert balance(alice).plan_left == 9

    def test_a_day_later_it_is_all_there_again(self, make_clip, alice):
        make_clip()
        age(hours=23, minutes=59)
        assert balance(alice).plan_left == 9
        age(minutes=2)
        assert balance(alice).plan_left == 10

    def test_what_is_given_back_after_a_day_does_not_count_twice(self, ask, alice):
        late = ask()
        age(hours=25)
        services.cancel(late)
        assert balance(alice).plan_left == 10

    def test_a_clip_tried_again_the_next_day_counts_on_that_day(self, make_clip, alice):
        clip = make_clip(state=State.FAILED)
        age(hours=30)
        services.retry(clip)
        assert balance(alice).plan_left == 9
        services.cancel(clip)
        assert balance(alice).plan_left == 10

    def test_the_first_to_come_back_is_the_oldest_that_was_not_given_back(self, ask, make_clip, alice):
        services.cancel(ask())
        age(hours=1)
        make_clip()
        oldest = CreditEntry.objects.filter(kind="hold").latest("id").made_at
        make_clip()
        assert (CreditEntry.objects.room_at(alice, 9) - oldest).total_seconds() == 24 * 3600

    def test_only_ones_own_lines_count(self, ask, bob, alice):
        ask(owner=bob)
        assert balance(alice).plan_left == 10

    @pytest.mark.usefixtures("two_a_day")
    def test_the_batch_command_overdraws_and_nobody_is_shown_less_than_nothing(self, ask, alice):
        for _ in range(4):
            ask()
        assert balance(alice).plan_left == 0


@pytest.mark.usefixtures("two_a_day")
class TestEnough:
    def test_a_third_clip_says_what_is_left_and_when_there_is_more(self, ask):
        for _ in range(2):
            ask(limited=True)
        with pytest.raises(LimitReached) as caught:
            ask(limited=True)
        assert str(caught.value) == (
            "This clip costs 1 credit; you have 0 of 2 left today. There is room for it again in 23\xa0hours."
        )
        assert imbalances() == {}

    def test_a_long_clip_that_is_too_much_says_which_would_do(self, ask, alice, settings):
        alice.plan = Plan.PRO
        alice.save()
        settings.PLANS = settings.PLANS | {"pro": settings.PLANS["pro"] | {"daily": 2}}
        with pytest.raises(LimitReached, match="costs 3 credits; you have 2 of 2 left.*15 seconds would do now"):
            ask(limited=True, seconds=25)

    def test_what_was_granted_is_used_when_the_day_is_used_up(self, ask, alice, rita):
        grant_credits(alice, 1, by=rita)
        purses = [ask(limited=True) and lines()[-1][1] for _ in range(3)]
        assert purses == ["plan", "plan", "credits"]
        assert balance(alice) == Balance(plan_left=0, credits=0)
        with pytest.raises(LimitReached):
            ask(limited=True)

    def test_what_comes_back_goes_where_it_came_from(self, ask, alice, rita):
        grant_credits(alice, 1, by=rita)
        clips = [ask(limited=True) for _ in range(3)]
        services.cancel(clips[2])
        assert balance(alice) == Balance(plan_left=0, credits=1)

    def test_granted_ones_stay_for_more_than_a_day(self, alice, rita):
        grant_credits(alice, 5, by=rita)
        age(days=400)
        assert balance(alice).credits == 5

    def test_a_retry_needs_them_too(self, make_clip, ask):
        clip = make_clip(state=State.FAILED)
        for _ in range(2):
            ask()
        with pytest.raises(LimitReached, match="costs 1 credit"):
            services.retry(clip)
        clip.refresh_from_db()
        assert clip.state == State.FAILED
        assert imbalances() == {}

    def test_rita_allows_it_whatever_is_left(self, make_clip, ask, rita):
        clip = make_clip(state=State.REFUSED)
        for _ in range(2):
            ask()
        assert services.allow(clip, by=rita)
        assert lines(clip=clip.pk) == [("hold", "plan", 1)]

    def test_a_refused_sentence_is_told_as_refused_however_little_is_left(self, ask):
        for _ in range(2):
            ask()
        assert ask(limited=True, state=State.REFUSED).state == State.REFUSED


class TestPlans:
    @pytest.mark.parametrize("seconds", [15, 25])
    def test_longer_lengths_belong_to_pro(self, ask, alice, seconds):
        with pytest.raises(LimitReached, match=f"{seconds} seconds belong to Pro"):
            ask(limited=True, seconds=seconds)
        alice.plan = Plan.PRO
        alice.save()
        assert ask(limited=True, seconds=seconds)

    def test_pro_has_more_a_day_and_more_at_once(self, ask, alice):
        alice.plan = Plan.PRO
        alice.save()
        assert balance(alice).plan_left == 50
        for _ in range(4):
            ask(limited=True)
        with pytest.raises(LimitReached, match="4 clips on their way"):
            ask(limited=True)


class TestGrants:
    def test_the_person_is_told_and_the_record_says_who_gave_what(self, alice, rita):
        grant_credits(alice, 3, by=rita, why="for patience")
        assert balance(alice).credits == 3
        (told,) = Notification.objects.filter(owner=alice)
        assert (told.kind, told.about, told.link) == ("credits", "3", "/credits/")
        (action,) = ModerationAction.objects.all()
        assert (action.action, action.by, action.why) == ("grant", rita, "3: for patience")

    def test_rita_reads_the_ledger_and_changes_nothing(self, as_, rita, make_clip):
        make_clip()
        page = as_(rita).get("/admin/generation/creditentry/")
        assert page.status_code == 200
        line = CreditEntry.objects.first()
        assert as_(rita).get(f"/admin/generation/creditentry/{line.pk}/change/").status_code == 200
        assert as_(rita).post(f"/admin/generation/creditentry/{line.pk}/delete/").status_code == 403
        assert as_(rita).get("/admin/generation/creditentry/add/").status_code == 403


def test_what_is_left_costs_one_query(alice, ask, django_assert_num_queries):
    for _ in range(5):
        ask()
    with django_assert_num_queries(1):
        balance(alice)
