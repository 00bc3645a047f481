"""What one makes one's own: drafts, showing a clip, taking it back, a remix of somebody else's."""

import pytest

from accounts.services import block
from feed import pages, services
from feed.models import Post
from generation.models import Generation
from safety.services import take_down

pytestmark = pytest.mark.django_db
UNLISTED = Post.Visibility.UNLISTED


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


def text(response):
    return response.content.decode()


class TestPublishing:
    def test_a_form_makes_a_post(self, as_, alice, finished_clip):
        clip = finished_clip(alice)
        form = {"caption": "Morning", "show_prompt": "on", "visibility": "public", "allow_remix": "on"}
        response = as_(alice).post(f"/clips/{clip.pk}/publish/", form)
        post = Post.objects.get()
        assert response["Location"] == f"/p/{post.pk}/"
        assert (post.caption, post.show_prompt, post.allow_remix, post.author) == ("Morning", True, True, alice)

    def test_a_refused_caption_comes_back_marked(self, as_, alice, finished_clip, settings):
        clip = finished_clip(alice)
        settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
        form = {"caption": "Rude words", "visibility": "public"}
        response = as_(alice).post(f"/clips/{clip.pk}/publish/", form)
        assert response.status_code == 422
        assert "<mark>Rude</mark> words" in text(response)
        assert not Post.objects.exists()

    def test_what_is_shown_can_be_changed_and_taken_back(self, as_, alice, show):
        post = show(caption="Morning")
        as_(alice).post(f"/clips/{post.clip_id}/publish/", {"caption": "Evening", "visibility": "unlisted"})
        post.refresh_from_db()
        assert (post.caption, post.visibility, post.show_prompt, post.allow_remix) == (
            "Evening",
            UNLISTED,
            False,
            False,
        )
        as_(alice).post(f"/p/{post.pk}/unpublish/")
        assert as_(alice).get(f"/p/{post.pk}/").status_code == 404


class TestDrafts:
    def test_it_shows_everything_of_hers_and_nothing_of_others(self, as_, alice, ask, make_clip, bob):
        waiting, ready, failed = ask(), make_clip(), make_clip(state="failed")
        his = ask(owner=bob)
        page = text(as_(alice).get("/drafts/"))
        assert all(f"/clips/{clip.pk}/" in page for clip in (waiting, ready, failed))
        assert f"/clips/{his.pk}/" not in page
        assert "stopped with an error" in page

    def test_published_ones_are_marked(self, as_, alice, make_clip):
        clip = make_clip()
        assert "Published" not in text(as_(alice).get("/drafts/"))
        services.publish(clip)
        assert "Published" in text(as_(alice).get("/drafts/"))

    def test_one_whose_post_was_taken_down_says_so(self, as_, alice, rita, finished_clip):
        take_down(services.publish(finished_clip(alice)), by=rita, why="an advert")
        page = text(as_(alice).get("/drafts/"))
        assert "Taken down" in page
        assert "Published" not in page

    def test_empty_it_invites(self, as_, alice):
        assert "Make your first clip" in text(as_(alice).get("/drafts/"))

    def test_older_ones_are_a_page_away(self, as_, alice, finished_clip):
        for _ in range(pages.PAGE + 5):
            finished_clip(alice)
        first = as_(alice).get("/drafts/").context
        older = as_(alice).get("/drafts/", {"after": first["page"].next_cursor}).context
        assert (len(first["ready"]), len(older["ready"])) == (pages.PAGE, 5)
        assert not {clip.pk for clip in first["ready"]} & {clip.pk for clip in older["ready"]}

    def test_a_made_up_page_is_404(self, as_, alice):
        assert as_(alice).get("/drafts/?after=nonsense").status_code == 404


class TestTheFilm:
    def test_it_comes_in_ranges_to_anybody(self, as_, make_clip):
        post = services.publish(make_clip())
        response = as_(None).get(f"/p/{post.pk}/video.mp4", headers={"range": "bytes=4-7"})
        assert (response.status_code, b"".join(response.streaming_content)) == (206, b"ftyp")


class TestRemixing:
    def test_the_composer_begins_with_what_it_was_made_from(self, as_, bob, show):
        post = show(prompt="a red ball on the beach")
        page = text(as_(bob).get(f"/p/{post.pk}/remix/"))
        assert "a red ball on the beach</textarea>" in page
        assert f'action="/p/{post.pk}/remix/"' in page

    def test_words_that_are_kept_back_stay_so(self, as_, bob, show):
        post = show(prompt="a red ball on the beach", show_prompt=False)
        assert "a red ball on the beach" not in text(as_(bob).get(f"/p/{post.pk}/remix/"))

    def test_sending_it_asks_for_a_clip_that_knows_its_source(self, as_, bob, show):
        post = show()
        order = {"prompt": "a blue ball on the beach", "seconds": 5, "size": "480x854", "seed": 7}
        as_(bob).post(f"/p/{post.pk}/remix/", order)
        made = Generation.objects.get(owner=bob)
        assert made.source == post.clip

    def test_charlie_is_refused_politely_where_remixing_is_off_and_alice_is_not(self, as_, alice, charlie, show):
        post = show(allow_remix=False)
        for answer in (
            as_(charlie).get(f"/p/{post.pk}/remix/"),
            as_(charlie).post(f"/p/{post.pk}/remix/", {"prompt": "x"}),
        ):
            assert answer.status_code == 403
            assert "would rather keep this one as it is" in text(answer)
        assert not Generation.objects.filter(owner=charlie).exists()
        assert as_(alice).get(f"/p/{post.pk}/remix/").status_code == 200

    def test_who_cannot_see_it_cannot_remix_it(self, as_, alice, charlie, show):
        post = show()
        block(charlie, by=alice)
        assert as_(charlie).get(f"/p/{post.pk}/remix/").status_code == 404

    def test_a_passer_by_signs_in_first(self, as_, show):
        post = show()
        assert as_(None).get(f"/p/{post.pk}/remix/")["Location"] == f"/accounts/login/?next=/p/{post.pk}/remix/"
