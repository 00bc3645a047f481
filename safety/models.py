"""What was decided, by whom, and what left the site. Rows here are written once and kept."""

import uuid
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.urls import reverse
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


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at__isnull=True)

    def about(self, subject):
        """`subject` as `safety.subjects.subject_id` writes it."""
        return self.filter(subject=subject)


class Report(models.Model):
    """Somebody says that something should not be here. `subject` is what `safety.subjects.subject_id` makes of it."""

    class Reason(models.TextChoices):
        LIKENESS = "likeness", _("It shows me, or somebody else, without their consent")
        SEXUAL = "sexual", _("Nudity or sex")
        VIOLENCE = "violence", _("Violence or cruelty")
        HATE = "hate", _("Hate or harassment")
        MINOR = "minor", _("It puts a child at risk")
        SELF_HARM = "self_harm", _("Self-harm")
        FALSE = "false", _("It passes for something that really happened")
        RIGHTS = "rights", _("It uses my work or my name")
        SPAM = "spam", _("Spam")
        OTHER = "other", _("Something else")

    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reports", verbose_name=_("reporter")
    )
    kind = models.CharField(_("kind"), max_length=40)  # "feed.post", "accounts.user" ...
    subject = models.UUIDField(_("subject"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    words = models.TextField(_("in their words"), blank=True)
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settlement = models.ForeignKey("ModerationAction", models.PROTECT, null=True, blank=True, related_name="reports")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["made_at"]
        indexes = [
            models.Index(fields=["subject"], name="report_of_subject"),
            models.Index(fields=["made_at"], condition=models.Q(settled_at__isnull=True), name="report_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "subject"], condition=models.Q(settled_at__isnull=True), name="report_open_once"
            )
        ]

    def __str__(self):
        return f"{self.get_reason_display()}: {self.kind}"


class Case(Report):
    """Everything that was reported and waits for a moderator: the first open report on each thing stands for all."""

    class Meta:
        proxy = True
        verbose_name = _("reported thing")
        verbose_name_plural = _("reported things")


class AppealQuerySet(models.QuerySet):
    def open(self):
        return self.filter(answered_at__isnull=True)


class Appeal(models.Model):
    """The person concerned says that a moderator's decision was wrong."""

    action = models.OneToOneField(ModerationAction, models.PROTECT, related_name="appeal", verbose_name=_("decision"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="appeals", verbose_name=_("appealed by")
    )
    words = models.TextField(_("in their words"), max_length=1000)
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    # What undid the decision, or let it stand.
    settlement = models.ForeignKey(ModerationAction, models.PROTECT, null=True, blank=True, related_name="answered")

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["made_at"]

    def __str__(self):
        return self.words[:60]

    @property
    def overturned(self) -> bool:
        return self.settlement is not None and self.settlement.action != ModerationAction.Action.ANSWER


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
