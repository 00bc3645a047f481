"""Who may use whose likeness: each level, each way two people can stand to each other, each door of this app."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Block, Follow
from cameos import services
from cameos.models import Cameo, Grant, Level
from cameos.services import casting_of, may_cast
from safety.models import Standing

NEVER, ONLY_ME, APPROVED, MUTUALS, EVERYONE = [], *([level] for level in Level)
ALWAYS = list(Level)

#: How somebody stands to Bob, and the levels at which they may put him into a clip.
RELATIONS = {
    "owner": ALWAYS,
    "stranger": EVERYONE,
    "follower": EVERYONE,
    "followed": EVERYONE,
    "mutual": MUTUALS + EVERYONE,
    "asked": EVERYONE,
    "declined": EVERYONE,
    "approved": APPROVED + EVERYONE,
    "revoked": EVERYONE,
    "approved mutual": APPROVED + MUTUALS + EVERYONE,
    "approved mutual, blocked by the owner": NEVER,
    "approved mutual, blocking the owner": NEVER,
    "mutual, blocked by the owner": NEVER,
    "stranger, blocked by the owner": NEVER,
    "stranger, blocking the owner": NEVER,
    "approved mutual of a suspended owner": NEVER,
    "approved mutual of a cameo taken down": NEVER,
    "approved mutual of a cameo hidden": NEVER,
    "owner of a cameo taken down": NEVER,
    "suspended, approved mutual": NEVER,
    "moderator": EVERYONE,
    "passer-by": NEVER,
}
#: These see the face whether they may use it or not.
SEES_ANYWAY = {"owner of a cameo taken down", "moderator"}


#: No yes of the owner changes anything for them.
IN_THE_WAY = ("block", "suspended", "taken down", "hidden")


@pytest.fixture
def somebody(charlie, rita, bob, make_cameo, as_):
    """`somebody("mutual")` -> that person, their browser, and Bob's cameo."""

    def somebody(relation):
        cameo = make_cameo(bob)
        person = {"passer-by": AnonymousUser(), "moderator": rita, "owner": bob}.get(relation.split(" of ")[0], charlie)
        _follow(relation, person, bob)
        _pass(relation, person, cameo)
        _fall_out(relation, person, cameo)
        return person, as_(person if person.is_authenticated else None), cameo

    return somebody


@pytest.fixture
def levels():
    """Every level in turn, straight in the table: what people passed each other stays as it is."""

    def levels(cameo):
        for level in Level:
            Cameo.objects.filter(pk=cameo.pk).update(level=level)
            yield level

    return levels


def _follow(relation, person, owner):
    if "mutual" in relation or relation == "follower":
        Follow.objects.create(follower=person, followed=owner)
    if "mutual" in relation or relation == "followed":
        Follow.objects.create(follower=owner, followed=person)


def _pass(relation, person, cameo):
    states = [state for state in Grant.State if state in relation.replace(",", "").split()]
    Grant.objects.bulk_create(Grant(cameo=cameo, to=person, state=state) for state in states)


def _fall_out(relation, person, cameo):
    if "blocked by the owner" in relation:
        Block.objects.create(blocker=cameo.owner, blocked=person)
    if "blocking the owner" in relation:
        Block.objects.create(blocker=person, blocked=cameo.owner)
    suspended = {"suspended, approved mutual": person, "approved mutual of a suspended owner": cameo.owner}
    if relation in suspended:
        suspended[relation].is_active = False
        suspended[relation].save()
    standing = {"taken down": Standing.REMOVED, "hidden": Standing.HIDDEN}
    for ending, now in standing.items():
        if relation.endswith(ending):
            Cameo.objects.filter(pk=cameo.pk).update(standing=now)


def shows_the_face(client) -> bool:
    response = client.get("/@bob/cameo/1.webp")
    return response.status_code == 200 and response.getvalue()[8:12] == b"WEBP"


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_door_gives_the_one_answer(somebody, levels, relation):
    person, client, cameo = somebody(relation)
    for level in levels(cameo):
        may = level in RELATIONS[relation]
        assert may_cast(person, cameo) is may, level
        assert (cameo in Cameo.objects.castable_by(person)) is may, level
        assert casting_of(person, "@bob on the beach").usable == ((cameo,) if may else ()), level
        assert shows_the_face(client) is (may or relation in SEES_ANYWAY), level
        assert ('data-handle="bob"' in client.get("/cameo/suggest/?q=b").content.decode()) is may, level


@pytest.mark.parametrize("relation", RELATIONS)
def test_only_who_could_be_given_a_yes_can_ask(somebody, levels, relation):
    person, _client, cameo = somebody(relation)
    out = relation.startswith(("owner", "passer-by")) or any(word in relation for word in IN_THE_WAY)
    for level in levels(cameo):
        can = level == Level.APPROVED and not out
        assert Cameo.objects.askable_by(person).exists() is can, level
        if not can:
            before = list(Grant.objects.values())
            with pytest.raises(services.CannotAsk):
                services.ask(cameo, by=person, words="please")
            assert list(Grant.objects.values()) == before


