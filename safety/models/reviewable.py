"""What people can see, and so can report: where it stands."""

import uuid
from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    LIVE = "live", _("live")
    # Reported so often that nobody sees it until a moderator has looked.
    HIDDEN = "hidden", _("hidden after reports")
    REMOVED = "removed", _("taken down")
    # Somebody whose likeness is in it took it back: its files are gone for good.
    WITHDRAWN = "withdrawn", _("taken back by somebody in it")


class Reviewable(models.Model):
    """Something people can see, and so can report and moderators can take down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.LIVE, db_index=True)

    class Meta:
        abstract = True

    @property
    def line(self) -> str:
        """What names it to somebody who reports it or decides about it: its own words, where it has some."""
        return str(self)

    def move_standing(self, to: Standing, come_from: Collection[Standing]) -> bool:
        """Go to `to`, if it is one of `come_from` that it stands at now. Inside a transaction."""
        row = self._meta.concrete_model._base_manager.select_for_update().filter(pk=self.pk)
        was = row.values_list("standing", flat=True).first()
        if was not in come_from:
            return False
        row.update(standing=to)
        self.standing = to
        self.stood(Standing(was))
        return True

    def stood(self, was: Standing) -> None:
        """In the transaction that moved it from `was`: what else has to change, such as a counter."""
