"""What people change about themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.pictures import redraw

PICTURE_SIDE = 256  # pixels


class ProfileForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP, up to 10 MB. It is redrawn small; place and camera are not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    no_picture = forms.BooleanField(label=_("Show no picture"), required=False)

    class Meta:
        model = User
        fields = ["display_name"]
        help_texts = {"display_name": _("Shown beside your handle. Leave empty to show the handle alone.")}

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        return upload and redraw(upload, side=PICTURE_SIDE)

    def save(self, commit=True):
        if self.cleaned_data["upload"]:
            self.instance.show_picture(self.cleaned_data["upload"])
        elif self.cleaned_data["no_picture"]:
            self.instance.show_picture(None)
        return super().save(commit)


class FarewellForm(forms.Form):
    """Asks for the password once more before an account goes."""

    password = forms.CharField(
        label=_("Your password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("That is not your password."))
        return self.cleaned_data["password"]
