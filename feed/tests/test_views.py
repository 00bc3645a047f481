"""What people see of each other's clips."""

from datetime import timedelta

import pytest
from django.utils import timezone

from feed import services
from feed.models import Post
from generation import services as clips
from safety.models import ModerationAction
from safety.services import record_action

UNLISTED = Post.Visibility.UNLISTED


@pytest.fixture(autouse=True)
def allowing(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]


@pytest.fixture
def show(make_clip):
    def show(**details):
        owner = {"owner": details.pop("owner")} if "owner" in details else {}
        return services.publish(make_clip(**owner), **details)

    return show


@pytest.fixture
def many(alice, bob, show):
    """`many(20)` posts on Latest, made without drawing each."""

    def many(number):
        model = show()
        clip, entry = model.clip, model.clip.registry
        for n in range(number - 1):
            entry.pk, entry.clip, entry.payload, entry._state.adding = None, clip.pk, f"{n:016x}", True
            clip.pk = entry.clip = Post._meta.pk.default()
            clip._state.adding, clip.request_key = True, ""
            entry.save()
            clip.registry = entry
            clip.owner = bob if n % 2 else alice
            clip.save()
            when = timezone.now() - timedelta(minutes=n)
            Post.objects.create(clip=clip, author=clip.owner, caption=f"number {n}", published_at=when)

    return many


def text(response):
    return response.content.decode()


class TestLatest:
    def test_without_a_clip_it_invites(self, as_, db):
        assert "Make the first clip" in text(as_(None).get("/"))

    def test_everybody_sees_a_published_clip_with_its_labels(self, as_, show):
        post = show(caption="Morning")
        page = text(as_(None).get("/"))
        assert f"/p/{post.pk}/video.mp4" in page
        assert 'class="label label--ai">AI<' in page
        assert "Made with" in page
        assert "Alice Marsh" in page

    def test_the_words_are_kept_back_when_she_says_so(self, as_, show):
        show(show_prompt=False)
        assert "a red ball on the beach" not in text(as_(None).get("/"))

    def test_it_plays_without_javascript(self, as_, show):
        show()
        assert '<video class="stage__video" controls' in text(as_(None).get("/"))

    def test_pages_follow_each_other_to_the_end(self, as_, many):
        many(20)
        seen, address = [], "/"
        while address:
            response = as_(None).get(address)
            seen += [post.pk for post in response.context["page"].posts]
            cursor = response.context["page"].next_cursor
            address = f"/?after={cursor}" if cursor else ""
        assert len(seen) == len(set(seen)) == 20
        assert "That was everything" in text(response)

    def test_htmx_gets_the_next_cards_alone(self, as_, many):
        many(9)
        cursor = as_(None).get("/").context["page"].next_cursor
        part = text(as_(None).get("/", {"after": cursor}, headers={"HX-Request": "true", "HX-Target": "more"}))
        assert "<html" not in part
        assert part.count("<article") == 2  # a card and the end

    def test_a_made_up_page_is_404(self, as_, db):
        assert as_(None).get("/?after=nonsense").status_code == 404

    @pytest.mark.parametrize("number", [2, 20])
    @pytest.mark.parametrize("signed_in", [False, True])
    def test_it_costs_the_same_few_queries_however_many_clips(
        self, as_, bob, many, number, signed_in, django_assert_max_num_queries
    ):
        many(number)
        client = as_(bob if signed_in else None)
        with django_assert_max_num_queries(4) as spent:
            client.get("/")
        assert len(spent) == (3 if signed_in else 1)


class TestPost:
    def test_it_tells_other_sites_what_it_is(self, as_, show):
        post = show(caption="Morning & dew")
        page = text(as_(None).get(f"/p/{post.pk}/"))
        assert 'property="og:title" content="Morning &amp; dew"' in page
        assert f'property="og:image" content="http://testserver/p/{post.pk}/poster.webp"' in page

    def test_an_unlisted_one_opens_by_its_link_and_stays_out_of_search(self, as_, charlie, show):
        post = show(visibility=UNLISTED)
        page = text(as_(charlie).get(f"/p/{post.pk}/"))
        assert 'name="robots" content="noindex"' in page

    def test_its_film_comes_in_ranges_to_anybody(self, as_, show):
        post = show()
        response = as_(None).get(f"/p/{post.pk}/video.mp4", headers={"range": "bytes=4-7"})
        assert (response.status_code, b"".join(response.streaming_content)) == (206, b"ftyp")

    def test_charlie_sees_it_but_cannot_change_or_take_it_back(self, as_, charlie, show):
        post = show()
        page = text(as_(charlie).get(f"/p/{post.pk}/"))
        assert "/unpublish/" not in page
        assert as_(charlie).post(f"/p/{post.pk}/unpublish/").status_code == 404
        assert Post.objects.filter(pk=post.pk).exists()

    def test_taken_down_it_is_a_tombstone_for_its_author_and_nothing_for_others(self, as_, alice, charlie, rita, show):
        post = show()
        clips.take_down(post.clip, by=rita, why="A registered work.")
        page = text(as_(alice).get(f"/p/{post.pk}/"))
        assert "A registered work." in page
        assert "<video" not in page
        assert as_(charlie).get(f"/p/{post.pk}/").status_code == 404
        assert as_(charlie).get(f"/p/{post.pk}/video.mp4").status_code == 404

    def test_the_reason_may_be_about_the_post_itself(self, as_, alice, rita, show):
        post = show()
        record_action(ModerationAction.Action.TAKE_DOWN, post, by=rita, why="The caption insults.")
        Post.objects.filter(pk=post.pk).update(standing="removed")
        assert "The caption insults." in text(as_(alice).get(f"/p/{post.pk}/"))


class TestPublishing:
    def test_a_form_makes_a_post(self, as_, alice, make_clip):
        clip = make_clip()
        form = {"caption": "Morning", "show_prompt": "on", "visibility": "public"}
        response = as_(alice).post(f"/clips/{clip.pk}/publish/", form)
        post = Post.objects.get()
        assert response["Location"] == f"/p/{post.pk}/"
        assert (post.caption, post.show_prompt, post.author) == ("Morning", True, alice)

    def test_a_refused_caption_comes_back_marked(self, as_, alice, make_clip, settings):
        clip = make_clip()
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
        assert (post.caption, post.visibility, post.show_prompt) == ("Evening", UNLISTED, False)
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

    def test_empty_it_invites(self, as_, alice):
        assert "Make your first clip" in text(as_(alice).get("/drafts/"))

    def test_older_ones_are_a_page_away(self, as_, alice, many):
        many(60)
        first = as_(alice).get("/drafts/").context
        older = as_(alice).get("/drafts/", {"after": first["next"]}).context
        assert len(first["ready"]) == 24
        assert not {clip.pk for clip in first["ready"]} & {clip.pk for clip in older["ready"]}

    def test_a_made_up_page_is_404(self, as_, alice):
        assert as_(alice).get("/drafts/?after=nonsense").status_code == 404


class TestProfile:
    def test_it_shows_what_is_public(self, as_, show):
        public, unlisted = show(), show(visibility=UNLISTED)
        page = text(as_(None).get("/@alice/"))
        assert f"/p/{public.pk}/" in page
        assert f"/p/{unlisted.pk}/" not in page

    def test_nobody_is_404(self, as_, db):
        assert as_(None).get("/@nobody/").status_code == 404

    def test_a_suspended_person_has_none(self, as_, alice):
        type(alice).objects.filter(pk=alice.pk).update(is_active=False)
        assert as_(None).get("/@alice/").status_code == 404
