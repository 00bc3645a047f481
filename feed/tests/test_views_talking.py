"""One clip with what is said about it."""

import re

import pytest

from accounts.services import block
from feed import services
from feed.models import Comment, Post
from feed.threads import REPLIES, THREADS
from safety.models import ModerationAction
from safety.services import record_action

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "comments"}


def text(response):
    return response.content.decode()


@pytest.fixture
def post(show):
    return show(caption="Morning & dew")


@pytest.fixture
def say(post, bob, settings):
    settings.COMMENTS_A_MINUTE = 1000

    def say(words="Lovely.", by=bob, parent=None):
        return services.comment(post, by=by, text=words, parent=parent)

    return say


class TestTheClip:
    def test_it_tells_other_sites_what_it_is(self, as_, post):
        page = text(as_(None).get(f"/p/{post.pk}/"))
        assert 'property="og:title" content="Morning &amp; dew"' in page
        assert f'property="og:image" content="http://testserver/p/{post.pk}/poster.webp"' in page
        assert 'name="twitter:card"' in page

    def test_an_unlisted_one_opens_by_its_link_and_stays_out_of_search(self, as_, charlie, show):
        post = show(visibility="unlisted")
        assert 'name="robots" content="noindex"' in text(as_(charlie).get(f"/p/{post.pk}/"))

    def test_charlie_sees_it_but_cannot_change_or_take_it_back(self, as_, charlie, post):
        assert "/unpublish/" not in text(as_(charlie).get(f"/p/{post.pk}/"))
        assert as_(charlie).post(f"/p/{post.pk}/unpublish/").status_code == 404
        assert as_(charlie).get(f"/clips/{post.clip_id}/publish/").status_code == 404
        assert Post.objects.filter(pk=post.pk).exists()

    @pytest.mark.parametrize(
        ("standing", "words"),
        [("removed", "This clip was taken down"), ("hidden", "until a moderator"), ("withdrawn", "took it back")],
    )
    def test_gone_it_is_a_tombstone_for_its_author_and_nothing_for_others(
        self, as_, alice, charlie, rita, post, standing, words
    ):
        record_action(ModerationAction.Action.TAKE_DOWN, post, by=rita, why="The caption insults.")
        Post.objects.filter(pk=post.pk).update(standing=standing)
        page = text(as_(alice).get(f"/p/{post.pk}/"))
        assert words in page
        assert "The caption insults." in page
        assert "<video" not in page
        assert as_(charlie).get(f"/p/{post.pk}/").status_code == 404
        assert as_(charlie).get(f"/p/{post.pk}/video.mp4").status_code == 404

    @pytest.mark.parametrize("path", ["", "comments/"])
    @pytest.mark.parametrize("number", [0, THREADS + 3])
    def test_it_costs_the_same_few_queries_however_much_is_said(
        self, as_, charlie, post, say, path, number, django_assert_max_num_queries
    ):
        for _ in range(number):
            say(parent=say())
        client = as_(charlie)
        with django_assert_max_num_queries(4):
            client.get(f"/p/{post.pk}/{path}")
        with django_assert_max_num_queries(4):
            client.get(f"/p/{post.pk}/comments/", headers=HTMX)


