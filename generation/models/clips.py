"""One request for a clip, and everything that becomes of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, Greatest, RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from generation.models.castings import Casting
from generation.models.ledger import CreditEntry
from generation.plans import cost
from generation.script import Script, Shot
from generation.states import FINISHED, IN_FLIGHT, MOVES, IllegalMove, Stage, State
from safety.models import Decision, RegistryEntry, Reviewable, Standing

#: Nothing was made, and nothing will be unless somebody decides so: no business of the people who would be in it.
UNMADE = (State.REFUSED, State.FAILED, State.CANCELLED)


class GenerationQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def visible_to(self, user):
        """Unpublished work is its maker's, the moderators', and theirs who are in it once it may be made."""
        if not user.is_authenticated or (user.is_active and user.is_staff):
            return self.all() if user.is_authenticated else self.none()
        in_it = Exists(Casting.objects.filter(clip=OuterRef("pk"), person=user))
        return self.filter(Q(owner=user) | (Q(in_it) & ~Q(state__in=UNMADE)))

    def begin(self, *, limited: bool, **order):
        """A new row, with its credits held unless it is refused. Raises NotEnough when `limited`."""
        with transaction.atomic():
            generation = self.create(**order)
            CreditEntry.objects.follow(generation, came_from=None, limited=limited)
        return generation

    def drafts(self):
        return self.filter(standing=Standing.LIVE, state=State.READY, is_preview=False)

    def in_flight(self):
        return self.filter(state__in=IN_FLIGHT)

    def waiting(self):
        return self.filter(state=State.QUEUED)

    def in_turn(self):
        """Fairly: everybody's first before anybody's second, what runs already counts. Previews are there in no time.

        Among the first ones, who has waited longest: since they asked, or since their last clip was made. So
        somebody who asks for many at once waits for the others after each of them.
        """
        of_owner = Generation.objects.filter(owner=OuterRef("owner"), is_preview=False).order_by()
        running = of_owner.filter(state=State.RUNNING).values("owner").annotate(n=Count("pk")).values("n")
        served = of_owner.filter(started_at__isnull=False, finished_at__isnull=False).order_by("-finished_at")
        nth = Window(RowNumber(), partition_by=[F("owner"), F("is_preview")], order_by=[F("queued_at"), F("pk")])
        turn = nth + Coalesce(Subquery(running), 0)
        since = Greatest("queued_at", Coalesce(Subquery(served.values("finished_at")[:1]), "queued_at"))
        return (
            self.waiting().annotate(turn=turn, since=since).order_by("-is_preview", "turn", "since", "queued_at", "pk")
        )

    def starring(self, person):
        """Every clip and draft that shows `person`, however it was made."""
        return self.filter(castings__person=person)

    def to_take_back(self, person):
        """Those of `starring` that there are, or are going to be, and that `person` did not take back."""
        return self.starring(person).exclude(state__in=UNMADE).exclude(standing=Standing.WITHDRAWN)

    def silent(self):
        """Being made by a worker that has not been heard of since its lease ran out."""
        return self.filter(state=State.RUNNING, lease_until__lt=timezone.now())

    def unmoved(self, generation):
        """That row, if nobody moved it, no later attempt has begun, and nobody in it took it back: then it stays."""
        rows = self.filter(pk=generation.pk, state=generation.state, attempts=generation.attempts)
        return rows.exclude(standing=Standing.WITHDRAWN)


class Generation(Reviewable):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="generations", verbose_name=_("maker")
    )
    request_key = models.CharField(max_length=64, blank=True)  # the same key twice is the same request

    prompt = models.TextField(_("words"))  # of all shots, in order
    shots = models.JSONField(default=list, blank=True)  # [{"prompt", "seconds"}] of a storyboard; empty: one shot
    seconds = models.PositiveSmallIntegerField(_("seconds"))  # from the first picture to the last
    made_seconds = models.PositiveSmallIntegerField(_("seconds to make"))  # by the engine: the rest is joined to it
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    style = models.CharField(_("style"), max_length=40, blank=True)  # the name of a Style
    style_words = models.CharField(max_length=300, blank=True)  # of that style on the day it was asked for
    seed = models.PositiveIntegerField(_("seed"))
    engine = models.CharField(_("engine"), max_length=80)
    #: The clip that this one is a remix of.
    source = models.ForeignKey("self", models.SET_NULL, null=True, related_name="remixes", verbose_name=_("remix of"))
    #: Of a remix that begins from its source's pictures: 0 keeps them, 1 keeps nothing of them. None: words and seed.
    strength = models.FloatField(null=True, blank=True)
    first_frame = models.FileField(max_length=200, blank=True)  # a picture to begin with, drawn anew
    last_frame = models.FileField(max_length=200, blank=True)
    sheet = models.UUIDField(null=True, db_index=True)  # asked for together: variants of one script
    is_preview = models.BooleanField(default=False)  # free, short, drawn by `sketch`, forgotten after a while
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
    has_sound = models.BooleanField(default=False)
    captions = models.TextField(blank=True)  # WebVTT: what is said in it
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
                condition=~Q(state="ready") | Q(standing="withdrawn") | (~Q(video="") & ~Q(poster="")),
                name="generation_ready_has_video",
            ),
            # The registry row carries the hidden mark's payload: no row, no mark.
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(registry__isnull=False), name="generation_ready_is_registered"
            ),
        ]

    def __str__(self):
        return f"{self.prompt[:60]} ({self.state})"

    def get_absolute_url(self):
        return reverse("generation:clip", args=[self.pk])

    @property
    def concerned(self):
        """Who is told what moderators decide about it."""
        return self.owner

    @property
    def line(self) -> str:
        return self.prompt

    @property
    def script(self) -> Script:
        """Its words and numbers. Pictures, people and other clips come with `services.materials.script_of`."""
        look = {"style": self.style, "style_words": self.style_words}
        return Script(shots=self._shots, size=(self.width, self.height), seed=self.seed, lean=self.lean, **look)

    @property
    def _shots(self) -> tuple[Shot, ...]:
        if self.shots:
            return tuple(Shot(shot["prompt"], float(shot["seconds"])) for shot in self.shots)
        return (Shot(self.prompt, float(self.made_seconds)),) if self.made_seconds else ()

    @property
    def price(self) -> int:
        """Credits it costs: nothing for a preview, and nothing where clips are only joined."""
        return 0 if self.is_preview else cost(self.made_seconds)

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def is_refused(self) -> bool:
        return self.state == State.REFUSED

    @property
    def is_in_flight(self) -> bool:
        return self.state in IN_FLIGHT

    @property
    def is_shown(self) -> bool:
        return self.state == State.READY and self.standing == Standing.LIVE

    def move(self, to: State, *, limited=False, **changes) -> bool:
        """Go to `to` together with `changes`, the ledger with it; False when somebody else moved us first.

        Raises NotEnough when `limited` and it begins anew without the credits for it.
        """
        came_from = State(self.state)
        if to not in MOVES[came_from]:
            raise IllegalMove(f"{self.state} -> {to}")
        if to in FINISHED:
            changes.setdefault("finished_at", timezone.now())
        with transaction.atomic():
            won = Generation.objects.unmoved(self).update(state=to, **changes)
            self.refresh_from_db()
            if won:
                CreditEntry.objects.follow(self, came_from=came_from, limited=limited)
        return bool(won)

    def claim(self) -> bool:
        """Start the next attempt on this waiting row; False when another worker was quicker."""
        now = timezone.now()
        lease = now + timedelta(seconds=settings.GENERATION_LEASE_SECONDS)
        counts = {"attempts": self.attempts + 1, "tries": self.tries + 1}
        beginning = {"stage": Stage.MAKING, "progress": 0, "failure": "", "trouble": ""}
        return self.move(State.RUNNING, started_at=now, lease_until=lease, **counts, **beginning)


class HeldRequest(Generation):
    """A request that waits for a moderator, as a list of its own in the admin."""

    class Meta:
        proxy = True
        verbose_name = _("held request")
        verbose_name_plural = _("held requests")
