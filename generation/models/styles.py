"""Looks that the composer offers, kept by the site's operators."""

from django.core.cache import cache
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NAMES = "style-names"  # in the cache
REMEMBERED = 60  # seconds: clips name their style, and pages are full of clips


class StyleQuerySet(models.QuerySet):
    def offered(self):
        """Those that may be chosen today."""
        today = timezone.localdate()
        in_season = (Q(begins=None) | Q(begins__lte=today)) & (Q(ends=None) | Q(ends__gte=today))
        return self.filter(in_season, is_offered=True)

    def names(self) -> dict[str, str]:
        """The English names of all there are, by slug; remembered for a while."""
        return cache.get_or_set(NAMES, lambda: dict(self.values_list("slug", "name")), REMEMBERED)


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

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        cache.delete(NAMES)

    @property
    def label(self) -> str:
        return gettext(self.name)
