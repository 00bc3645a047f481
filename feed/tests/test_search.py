"""Finding posts by words and people by how they begin, whatever is asked for."""

from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Block
from feed import queries, services
from feed.models import Post, SearchEntry
from feed.search import fold

pytestmark = pytest.mark.django_db


def found(words, viewer=None):
    return [post.caption for post in queries.search(words, viewer or AnonymousUser()).posts]


class TestWords:
    @pytest.fixture(autouse=True)
    def _posts(self, show, alice, bob):
        show(alice, caption="Élan vital", prompt="a red ball on the beach")
        show(bob, caption="Night train", prompt="a blue ball in the rain", show_prompt=False)
        show(bob, caption="Ночь, 東京タワー", prompt="a tower")

    @pytest.mark.parametrize(
        ("words", "captions"),
        [
            ("elan", ["Élan vital"]),
            ("ÉLAN vital", ["Élan vital"]),
            ("red beach", ["Élan vital"]),
            ("beach red", ["Élan vital"]),
            ("bea", ["Élan vital"]),
            ("bea red", []),  # only the last word may be unfinished
            ("tra", ["Night train"]),
            ("@bob night", ["Night train"]),
            ("alice", ["Élan vital"]),
            ("Bob Stone", ["Ночь, 東京タワー", "Night train"]),
            ("blue", []),  # the words it was made from are not shown
            ("ночь", ["Ночь, 東京タワー"]),
            ("東京", ["Ночь, 東京タワー"]),
            ("タワ", ["Ночь, 東京タワー"]),
            ("nothing of the kind", []),
            ("", []),
            ("…!?", []),
        ],
    )
    def test_they_are_found(self, words, captions):
        assert found(words) == captions

    def test_other_words_take_the_place_of_the_old_ones(self):
        post = Post.objects.get(caption="Night train")
        services.publish(post.clip, caption="Morning ferry", show_prompt=False)
        assert (found("train"), found("ferry")) == ([], ["Morning ferry"])

    def test_what_is_taken_back_or_unlisted_is_not_found(self):
        services.unpublish(Post.objects.get(caption="Night train"))
        unlisted = Post.objects.get(caption="Élan vital")
        services.publish(unlisted.clip, caption="Élan vital", visibility=Post.Visibility.UNLISTED)
        assert found("train") == found("elan") == []
        assert SearchEntry.objects.count() == 1


class TestPages:
    def test_newest_first_and_every_one_once(self, show, alice, charlie):
        posts = [show(alice, caption=f"lantern {n}") for n in range(30)]
        Post.objects.filter(pk__in=[post.pk for post in posts[5:15]]).update(standing="hidden")
        seen, cursor = [], ""
        while True:
            page = queries.search("lantern", charlie, cursor=cursor)
            seen += page.posts
            if not (cursor := page.next_cursor):
                break
        assert [post.caption for post in seen] == [f"lantern {n}" for n in (*range(29, 14, -1), *range(4, -1, -1))]

    def test_it_goes_on_where_nothing_of_what_it_looked_at_may_be_seen(self, show, alice, bob, charlie):
        show(alice, caption="lantern")
        words = [SearchEntry(post=show(bob, caption="lantern"), words="lantern") for _ in range(2)]
        assert words
        Post.objects.filter(author=bob).update(standing="hidden")
        assert found("lantern") == ["lantern"]

    @pytest.mark.parametrize("cursor", ["x", "é", "MQ MQ", "LTU"])
    def test_a_cursor_nobody_gave_out_is_an_error_or_the_end(self, show, charlie, cursor):
        show(caption="lantern")
        try:
            assert queries.search("lantern", charlie, cursor=cursor).posts == []
        except ValueError:
            return


class TestHostility:
    QUERIES = [
        '"', "'", "' OR 1=1 --", '" OR "a" : *', "NEAR(a b)", "a AND", "NOT", "words:ball", "^ball", "ball*", "{ball}",
        "a & b | !c", "<->", ":*", "\\", "\0", "%", "_", "(((", "-ball", "+ball", "🙂", "\ud7ff", "²", "ﷺ", "a" * 5000,
        "ball " * 500, "́́́", "\u202eball", "ball\nball", "٣", "&'';drop table feed_post", "%s %(x)s {} {0}",
    ]  # fmt: skip

    @pytest.mark.parametrize("words", QUERIES, ids=range(len(QUERIES)))
    def test_nothing_breaks_it(self, show, charlie, words):
        show(charlie, caption="A ball", prompt="a")
        queries.search(words, charlie)
        queries.people(words, charlie)

    def test_noise_neither(self, charlie):
        dice = Random(7)
        for _ in range(150):
            words = "".join(chr(dice.choice((dice.randrange(1, 128), dice.randrange(1, 0xD800)))) for _ in range(12))
            queries.search(words, charlie)
            queries.people(words, charlie)

    @pytest.mark.parametrize("caption", ["'; \\ \" : * & | ! ()", "a" * 280, "東" * 280, "́" * 280, "\u202e🙂"])
    def test_whatever_a_caption_is_it_can_be_written_down(self, show, charlie, caption):
        post = show(charlie, caption=caption, prompt=caption * 3)
        assert post in queries.search("charlie", charlie).posts

    def test_words_are_cut_where_a_database_would_break(self):
        assert max(map(len, fold("a" * 5000))) == 60


class TestPeople:
    @pytest.fixture(autouse=True)
    def _people(self, make_person):
        for handle, name in [("marla", ""), ("zed", "Marie Curie"), ("mara", "Zoé"), ("oslo", "Élise Martin")]:
            make_person(handle, display_name=name)

    @pytest.mark.parametrize(
        ("words", "handles"),
        [
            ("mar", ["mara", "marla", "zed"]),
            ("@MAR", ["mara", "marla", "zed"]),
            ("marie c", ["zed"]),
            ("élise", ["oslo"]),
            ("curie", []),
            ("", []),
            ("@", []),
        ],
    )
    def test_handles_first_then_names(self, charlie, words, handles):
        assert [person.username for person in queries.people(words, charlie)] == handles

    def test_who_blocked_the_viewer_is_not_found(self, charlie, alice, bob):
        Block.objects.create(blocker=alice, blocked=charlie)
        assert queries.people("alice", charlie) == []
        assert queries.people("alice", bob) == [alice]

    def test_the_suspended_are_not_found(self, charlie, alice):
        alice.is_active = False
        alice.save()
        assert queries.people("alice", charlie) == []

    def test_a_crowd_is_cut(self, charlie, make_person):
        for n in range(12):
            make_person(f"marco{n}")
        assert len(queries.people("mar", charlie)) == 8
