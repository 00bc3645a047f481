"""Bytes over HTTP, as browsers and download managers ask for them."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile
from django.test import RequestFactory

from generation.models import Generation
from sora_site.serving import serve

# Closing a response lets Django look at its database connections.
pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 400


@pytest.fixture
def file(tmp_path):
    storage = FileSystemStorage(location=tmp_path)
    field = SimpleNamespace(storage=storage, attname="video", name="video")
    return FieldFile(Generation(), field, storage.save("one/clip.mp4", ContentFile(CONTENT)))


@pytest.fixture
def ask(file):
    def ask(method="get", **headers):
        request = getattr(RequestFactory(), method)("/clip", headers=headers)
        response = serve(request, file)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        response.close()
        return response, body

    return ask


def test_without_a_range_the_whole_file_comes(ask):
    response, body = ask()
    assert (response.status_code, body) == (200, CONTENT)
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=1000-70000", 1000, 70000),
        ("bytes=102000-", 102000, 102399),
        ("bytes=-5", 102395, 102399),
        ("bytes=-999999", 0, 102399),
        ("bytes=102000-999999", 102000, 102399),
    ],
)
def test_one_range_is_answered_with_those_bytes(ask, asked, first, last):
    response, body = ask(range=asked)
    assert response.status_code == 206
    assert body == CONTENT[first : last + 1]
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert response["Content-Length"] == str(len(body))


@pytest.mark.parametrize("asked", ["bytes=102400-", "bytes=200000-300000", "bytes=-0"])
def test_a_range_past_the_end_is_416(ask, asked):
    response, body = ask(range=asked)
    assert (response.status_code, body) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["bytes=5-1", "bytes=0-1,5-9", "lines=1-2", "bytes=", "bytes=-", "bytes=a-b"])
def test_a_range_that_says_nothing_useful_is_as_none(ask, asked):
    response, body = ask(range=asked)
    assert (response.status_code, len(body)) == (200, len(CONTENT))


def test_a_browser_that_has_it_gets_304(ask):
    etag = ask()[0]["ETag"]
    response, body = ask(**{"if-none-match": etag})
    assert (response.status_code, body) == (304, b"")
    assert response["ETag"] == etag


def test_a_range_of_another_version_is_the_whole_new_one(ask):
    etag = ask()[0]["ETag"]
    assert ask(range="bytes=0-9", **{"if-range": etag})[0].status_code == 206
    assert ask(range="bytes=0-9", **{"if-range": '"older"'})[0].status_code == 200


@pytest.mark.parametrize(("headers", "status", "length"), [({}, 200, 102400), ({"range": "bytes=0-99"}, 206, 100)])
def test_head_tells_the_length_and_sends_nothing(ask, headers, status, length):
    response, body = ask("head", **headers)
    assert (response.status_code, response["Content-Length"], body) == (status, str(length), b"")


def test_a_download_has_a_name(file):
    response = serve(RequestFactory().get("/clip"), file, save_as="skylark-1.mp4")
    assert response["Content-Disposition"] == 'attachment; filename="skylark-1.mp4"'
    response.close()


def test_drafts_are_kept_by_nobody_between(ask):
    assert ask()[0]["Cache-Control"] == "private, no-cache"


class BucketStorage(FileSystemStorage):
    """As a remote storage answers: no path, a signed address."""

    def path(self, name):
        raise NotImplementedError

    def url(self, name):
        return f"https://bucket.example/{name}?signed"


def test_a_remote_storage_is_redirected_to(file):
    file.storage = BucketStorage()
    response = serve(RequestFactory().get("/clip"), file)
    assert (response.status_code, response["Location"]) == (302, "https://bucket.example/one/clip.mp4?signed")
    assert response["Cache-Control"] == "private, no-store"
