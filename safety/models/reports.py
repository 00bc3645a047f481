"""What people say about what is shown, and about what was decided."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from safety.models.records import ModerationAction


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
    settlement = models.ForeignKey(ModerationAction, models.PROTECT, null=True, blank=True, related_name="reports")

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
