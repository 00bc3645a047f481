"""What people say about their likeness, and ask about another's."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from cameos import consent
from cameos.models import Cameo, Grant, Level
from cameos.photos import PhotosField
from safety.services import objection

#: What each level means, for the one who chooses.
MEANINGS = {
    Level.ONLY_ME: gettext_lazy("Nobody but you can put you into a clip."),
    Level.APPROVED: gettext_lazy("People ask you, and you say yes or no to each."),
    Level.MUTUALS: gettext_lazy("Everybody you follow who follows you too."),
    Level.EVERYONE: gettext_lazy("Everybody with an account here, strangers too."),
}


def reviewed(words: str, *, by) -> str:
    """`words` that others will read or a clip will follow. Raises ValidationError with what the review minds."""
    if words.strip() and (opinion := objection(words, by=by)):
        raise forms.ValidationError(str(opinion.reason))
    return words


class DetailsForm(forms.ModelForm):
    """Who may use it, and on what terms. `level` is the one that holds now."""

    open_to_all = forms.BooleanField(
        label=gettext_lazy("Yes: strangers too may put my face into clips. Strict is turned on."), required=False
    )

    class Meta:
        model = Cameo
        fields = ["level", "preferences", "restrictions", "strict"]
        labels = {
            "level": gettext_lazy("Who may put me into clips"),
            "preferences": gettext_lazy("How I look in clips"),
            "restrictions": gettext_lazy("What clips with me must not be about"),
            "strict": gettext_lazy("Strict: no big changes of how I look, nothing embarrassing"),
        }
        help_texts = {
            "preferences": gettext_lazy("For example: always wears a red scarf. It goes into every script with you."),
            "restrictions": gettext_lazy("One word or phrase a line. A script about any of them is refused."),
        }
        widgets = {
            "level": forms.RadioSelect,
            "preferences": forms.TextInput,
            "restrictions": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, owner, level=Level.ONLY_ME, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, level

    def levels(self):
        """Each radio button with what it means."""
        return [(radio, MEANINGS[Level(radio.data["value"])]) for radio in self["level"]]

    def clean_preferences(self):
        return reviewed(self.cleaned_data["preferences"], by=self.owner)

    def clean(self):
        opens = self.cleaned_data.get("level") == Level.EVERYONE != self.now
        if opens and not self.cleaned_data.get("open_to_all"):
            self.add_error("open_to_all", _("Opening it to everyone needs your second yes: tick the box."))

    def details(self) -> dict:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class ConsentForm(forms.Form):
    """The text that was shown, agreed to for one's own face."""

    text = forms.CharField(widget=forms.HiddenInput)
    own_face = forms.BooleanField(
        label=gettext_lazy("The photos show my own face, and nobody else's."),
        error_messages={"required": gettext_lazy("Only your own face can become your cameo: tick the box if it is.")},
    )

    def clean_text(self):
        if self.cleaned_data["text"] != consent.digest():
            raise forms.ValidationError(_("The text has changed since you opened this page. Please read it again."))
        return self.cleaned_data["text"]


class PicturesForm(ConsentForm):
    """Other photos in place of those there are."""

    photos = PhotosField(label=gettext_lazy("New photos"))


class MakeForm(ConsentForm, DetailsForm):
    photos = PhotosField(label=gettext_lazy("Photos of your face"))
    adult = forms.BooleanField(
        label=gettext_lazy("I am 18 or older, or one of my parents said yes to this."),
        error_messages={"required": gettext_lazy("Tick the box if it is so. Otherwise ask one of your parents first.")},
    )
    signature = forms.CharField(
        label=gettext_lazy("Your name, as your signature"),
        min_length=2,
        max_length=100,
        error_messages={"required": gettext_lazy("Sign with your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class AskForm(forms.ModelForm):
    class Meta:
        model = Grant
        fields = ["words"]
        labels = {"words": gettext_lazy("What would you like to make?")}
        widgets = {"words": forms.Textarea(attrs={"rows": 3, "data-counted": "words-count"})}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["words"].required = True

    def clean_words(self):
        return reviewed(self.cleaned_data["words"], by=self.by)


class GrantForm(forms.Form):
    """Names somebody by their handle."""

    handle = forms.CharField(
        label=gettext_lazy("Approve somebody by their handle"),
        max_length=31,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def clean_handle(self):
        handle = self.cleaned_data["handle"].strip().removeprefix("@").lower()
        person = User.objects.visible_to(self.by).filter(username=handle).first()
        if person is None:
            raise forms.ValidationError(_("Nobody here has the handle @%(handle)s.") % {"handle": handle})
        return person
