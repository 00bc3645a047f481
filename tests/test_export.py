"""A person takes everything with them: by a button, and by the command of whoever runs the site."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from feed import services
from generation.states import State


@pytest.fixture
def shown(make_clip, alice):
    return services.publish(make_clip(prompt="a red ball on the beach"), caption="Évening")


def read(response_or_bytes) -> zipfile.ZipFile:
    streamed = getattr(response_or_bytes, "streaming_content", None)
    return zipfile.ZipFile(io.BytesIO(b"".join(streamed) if streamed else response_or_bytes))


def rows(archive: zipfile.ZipFile, name: str) -> list[dict]:
    return json.loads(archive.read(f"{name}.json"))


def test_alice_takes_her_clips_and_what_she_said_about_them(as_, alice, shown):
    archive = read(as_(alice).get("/settings/export/"))
    assert archive.testzip() is None
    films = [name for name in archive.namelist() if name.startswith("clips/")]
    with shown.clip.video.open("rb") as kept:
        assert [archive.read(name) for name in films] == [kept.read()]
    assert rows(archive, "clips")[0]["prompt"] == "a red ball on the beach"
    assert rows(archive, "posts")[0]["caption"] == "Évening"
    assert rows(archive, "clips")[0]["mark"] == shown.clip.registry.payload


def test_nothing_of_alices_is_in_bobs(as_, bob, shown):
    archive = read(as_(bob).get("/settings/export/"))
    assert rows(archive, "clips") == rows(archive, "posts") == []
    assert not [name for name in archive.namelist() if name.endswith(".mp4")]


def test_a_passer_by_is_sent_to_sign_in(as_, db):
    assert as_(None).get("/settings/export/")["Location"].startswith("/accounts/login/")


def test_the_command_writes_the_same_file(alice, shown, tmp_path):
    call_command("export", "@Alice", out=tmp_path / "all.zip", stdout=io.StringIO())
    assert rows(read((tmp_path / "all.zip").read_bytes()), "posts")[0]["caption"] == "Évening"


def test_the_command_names_whom_it_does_not_know(db):
    with pytest.raises(CommandError, match="nobody has the handle @zoe"):
        call_command("export", "zoe")


def test_a_clip_that_was_taken_down_stays_out(as_, alice, rita, shown):
    from generation.services import take_down

    take_down(shown.clip, by=rita)
    archive = read(as_(alice).get("/settings/export/"))
    assert not [name for name in archive.namelist() if name.endswith(".mp4")]
    assert rows(archive, "clips")[0]["standing"] == "removed"


def test_what_a_clip_was_made_of_goes_along(as_, alice, make_clip, shown):
    from generation.pictures import draw_frame
    from generation.script import Shot
    from generation.tests.handed_in import upload

    clip = make_clip(state=State.QUEUED, before=[shown.clip], shots=[Shot("a cat", 2), Shot("a dog", 1)])
    clip.first_frame = clip.first_frame.storage.save(f"{clip.pk}/pictures/first_frame.webp", draw_frame(upload()))
    clip.save()
    archive = read(as_(alice).get("/settings/export/"))
    assert rows(archive, "parts") == [{"clip": str(clip.pk), "source": str(shown.clip.pk), "position": 1}]
    assert rows(archive, "clips")[0]["shots"] == [{"prompt": "a cat", "seconds": 2}, {"prompt": "a dog", "seconds": 1}]
    assert archive.read(f"pictures/{str(clip.pk)[:8]}-first.webp")[8:12] == b"WEBP"