@pytest.mark.parametrize("relation", RELATIONS)
def test_the_page_is_there_for_those_who_may_look(somebody, levels, relation):
    _person, client, cameo = somebody(relation)
    out = any(word in relation for word in IN_THE_WAY) and relation != "suspended, approved mutual"
    for level in levels(cameo):
        seen = relation.startswith(("owner", "moderator")) or not (out or level == Level.ONLY_ME)
        assert client.get("/@bob/cameo/").status_code == (200 if seen else 404), level


class TestCharlieOnWhatHeCanSee:
    """Bob's page at "People I approve" is open to him; the likeness is not."""

    @pytest.fixture
    def cameo(self, bob, make_cameo):
        return make_cameo(bob, level=Level.APPROVED, preferences="always wears a red scarf", restrictions="politics")

    def test_he_is_offered_to_ask_and_nothing_else(self, cameo, as_, charlie):
        page = as_(charlie).get("/@bob/cameo/").content.decode()
        assert 'action="/@bob/cameo/ask/"' in page
        for kept_back in ("1.webp", "red scarf", "politics", "/make/?words"):
            assert kept_back not in page

    def test_he_cannot_answer_for_bob(self, cameo, as_, charlie):
        asked = services.ask(cameo, by=charlie, words="a walk on the beach")
        assert as_(charlie).post(f"/cameo/grants/{asked.pk}/", {"yes": "1"}).status_code == 404
        assert not may_cast(charlie, cameo)

    @pytest.mark.parametrize("door", ["grant", "revoke", "delete", "pictures"])
    def test_bobs_own_doors_are_not_there_for_him(self, cameo, as_, charlie, alice, door):
        services.grant(cameo, to=alice)
        as_(charlie).post(f"/cameo/{door}/", {"handle": "charlie"})
        assert as_(charlie).post(f"/cameo/{door}/", {"handle": "alice"}).status_code == 404
        assert may_cast(alice, cameo)
        assert not may_cast(charlie, cameo)

    def test_changing_his_own_changes_nothing_of_bobs(self, cameo, as_, charlie, make_cameo):
        make_cameo(charlie)
        as_(charlie).post("/cameo/", {"level": "mutuals", "strict": "on", "cameo": str(cameo.pk)})
        cameo.refresh_from_db()
        assert cameo.level == Level.APPROVED
        assert Cameo.objects.get(owner=charlie).level == Level.MUTUALS

    def test_he_does_not_see_what_others_asked(self, cameo, as_, alice, charlie):
        services.ask(cameo, by=alice, words="a secret surprise party")
        assert "surprise" not in as_(charlie).get("/@bob/cameo/").content.decode()


def test_a_stranger_on_an_open_page_may_use_it_and_reads_the_terms(as_, charlie, bob, make_cameo):
    make_cameo(bob, level=Level.EVERYONE, preferences="always wears a red scarf", restrictions="politics")
    page = as_(charlie).get("/@bob/cameo/").content.decode()
    for told in ("/@bob/cameo/1.webp", "red scarf", "politics", "/make/?words=%40bob%20"):
        assert told in page


def test_a_picture_is_kept_by_no_cache_between_and_asked_for_again(as_, charlie, bob, make_cameo):
    make_cameo(bob, level=Level.EVERYONE)
    response = as_(charlie).get("/@bob/cameo/1.webp")
    assert response.getvalue()
    assert response["Cache-Control"] == "private, no-cache"


class TestSuggestions:
    @pytest.fixture(autouse=True)
    def cast(self, make_person, make_cameo):
        people = {"anton": "Anton", "annika": "Annika", "zoe": "Anouk Z.", "ben": "Ben", "an_only": "An Only"}
        for handle, name in people.items():
            level = Level.ONLY_ME if handle == "an_only" else Level.EVERYONE
            make_cameo(make_person(handle, display_name=name), level=level)

    def offered(self, client, letters):
        page = client.get("/cameo/suggest/", {"q": letters}).content.decode()
        return [piece.split('"')[0] for piece in page.split('data-handle="')[1:]]

    def test_those_whose_handle_or_name_begins_so(self, as_, charlie):
        assert self.offered(as_(charlie), "an") == ["annika", "anton", "zoe"]
        assert self.offered(as_(charlie), "@AN") == ["annika", "anton", "zoe"]
        assert self.offered(as_(charlie), "n") == []

    def test_mine_comes_first_even_at_only_me(self, as_, alice, make_cameo):
        make_cameo(alice)
        assert self.offered(as_(alice), "a") == ["alice", "annika", "anton", "zoe"]

    def test_a_sign_of_the_database_is_a_letter_like_others(self, as_, charlie):
        assert self.offered(as_(charlie), "%") == []
        assert self.offered(as_(charlie), "a_") == []

    def test_eight_at_most_in_one_query(self, as_, charlie, make_person, make_cameo, django_assert_num_queries):
        for number in range(8):
            make_cameo(make_person(f"bea{number}"), level=Level.EVERYONE)
        client = as_(charlie)
        with django_assert_num_queries(3):  # the session, who it is, and the suggestions
            assert len(self.offered(client, "")) == 8

    def test_a_passer_by_is_offered_nobody(self, as_):
        assert as_(None).get("/cameo/suggest/?q=a").status_code == 302
