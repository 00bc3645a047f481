"""Whole clips that a clip begins with: one that is extended, several that are stitched."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.Model):
    """`source` comes at `position` in `clip`, from its first picture to its last."""

    clip = models.ForeignKey("Generation", models.CASCADE, related_name="parts", verbose_name=_("clip"))
    source = models.ForeignKey("Generation", models.SET_NULL, null=True, related_name="part_of", verbose_name=_("part"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["clip", "position"], name="part_in_its_place")]

    def __str__(self):
        return f"{self.position}. {self.source_id} in {self.clip_id}"
