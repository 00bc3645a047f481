"""Making a cameo, changing it, taking it away; what each leaves behind."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from cameos import consent, services
from cameos.models import Cameo, CameoPicture, Level, Receipt
from cameos.portraits import draw_nobody, draw_pair, draw_portrait
from safety.models import WrittenOnce

Kind = Receipt.Kind


@pytest.fixture(autouse=True)
def empty_storage(settings, tmp_path):
    local = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": local}


@pytest.fixture(scope="module")
def alices_face():
    return draw_portrait("alice", side=400)


def text(response):
    return response.content.decode()


def files() -> set[str]:
    """Every picture of any cameo in the storage."""
    folders = default_storage.listdir("cameos")[0] if default_storage.exists("cameos") else []
    return {f"{folder}/{name}" for folder in folders for name in default_storage.listdir(f"cameos/{folder}")[1]}


def stored(cameo) -> bytes:
    with cameo.pictures.get().file.open() as file:
        return file.read()


def receipts(owner, kind) -> list[Receipt]:
    return list(Receipt.objects.filter(owner=owner, kind=kind))


class TestTheForm:
    """Alice hands in her face. Whatever is missing is said, and nothing is stored."""

    @pytest.fixture
    def hand_in(self, as_, alice, alices_face):
        def hand_in(*photos, leave_out=(), **more):
            form = {"level": "me", "strict": "on", "own_face": "on", "adult": "on", "signature": "Alice Marsh"}
            form = form | {"text": consent.digest()} | more
            form["photos"] = [SimpleUploadedFile(f"me-{n}.webp", photo) for n, photo in enumerate(photos, 1)]
            form = {name: value for name, value in form.items() if name not in leave_out}
            return as_(alice).post("/cameo/", form)

        return hand_in

    def refused(self, response, *said):
        assert response.status_code == 422
        assert all(words in text(response) for words in said), text(response)
        return not Cameo.objects.exists() and not Receipt.objects.exists() and not files()

    def test_a_photo_a_consent_and_a_signature_make_a_cameo_for_only_me(self, hand_in, alice, alices_face):
        assert hand_in(alices_face).status_code == 302
        cameo = Cameo.objects.get(owner=alice)
        assert (cameo.level, cameo.strict) == (Level.ONLY_ME, True)
        assert stored(cameo)[8:12] == b"WEBP"

    def test_the_receipt_repeats_what_was_agreed_to(self, hand_in, alice, alices_face):
        hand_in(alices_face)
        [receipt] = receipts(alice, Kind.CONSENT)
        assert receipt.details == {"signature": "Alice Marsh", "pictures": 1} | consent.terms()
        assert "erased at once" in receipt.details["text"]
        assert not receipts(alice, Kind.LEVEL)

    def test_three_photos_will_do(self, hand_in, alice, alices_face):
        hand_in(*[alices_face] * 3)
        assert [picture.position for picture in alice.cameo.pictures.all()] == [1, 2, 3]

    def test_four_will_not(self, hand_in, alices_face):
        assert self.refused(hand_in(*[alices_face] * 4), "Three photos at most")

    def test_no_photo(self, hand_in):
        assert self.refused(hand_in(leave_out=["photos"]), "Choose one to three photos")

    @pytest.mark.parametrize(
        ("left_out", "said"),
        [("own_face", "Only your own face"), ("adult", "one of your parents"), ("signature", "Sign with your name")],
    )
    def test_consent_is_whole_or_none(self, hand_in, alices_face, left_out, said):
        assert self.refused(hand_in(alices_face, leave_out=[left_out]), said, "choose your photos again")

    def test_a_signature_of_blanks_is_none(self, hand_in, alices_face):
        assert self.refused(hand_in(alices_face, signature="   "), "Sign with your name")

    def test_nobody_agrees_to_a_text_they_have_not_seen(self, hand_in, alices_face):
        assert self.refused(hand_in(alices_face, text="0" * 64), "read it again")

    def test_a_wall_has_no_face(self, hand_in, alices_face):
        response = hand_in(alices_face, draw_nobody(side=400))
        assert self.refused(response, "Photo 2, me-2.webp: no face found: more light, look at the camera")
        assert "Photo 1" not in text(response)

    def test_two_people_are_one_too_many(self, hand_in):
        assert self.refused(hand_in(draw_pair("alice", "bob", side=400)), "Photo 1", "2 faces: crop it to yours only")

    def test_a_stamp_is_too_small_to_draw_from(self, hand_in):
        assert self.refused(hand_in(draw_portrait("alice", side=120)), "your face is small in it")

    def test_a_text_file_is_no_photo(self, hand_in):
        assert self.refused(hand_in(b"dear diary"), "Photo 1, me-1.webp: This is not a JPEG")

    def test_a_photo_that_is_also_a_web_page_is_refused(self, hand_in, alices_face):
        assert self.refused(hand_in(alices_face + b"<script>alert(1)</script>"), "something besides a picture")

    def test_nothing_typed_is_lost(self, hand_in, alices_face):
        typed = {"level": "mutuals", "preferences": "always wears a red scarf", "restrictions": "politics\nfeet"}
        page = text(hand_in(alices_face, leave_out=["adult", "strict"], **typed))
        for kept in ("always wears a red scarf", "politics\nfeet", 'value="Alice Marsh"'):
            assert kept in page
        ticked = [tag for tag in re.findall(r"<input [^>]+>", page) if " checked" in tag]
        assert ['value="mutuals"' in ticked[0], 'name="own_face"' in ticked[1], len(ticked)] == [True, True, 2]

    def test_everyone_needs_a_second_yes_and_turns_strict_on(self, hand_in, alice, alices_face):
        assert self.refused(hand_in(alices_face, level="everyone"), "second yes")
        hand_in(alices_face, level="everyone", open_to_all="on", leave_out=["strict"])
        cameo = Cameo.objects.get(owner=alice)
        assert (cameo.level, cameo.strict) == (Level.EVERYONE, True)
        [receipt] = receipts(alice, Kind.LEVEL)
        assert receipt.details == {"was": "me", "now": "everyone", "strict": True}

    def test_how_she_looks_is_reviewed_like_any_words_of_a_script(self, hand_in, alices_face):
        response = hand_in(alices_face, preferences="completely naked")
        assert response.status_code == 422
        assert not Cameo.objects.exists()

    def test_a_second_one_is_not_made(self, hand_in, alice, alices_face):
        hand_in(alices_face)
        with pytest.raises(services.AlreadyMade):
            services.make(owner=alice, pictures=[ContentFile(alices_face)], signature="Alice")
        assert len(receipts(alice, Kind.CONSENT)) == len(files()) == 1

    def test_where_it_was_taken_is_not_kept(self, hand_in, alice, alices_face):
        exif = Image.Exif()
        exif[0x010E] = "at home, 12 Lark Lane"
        photo = io.BytesIO()
        Image.open(io.BytesIO(alices_face)).save(photo, "JPEG", exif=exif)
        hand_in(photo.getvalue())
        assert b"Lark Lane" not in stored(alice.cameo)


class TestChanging:
    @pytest.fixture
    def cameo(self, alice, make_cameo):
        return make_cameo(alice)

    def change(self, client, **form):
        return client.post("/cameo/", {"level": "me", "strict": "on"} | form)

    def test_every_change_of_level_leaves_a_receipt(self, cameo, as_, alice):
        self.change(as_(alice), level="mutuals")
        self.change(as_(alice), level="mutuals", preferences="always wears a red scarf")
        self.change(as_(alice), level="approved")
        changes = [(one.details["was"], one.details["now"]) for one in reversed(receipts(alice, Kind.LEVEL))]
        assert changes == [("me", "mutuals"), ("mutuals", "approved")]

    def test_everyone_needs_a_second_yes_once(self, cameo, as_, alice):
        assert self.change(as_(alice), level="everyone").status_code == 422
        assert self.change(as_(alice), level="everyone", open_to_all="on").status_code == 302
        assert self.change(as_(alice), level="everyone", restrictions="politics").status_code == 302
        cameo.refresh_from_db()
        assert cameo.restricted == ["politics"]

    def test_strict_can_be_turned_off_again_and_that_is_written_down(self, cameo, as_, alice):
        self.change(as_(alice), level="everyone", open_to_all="on", strict="")
        assert Cameo.objects.get().strict
        self.change(as_(alice), level="everyone", strict="")
        assert not Cameo.objects.get().strict
        assert receipts(alice, Kind.LEVEL)[0].details == {"was": "everyone", "now": "everyone", "strict": False}

    def test_a_level_nobody_has_heard_of_is_refused_and_nothing_changes(self, cameo, as_, alice):
        assert self.change(as_(alice), level="the whole world").status_code == 422
        assert Cameo.objects.get().level == Level.ONLY_ME

    def test_new_photos_replace_the_old_ones_and_their_files(self, cameo, as_, alice, alices_face):
        old = files()
        photos = [SimpleUploadedFile(name, alices_face) for name in ("one.webp", "two.webp")]
        form = {"photos": photos, "own_face": "on", "text": consent.digest()}
        assert as_(alice).post("/cameo/pictures/", form).status_code == 302
        assert len(files()) == 2
        assert not files() & old
        assert receipts(alice, Kind.CONSENT)[0].details["replaced"]

    def test_new_photos_without_consent_change_nothing(self, cameo, as_, alice, alices_face):
        old = files()
        form = {"photos": [SimpleUploadedFile("me.webp", alices_face)], "text": consent.digest()}
        assert as_(alice).post("/cameo/pictures/", form).status_code == 422
        assert files() == old

    def test_photos_that_cannot_be_put_in_place_leave_no_file(self, cameo, alices_face):
        Cameo.objects.filter(pk=cameo.pk).delete()
        before = files()
        with pytest.raises(Cameo.DoesNotExist):
            services.replace_pictures(cameo, [ContentFile(alices_face)])
        assert files() == before


class TestDeleting:
    @pytest.fixture
    def cameo(self, alice, make_cameo):
        return make_cameo(alice, level=Level.APPROVED)

    def test_it_asks_first(self, cameo, as_, alice):
        assert "Delete your cameo?" in text(as_(alice).get("/cameo/delete/"))
        assert files()

    def test_the_files_go_at_once_and_the_receipts_stay(self, cameo, as_, alice, bob):
        services.grant(cameo, to=bob)
        assert "erased" in text(as_(alice).post("/cameo/delete/", follow=True))
        assert not files()
        assert not CameoPicture.objects.exists()
        assert not services.casting_of(bob, "@alice").usable
        kinds = list(Receipt.objects.filter(owner=alice).values_list("kind", flat=True))
        assert kinds == [Kind.DELETION, Kind.GRANT, Kind.LEVEL, Kind.CONSENT]

    def test_another_can_be_made_and_old_yeses_do_not_come_back(self, cameo, alice, bob, make_cameo):
        services.grant(cameo, to=bob)
        services.delete(cameo)
        assert not services.may_cast(bob, make_cameo(alice, level=Level.APPROVED))

    def test_who_leaves_the_site_leaves_no_face_and_no_name(self, cameo, as_, alice, bob):
        services.grant(cameo, to=bob)
        as_(alice).post("/settings/delete/", {"password": "a good long password"})
        assert not User.objects.filter(pk=alice.pk).exists()
        assert not files()
        assert not Receipt.objects.exclude(owner=None).exists()
        kept = Receipt.objects.get(kind=Kind.CONSENT)
        assert "signature" not in kept.details
        assert kept.details["sha256"] == consent.digest()

    def test_receipts_are_written_once(self, cameo):
        receipt = Receipt.objects.first()
        with pytest.raises(WrittenOnce):
            receipt.save()
        with pytest.raises(WrittenOnce):
            receipt.delete()
        with pytest.raises(WrittenOnce):
            Receipt.objects.update(details={})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_digest_is_that_of_the_text_people_read(as_, alice, language):
    client = as_(alice)
    client.post("/i18n/setlang/", {"language": language})
    page = text(client.get("/cameo/"))
    digest = page.split('name="text" value="')[1].split('"')[0]
    shown = client.get("/cameo/").context["consent"]
    assert digest
    assert shown.digest() == consent.digest()
