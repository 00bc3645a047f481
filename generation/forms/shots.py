"""The shots of a storyboard, as a person edits them."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from generation.script import Shot
from generation.storyboards import MOST_SHOTS, SHORTEST, rearranged

PREFIX = "shots"
FIELDS = ("prompt", "seconds")
NEW_SECONDS = 3  # of a shot that is added


class ShotForm(forms.Form):
    prompt = forms.CharField(
        label=gettext_lazy("What is seen"),
        max_length=settings.PROMPT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Say what this shot shows, or remove it.")},
    )
    seconds = forms.IntegerField(label=gettext_lazy("Seconds"), min_value=SHORTEST)


class Shots(forms.BaseFormSet):
    """All of them: together at most `most` seconds long, and as many words as a script may have."""

    def __init__(self, *args, most: float, prefix=PREFIX, **kwargs):
        self.most = int(most)
        super().__init__(*args, prefix=prefix, form_kwargs={"empty_permitted": False}, **kwargs)

    def clean(self):
        if self.total_seconds > self.most:
            raise forms.ValidationError(
                _("Together the shots are %(total)d seconds long; %(most)d can be made."),
                params={"total": self.total_seconds, "most": self.most},
            )
        words = sum(len(shot.prompt) + 1 for shot in self.shots) - 1
        if words > settings.PROMPT_LIMIT:
            raise forms.ValidationError(
                _("Together the shots have %(words)d characters; a script can have %(most)d."),
                params={"words": words, "most": settings.PROMPT_LIMIT},
            )

    @property
    def total_seconds(self) -> int:
        """What the lengths that can be read add up to."""
        return sum(_whole(form["seconds"].value()) for form in self.forms)

    @property
    def shots(self) -> tuple[Shot, ...]:
        """Those that are filled in rightly, in order."""
        filled = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        return tuple(Shot(one["prompt"], one["seconds"]) for one in filled if set(FIELDS) <= set(one))

    @property
    def typed(self) -> list[dict]:
        """What stands in the fields now, right or wrong."""
        return [{name: form[name].value() for name in FIELDS} for form in self.forms]

    @classmethod
    def showing(cls, shots: list[dict], *, most: float) -> "Shots":
        """Not yet sent, with these words and seconds in it."""
        return cls(initial=shots, most=most)

    def changed(self, act: str, number: int = 0) -> list[dict]:
        """What stands in them after a shot was added, removed or moved."""
        if act != "add":
            return rearranged(self.typed, act, number)
        free = max(SHORTEST, min(NEW_SECONDS, self.most - self.total_seconds))
        return [*self.typed, {"prompt": "", "seconds": free}][:MOST_SHOTS]


ShotFormSet = forms.formset_factory(
    ShotForm, formset=Shots, extra=0, min_num=1, validate_min=True, max_num=MOST_SHOTS, validate_max=True,
    absolute_max=MOST_SHOTS + 1,
)  # fmt: skip


def _whole(value) -> int:
    try:
        return max(0, int(str(value)))
    except ValueError:
        return 0
