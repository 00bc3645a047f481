"""The composer's fields but for the shots."""

import uuid

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Plan
from generation.abilities import Abilities, abilities
from generation.labels import SHAPES, shape
from generation.models import Style
from generation.pictures import draw_frame
from generation.plans import allowance
from generation.script import SIZES
from generation.services.orders import SEEDS

VARIANTS = 4
NOTHING_KEPT = 1  # the strength of a remix by words alone


def most_seconds(plan: str, able: Abilities) -> int:
    """As long as everything that is made can be together."""
    return int(min(max(allowance(plan).seconds), able.max_seconds))


class FrameField(forms.FileField):
    """A picture, drawn anew. A browser cannot be handed it back: after any mistake it is chosen again."""

    def __init__(self, **kwargs):
        accept = {"accept": "image/jpeg,image/png,image/webp"}
        super().__init__(required=False, widget=forms.FileInput(attrs=accept), **kwargs)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return draw_frame(upload) if upload else None


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
    strength = forms.FloatField(label=_("How much may change"), required=False, min_value=0, max_value=1)
    first = FrameField(label=_("First picture"))
    last = FrameField(label=_("Last picture"))
    seed = forms.IntegerField(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=SEEDS - 1,
        help_text=_("The same words and seed give the same clip. Leave empty for a surprise."),
    )
    variants = forms.TypedChoiceField(required=False, coerce=int, empty_value=1, choices=[(VARIANTS, VARIANTS)])
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args, plan: str = Plan.FREE, able: Abilities | None = None, has_source=False, has_parts=False,
        has_shots=False, **kwargs,
    ):  # fmt: skip
        """`has_shots`: the words and seconds are those of a storyboard, beside this form."""
        super().__init__(*args, **kwargs)
        self.able = able or abilities(settings.GENERATION_ENGINE)
        self.plan_seconds = allowance(plan).seconds
        self.offered = tuple(n for n in self.plan_seconds if n <= self.able.max_seconds) or self.plan_seconds[:1]
        self.styles = list(Style.objects.offered())
        self.fields["size"].choices = [(name, SHAPES[shape(*size)]) for name, size in SIZES.items()]
        self.fields["style"].choices = [("", _("As it comes")), *((style.slug, style.label) for style in self.styles)]
        if has_shots:
            self.fields["prompt"].required = self.fields["seconds"].required = False
        offered = {
            "strength": has_source and self.able.remix,
            "first": self.able.first_frame and not has_source and not has_parts,
            "last": self.able.last_frame,
        }
        for name in (name for name, can_be_had in offered.items() if not can_be_had):
            del self.fields[name]

    def clean_seconds(self) -> int:
        seconds = self.cleaned_data["seconds"]
        if seconds and seconds not in self.plan_seconds:
            raise forms.ValidationError(_("Clips of %(seconds)d seconds belong to Pro."), params={"seconds": seconds})
        if seconds and seconds > self.able.max_seconds:
            said = {"model": self.able.model, "most": int(self.able.max_seconds)}
            raise forms.ValidationError(_("%(model)s makes %(most)d seconds at most."), params=said)
        return seconds or 0

    @property
    def chosen_seconds(self) -> int:
        """The length that is marked: the one asked for where it is offered, else the usual one, else the longest."""
        asked = str(self["seconds"].value())
        usual = settings.GENERATION_DEFAULT_SECONDS
        fallback = usual if usual in self.offered else max(self.offered)
        return next((n for n in self.offered if str(n) == asked), fallback)

    @property
    def fresh_key(self) -> str:
        """A new one each time the form is shown: pressing twice is one request, changing the words another."""
        return str(uuid.uuid4())

    @property
    def more_is_open(self) -> bool:
        """Whether something under "More" was changed or needs a look."""
        folded = [name for name in ("seconds", "size", "style", "seed", "first", "last") if name in self.fields]
        given = {name: str(self[name].value() or "") for name in folded}
        return any(given[name] != str(self.fields[name].initial or "") or self[name].errors for name in folded)

    @property
    def count(self) -> int:
        """How many clips of these words are asked for."""
        return self.cleaned_data["variants"]

    @property
    def order(self) -> dict:
        """The keyword arguments of `services.request`."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "variants"}
        for name in ("strength", "first", "last"):
            if given.get(name) is None or given[name] == NOTHING_KEPT:
                given.pop(name, None)
        return given | {"key": str(given["key"] or "")}
