"""Whose likeness there is, and who may use it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Block, Follow
from safety.models import Record, Reviewable, Standing


class Level(models.TextChoices):
    """Who may put a cameo into clips, besides its owner."""

    ONLY_ME = "me", _("Only me")
    APPROVED = "approved", _("People I approve")
    MUTUALS = "mutuals", _("Mutuals")
    EVERYONE = "everyone", _("Everyone")


class CameoQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def castable_by(self, user):
        """Those that `user` may put into a clip right now. The whole rule of consent is in here."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        approved = Grant.objects.filter(cameo=OuterRef("pk"), to=user, state=Grant.State.APPROVED)
        they_follow = Follow.objects.filter(follower=user, followed=OuterRef("owner"))
        followed_back = Follow.objects.filter(follower=OuterRef("owner"), followed=user)
        may = (
            Q(owner=user)
            | Q(level=Level.EVERYONE)
            | Q(Exists(approved), level=Level.APPROVED)
            | Q(Exists(they_follow), Exists(followed_back), level=Level.MUTUALS)
        )
        live = self.filter(may, standing=Standing.LIVE, owner__is_active=True)
        return live.exclude(Exists(Block.objects.between(OuterRef("owner"), user)))

    def visible_to(self, user):
        """Its owner, the moderators, and everybody who might ask for it."""
        if user.is_active and user.is_staff:
            return self.all()
        open_ones = Q(standing=Standing.LIVE, owner__is_active=True) & ~Q(level=Level.ONLY_ME)
        if not user.is_authenticated:
            return self.filter(open_ones)
        unblocked = ~Exists(Block.objects.between(OuterRef("owner"), user))
        return self.filter(Q(open_ones, unblocked) | Q(owner=user))

    def askable_by(self, user):
        """Those whose owner `user` may ask for a yes: at another level no yes would count."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        open_ones = self.filter(standing=Standing.LIVE, owner__is_active=True, level=Level.APPROVED)
        return open_ones.exclude(owner=user).exclude(Exists(Block.objects.between(OuterRef("owner"), user)))

    def with_faces_for(self, user):
        """Those whose pictures `user` may look at: who may use a face may see it."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_staff:
            return self.all()
        usable = Cameo.objects.castable_by(user).filter(pk=OuterRef("pk"))
        return self.filter(Q(Exists(usable)) | Q(owner=user))

    def as_seen_by(self, user):
        """With `castable`, `shows_face` and `picture_count`, and what passed between its owner and `user`, if any."""
        this = Cameo.objects.filter(pk=OuterRef("pk"))
        passed = Grant.objects.filter(cameo=OuterRef("pk"), to=user.pk)
        return self.select_related("owner").annotate(
            castable=Exists(this.castable_by(user)),
            shows_face=Exists(this.with_faces_for(user)),
            picture_count=Count("pictures"),
            request_state=Subquery(passed.values("state")),
            decided_at=Subquery(passed.values("decided_at")),
        )

    def beginning_with(self, letters: str):
        """Those whose owner's handle or name begins with `letters`."""
        handle, name = {"owner__username__startswith": letters.lower()}, {"owner__display_name__istartswith": letters}
        return self.filter(Q(**handle) | Q(**name))

    def first_those_of(self, user):
        return self.order_by(Case(When(owner=user, then=0), default=1), "owner__username")


class Cameo(Reviewable):
    """A person's likeness, made by themselves. "@handle" in a script stands for it."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="cameo", verbose_name=_("owner")
    )
    level = models.CharField(_("who may use it"), max_length=10, choices=Level, default=Level.ONLY_ME)
    preferences = models.CharField(_("how I look in clips"), max_length=300, blank=True)
    restrictions = models.TextField(_("what clips with me must not be about"), max_length=500, blank=True)
    strict = models.BooleanField(_("strict"), default=True)
    use_count = models.PositiveIntegerField(default=0)  # clips made with it
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = CameoQuerySet.as_manager()

    class Meta:
        verbose_name = _("cameo")
        verbose_name_plural = _("cameos")
        ordering = ["-made_at"]

    def __str__(self):
        return f"@{self.handle}"

    def get_absolute_url(self) -> str:
        return reverse("cameos:page", args=[self.handle])

    @property
    def handle(self) -> str:
        return self.owner.username

    @property
    def concerned(self):
        """Whom it concerns when it is reported."""
        return self.owner

    @property
    def positions(self) -> range:
        """Of its pictures; for a cameo that came `as_seen_by` somebody."""
        return range(1, self.picture_count + 1)

    @property
    def restricted(self) -> list[str]:
        """The restrictions, one word or phrase each."""
        return [line.strip() for line in self.restrictions.splitlines() if line.strip()]


class CameoPicture(models.Model):
    """One photo of a cameo's face, redrawn; the first one is the best."""

    cameo = models.ForeignKey(Cameo, models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["cameo", "position"], name="cameo_picture_position")]

    def __str__(self):
        return f"{self.cameo_id} {self.position}"


#: So long after a no, asking again is not told to the owner.
QUIET = timedelta(days=30)


class Grant(models.Model):
    """What passed between a cameo's owner and one person who wants to use it."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        REVOKED = "revoked", _("revoked")

    cameo = models.ForeignKey(Cameo, models.CASCADE, related_name="grants", verbose_name=_("cameo"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name=_("to"))
    state = models.CharField(_("state"), max_length=10, choices=State)
    words = models.CharField(_("what they want to make"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [models.UniqueConstraint(fields=["cameo", "to"], name="grant_once")]

    def __str__(self):
        return f"{self.cameo_id} to {self.to_id}: {self.state}"

    @property
    def is_quiet(self) -> bool:
        return self.decided_at is not None and timezone.now() - self.decided_at < QUIET


class Receipt(Record):
    """What somebody agreed to, changed or took back about a likeness. It outlives the cameo."""

    class Kind(models.TextChoices):
        CONSENT = "consent", _("agreed to be drawn")
        LEVEL = "level", _("changed who may use it")
        GRANT = "grant", _("approved somebody")
        REVOKE = "revoke", _("took it back from somebody")
        USE = "use", _("was put into a clip")
        REMOVAL = "removal", _("took back a clip")
        DELETION = "deletion", _("deleted the cameo")

    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    # Erasing a person leaves that there was consent, without the person.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, related_name="receipts",
        verbose_name=_("whose likeness"),
    )  # fmt: skip
    other = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, related_name="+",
        verbose_name=_("whom it concerns"),
    )  # fmt: skip
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return f"{self.kind} {self.made_at:%Y-%m-%d}"

    @property
    def level(self) -> str:
        """Who may use it from then on, in words."""
        return Level(self.details["now"]).label if "now" in self.details else ""
