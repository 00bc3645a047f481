"""What was decided, by whom, and what left the site. Rows here are written once and kept."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class WrittenOnce(Exception):
    """A row of record was about to be changed or deleted."""


class RecordQuerySet(models.QuerySet):
    def update(self, **changes):
        raise WrittenOnce(self.model.__name__)

    def delete(self):
        raise WrittenOnce(self.model.__name__)

    def bulk_update(self, objs, fields, batch_size=None):
        raise WrittenOnce(self.model.__name__)


class Record(models.Model):
    """A row that is written once: no change, no deletion."""

    made_at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise WrittenOnce(f"{self._meta.verbose_name} {self.pk}")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise WrittenOnce(f"{self._meta.verbose_name} {self.pk}")


class Decision(Record):
    """What the review said of one request, in full."""

    text = models.TextField(_("text"))
    verdict = models.CharField(_("verdict"), max_length=10, db_index=True)
    category = models.CharField(_("category"), max_length=40, blank=True, db_index=True)
    rule = models.CharField(_("rule"), max_length=80, blank=True)
    opinions = models.JSONField(_("opinions"), default=list)  # [{verdict, category, rule, words, reason, suggestion}]
    # Erasing a person leaves what was decided, without the person.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, verbose_name=_("asked by")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.verdict} {self.rule}".strip()


class ModerationAction(Record):
    """A moderator did something to somebody's thing, and said why."""

    class Action(models.TextChoices):
        ALLOW = "allow", _("allow")
        REFUSE = "refuse", _("refuse")
        TAKE_DOWN = "take_down", _("take down")
        RESTORE = "restore", _("restore")
        SUSPEND = "suspend", _("suspend")
        REINSTATE = "reinstate", _("reinstate")
        DISMISS = "dismiss", _("dismiss the reports")
        GRANT = "grant", _("grant credits")
        PLAN = "plan", _("change the plan")
        ANSWER = "answer", _("answer the appeal")

    action = models.CharField(_("action"), max_length=12, choices=Action)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("by"),
    )
    kind = models.CharField(_("kind"), max_length=40)  # "generation.generation", "accounts.user" ...
    subject = models.CharField(_("subject"), max_length=40, db_index=True)
    why = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("moderation action")
        verbose_name_plural = _("moderation actions")
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.action} {self.kind} {self.subject}"

    def get_absolute_url(self) -> str:
        """Where the person concerned reads it, and appeals."""
        return reverse("safety:appeal", args=[self.pk])


class RegistryEntry(Record):
    """One marked file that left the works. It outlives the clip, so that a copy can still be recognised."""

    payload = models.CharField(max_length=16, unique=True)  # 64 bits as hex: 40-bit id, 24-bit MAC
    clip = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    frame_hashes = models.JSONField(default=list)  # 64-bit perceptual hashes as hex, in time order
    engine = models.CharField(max_length=80)
    seconds = models.FloatField()

    class Meta:
        verbose_name = _("registered file")
        verbose_name_plural = _("registered files")
        ordering = ["-made_at"]

    def __str__(self):
        return str(self.clip)
