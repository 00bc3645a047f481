"""What a person says about a clip when showing it."""

from django import forms

from feed.models import Post


class PublishForm(forms.ModelForm):
    class Meta:
        model = Post
        fields = ["caption", "show_prompt", "visibility"]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 2, "data-counted": "caption-count"}),
            "visibility": forms.RadioSelect,
        }
