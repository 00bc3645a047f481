"""Who is in a clip, and whether they still may be."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cameos.models import Cameo


class CastingQuerySet(models.QuerySet):
    def not_castable_by(self, user):
        """Of people whom `user` may not put into a clip any more: they revoked it, blocked, or deleted their cameo."""
        return self.exclude(cameo__in=Cameo.objects.castable_by(user))


class Casting(models.Model):
    """Somebody is in a clip. `person` stays when the cameo goes, so that they can still take the clip back."""

    clip = models.ForeignKey("Generation", models.CASCADE, related_name="castings", verbose_name=_("clip"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="castings", verbose_name=_("who"))
    cameo = models.ForeignKey(Cameo, models.SET_NULL, null=True, related_name="castings", verbose_name=_("cameo"))
    position = models.PositiveSmallIntegerField()  # by first mention

    objects = CastingQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["clip", "person"], name="casting_once")]

    def __str__(self):
        return f"{self.person} in {self.clip_id}"
