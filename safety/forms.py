"""What people say about what should not be here, and about a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safety.models import Appeal, Report


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes nearest.")},
    )
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "desk-words"}),
    )
    block = forms.BooleanField(label=_("Also block this person"), required=False)

    @property
    def said(self) -> dict:
        """The keyword arguments of `services.report`."""
        return {name: self.cleaned_data[name] for name in ("reason", "words")}


class AppealForm(forms.ModelForm):
    class Meta:
        model = Appeal
        fields = ["words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 5, "class": "desk-words"})}
        labels = {"words": _("Why was it wrong?")}
        error_messages = {"words": {"required": _("Say why: a moderator reads it.")}}
