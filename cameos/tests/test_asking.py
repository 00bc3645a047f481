"""Charlie asks for Bob's likeness; Bob says yes, says no, and takes a yes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Block, Notification
from accounts.notices import Kind
from cameos import services
from cameos.models import QUIET, Grant, Level, Receipt
from cameos.services import may_cast

State = Grant.State
IDEA = "the two of us flying a kite on the beach"


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def cameo(bob, make_cameo):
    return make_cameo(bob, level=Level.APPROVED)


@pytest.fixture
def asked(cameo, charlie):
    return services.ask(cameo, by=charlie, words=IDEA)


def text(response):
    return response.content.decode()


def told(person, kind) -> int:
    person.refresh_from_db()
    return Notification.objects.filter(owner=person, kind=kind).count()


def forget_news():
    Notification.objects.all().delete()


class TestAsking:
    def test_the_owner_is_told_with_the_words(self, cameo, as_, bob, charlie):
        as_(charlie).post("/@bob/cameo/ask/", {"words": IDEA})
        news = Notification.objects.get(owner=bob)
        assert (news.kind, news.actor, news.link, news.about) == (Kind.CAST_ASKED, charlie, "/cameo/", IDEA)
        assert IDEA in text(as_(bob).get("/cameo/"))

    def test_who_asked_reads_that_they_did(self, asked, as_, charlie):
        page = text(as_(charlie).get("/@bob/cameo/"))
        assert "You have asked" in page
        assert "/ask/" not in page

    def test_asking_without_a_word_is_refused_in_place(self, cameo, as_, charlie):
        assert as_(charlie).post("/@bob/cameo/ask/", {"words": " "}).status_code == 422
        assert not Grant.objects.exists()

    def test_what_could_never_be_made_is_not_asked_for(self, cameo, as_, charlie, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        response = as_(charlie).post("/@bob/cameo/ask/", {"words": IDEA})
        assert response.status_code == 422
        assert IDEA in text(response)
        assert not Grant.objects.exists()

    def test_at_only_me_there_is_no_page_to_ask_on(self, bob, as_, charlie, make_cameo):
        make_cameo(bob)
        assert as_(charlie).post("/@bob/cameo/ask/", {"words": IDEA}).status_code == 404

    @pytest.mark.parametrize("level", [Level.MUTUALS, Level.EVERYONE])
    def test_where_no_yes_would_count_none_is_asked_for(self, bob, as_, charlie, make_cameo, level):
        make_cameo(bob, level=level)
        assert as_(charlie).post("/@bob/cameo/ask/", {"words": IDEA}).status_code == 422
        assert not Grant.objects.exists()

    @pytest.mark.parametrize("blocker", ["bob", "charlie"])
    def test_a_block_in_either_direction_ends_it(self, asked, cameo, as_, bob, charlie, blocker):
        one, other = (bob, charlie) if blocker == "bob" else (charlie, bob)
        Block.objects.create(blocker=one, blocked=other)
        assert as_(charlie).post("/@bob/cameo/ask/", {"words": IDEA}).status_code == 404
        with pytest.raises(services.CannotAsk):
            services.ask(cameo, by=charlie)

    def test_a_passer_by_signs_in_first(self, cameo, as_):
        assert as_(None).post("/@bob/cameo/ask/", {"words": IDEA}).status_code == 302
        assert "/ask/" not in text(as_(None).get("/@bob/cameo/"))

    def test_asking_again_while_waiting_is_not_told_again(self, asked, cameo, bob, charlie):
        forget_news()
        services.ask(cameo, by=charlie, words="please")
        assert told(bob, Kind.CAST_ASKED) == 0
        assert Grant.objects.get().words == "please"


class TestAnswering:
    def test_yes(self, asked, cameo, as_, bob, charlie):
        as_(bob).post(f"/cameo/grants/{asked.pk}/", {"yes": "1"})
        assert may_cast(charlie, cameo)
        assert told(charlie, Kind.CAST_ALLOWED) == 1
        assert Notification.objects.get(owner=charlie).link == "/@bob/cameo/"
        assert Receipt.objects.get(kind=Receipt.Kind.GRANT).other == charlie

    def test_no(self, asked, cameo, as_, bob, charlie):
        as_(bob).post(f"/cameo/grants/{asked.pk}/", {"yes": "0"})
        assert not may_cast(charlie, cameo)
        assert told(charlie, Kind.CAST_DECLINED) == 1
        assert "Bob Stone said no" in text(as_(charlie).get("/@bob/cameo/"))

    def test_the_first_answer_holds(self, asked, cameo, charlie):
        assert services.answer(asked, yes=False)
        assert not services.answer(asked, yes=True)
        assert not may_cast(charlie, cameo)

    def test_a_yes_said_while_the_level_is_another_waits_and_tells_nothing(self, asked, cameo, charlie):
        services.change(cameo, level=Level.ONLY_ME)
        services.answer(asked, yes=True)
        assert not may_cast(charlie, cameo)
        assert told(charlie, Kind.CAST_ALLOWED) == 0
        services.change(cameo, level=Level.APPROVED)
        assert may_cast(charlie, cameo)

    @pytest.mark.parametrize(("days", "heard"), [(0, 0), (29, 0), (31, 1)])
    def test_asking_again_after_a_no_is_quiet_for_thirty_days(self, asked, cameo, bob, charlie, days, heard):
        services.answer(asked, yes=False)
        Grant.objects.filter(pk=asked.pk).update(decided_at=timezone.now() - timedelta(days=days))
        forget_news()
        services.ask(cameo, by=charlie, words="now?")
        assert told(bob, Kind.CAST_ASKED) == heard
        grant = Grant.objects.get()
        assert (grant.state, grant.words) == (State.ASKED, "now?")

    def test_a_quiet_question_is_heard_when_it_is_asked_again_later(self, asked, cameo, bob, charlie):
        services.answer(asked, yes=False)
        services.ask(cameo, by=charlie)
        Grant.objects.filter(pk=asked.pk).update(decided_at=timezone.now() - QUIET - timedelta(days=1))
        forget_news()
        services.ask(cameo, by=charlie)
        assert told(bob, Kind.CAST_ASKED) == 1
        forget_news()
        services.ask(cameo, by=charlie)
        assert told(bob, Kind.CAST_ASKED) == 0

    def test_htmx_gets_the_list_of_people_alone(self, asked, as_, bob):
        headers = {"HX-Request": "true", "HX-Target": "people"}
        part = text(as_(bob).post(f"/cameo/grants/{asked.pk}/", {"yes": "1"}, headers=headers))
        assert "<html" not in part
        assert part.strip().startswith('<div id="people">')
        assert "/cameo/revoke/" in part


class TestApproving:
    def test_somebody_who_never_asked(self, cameo, as_, bob, charlie):
        as_(bob).post("/cameo/grant/", {"handle": "@Charlie"})
        assert may_cast(charlie, cameo)
        assert told(charlie, Kind.CAST_ALLOWED) == 1

    def test_twice_is_once(self, cameo, charlie):
        services.grant(cameo, to=charlie)
        services.grant(cameo, to=charlie)
        assert Receipt.objects.filter(kind=Receipt.Kind.GRANT).count() == 1

    def test_after_a_no_it_is_a_yes(self, asked, cameo, charlie):
        services.answer(asked, yes=False)
        services.grant(cameo, to=charlie)
        assert may_cast(charlie, cameo)

    @pytest.mark.parametrize(
        ("handle", "said"), [("nobody_here", "Nobody here"), ("bob", "your own"), ("", "required")]
    )
    def test_whom_it_cannot_be_given_to_is_said_and_the_handle_kept(self, cameo, as_, bob, handle, said):
        response = as_(bob).post("/cameo/grant/", {"handle": handle})
        assert response.status_code == 422
        assert said in text(response)
        assert f'value="{handle}"' in text(response) or not handle

    def test_not_to_somebody_blocked(self, cameo, as_, bob, charlie):
        Block.objects.create(blocker=bob, blocked=charlie)
        assert as_(bob).post("/cameo/grant/", {"handle": "charlie"}).status_code == 422
        assert not Grant.objects.exists()

    def test_who_blocked_the_owner_is_nobody_to_them(self, cameo, as_, bob, charlie):
        Block.objects.create(blocker=charlie, blocked=bob)
        assert "Nobody here" in text(as_(bob).post("/cameo/grant/", {"handle": "charlie"}))


class TestRevoking:
    @pytest.fixture
    def given(self, cameo, charlie):
        return services.grant(cameo, to=charlie)

    def test_it_counts_at_once(self, given, cameo, as_, bob, charlie):
        as_(bob).post("/cameo/revoke/", {"handle": "charlie"})
        assert not may_cast(charlie, cameo)
        assert Receipt.objects.get(kind=Receipt.Kind.REVOKE).other == charlie
        assert "took back their yes" in text(as_(charlie).get("/@bob/cameo/"))

    def test_there_is_nothing_to_take_back_twice(self, given, cameo, charlie):
        assert services.revoke(cameo, from_=charlie)
        assert not services.revoke(cameo, from_=charlie)
        assert Receipt.objects.filter(kind=Receipt.Kind.REVOKE).count() == 1

    def test_the_others_keep_theirs(self, given, cameo, alice, charlie):
        services.grant(cameo, to=alice)
        services.revoke(cameo, from_=charlie)
        assert may_cast(alice, cameo)


def test_receipts_read_as_sentences(cameo, as_, bob, charlie):
    services.grant(cameo, to=charlie)
    services.revoke(cameo, from_=charlie)
    charlie.delete()
    page = text(as_(bob).get("/cameo/receipts/"))
    for sentence in (
        "You made your cameo from one photo and signed as “Bob Stone”.",
        "You set who may use it to “People I approve”.",
        "You approved somebody who left.",
        "You took your yes back from somebody who left.",
    ):
        assert sentence in page


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize("address", ["/cameo/", "/cameo/receipts/", "/cameo/delete/", "/@bob/cameo/"])
def test_a_page_costs_four_queries_however_many_people_ask(
    cameo, as_, bob, make_person, number, address, django_assert_max_num_queries
):
    for n in range(number):
        services.ask(cameo, by=make_person(f"asker{n}"), words=IDEA)
        services.grant(cameo, to=make_person(f"friend{n}"))
    client = as_(bob)
    with django_assert_max_num_queries(4):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("level", [Level.APPROVED, Level.MUTUALS, Level.EVERYONE])
def test_anothers_page_costs_four_queries_too(cameo, as_, charlie, rita, level, django_assert_max_num_queries):
    services.change(cameo, level=level)
    for client in (as_(charlie), as_(rita), as_(None)):
        with django_assert_max_num_queries(4):
            assert client.get("/@bob/cameo/").status_code == 200
