import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.pictures import redraw


def photo(size=(800, 600), kind="JPEG", **extra) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **extra)
    return out.getvalue()


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("picture.jpg", data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_back_as_a_smaller_webp(kind):
    drawn = Image.open(redraw(upload(photo(kind=kind)), side=256))
    assert (drawn.format, drawn.size) == ("WEBP", (256, 192))


def test_where_and_when_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010E] = "at home, 12 Lark Lane"
    drawn = redraw(upload(photo(exif=exif)), side=256).read()
    assert b"Lark Lane" not in drawn
    assert not Image.open(io.BytesIO(drawn)).getexif()


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert Image.open(redraw(upload(photo(exif=exif)), side=256)).size == (192, 256)


@pytest.mark.parametrize("tail", [b"PK\x05\x06 a zip", b"<script>alert(1)</script>", b"%PDF-1.7", b"<?PHP system()"])
def test_a_picture_that_is_also_something_else_is_refused(tail):
    with pytest.raises(ValidationError, match="besides a picture"):
        redraw(upload(photo() + tail), side=256)


def test_a_bomb_is_refused_by_its_header_alone():
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(ValidationError, match=r"pixels|cannot|read"):
        redraw(upload(bomb), side=256)


@pytest.mark.parametrize("data", [b"", b"just words", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(ValidationError, match="not a JPEG"):
        redraw(upload(data), side=256)


def test_half_a_picture_is_refused():
    with pytest.raises(ValidationError, match="damaged"):
        redraw(upload(photo()[:2000]), side=256)


def test_a_file_of_eleven_megabytes_is_refused():
    with pytest.raises(ValidationError, match="10 MB"):
        redraw(upload(b"\xff\xd8" + b"0" * (11 * 1024 * 1024)), side=256)