class TestComments:
    def test_nobody_has_said_anything(self, as_, post):
        assert "Nobody has said anything yet" in text(as_(None).get(f"/p/{post.pk}/"))

    def test_the_newest_comes_first_and_answers_stand_below(self, as_, alice, post, say):
        first = say("First.")
        say("Second.")
        say("An answer.", by=alice, parent=first)
        page = text(as_(None).get(f"/p/{post.pk}/"))
        assert page.index("Second.") < page.index("First.") < page.index("An answer.")

    def test_a_form_without_javascript_leads_to_what_was_said(self, as_, charlie, post):
        answer = as_(charlie).post(f"/p/{post.pk}/comments/", {"text": "Where is this?"})
        said = Comment.objects.get()
        assert answer["Location"] == f"/p/{post.pk}/#comment-{said.pk}"
        assert (said.author, said.text) == (charlie, "Where is this?")

    def test_with_htmx_the_section_comes_back_with_the_new_count(self, as_, charlie, post):
        part = text(as_(charlie).post(f"/p/{post.pk}/comments/", {"text": "Where is this?"}, headers=HTMX))
        assert "<html" not in part
        assert "Where is this?" in part
        assert re.search(rf'id="said-{post.pk}" hx-swap-oob="true">1<', part)

    def test_an_answer_stands_below_what_it_answers(self, as_, alice, post, say):
        first = say("First.")
        as_(alice).post(f"/p/{post.pk}/comments/", {"text": "Thank you.", "parent": first.pk})
        assert Comment.objects.get(text="Thank you.").parent == first

    def test_what_is_answered_must_be_about_the_same_clip(self, as_, charlie, post, say, show):
        elsewhere = show()
        answer = as_(charlie).post(f"/p/{elsewhere.pk}/comments/", {"text": "Hm.", "parent": say().pk})
        assert answer.status_code == 404

    @pytest.mark.parametrize("parent", [False, True], ids=["comment", "answer"])
    def test_a_refused_one_comes_back_in_its_place_with_its_words_marked(
        self, as_, charlie, post, say, settings, parent
    ):
        first = say("First.")
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        order = {"text": "Rude words"} | ({"parent": first.pk} if parent else {})
        answer = as_(charlie).post(f"/p/{post.pk}/comments/", order, headers=HTMX)
        page = text(answer)
        assert answer.status_code == 422
        assert "<mark>Rude</mark> words" in page
        key = first.pk if parent else ""
        assert re.search(rf'<textarea id="say{key}"[^>]*>Rude words</textarea>', page)
        assert page.count(">Rude words</textarea>") == 1
        assert ('<details class="reply" open>' in page) is parent

    def test_an_empty_one_is_refused(self, as_, charlie, post):
        answer = as_(charlie).post(f"/p/{post.pk}/comments/", {"text": "  "})
        assert answer.status_code == 422
        assert "Write something first." in text(answer)

    def test_too_many_in_a_minute_are_refused_and_nothing_is_lost(self, as_, charlie, post, settings):
        settings.COMMENTS_A_MINUTE = 0
        answer = as_(charlie).post(f"/p/{post.pk}/comments/", {"text": "Once more."})
        assert answer.status_code == 422
        assert "Once more.</textarea>" in text(answer)

    def test_a_passer_by_signs_in_first(self, as_, post):
        answer = as_(None).post(f"/p/{post.pk}/comments/", {"text": "Hello."})
        assert answer["Location"] == f"/accounts/login/?next=/p/{post.pk}/"
        assert "Sign in to say something" in text(as_(None).get(f"/p/{post.pk}/"))

    def test_who_is_blocked_cannot_speak(self, as_, alice, charlie, post):
        block(charlie, by=alice)
        assert as_(charlie).post(f"/p/{post.pk}/comments/", {"text": "Hello."}).status_code == 404

    def test_handles_lead_to_people_and_markup_stays_text(self, as_, post, say):
        say("See @Alice, <i>now</i>, not me@example.org")
        page = text(as_(None).get(f"/p/{post.pk}/"))
        assert '<a href="/@alice/">@Alice</a>, &lt;i&gt;now&lt;/i&gt;, not me@example.org' in page

    def test_more_of_them_are_a_page_away(self, as_, post, say):
        for n in range(THREADS + 2):
            say(f"Number {n}.")
        client = as_(None)
        after = re.search(r'comments/\?after=([^"]+)"', text(client.get(f"/p/{post.pk}/")))[1]
        rest = client.get(f"/p/{post.pk}/comments/?after={after}")
        assert "Number 0." in text(rest)
        assert "<video" in text(rest)  # a whole page without JavaScript
        assert "<video" not in text(
            client.get(f"/p/{post.pk}/comments/?after={after}", headers={"HX-Request": "true", "HX-Target": "rest"})
        )

    def test_more_answers_are_a_page_away(self, as_, alice, post, say):
        first = say("First.")
        for n in range(REPLIES + 2):
            say(f"Answer {n}.", by=alice, parent=first)
        client = as_(None)
        address = re.search(rf'href="([^"]*\?of={first.pk}[^"]*)"', text(client.get(f"/p/{post.pk}/")))[1]
        rest = text(client.get(address.replace("&amp;", "&")))
        assert f"Answer {REPLIES + 1}." in rest
        assert "Answer 0." not in rest

    @pytest.mark.parametrize(
        "query", ["after=nonsense", "of=nonsense&after=x", "of=00000000-0000-0000-0000-000000000000"]
    )
    def test_a_made_up_page_is_404(self, as_, post, query):
        assert as_(None).get(f"/p/{post.pk}/comments/?{query}").status_code == 404


class TestDeleting:
    def test_its_author_deletes_it(self, as_, bob, post, say):
        comment = say()
        assert as_(bob).post(f"/comments/{comment.pk}/delete/")["Location"] == f"/p/{post.pk}/"
        assert not Comment.objects.exists()

    def test_whoever_made_the_clip_deletes_it_too(self, as_, alice, post, say):
        part = text(as_(alice).post(f"/comments/{say().pk}/delete/", headers=HTMX))
        assert not Comment.objects.exists()
        assert re.search(rf'id="said-{post.pk}" hx-swap-oob="true">0<', part)

    def test_charlie_cannot_though_he_sees_it(self, as_, charlie, post, say):
        comment = say()
        page = text(as_(charlie).get(f"/p/{post.pk}/"))
        assert "Lovely." in page
        assert f"/comments/{comment.pk}/delete/" not in page
        assert as_(charlie).post(f"/comments/{comment.pk}/delete/").status_code == 404
        assert Comment.objects.exists()

    def test_bob_cannot_delete_what_alice_says_about_her_own_clip(self, as_, alice, bob, say):
        comment = say(by=alice)
        assert as_(bob).post(f"/comments/{comment.pk}/delete/").status_code == 404
