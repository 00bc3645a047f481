"""Somebody says that something should not be here: who may, what it hides, and from whom."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import Block, Notification
from accounts.notices import Kind
from cameos.models import Cameo, Level
from feed.models import Comment, Post
from feed.services import delete_comment
from safety import services
from safety.models import ModerationAction, Report, Standing
from safety.subjects import subject_id
from safety.templatetags.reports import report_url

pytestmark = pytest.mark.django_db
SPAM = Report.Reason.SPAM


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def told(person):
    return [(notice.kind, notice.link) for notice in Notification.objects.filter(owner=person)]


class TestTheThreshold:
    def test_two_people_hide_nothing(self, post, crowd, complain):
        complain(post, crowd(2))
        assert fresh(post).standing == Standing.LIVE

    def test_the_third_hides_it_from_everybody_until_a_moderator_has_looked(self, post, crowd, complain, as_, charlie):
        complain(post, crowd(3))
        assert fresh(post).standing == Standing.HIDDEN
        assert as_(None).get(post.get_absolute_url()).status_code == 404
        assert as_(charlie).get(post.get_absolute_url()).status_code == 404

    def test_its_maker_is_told(self, post, crowd, complain, alice):
        complain(post, crowd(3))
        assert told(alice) == [(Kind.HIDDEN, post.get_absolute_url())]

    def test_three_reports_by_one_person_are_one(self, post, complain, bob):
        first, second, third = complain(post, [bob, bob, bob])
        assert first == second == third
        assert Report.objects.count() == 1
        assert fresh(post).standing == Standing.LIVE

    def test_reports_by_suspended_people_hide_nothing(self, post, crowd, complain, rita):
        people = crowd(3)
        complain(post, people[:2])
        services.suspend(people[0], by=rita, why="reports everything")
        complain(post, people[2:])
        assert fresh(post).standing == Standing.LIVE

    def test_what_rita_has_looked_at_does_not_vanish_for_old_reports(self, post, crowd, complain, rita):
        complain(post, crowd(3))
        services.dismiss(post, by=rita, why="a walk is a walk")
        assert fresh(post).standing == Standing.LIVE
        complain(post, crowd(2, "latecomer"))
        assert fresh(post).standing == Standing.LIVE
        complain(post, crowd(1, "last"))
        assert fresh(post).standing == Standing.HIDDEN

    def test_a_setting_says_how_many(self, post, crowd, complain, settings):
        settings.REPORTS_TO_HIDE = 1
        complain(post, crowd(1))
        assert fresh(post).standing == Standing.HIDDEN

    def test_a_person_is_reported_but_not_hidden(self, alice, crowd, complain, as_):
        complain(alice, crowd(3))
        assert as_(None).get(alice.get_absolute_url()).status_code == 200

    def test_a_likeness_can_be_reported_and_hides(self, alice, bob, crowd, complain):
        cameo = Cameo.objects.create(owner=alice, level=Level.EVERYONE)
        complain(cameo, crowd(3))
        assert fresh(cameo).standing == Standing.HIDDEN
        assert not Cameo.objects.castable_by(bob).exists()


class TestTheNextPage:
    """Who reports something does not meet it again, on no page."""

    def test_a_reported_post_is_in_no_feed_of_its_reporter(self, post, complain, bob, charlie):
        complain(post, [bob])
        assert post not in Post.objects.listed_for(bob)
        assert post not in Post.objects.visible_to(bob)
        assert post in Post.objects.listed_for(charlie)

    def test_nor_on_the_next_page_they_open(self, post, as_, bob, charlie):
        as_(bob).post(report_url(post), {"reason": SPAM})
        for page in ("feed:home", "feed:latest"):
            assert str(post.pk) not in as_(bob).get(reverse(page)).text
            assert str(post.pk) in as_(charlie).get(reverse(page)).text
        assert as_(bob).get(post.get_absolute_url()).status_code == 404

    def test_it_stays_away_when_the_report_was_dismissed(self, post, complain, bob, rita):
        complain(post, [bob])
        services.dismiss(post, by=rita)
        assert post not in Post.objects.listed_for(bob)

    def test_a_reported_comment_is_gone_for_its_reporter_only(self, post, say, complain, alice, charlie):
        said = say(post)
        complain(said, [alice])
        assert said not in Comment.objects.visible_to(alice)
        assert said in Comment.objects.visible_to(charlie)


class TestTheNumberOfComments:
    def test_one_taken_down_is_not_counted_until_it_is_restored(self, post, say, rita, charlie):
        said = say(post)
        say(post, "and so are you", by=charlie, parent=said)
        say(post, "me too")
        assert fresh(post).comment_count == 3
        services.take_down(said, by=rita, why="rude")
        assert fresh(post).comment_count == 1
        services.restore(said, by=rita)
        assert fresh(post).comment_count == 3

    def test_its_author_deleting_it_afterwards_counts_it_once(self, post, say, rita, bob):
        said = say(post)
        say(post, "me too")
        services.take_down(said, by=rita, why="rude")
        assert delete_comment(fresh(said), by=bob)
        assert fresh(post).comment_count == 1


class TestTheForm:
    def test_it_says_what_is_reported_and_offers_plain_reasons(self, make_post, as_, bob):
        page = as_(bob).get(report_url(make_post(caption="a walk by the sea"))).text
        assert "a walk by the sea" in page
        assert page.count('type="radio"') == len(Report.Reason)

    def test_a_report_arrives_with_reason_and_words(self, post, as_, bob):
        answer = as_(bob).post(report_url(post), {"reason": "likeness", "words": "that is me"}, follow=True)
        assert "You will not see it again. A moderator looks." in answer.text
        report = Report.objects.get()
        assert (report.reporter, report.reason, report.words) == (bob, "likeness", "that is me")
        assert (report.kind, report.subject) == ("feed.post", post.pk)
        assert not Block.objects.exists()

    def test_it_can_block_the_maker_as_well(self, post, as_, bob, alice):
        as_(bob).post(report_url(post), {"reason": SPAM, "block": "on"})
        assert Block.objects.filter(blocker=bob, blocked=alice).exists()

    def test_without_a_reason_nothing_is_sent_and_nothing_is_lost(self, post, as_, bob):
        answer = as_(bob).post(report_url(post), {"words": "so bad"})
        assert answer.status_code == 422
        assert "so bad" in answer.text
        assert not Report.objects.exists()

    def test_it_goes_back_to_a_page_of_ours_only(self, post, say, as_, alice):
        said = say(post)
        address = f"{report_url(said)}?back={post.get_absolute_url()}"
        assert as_(alice).post(address, {"reason": SPAM})["Location"] == post.get_absolute_url()
        address = f"{report_url(say(post))}?back=https://elsewhere.example/"
        assert as_(alice).post(address, {"reason": SPAM})["Location"] == "/"

    def test_one_reports_people_too(self, as_, alice, bob):
        as_(bob).post(report_url(alice), {"reason": SPAM})
        assert Report.objects.get().subject == subject_id(alice)

    def test_your_own_is_yours_to_delete(self, post, as_, alice):
        assert as_(alice).post(report_url(post), {"reason": SPAM}).status_code == 422
        assert not Report.objects.exists()

    def test_a_passer_by_is_sent_to_sign_in(self, post, as_):
        assert as_(None).get(report_url(post))["Location"].startswith(reverse("account_login"))
        assert as_(None).post(report_url(post), {"reason": SPAM}).status_code == 302
        assert not Report.objects.exists()

    def test_charlie_cannot_report_what_he_cannot_see(self, make_clip, make_post, as_, charlie, rita):
        draft, gone = make_clip(), make_post()
        services.take_down(gone, by=rita, why="x")
        for thing in (draft, gone):
            assert as_(charlie).get(report_url(thing)).status_code == 404
            assert as_(charlie).post(report_url(thing), {"reason": SPAM}).status_code == 404
        assert not Report.objects.exists()

    @pytest.mark.parametrize("kind", ["feed.nothing", "feed", "sessions.session", "safety.report", "x.y.z"])
    def test_there_is_nothing_of_such_a_kind(self, as_, charlie, kind):
        assert as_(charlie).get(reverse("safety:report", args=[kind, uuid.uuid4()])).status_code == 404

    def test_it_costs_four_queries_at_most(self, post, say, as_, alice, bob, django_assert_max_num_queries):
        for reporter, thing in ((bob, post), (alice, say(post)), (bob, alice)):
            client = as_(reporter)
            with django_assert_max_num_queries(4):
                client.get(report_url(thing))


class TestWhatAModeratorDecides:
    """In services; the admin's pages are in test_admin_desk."""

    def test_taking_down_settles_every_report_and_tells_its_maker_why(self, post, crowd, complain, rita, alice):
        complain(post, crowd(2))
        action = services.take_down(post, by=rita, why="not hers")
        assert set(Report.objects.values_list("settlement", flat=True)) == {action.pk}
        assert not Report.objects.open().exists()
        assert told(alice) == [(Kind.TAKEN_DOWN, action.get_absolute_url())]
        assert Notification.objects.get(owner=alice).about == "not hers"
        assert Notification.objects.get(owner=alice).actor is None

    def test_dismissing_shows_again_what_was_hidden(self, post, crowd, complain, rita, alice):
        complain(post, crowd(3))
        services.dismiss(post, by=rita, why="fine")
        assert fresh(post).standing == Standing.LIVE
        assert told(alice)[0] == (Kind.RESTORED, post.get_absolute_url())

    def test_dismissing_what_nobody_saw_vanish_tells_nobody(self, post, crowd, complain, rita, alice):
        complain(post, crowd(1))
        assert services.dismiss(post, by=rita)
        assert told(alice) == []

    def test_nothing_is_dismissed_twice(self, post, crowd, complain, rita):
        complain(post, crowd(1))
        assert services.dismiss(post, by=rita)
        assert services.dismiss(post, by=rita) is None
        assert ModerationAction.objects.count() == 1

    def test_what_was_taken_back_is_restored_by_nobody(self, make_clip, rita):
        clip = make_clip()
        type(clip).objects.filter(pk=clip.pk).update(standing=Standing.WITHDRAWN)
        assert services.restore(clip, by=rita) is None
        assert services.take_down(clip, by=rita) is None
        assert fresh(clip).standing == Standing.WITHDRAWN
        assert not ModerationAction.objects.exists()

    def test_suspending_settles_what_was_said_of_the_person(self, bob, crowd, complain, rita):
        complain(bob, crowd(2))
        action = services.suspend(bob, by=rita, why="spam")
        assert set(Report.objects.values_list("settlement", flat=True)) == {action.pk}

    def test_alice_cannot_launder_what_was_taken_down_by_publishing_it_anew(self, post, as_, alice, rita):
        services.take_down(post, by=rita, why="no")
        as_(alice).post(reverse("feed:unpublish", args=[post.pk]))
        as_(alice).post(reverse("feed:publish", args=[post.clip_id]), {"caption": "again", "visibility": "public"})
        assert not Post.objects.filter(clip=post.clip_id).exclude(standing=Standing.REMOVED).exists()

    def test_a_report_on_something_already_approved_still_arrives(self, post, rita, complain, bob):
        services.take_down(post, by=rita, why="no")
        services.restore(post, by=rita, why="yes")
        complain(post, [bob])
        assert Report.objects.open().get().subject == post.pk


@pytest.mark.django_db(transaction=True)
def test_the_reports_of_many_at_once_add_up(post, crowd, alice):
    def complain(person):
        try:
            services.report(post, by=person, reason=SPAM)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(complain, crowd(3) * 2))  # everybody twice
    assert Report.objects.count() == 3
    assert fresh(post).standing == Standing.HIDDEN
    assert told(alice) == [(Kind.HIDDEN, post.get_absolute_url())]
