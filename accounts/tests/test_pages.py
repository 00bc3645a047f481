"""Signing up, settings, leaving, and the pages for when something is wrong."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import services
from accounts.models import User
from accounts.tests.test_pictures import photo
from generation.models import Generation
from safety.models import RegistryEntry

PASSWORD = "a good long password"


def text(response):
    return response.content.decode()


class TestSigningIn:
    def test_a_handle_and_a_password_are_enough(self, db):
        form = {"username": "Nora", "password1": "larks rise early", "password2": "larks rise early"}
        response = Client().post("/accounts/signup/", form, follow=True)
        assert User.objects.get().username == "nora"
        assert "@nora" in text(response)

    @pytest.mark.parametrize("handle", ["admin", "Support", "operator"])
    def test_nobody_can_pass_for_the_site_itself(self, db, handle):
        form = {"username": handle, "password1": "larks rise early", "password2": "larks rise early"}
        assert "can not be used" in text(Client().post("/accounts/signup/", form))
        assert not User.objects.exists()

    @pytest.mark.parametrize("page", ["login", "signup"])
    def test_no_page_offers_a_letter_that_is_never_sent(self, db, page):
        assert "/password/reset/" not in text(Client().get(f"/accounts/{page}/"))

    def test_changing_the_password_does_not_either(self, as_, alice):
        assert "/password/reset/" not in text(as_(alice).get("/accounts/password/change/"))

    def test_who_finds_the_old_address_is_told_what_to_do(self, db):
        assert "sends no e-mail" in text(Client().get("/accounts/password/reset/"))

    def test_the_passkey_button_has_its_script(self, db):
        page = text(Client().get("/accounts/login/"))
        assert 'id="passkey_login"' in page
        assert "webauthn.js" in page


class TestSettings:
    def test_a_name_is_shown_beside_the_handle(self, as_, alice):
        as_(alice).post("/settings/", {"display_name": "Alice of the Marsh"})
        assert "Alice of the Marsh" in text(as_(None).get("/@alice/"))

    def test_a_name_too_long_is_refused_in_place(self, as_, alice):
        response = as_(alice).post("/settings/", {"display_name": "a" * 61})
        assert response.status_code == 422
        alice.refresh_from_db()
        assert alice.name == "Alice Marsh"

    def test_the_language_is_one_press_away(self, as_, alice):
        client = as_(alice)
        client.post("/i18n/setlang/", {"language": "fr", "next": "/settings/"})
        assert '<html lang="fr">' in text(client.get("/settings/"))


class TestAPicture:
    def give(self, client, data, **more):
        return client.post("/settings/", {"display_name": "Alice", "upload": SimpleUploadedFile("me.jpg", data)} | more)

    def test_it_is_redrawn_and_shown_to_everybody(self, as_, alice):
        self.give(as_(alice), photo())
        assert "/@alice/picture.webp" in text(as_(None).get("/@alice/"))
        assert as_(None).get("/@alice/picture.webp").getvalue()[8:12] == b"WEBP"

    def test_a_bad_one_is_refused_in_place_and_the_old_one_stays(self, as_, alice):
        self.give(as_(alice), photo())
        response = self.give(as_(alice), b"not a picture")
        assert response.status_code == 422
        assert "not a JPEG" in text(response)
        alice.refresh_from_db()
        assert alice.picture

    def test_a_new_one_replaces_the_file_and_none_removes_it(self, as_, alice):
        self.give(as_(alice), photo())
        alice.refresh_from_db()
        old = alice.picture
        self.give(as_(alice), photo())
        as_(alice).post("/settings/", {"display_name": "Alice", "no_picture": "on"})
        alice.refresh_from_db()
        assert not alice.picture
        assert not old.storage.exists(old.name)
        assert as_(None).get("/@alice/picture.webp").status_code == 404


class TestLeaving:
    def test_a_wrong_password_deletes_nothing(self, as_, alice):
        assert as_(alice).post("/settings/delete/", {"password": "guessed"}).status_code == 422
        assert User.objects.filter(pk=alice.pk).exists()

    def test_everything_goes_but_the_marks(self, as_, alice, make_clip):
        clip = make_clip()
        storage, name = clip.video.storage, clip.video.name
        response = as_(alice).post("/settings/delete/", {"password": PASSWORD}, follow=True)
        assert "deleted" in text(response)
        assert not User.objects.exists()
        assert not Generation.objects.exists()
        assert not storage.exists(name)
        assert RegistryEntry.objects.get().clip == clip.pk
        clip.decision.refresh_from_db()
        assert clip.decision.asked_by_id is None

    def test_others_no_longer_count_her(self, as_, alice, bob):
        services.follow(bob, by=alice)
        as_(alice).post("/settings/delete/", {"password": PASSWORD})
        bob.refresh_from_db()
        assert (bob.follower_count, bob.unread_count) == (0, 0)


class TestSorryPages:
    def test_a_page_that_is_not_there(self, as_, db):
        response = as_(None).get("/no/such/page/")
        assert response.status_code == 404
        assert "Nothing here" in text(response)

    def test_a_form_without_its_token(self, db):
        response = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
        assert response.status_code == 403
        assert "Once more, please" in text(response)

    def test_our_own_mistake(self, as_, db, monkeypatch):
        monkeypatch.setattr("sora_site.views.render_page", lambda *page: 1 / 0)
        client = as_(None)
        client.raise_request_exception = False
        response = client.get("/about/")
        assert response.status_code == 500
        assert "Something broke on our side" in text(response)

    def test_robots_are_told_where_not_to_go(self, db):
        response = Client().get("/robots.txt")
        assert response["Content-Type"] == "text/plain"
        assert "Disallow: /clips/" in text(response)


@pytest.mark.parametrize("page", ["/", "/about/", "/accounts/login/", "/accounts/signup/", "/no/such/page/"])
def test_no_page_needs_inline_code(as_, db, page):
    response = as_(None).get(page)
    assert "'unsafe" not in response["Content-Security-Policy"]
    for forbidden in (' style="', " onclick=", " onload=", "javascript:"):
        assert forbidden not in text(response)
