"""What a person chooses for clips that are laid end to end, but for the clips."""

from django import forms
from django.utils.translation import gettext_lazy as _

from generation.labels import SHAPES, shape
from generation.script import SIZES


class StitchForm(forms.Form):
    size = forms.ChoiceField(
        label=_("Shape"),
        required=False,
        choices=[("", _("First clip’s")), *((name, SHAPES[shape(*size)]) for name, size in SIZES.items())],
    )
