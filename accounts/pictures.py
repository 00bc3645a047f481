"""Pictures people upload: measured before they are decoded, drawn anew, stripped of everything else."""

import io
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000  # a 24 megapixel photo fits; a decompression bomb does not
#: How other kinds of file look inside: a picture that carries one means to be two things at once.
#: Five bytes at least, so that a large photo does not hold one by chance.
FOREIGN = (b"%pdf-", b"<script", b"<html", b"<svg ", b"<?php", b"rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
ZIP_END, ZIP_TAIL = b"PK\x05\x06", 66_000  # the record a zip ends with, and how far from the end it may stand


def redraw(upload, *, side: int) -> ContentFile:
    """A WebP file of at most `side` x `side` pixels, from an uploaded JPEG, PNG or WebP.

    Nothing of the upload is kept but its pixels: no place, no camera, no comments.
    Raises ValidationError with a sentence for the person who uploaded it.
    """
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError(_("This file is larger than 10 MB. Save it smaller and try again."))
    _refuse_two_in_one(data)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = _decode(data)
    picture = ImageOps.exif_transpose(picture).convert("RGB")
    picture.thumbnail((side, side), Image.Resampling.LANCZOS)
    drawn = io.BytesIO()
    Image.frombytes("RGB", picture.size, picture.tobytes()).save(drawn, "WEBP", quality=88)
    return ContentFile(drawn.getvalue(), name="picture.webp")


def _refuse_two_in_one(data: bytes) -> None:
    lower = data.lower()
    if any(sign in lower for sign in FOREIGN) or ZIP_END in data[-ZIP_TAIL:]:
        raise ValidationError(_("This file holds something besides a picture. Export it again as JPEG, PNG or WebP."))


def _decode(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:  # known from the header, before anything is unpacked
            raise ValidationError(_("This picture has more than 40 million pixels. Save it smaller and try again."))
        picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_("This is not a JPEG, PNG or WebP picture that we can read.")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(_("This picture is damaged. Save it again and try once more.")) from error
    return picture
