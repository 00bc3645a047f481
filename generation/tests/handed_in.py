"""Pictures that people hand in."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cameos.portraits import draw_portrait


def upload(name="hill.png", size=(96, 64)) -> SimpleUploadedFile:
    """Nothing but colours, with a comment in it that says where it was taken."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(file, "PNG", comment="at home")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


def with_a_face() -> SimpleUploadedFile:
    return SimpleUploadedFile("me.webp", draw_portrait("ana", side=480), "image/webp")
