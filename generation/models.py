"""One request for a clip, and everything that becomes of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, Greatest, RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cameos.models import Cameo
from generation.script import Script, Shot
from generation.states import FINISHED, IN_FLIGHT, MOVES, IllegalMove, Stage, State
from safety.models import Decision, Record, RegistryEntry, Reviewable, Standing


class GenerationQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def visible_to(self, user):
        """Unpublished work is its maker's, and the moderators'."""
        return self.all() if user.is_active and user.is_staff else self.owned_by(user)

    def drafts(self):
        return self.filter(standing=Standing.LIVE, state=State.READY)

    def in_flight(self):
        return self.filter(state__in=IN_FLIGHT)

    def waiting(self):
        return self.filter(state=State.QUEUED)

    def in_turn(self):
        """Fairly: everybody's first before anybody's second, what runs already counts.

        Among the first ones, who has waited longest: since they asked, or since their last clip was made. So
        somebody who asks for many at once waits for the others after each of them.
        """
        of_owner = Generation.objects.filter(owner=OuterRef("owner")).order_by()
        running = of_owner.filter(state=State.RUNNING).values("owner").annotate(n=Count("pk")).values("n")
        served = of_owner.filter(started_at__isnull=False, finished_at__isnull=False).order_by("-finished_at")
        nth = Window(RowNumber(), partition_by=F("owner"), order_by=[F("queued_at"), F("pk")])
        turn = nth + Coalesce(Subquery(running), 0)
        since = Greatest("queued_at", Coalesce(Subquery(served.values("finished_at")[:1]), "queued_at"))
        return self.waiting().annotate(turn=turn, since=since).order_by("turn", "since", "queued_at", "pk")

    def starring(self, person):
        """Every clip and draft that shows `person`, however it was made."""
        return self.filter(castings__person=person)

    def silent(self):
        """Being made by a worker that has not been heard of since its lease ran out."""
        return self.filter(state=State.RUNNING, lease_until__lt=timezone.now())

    def unmoved(self, generation):
        """That row, if nobody moved it and no later attempt has begun."""
        return self.filter(pk=generation.pk, state=generation.state, attempts=generation.attempts)


class Generation(Reviewable):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="generations", verbose_name=_("maker")
    )
    request_key = models.CharField(max_length=64, blank=True)  # the same key twice is the same request

    prompt = models.TextField(_("words"))
    seconds = models.PositiveSmallIntegerField(_("seconds"))
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    style = models.CharField(_("style"), max_length=40, blank=True)
    seed = models.PositiveIntegerField(_("seed"))
    engine = models.CharField(_("engine"), max_length=80)
    #: The clip that this one is a remix of.
    source = models.ForeignKey("self", models.SET_NULL, null=True, related_name="remixes", verbose_name=_("remix of"))
    lean = models.BooleanField(default=False)  # an engine ran out of memory on it once

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", verbose_name=_("review"))
    state = models.CharField(_("state"), max_length=10, choices=State, db_index=True)
    failure = models.CharField(_("failure"), max_length=20, blank=True)  # a key of generation.failures.REASONS
    trouble = models.TextField(_("trouble"), blank=True)  # the error itself, for operators

    requested_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # also the fence: an older attempt cannot deliver
    tries = models.PositiveSmallIntegerField(default=0)  # attempts since somebody last asked for it
    lease_until = models.DateTimeField(null=True)
    stage = models.CharField(max_length=10, choices=Stage, blank=True)
    progress = models.FloatField(default=0)  # of the stage, 0..1

    video = models.FileField(max_length=200, blank=True)
    poster = models.FileField(max_length=200, blank=True)
    preview = models.FileField(max_length=200, blank=True)
    registry = models.OneToOneField(RegistryEntry, models.PROTECT, null=True, related_name="+")
    fps = models.FloatField(default=0)
    drew = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    timings = models.JSONField(default=dict)  # wall seconds by stage

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("clip")
        verbose_name_plural = _("clips")
        ordering = ["-requested_at"]
        indexes = [
            models.Index(fields=["queued_at", "id"], condition=Q(state="queued"), name="generation_waiting"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="generation_running"),
            models.Index(fields=["owner", "-requested_at"], name="generation_of_owner"),
            models.Index(
                fields=["owner", "-finished_at"], condition=Q(finished_at__isnull=False), name="generation_served"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "request_key"], condition=~Q(request_key=""), name="generation_requested_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(video="") & ~Q(poster="")), name="generation_ready_has_video"
            ),
            # The registry row carries the hidden mark's payload: no row, no mark.
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(registry__isnull=False), name="generation_ready_is_registered"
            ),
        ]

    def __str__(self):
        return f"{self.prompt[:60]} ({self.state})"

    @property
    def script(self) -> Script:
        shots = (Shot(self.prompt, float(self.seconds)),)
        return Script(shots=shots, size=(self.width, self.height), seed=self.seed, style=self.style, lean=self.lean)

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def is_in_flight(self) -> bool:
        return self.state in IN_FLIGHT

    @property
    def is_shown(self) -> bool:
        return self.state == State.READY and self.standing == Standing.LIVE

    def move(self, to: State, **changes) -> bool:
        """Go to `to` together with `changes`; False when somebody else moved us first."""
        if to not in MOVES[State(self.state)]:
            raise IllegalMove(f"{self.state} -> {to}")
        if to in FINISHED:
            changes.setdefault("finished_at", timezone.now())
        won = Generation.objects.unmoved(self).update(state=to, **changes)
        self.refresh_from_db()
        return bool(won)

    def claim(self) -> bool:
        """Start the next attempt on this waiting row; False when another worker was quicker."""
        now = timezone.now()
        lease = now + timedelta(seconds=settings.GENERATION_LEASE_SECONDS)
        counts = {"attempts": self.attempts + 1, "tries": self.tries + 1}
        beginning = {"stage": Stage.MAKING, "progress": 0, "failure": "", "trouble": ""}
        return self.move(State.RUNNING, started_at=now, lease_until=lease, **counts, **beginning)


class Casting(models.Model):
    """Somebody is in a clip. `person` stays when the cameo goes, so that they can still take the clip back."""

    clip = models.ForeignKey(Generation, models.CASCADE, related_name="castings", verbose_name=_("clip"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="castings", verbose_name=_("who")
    )
    cameo = models.ForeignKey(Cameo, models.SET_NULL, null=True, related_name="castings", verbose_name=_("cameo"))
    position = models.PositiveSmallIntegerField()  # by first mention

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["clip", "person"], name="casting_once")]

    def __str__(self):
        return f"{self.person} in {self.clip_id}"


class CreditEntry(Record):
    """One line of the ledger. What a person has is the sum of their lines, never a number that is changed.

    A clip within the day's allowance draws on the plan, any other on what was granted. HOLD takes, SETTLE makes it
    final when the clip is READY, REFUND gives back: HOLD = SETTLE + REFUND for every clip that is finished.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", _("granted")
        HOLD = "hold", _("held")
        SETTLE = "settle", _("spent")
        REFUND = "refund", _("given back")

    class Purse(models.TextChoices):
        PLAN = "plan", _("the day's allowance")
        CREDITS = "credits", _("granted credits")

    # Erasing a person leaves the sums, without the person.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, related_name="credit_entries",
        verbose_name=_("whose"),
    )  # fmt: skip
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    purse = models.CharField(_("from"), max_length=10, choices=Purse)
    amount = models.PositiveIntegerField(_("credits"))
    clip = models.UUIDField(_("clip"), null=True, db_index=True)  # no key: the ledger outlives the clip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, related_name="+",
        verbose_name=_("by"),
    )  # fmt: skip
    why = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["owner", "purse", "made_at"], name="ledger_of_owner")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_amount_positive"),
            models.CheckConstraint(condition=Q(kind="grant") | Q(clip__isnull=False), name="ledger_names_the_clip"),
        ]

    def __str__(self):
        return f"{self.kind} {self.amount} ({self.purse})"


class HeldRequest(Generation):
    """A request that waits for a moderator, as a list of its own in the admin."""

    class Meta:
        proxy = True
        verbose_name = _("held request")
        verbose_name_plural = _("held requests")
