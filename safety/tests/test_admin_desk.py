"""The moderators' desk, on its real pages: each decision asks for its right, leaves one row, and is told."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Notification, Plan, User
from accounts.notices import Kind
from cameos.models import Cameo, CameoPicture, Level, Receipt
from feed.models import Comment, Post
from generation.services import balance
from generation.states import State
from safety import services
from safety.cases import fill, open_cases
from safety.models import Appeal, ModerationAction, Report, Reviewable, Standing

pytestmark = pytest.mark.django_db
CASES, APPEALS = "/admin/safety/case/", "/admin/safety/appeal/"
POSTS, COMMENTS, CAMEOS = "/admin/feed/post/", "/admin/feed/comment/", "/admin/cameos/cameo/"
PEOPLE, CLIPS = "/admin/accounts/user/", "/admin/generation/generation/"


def decide(client, page, action, *rows, why="seen it", **more):
    chosen = {"action": action, "_selected_action": [str(row.pk) for row in rows], "why": why}
    return client.post(page, chosen | more, follow=True)


def trail():
    return [(row.action, row.by.username, row.kind, row.why) for row in ModerationAction.objects.order_by("pk")]


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def case_of(thing):
    return open_cases().get(subject=thing.pk)


@pytest.fixture
def cameo(alice):
    cameo = Cameo.objects.create(owner=alice, level=Level.EVERYONE)
    CameoPicture.objects.create(cameo=cameo, position=1, file="cameos/none.webp")
    Receipt.objects.create(kind=Receipt.Kind.CONSENT, owner=alice)
    return cameo


@pytest.fixture
def treasurer(rita):
    """A moderator who may also give."""
    rita.user_permissions.add(Permission.objects.get(codename="add_creditentry"))
    return fresh(rita)


class TestReportedThings:
    def test_a_thing_is_one_line_with_its_picture_reasons_and_words(self, make_post, crowd, complain, as_, rita):
        post = make_post(caption="by the sea")
        complain(post, crowd(2), reason=Report.Reason.SPAM, words="again and again")
        complain(post, crowd(1, "third"), reason=Report.Reason.HATE)
        page = as_(rita).get(CASES).text
        assert page.count("by the sea") == 1
        for shown in (reverse("feed:poster", args=[post.pk]), "2 × Spam", "1 × Hate", "again and again", "@witness0"):
            assert shown in page
        assert "@alice" in page
        assert "hidden after reports" in page

    def test_the_most_reported_comes_first_then_the_oldest(self, make_post, crowd, complain):
        first, second, third = (make_post(caption=caption) for caption in "abc")
        people = crowd(2)
        complain(first, people[:1])
        complain(second, people[:1])
        complain(third, people)
        assert [case.subject for case in open_cases()] == [third.pk, first.pk, second.pk]

    def test_people_comments_likenesses_and_drafts_come_to_the_same_queue(
        self, post, say, cameo, make_clip, complain, as_, rita, charlie
    ):
        for thing in (say(post, "what a walk"), cameo, charlie, make_clip(prompt="a hidden draft")):
            complain(thing, [rita])
        page = as_(rita).get(CASES).text
        for words in ("what a walk", "@alice", "@charlie", "a hidden draft"):
            assert words in page
        assert reverse("cameos:picture", args=["alice", 1]) in page

    def test_a_report_on_something_already_approved_still_arrives(self, post, complain, crowd, as_, rita, bob):
        complain(post, crowd(3))
        decide(as_(rita), CASES, "dismiss", case_of(post))
        assert not open_cases().exists()
        complain(post, [bob], words="look again")
        assert "look again" in as_(rita).get(CASES).text

    def test_the_queue_costs_the_same_however_much_is_reported(self, make_post, complain, crowd, as_, rita):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                client.get(CASES)
            return len(queries)

        client, people = as_(rita), crowd(2)
        complain(make_post(), people)
        one = cost()
        for _ in range(3):
            complain(make_post(), people)
        assert cost() == one

    def test_taken_down(self, post, crowd, complain, as_, rita, alice, charlie):
        complain(post, crowd(2))
        decide(as_(rita), CASES, "take_down", case_of(post), why="not hers")
        assert fresh(post).standing == Standing.REMOVED
        assert trail() == [("take_down", "rita", "feed.post", "not hers")]
        assert not open_cases().exists()
        assert Notification.objects.get(owner=alice).kind == Kind.TAKEN_DOWN
        assert as_(charlie).get(post.get_absolute_url()).status_code == 404

    def test_dismissed_it_is_seen_again(self, post, crowd, complain, as_, rita):
        complain(post, crowd(3))
        decide(as_(rita), CASES, "dismiss", case_of(post), why="")
        assert fresh(post).standing == Standing.LIVE
        assert trail() == [("dismiss", "rita", "feed.post", "")]

    def test_its_maker_suspended(self, post, crowd, complain, as_, rita, alice):
        complain(post, crowd(1))
        decide(as_(rita), CASES, "suspend_maker", case_of(post), why="enough")
        assert not fresh(alice).is_active
        assert trail() == [("suspend", "rita", "accounts.user", "enough")]
        assert case_of(post)  # the thing itself still waits

    def test_many_at_once(self, make_post, complain, crowd, as_, rita):
        posts = [make_post(), make_post(), make_post()]
        for post in posts:
            complain(post, crowd(1, f"of{str(post.pk)[:6]}"))
        decide(as_(rita), CASES, "take_down", *map(case_of, posts))
        assert [row[0] for row in trail()] == ["take_down"] * 3

    def test_taking_down_asks_why(self, post, crowd, complain, as_, rita):
        complain(post, crowd(1))
        answer = decide(as_(rita), CASES, "take_down", case_of(post), why=" ")
        assert "Say why first" in answer.text
        assert fresh(post).standing == Standing.LIVE
        assert trail() == []

    def test_a_person_is_not_taken_down(self, charlie, bob, complain, as_, rita):
        complain(charlie, [bob])
        decide(as_(rita), CASES, "take_down", open_cases().get())
        assert trail() == []
        assert open_cases().exists()

    def test_what_was_deleted_can_be_closed(self, post, bob, complain, as_, rita):
        complain(post, [bob])
        case = case_of(post)
        post.delete()
        assert "deleted by its maker" in as_(rita).get(CASES).text
        decide(as_(rita), CASES, "take_down", case)
        assert trail() == []
        decide(as_(rita), CASES, "dismiss", case)
        assert trail() == [("dismiss", "rita", "feed.post", "seen it")]
        assert not open_cases().exists()

    def test_everything_is_on_its_own_page_too(self, post, crowd, complain, as_, rita):
        complain(post, crowd(2), words="look")
        page = as_(rita).get(f"{CASES}{case_of(post).pk}/change/").text
        for words in ("a walk", "look", 'value="take_down"', 'value="dismiss"', "<p>Settled reports: 0</p>"):
            assert words in page

    def test_the_cases_are_filled_with_what_is_open_only(self, post, complain, crowd, rita, bob):
        complain(post, crowd(3))
        services.dismiss(post, by=rita)
        complain(post, [bob])
        assert [report.reporter for report in fill(open_cases())[0].said] == [bob]


class TestAppeals:
    @pytest.fixture
    def appeal(self, post, rita, alice):
        return services.appeal(services.take_down(post, by=rita, why="not hers"), by=alice, words="it is")

    def test_an_appeal_waits_with_the_decision_and_her_words(self, appeal, as_, rita):
        page = as_(rita).get(APPEALS).text
        for words in ("a walk", "not hers", "it is", "@alice", "waits"):
            assert words in page

    def test_overturned(self, appeal, post, as_, rita):
        decide(as_(rita), APPEALS, "overturn", appeal, why="you are right")
        assert fresh(post).standing == Standing.LIVE
        assert trail()[1:] == [("restore", "rita", "feed.post", "you are right")]
        assert "overturned" in as_(rita).get(APPEALS).text

    def test_upheld(self, appeal, post, as_, rita):
        decide(as_(rita), APPEALS, "uphold", appeal, why="it shows Bob")
        assert fresh(post).standing == Standing.REMOVED
        assert trail()[1:] == [("answer", "rita", "feed.post", "it shows Bob")]

    def test_nobody_is_left_without_an_answer(self, appeal, as_, rita):
        assert "Say why first" in decide(as_(rita), APPEALS, "uphold", appeal, why="").text
        assert fresh(appeal).answered_at is None

    def test_open_ones_come_first(self, appeal, make_post, as_, rita, alice):
        services.answer_appeal(appeal, by=rita, answer="no", overturn=False)
        later = services.appeal(services.take_down(make_post(), by=rita, why="x"), by=alice, words="second words")
        assert list(as_(rita).get(APPEALS).context["cl"].result_list) == [later, appeal]

    def test_its_story_is_on_the_page_of_the_thing(self, appeal, post, as_, rita):
        page = as_(rita).get(f"{POSTS}{post.pk}/change/").text
        assert "not hers" in page
        assert "it is" in page


class TestPostsCommentsAndLikenesses:
    def test_a_post_is_taken_down_and_restored(self, post, as_, rita):
        assert reverse("feed:poster", args=[post.pk]) in as_(rita).get(POSTS).text
        decide(as_(rita), POSTS, "take_down", post, why="no")
        assert fresh(post).standing == Standing.REMOVED
        decide(as_(rita), POSTS, "restore", post, why="yes")
        assert fresh(post).standing == Standing.LIVE
        assert [row[0] for row in trail()] == ["take_down", "restore"]

    def test_a_comment_is_taken_down_and_restored(self, post, say, as_, rita, bob):
        said = say(post, "how rude")
        assert "how rude" in as_(rita).get(COMMENTS).text
        decide(as_(rita), COMMENTS, "take_down", said, why="rude")
        assert fresh(said).standing == Standing.REMOVED
        assert Notification.objects.get(owner=bob).kind == Kind.TAKEN_DOWN
        decide(as_(rita), COMMENTS, "restore", said)
        assert fresh(said).standing == Standing.LIVE

    def test_a_likeness_shows_its_pictures_level_and_receipts(self, cameo, as_, rita):
        for page in (CAMEOS, f"{CAMEOS}{cameo.pk}/change/"):
            text = as_(rita).get(page).text
            assert reverse("cameos:picture", args=["alice", 1]) in text
            assert "Everyone" in text
        assert "agreed to be drawn" in text

    def test_a_likeness_taken_down_is_cast_by_nobody(self, cameo, as_, rita, bob):
        decide(as_(rita), CAMEOS, "take_down", cameo, why="not her face")
        assert not Cameo.objects.castable_by(bob).exists()
        decide(as_(rita), CAMEOS, "restore", cameo)
        assert Cameo.objects.castable_by(bob).exists()

    def test_a_held_request_is_decided_under_the_name_of_the_clip(self, make_clip, as_, rita, alice):
        clip = make_clip(state=State.HELD)
        decide(as_(rita), "/admin/generation/heldrequest/", "refuse", clip, why="not this")
        assert trail() == [("refuse", "rita", "generation.generation", "not this")]
        notice = Notification.objects.get(owner=alice)
        assert (notice.kind, notice.link) == (Kind.REFUSED, reverse("generation:clip", args=[clip.pk]))
        assert "not this" in as_(alice).get(notice.link).text

    def test_alice_is_told_that_her_clip_was_allowed(self, make_clip, as_, rita, alice):
        decide(as_(rita), "/admin/generation/heldrequest/", "allow", make_clip(state=State.HELD), why="")
        assert Notification.objects.get(owner=alice).kind == Kind.ALLOWED


class TestGiving:
    def test_credits_are_granted_with_amount_and_reason(self, as_, treasurer, alice):
        decide(as_(treasurer), PEOPLE, "grant", alice, why="a prize", amount="5")
        assert balance(alice).credits == 5
        assert [row[:3] for row in trail()] == [("grant", "rita", "accounts.user")]
        assert "a prize" in trail()[0][3]

    @pytest.mark.parametrize("amount", ["", "0", "-3", "many", "1000000"])
    def test_no_odd_amount_is_granted(self, as_, treasurer, alice, amount):
        decide(as_(treasurer), PEOPLE, "grant", alice, why="a prize", amount=amount)
        assert balance(alice).credits == 0
        assert trail() == []

    def test_plans_are_changed_once(self, as_, treasurer, alice):
        for _ in range(2):
            decide(as_(treasurer), PEOPLE, "make_pro", alice, why="she pays")
        assert fresh(alice).plan == Plan.PRO
        assert trail() == [("plan", "rita", "accounts.user", "pro: she pays")]
        decide(as_(treasurer), PEOPLE, "make_free", alice, why="no longer")
        assert fresh(alice).plan == Plan.FREE

    @pytest.mark.parametrize("action", ["grant", "make_pro"])
    def test_a_moderator_who_was_not_let_gives_nothing(self, as_, rita, alice, action):
        decide(as_(rita), PEOPLE, action, alice, why="a prize", amount="5")
        assert balance(alice).credits == 0
        assert fresh(alice).plan == Plan.FREE
        assert trail() == []

    def test_what_is_left_stands_beside_the_plan(self, as_, rita, alice):
        assert "10 of 10 left today" in as_(rita).get(f"{PEOPLE}{alice.pk}/change/").text

    def test_not_even_a_superuser_types_a_plan_in(self, as_, alice, make_person):
        root = make_person("theroot", is_staff=True, is_superuser=True)
        as_(root).post(f"{PEOPLE}{alice.pk}/change/", {"username": "alice", "display_name": "A", "plan": "pro"})
        assert (fresh(alice).display_name, fresh(alice).plan) == ("A", Plan.FREE)


class TestWhoMayDecide:
    READ = ["safety/report", "safety/moderationaction", "safety/decision", "cameos/receipt", "generation/creditentry"]
    EVERY = [CASES, APPEALS, POSTS, COMMENTS, CAMEOS, PEOPLE, CLIPS, *(f"/admin/{name}/" for name in READ)]

    @pytest.mark.parametrize("page", EVERY)
    def test_rita_opens_every_list_and_alice_none(self, as_, alice, rita, page):
        assert as_(rita).get(page).status_code == 200
        assert as_(alice).get(page).status_code == 302

    @pytest.mark.parametrize("name", READ)
    def test_records_are_read_and_nothing_else(self, as_, rita, post, bob, complain, cameo, name):
        complain(post, [bob])
        services.take_down(post, by=rita, why="x")
        assert as_(rita).get(f"/admin/{name}/add/").status_code == 403
        model = {"report": Report, "moderationaction": ModerationAction, "receipt": Receipt}.get(name.split("/")[1])
        if model:
            row = model.objects.first()
            assert as_(rita).get(f"/admin/{name}/{row.pk}/change/").status_code == 200
            assert as_(rita).post(f"/admin/{name}/{row.pk}/change/", {"why": "y"}).status_code == 403
            assert as_(rita).post(f"/admin/{name}/{row.pk}/delete/", {"post": "yes"}).status_code == 403

    def test_charlie_cannot_decide_what_he_can_see(self, post, say, as_, charlie, bob, complain):
        complain(post, [bob])
        for page, action, row in (
            (CASES, "take_down", case_of(post)),
            (POSTS, "take_down", post),
            (COMMENTS, "take_down", say(post, by=charlie)),
        ):
            decide(as_(charlie), page, action, row)
        assert trail() == []
        assert fresh(post).standing == Standing.LIVE

    @pytest.mark.parametrize("allowed", ["view_case", "view_post"])
    def test_somebody_on_the_staff_who_may_only_look_decides_nothing(
        self, as_, make_person, post, bob, complain, allowed
    ):
        looker = make_person("looker", is_staff=True)
        looker.user_permissions.add(Permission.objects.get(codename=allowed))
        complain(post, [bob])
        for page, row in ((CASES, case_of(post)), (POSTS, post)):
            decide(as_(looker), page, "take_down", row)
        assert trail() == []
        assert fresh(post).standing == Standing.LIVE

    def test_who_may_not_suspend_people_does_not_suspend_makers(self, as_, make_person, post, bob, complain, alice):
        clerk = make_person("clerk", is_staff=True)
        clerk.user_permissions.set(Permission.objects.filter(codename__in=["view_case", "change_case"]))
        complain(post, [bob])
        decide(as_(clerk), CASES, "suspend_maker", case_of(post))
        assert fresh(alice).is_active
        decide(as_(clerk), CASES, "dismiss", case_of(post))
        assert [row[0] for row in trail()] == ["dismiss"]

    def test_a_suspended_moderator_decides_nothing(self, as_, rita, make_person, post, bob, complain):
        complain(post, [bob])
        browser, root = as_(rita), make_person("theroot", is_staff=True, is_superuser=True)
        services.suspend(rita, by=root, why="away")
        decide(browser, CASES, "take_down", case_of(post))
        assert fresh(post).standing == Standing.LIVE


def test_the_first_page_counts_what_waits(post, complain, crowd, make_clip, as_, rita, alice):
    complain(post, crowd(2))
    make_clip(state=State.HELD)
    services.appeal(services.take_down(make_clip(), by=rita, why="x"), by=alice, words="no")
    page = as_(rita).get("/admin/").text
    for name, count in (("reported things", 1), ("appeals", 1), ("held requests", 1)):
        assert f"<strong>{count}</strong> {name}" in page


def test_every_kind_of_thing_has_its_desk():
    things = [model for model in apps.get_models() if issubclass(model, Reviewable) and not model._meta.proxy]
    assert {Post, Comment, Cameo} < set(things)
    assert all(admin.site.is_registered(model) for model in (*things, User, Appeal))
