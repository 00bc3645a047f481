"""What a person fills in to ask for a clip."""

from generation.forms.compose import ComposeForm
from generation.forms.shots import PREFIX, ShotFormSet
from generation.forms.stitch import StitchForm

__all__ = ["PREFIX", "ComposeForm", "ShotFormSet", "StitchForm"]
