"""Who are you?"""

import uuid

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

valid_handle = RegexValidator(
    r"\A[a-z0-9][a-z0-9_]{2,29}\Z",
    _("3 to 30 of the letters a-z, digits and underscores, beginning with a letter or digit."),
)


class User(AbstractUser):
    """A person. Their username is the @handle that others write."""

    username = models.CharField(
        _("handle"),
        max_length=30,
        unique=True,
        validators=[valid_handle],
        error_messages={"unique": _("Somebody has this handle already.")},
    )
    display_name = models.CharField(_("name shown"), max_length=60, blank=True)
    picture = models.FileField(_("picture"), max_length=200, blank=True)  # what accounts.pictures drew

    def show_picture(self, content) -> None:
        """Put `content` in place of the picture; None: no picture. The old file goes."""
        if self.picture:
            self.picture.delete(save=False)
        if content:
            # A new name for each: browsers keep what they have by its name.
            self.picture.save(f"people/{self.pk}/{uuid.uuid4().hex}.webp", content, save=False)
        self.save(update_fields=["picture"])

    def __str__(self):
        return f"@{self.username}"

    @property
    def name(self) -> str:
        return self.display_name or self.username
