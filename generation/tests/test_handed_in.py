"""Pictures that people hand in for a clip to begin and end with."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from generation import services
from generation.models import Generation
from generation.pictures import draw_frame
from generation.services.materials import SourceGone, script_of
from generation.tests.drafts import finish
from generation.tests.handed_in import upload, with_a_face
from generation.tests.test_views import order

pytestmark = pytest.mark.django_db
ORDER = {"prompt": "a hill", "seconds": 5, "size": "480x854"}


@pytest.fixture(autouse=True)
def able(settings):
    """A model that takes pictures; nothing of it is loaded to ask for a clip."""
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    settings.GENERATION_ENGINE, settings.GENERATION_MODEL = "diffusers", "wan2.1-vace-1.3b"


@pytest.fixture
def clip(alice):
    return services.request(owner=alice, first=draw_frame(upload()), last=draw_frame(upload()), **ORDER)


def stored(clip) -> set[str]:
    try:
        return set(default_storage.listdir(f"{clip.pk}/pictures")[1])
    except FileNotFoundError:
        return set()


class TestDrawing:
    def test_it_is_drawn_anew_without_what_was_hidden_in_it(self):
        drawn = draw_frame(upload()).read()
        picture = Image.open(io.BytesIO(drawn))
        assert (picture.format, picture.size) == ("WEBP", (96, 64))
        assert b"at home" not in drawn

    def test_a_large_one_becomes_smaller(self):
        assert max(Image.open(draw_frame(upload(size=(1600, 400)))).size) == 1280


class TestKeeping:
    def test_the_engine_gets_both(self, clip, tmp_path):
        script = script_of(clip, tmp_path)
        assert script.first[:4] == script.last[:4] == b"RIFF"

    def test_they_stay_beside_the_clip_when_it_is_delivered(self, clip):
        finish(clip)
        services.changes.files.clear(str(clip.pk), but=clip.video.name.split("/")[1])
        assert stored(clip) == {"first_frame.webp", "last_frame.webp"}

    def test_they_go_with_it(self, clip):
        services.discard(clip)
        assert not stored(clip)

    def test_they_go_when_somebody_takes_the_clip_back(self, clip, bob, make_cameo):
        clip.castings.create(person=bob, cameo=make_cameo(bob), position=1)
        finish(clip)
        assert services.withdraw(clip, by=bob)
        assert (clip.first_frame, clip.last_frame, stored(clip)) == ("", "", set())

    def test_what_was_not_asked_for_in_the_end_leaves_no_file(self, alice, settings):
        settings.PLANS = settings.PLANS | {"free": settings.PLANS["free"] | {"daily": 2}}
        kept = set(default_storage.listdir("")[0])
        with pytest.raises(services.LimitReached):
            services.request_variants(owner=alice, first=draw_frame(upload()), **ORDER)
        left = set(default_storage.listdir("")[0]) - kept
        assert not any(default_storage.listdir(f"{folder}/pictures")[1] for folder in left)

    def test_every_variant_has_its_own(self, alice):
        clips = services.request_variants(owner=alice, first=draw_frame(upload()), **ORDER)
        services.discard(clips[0])
        assert [stored(clip) for clip in clips] == [set(), *[{"first_frame.webp"}] * 3]

    def test_one_that_is_gone_is_named(self, clip, tmp_path):
        default_storage.delete(clip.first_frame.name)
        with pytest.raises(SourceGone):
            script_of(clip, tmp_path)


class TestSeeing:
    def test_its_maker_and_moderators_do(self, as_, clip, alice, rita):
        for person in (alice, rita):
            for name in ("first", "last"):
                assert as_(person).head(f"/clips/{clip.pk}/{name}.webp").status_code == 200

    def test_charlie_does_not_though_the_clip_is_public(self, as_, clip, alice, charlie):
        finish(clip)
        as_(alice).post(f"/clips/{clip.pk}/publish/", {"caption": "", "visibility": "public"})
        for person in (charlie, None):
            assert as_(person).get(f"/clips/{clip.pk}/first.webp").status_code == 404

    def test_nor_does_who_is_in_it(self, as_, clip, bob, make_cameo):
        clip.castings.create(person=bob, cameo=make_cameo(bob), position=1)
        assert as_(bob).get(f"/clips/{clip.pk}/").status_code == 200
        assert as_(bob).get(f"/clips/{clip.pk}/first.webp").status_code == 404

    def test_a_moderator_sees_it_on_the_page_where_she_decides(self, as_, rita, alice, settings):
        settings.SAFETY_CHECKS = ["tests.reviews.HoldEverything"]
        clip = services.request(owner=alice, first=draw_frame(upload()), **ORDER)
        for page in (f"generation/{clip.pk}/change/", "heldrequest/", f"heldrequest/{clip.pk}/change/"):
            assert f"/clips/{clip.pk}/first.webp" in as_(rita).get(f"/admin/generation/{page}").text


class TestComposer:
    def test_handing_them_in_makes_a_clip_with_them(self, as_, alice):
        answer = as_(alice).post("/make/", order(first=upload(), last=upload()))
        assert answer.status_code == 302
        clip = Generation.objects.get()
        assert stored(clip) == {"first_frame.webp", "last_frame.webp"}

    def test_a_face_is_refused_at_its_field_and_what_to_do_is_said(self, as_, alice):
        answer = as_(alice).post("/make/", order(prompt="a hill at dawn", last=with_a_face()))
        assert answer.status_code == 422
        (said,) = answer.context["form"].errors["last"]
        assert "People come into clips by their @handle only" in said
        assert said in answer.text.replace("&#x27;", "'")
        assert "a hill at dawn</textarea>" in answer.text
        assert not Generation.objects.exists()

    def test_what_is_no_picture_is_refused_too(self, as_, alice):
        file = io.BytesIO(b"GIF89a")
        file.name = "x.gif"
        assert "first" in as_(alice).post("/make/", order(first=file)).context["form"].errors

    def test_after_another_mistake_it_is_to_be_chosen_again(self, as_, alice):
        answer = as_(alice).post("/make/", order(prompt="", first=upload()))
        assert answer.text.count("Choose it once more") == 1
        assert "Choose it once more" not in as_(alice).post("/make/", order(prompt="")).text

    def test_after_a_button_too_and_the_fold_it_is_in_is_open(self, as_, alice):
        answer = as_(alice).post("/make/", order(prompt="a boat, then a whale", first=upload(), draft="1"))
        assert answer.text.count("Choose it once more") == 1
        assert '<details class="more" open>' in answer.text
        assert '<details class="more">' in as_(alice).post("/make/", order(draft="1", seconds="10")).text
