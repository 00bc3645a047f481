"""What a person fills in to ask for a clip."""

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Plan
from generation.labels import SHAPES, STYLES, shape
from generation.plans import allowance
from generation.script import SIZES
from generation.script import STYLES as OFFERED_STYLES
from generation.services.orders import SEEDS


class ComposeForm(forms.Form):
    prompt = forms.CharField(
        label=_("Your words"),
        max_length=settings.PROMPT_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4, "aria-describedby": "prompt-hint", "data-counted": "prompt-count"}),
        error_messages={"required": _("Write a sentence first: what should be seen?")},
    )
    seconds = forms.TypedChoiceField(
        label=_("Length"),
        coerce=int,
        choices=[(n, n) for n in settings.PLANS["pro"]["seconds"]],
        initial=settings.GENERATION_DEFAULT_SECONDS,
    )
    size = forms.ChoiceField(label=_("Shape"), initial=next(iter(SIZES)))
    style = forms.ChoiceField(label=_("Style"), required=False, initial="")
    seed = forms.IntegerField(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=SEEDS - 1,
        help_text=_("The same words and seed give the same clip. Leave empty for a surprise."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, plan: str = Plan.FREE, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = allowance(plan).seconds
        self.fields["size"].choices = [(name, SHAPES[shape(*size)]) for name, size in SIZES.items()]
        self.fields["style"].choices = [(name, STYLES.get(name, name.capitalize())) for name in OFFERED_STYLES]

    def clean_seconds(self) -> int:
        seconds = self.cleaned_data["seconds"]
        if seconds not in self.offered:
            raise forms.ValidationError(_("Clips of %(seconds)d seconds belong to Pro."), params={"seconds": seconds})
        return seconds

    @property
    def chosen_seconds(self) -> int:
        """The length that is marked: the one asked for where it is offered, else the usual one."""
        asked = str(self["seconds"].value())
        return next((n for n in self.offered if str(n) == asked), settings.GENERATION_DEFAULT_SECONDS)

    @property
    def fresh_key(self) -> str:
        """A new one each time the form is shown: pressing twice is one request, changing the words another."""
        return str(uuid.uuid4())

    @property
    def more_is_open(self) -> bool:
        """Whether something under "More" was changed or needs a look."""
        folded = ("seconds", "size", "style", "seed")
        given = {name: str(self[name].value() or "") for name in folded}
        return any(given[name] != str(self.fields[name].initial or "") or self[name].errors for name in folded)

    @property
    def order(self) -> dict:
        """The keyword arguments of `services.request`."""
        return self.cleaned_data | {"key": str(self.cleaned_data["key"] or "")}
