"""What a person says about a clip, when showing it and when seeing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from feed.models import Comment, Post


class PublishForm(forms.ModelForm):
    class Meta:
        model = Post
        fields = ["caption", "show_prompt", "visibility", "allow_remix"]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 2, "data-counted": "caption-count"}),
            "visibility": forms.RadioSelect,
        }


class CommentForm(forms.Form):
    """`parent`: the comment it answers."""

    text = forms.CharField(
        max_length=Comment._meta.get_field("text").max_length, error_messages={"required": _("Write something first.")}
    )
    parent = forms.UUIDField(required=False)
