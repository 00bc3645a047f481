"""The person concerned says that a decision was wrong: they, once, and they get an answer."""

import pytest
from django.urls import reverse

from accounts.models import Notification
from accounts.notices import Kind
from safety import services
from safety.models import Appeal, ModerationAction, Report, Standing
from safety.templatetags.reports import report_url

pytestmark = pytest.mark.django_db
Action = ModerationAction.Action


def fresh(thing):
    return type(thing).objects.get(pk=thing.pk)


def actions():
    return sorted(ModerationAction.objects.values_list("action", flat=True))


@pytest.fixture
def decision(post, rita):
    """Rita took down what Alice had shown."""
    return services.take_down(post, by=rita, why="I thought it was somebody else's")


@pytest.fixture
def appealed(decision, alice):
    return services.appeal(decision, by=alice, words="It is mine")


class TestThePage:
    def test_alice_reads_what_was_decided_and_why(self, make_post, rita, as_, alice):
        decision = services.take_down(make_post(caption="by the sea"), by=rita, why="not yours")
        page = as_(alice).get(decision.get_absolute_url()).text
        for words in ("Taken down by a moderator", "by the sea", "not yours", "Was this wrong?"):
            assert words in page
        assert "rita" not in page.lower()

    def test_the_pages_of_what_is_down_lead_there_for_her_alone(self, make_post, rita, as_, alice):
        post = make_post()
        for thing in (post, post.clip):
            decision = services.take_down(thing, by=rita, why="not yours")
            for page in (post.get_absolute_url(), thing.get_absolute_url()):
                assert decision.get_absolute_url() in as_(alice).get(page).text
                assert decision.get_absolute_url() not in as_(rita).get(page).text
            services.restore(thing, by=rita)

    def test_her_words_arrive_and_she_sees_that_they_did(self, decision, as_, alice):
        page = as_(alice).post(decision.get_absolute_url(), {"words": "It is mine"}, follow=True).text
        assert Appeal.objects.get().words == "It is mine"
        assert "with the moderators" in page
        assert "Was this wrong?" not in page

    def test_without_words_nothing_is_sent(self, decision, as_, alice):
        assert as_(alice).post(decision.get_absolute_url(), {"words": " "}).status_code == 422
        assert not Appeal.objects.exists()

    def test_one_decision_is_appealed_once(self, appealed, as_, alice):
        as_(alice).post(appealed.action.get_absolute_url(), {"words": "again"}, follow=True)
        assert Appeal.objects.get().words == "It is mine"

    def test_charlie_cannot_read_or_appeal_for_alice(self, decision, as_, charlie):
        assert as_(charlie).get(decision.get_absolute_url()).status_code == 404
        assert as_(charlie).post(decision.get_absolute_url(), {"words": "let her"}).status_code == 404
        with pytest.raises(services.CannotAppeal):
            services.appeal(decision, by=charlie, words="let her")
        assert not Appeal.objects.exists()

    def test_a_passer_by_is_sent_to_sign_in(self, decision, as_):
        assert as_(None).get(decision.get_absolute_url())["Location"].startswith(reverse("account_login"))

    def test_what_is_between_moderators_has_no_page(self, post, rita, as_, alice, bob, complain):
        complain(post, [bob])
        dismissal = services.dismiss(post, by=rita, why="nonsense")
        assert as_(alice).get(dismissal.get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("pk", [0, 10**30])
    def test_there_is_no_such_decision(self, as_, alice, pk):
        assert as_(alice).get(f"/appeal/{pk}/").status_code == 404

    def test_what_alice_deleted_since_has_no_page(self, decision, post, as_, alice):
        post.delete()
        assert as_(alice).get(decision.get_absolute_url()).status_code == 404

    def test_nothing_is_left_to_appeal_once_it_is_restored(self, decision, post, rita, as_, alice):
        services.restore(post, by=rita, why="sorry")
        page = as_(alice).get(decision.get_absolute_url()).text
        assert "Was this wrong?" not in page
        with pytest.raises(services.CannotAppeal):
            services.appeal(decision, by=alice, words="It is mine")

    def test_it_costs_a_few_queries_whatever_was_said(self, appealed, rita, as_, alice, django_assert_max_num_queries):
        services.answer_appeal(appealed, by=rita, answer="no", overturn=False)
        client = as_(alice)
        with django_assert_max_num_queries(4):
            client.get(appealed.action.get_absolute_url())

    def test_it_costs_no_more_while_it_can_be_appealed(self, decision, as_, alice, django_assert_max_num_queries):
        client = as_(alice)
        with django_assert_max_num_queries(4):
            assert "Was this wrong?" in client.get(decision.get_absolute_url()).text


class TestTheAnswer:
    def test_overturned_it_is_back_and_alice_is_told(self, appealed, post, rita, as_, alice):
        assert services.answer_appeal(appealed, by=rita, answer="You are right", overturn=True)
        assert fresh(post).standing == Standing.LIVE
        assert actions() == [Action.RESTORE, Action.TAKE_DOWN]
        assert fresh(appealed).overturned
        notice = Notification.objects.filter(owner=alice).first()
        assert (notice.kind, notice.link) == (Kind.APPEAL, appealed.action.get_absolute_url())
        page = as_(alice).get(notice.link).text
        assert "Your appeal was granted" in page
        assert "You are right" in page

    def test_upheld_it_stays_down_with_a_reason(self, appealed, post, rita, as_, alice):
        assert services.answer_appeal(appealed, by=rita, answer="It shows Bob", overturn=False)
        assert fresh(post).standing == Standing.REMOVED
        assert actions() == [Action.ANSWER, Action.TAKE_DOWN]
        page = as_(alice).get(appealed.action.get_absolute_url()).text
        assert "The decision stands" in page
        assert "It shows Bob" in page

    def test_two_moderators_answer_once(self, appealed, rita):
        assert services.answer_appeal(appealed, by=rita, answer="yes", overturn=True)
        assert services.answer_appeal(appealed, by=rita, answer="no", overturn=False) is None
        assert fresh(appealed).answer == "yes"

    def test_restoring_it_elsewhere_answers_the_appeal(self, appealed, post, rita, alice):
        services.restore(post, by=rita, why="seen again")
        assert fresh(appealed).answer == "seen again"
        kinds = list(Notification.objects.filter(owner=alice).values_list("kind", flat=True))
        assert kinds == [Kind.APPEAL, Kind.TAKEN_DOWN]  # told once, not as restored besides

    def test_what_was_deleted_meanwhile_can_still_be_answered(self, appealed, post, rita):
        post.delete()
        assert services.answer_appeal(appealed, by=rita, answer="gone", overturn=True) is None
        assert services.answer_appeal(appealed, by=rita, answer="gone", overturn=False)


class TestASuspendedPerson:
    PASSWORD = "a good long password"

    @pytest.fixture
    def suspension(self, bob, rita):
        return services.suspend(bob, by=rita, why="spam under every clip")

    def land(self, client, handle="bob", password=PASSWORD):
        return client.post(reverse("account_login"), {"login": handle, "password": password}, follow=True)

    def test_signing_in_leads_to_the_decision(self, suspension, as_):
        page = self.land(as_(None)).text
        assert "Your account is closed for now" in page
        assert "spam under every clip" in page

    def test_he_can_appeal_without_coming_in_and_is_let_in_when_rita_says_so(self, suspension, as_, bob, rita):
        client = as_(None)
        page = self.land(client)
        address = page.redirect_chain[-1][0]
        assert "with the moderators" in client.post(address, {"words": "I was hacked"}, follow=True).text
        assert client.get(reverse("generation:make")).status_code == 302
        services.answer_appeal(Appeal.objects.get(), by=rita, answer="Change your password", overturn=True)
        assert fresh(bob).is_active
        assert Notification.objects.get(owner=bob).kind == Kind.APPEAL

    def test_a_wrong_password_leads_nowhere(self, suspension, as_):
        assert "spam under every clip" not in self.land(as_(None), password="a wrong long password").text

    def test_bobs_key_opens_no_decision_about_alice(self, suspension, decision, as_):
        client = as_(None)
        query = self.land(client).redirect_chain[-1][0].partition("?")[2]
        assert client.get(f"{decision.get_absolute_url()}?{query}").status_code == 404

    @pytest.mark.parametrize("key", ["", "1", "MQ:abc:def"])
    def test_a_made_up_key_is_none(self, suspension, as_, key):
        answer = as_(None).get(f"{suspension.get_absolute_url()}?key={key}")
        assert answer["Location"].startswith(reverse("account_login"))

    def test_a_key_is_worth_nothing_once_the_account_is_open(self, suspension, as_, bob, rita):
        client = as_(None)
        address = self.land(client).redirect_chain[-1][0]
        services.reinstate(bob, by=rita)
        assert client.get(address)["Location"].startswith(reverse("account_login"))

    def test_an_account_closed_by_no_moderator_says_so_plainly(self, as_, bob):
        bob.is_active = False
        bob.save()
        assert self.land(as_(None)).redirect_chain[-1][0] == reverse("account_inactive")

    def test_he_reports_nothing_meanwhile(self, suspension, post, as_, bob):
        assert as_(bob).post(report_url(post), {"reason": "spam"}).status_code == 302
        assert not Report.objects.exists()
