"""Pictures that people hand in for a clip to begin or end with: drawn anew, without faces, kept beside the clip."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from accounts.pictures import redraw
from cameos.faces import find_faces
from generation.files import PICTURES

SIDE = 1280  # pixels: as much as the largest model takes


def draw_frame(upload) -> ContentFile:
    """The picture redrawn. Raises ValidationError with a sentence for who handed it in, also where it shows a face."""
    drawn = redraw(upload, side=SIDE)
    faces = find_faces(drawn.read())
    drawn.seek(0)
    if faces:
        raise ValidationError(
            _("There is a face in this picture. People come into clips by their @handle only; choose another picture.")
        )
    return drawn


@contextmanager
def kept(pk, first: ContentFile | None, last: ContentFile | None):
    """The columns of the clip `pk` for its pictures, now stored; they are deleted if the block is left by an error."""
    names = {}
    try:
        for column, picture in (("first_frame", first), ("last_frame", last)):
            if picture:
                names[column] = default_storage.save(f"{pk}/{PICTURES}/{column}.webp", picture)
        yield names
    except BaseException:
        for name in names.values():
            default_storage.delete(name)
        raise
