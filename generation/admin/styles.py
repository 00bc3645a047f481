"""The looks that the composer offers: operators choose their words and pictures. No review looks at these."""

from django import forms
from django.contrib import admin
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from accounts.pictures import redraw
from generation.models import Style
from safety.admin import picture

SIDE = 384  # pixels


class StyleForm(forms.ModelForm):
    upload = forms.FileField(
        label=_("New picture"),
        required=False,
        help_text=_("JPEG, PNG or WebP. It is drawn anew, small."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    no_picture = forms.BooleanField(label=_("Show no picture"), required=False)

    class Meta:
        model = Style
        fields = ["slug", "name", "words", "begins", "ends", "is_offered", "position"]

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        return upload and redraw(upload, side=SIDE)

    def clean(self):
        begins, ends = self.cleaned_data.get("begins"), self.cleaned_data.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("It ends before it begins."))
        return self.cleaned_data


@admin.register(Style)
class StyleAdmin(admin.ModelAdmin):
    form = StyleForm
    list_display = ["name", "shown", "words", "begins", "ends", "is_offered", "position"]
    list_filter = ["is_offered"]
    search_fields = ["slug", "name", "words"]
    readonly_fields = ["shown"]
    fields = [
        "name", "slug", "words", "shown", "upload", "no_picture", ("begins", "ends"), "is_offered", "position",
    ]  # fmt: skip
    prepopulated_fields = {"slug": ["name"]}

    class Media:
        css = {"all": ["css/desk.css"]}

    @admin.display(description=_("picture"))
    def shown(self, style):
        return picture(reverse("generation:style_picture", args=[style.slug])) if style.picture else "–"

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request, obj=None):
        """Clips remember a style by its short name: that stays."""
        return [*self.readonly_fields, "slug"] if obj else self.readonly_fields

    def save_model(self, request, obj, form, change):
        was = obj.picture.name
        if upload := form.cleaned_data["upload"]:
            obj.picture = default_storage.save(f"styles/{obj.slug}-{get_random_string(8)}.webp", upload)
        elif form.cleaned_data["no_picture"]:
            obj.picture = ""
        super().save_model(request, obj, form, change)
        if was and was != obj.picture.name:
            default_storage.delete(was)
