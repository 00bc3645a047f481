"""Photos people hand in: one to three, redrawn, each with exactly one face in it."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pictures import redraw
from cameos.faces import find_faces

MOST = 3
SIDE = 1024  # pixels
SMALLEST_FACE = 80  # pixels: with fewer there is nothing to draw from


def draw_face(upload) -> ContentFile:
    """The photo redrawn. Raises ValidationError, with what to do about it, unless it shows one face."""
    drawn = redraw(upload, side=SIDE)
    faces = find_faces(drawn.read())
    drawn.seek(0)
    if not faces:
        raise ValidationError(_("no face found: more light, look at the camera, nothing over your face."))
    if len(faces) > 1:
        raise ValidationError(_("%(number)d faces: crop it to yours only.") % {"number": len(faces)})
    if faces[0].side < SMALLEST_FACE:
        raise ValidationError(_("your face is small in it: come closer, or choose a larger photo."))
    return drawn


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Gives a list of redrawn files. What is wrong is said for each photo by its number and name."""

    widget = PhotosInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    default_error_messages = {
        "required": gettext_lazy("Choose one to three photos of your face."),
        "too_many": gettext_lazy("Three photos at most: the sharpest ones, one from the front."),
    }

    def clean(self, data, initial=None) -> list[ContentFile]:
        if not data:
            raise ValidationError(self.error_messages["required"], "required")
        if len(data) > MOST:
            raise ValidationError(self.error_messages["too_many"], "too_many")
        drawn, wrong = [], []
        for number, upload in enumerate(data, start=1):
            try:
                drawn.append(draw_face(upload))
            except ValidationError as error:
                said = {"number": number, "name": upload.name, "why": error.messages[0]}
                wrong.append(_("Photo %(number)d, %(name)s: %(why)s") % said)
        if wrong:
            raise ValidationError(wrong)
        return drawn
