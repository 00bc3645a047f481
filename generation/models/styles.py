"""Looks that the composer offers, kept by the site's operators."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class StyleQuerySet(models.QuerySet):
    def offered(self):
        """Those that may be chosen today."""
        today = timezone.localdate()
        in_season = (Q(begins=None) | Q(begins__lte=today)) & (Q(ends=None) | Q(ends__gte=today))
        return self.filter(in_season, is_offered=True)


class Style(models.Model):
    slug = models.SlugField(_("short name"), max_length=40, unique=True)  # what clips remember
    name = models.CharField(_("name"), max_length=40)  # in English; said in the reader's language where we know it
    words = models.CharField(_("words for the model"), max_length=300, blank=True)
    picture = models.FileField(_("picture"), max_length=200, blank=True)
    begins = models.DateField(_("offered from"), null=True, blank=True)
    ends = models.DateField(_("offered until"), null=True, blank=True)
    is_offered = models.BooleanField(_("offered"), default=True)
    position = models.PositiveSmallIntegerField(_("place"), default=100)

    objects = StyleQuerySet.as_manager()

    class Meta:
        verbose_name = _("style")
        verbose_name_plural = _("styles")
        ordering = ["position", "slug"]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        return gettext(self.name)
