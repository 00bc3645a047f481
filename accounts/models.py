"""Who are you?"""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.notices import Kind

valid_handle = RegexValidator(
    r"\A[a-z0-9][a-z0-9_]{2,29}\Z",
    _("3 to 30 of the letters a-z, digits and underscores, beginning with a letter or digit."),
)


class Plan(models.TextChoices):
    """What somebody signed up for; what each plan allows is in `generation.plans`."""

    FREE = "free", _("Free")
    PRO = "pro", _("Pro")


class PeopleQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Everybody with an open account, but for those who blocked `viewer`."""
        people = self.filter(is_active=True)
        if not viewer.is_authenticated or viewer.is_staff:
            return people
        return people.exclude(Exists(Block.objects.filter(blocker=OuterRef("pk"), blocked=viewer)))

    def welcome_to(self, viewer):
        """Those who may stand in a list for `viewer`: open accounts, nobody blocked either way."""
        people = self.filter(is_active=True)
        if not viewer.is_authenticated:
            return people
        return people.exclude(Exists(Block.objects.between(OuterRef("pk"), viewer)))

    def blocked_by(self, viewer):
        """Whom `viewer` blocked, closed accounts too, and those who blocked them in turn."""
        return self.filter(blocked_by__blocker=viewer)

    def with_ties_to(self, viewer):
        """Each with `is_followed` and `is_blocked`: what `viewer` did. A passer-by has no pk, and did neither."""
        return self.annotate(
            is_followed=Exists(Follow.objects.filter(follower=viewer.pk, followed=OuterRef("pk"))),
            is_blocked=Exists(Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("pk"))),
        )

    def hold(self, *people) -> None:
        """Lock their rows until the transaction ends: in one order, so that no two wait for each other."""
        list(self.filter(pk__in=[person.pk for person in people]).order_by("pk").select_for_update(no_key=True))


class People(UserManager.from_queryset(PeopleQuerySet)):
    """Makes people, and knows who may see whom."""


class User(AbstractUser):
    """A person. Their username is the @handle that others write."""

    username = models.CharField(
        _("handle"),
        max_length=30,
        unique=True,
        validators=[valid_handle],
        error_messages={"unique": _("Somebody has this handle already.")},
    )
    display_name = models.CharField(_("name shown"), max_length=60, blank=True)
    picture = models.FileField(_("picture"), max_length=200, blank=True)  # what accounts.pictures drew
    plan = models.CharField(_("plan"), max_length=10, choices=Plan, default=Plan.FREE)

    # Stored, so that no page has to count.
    follower_count = models.PositiveIntegerField(default=0)
    following_count = models.PositiveIntegerField(default=0)
    unread_count = models.PositiveIntegerField(default=0)
    #: Notifications made later are new to them.
    inbox_seen_at = models.DateTimeField(default=timezone.now)

    objects = People()

    class Meta(AbstractUser.Meta):
        indexes = [models.Index(Lower("display_name"), name="user_display_name")]

    def show_picture(self, content) -> None:
        """Put `content` in place of the picture; None: no picture. The old file goes."""
        if self.picture:
            self.picture.delete(save=False)
        if content:
            # A new name for each: browsers keep what they have by its name.
            self.picture.save(f"people/{self.pk}/{uuid.uuid4().hex}.webp", content, save=False)
        self.save(update_fields=["picture"])

    def __str__(self):
        return f"@{self.username}"

    def get_absolute_url(self) -> str:
        return reverse("feed:profile", args=[self.username])

    @property
    def name(self) -> str:
        return self.display_name or self.username

    @property
    def concerned(self):
        """Whom a decision about this person is told: them."""
        return self


class Follow(models.Model):
    """`follower` wants to see what `followed` shows. Mutuals are two such rows."""

    follower = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows", db_index=False)
    followed = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="followers", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [  # the two lists, newest first
            models.Index(fields=["follower", "-id"], name="follow_of_follower"),
            models.Index(fields=["followed", "-id"], name="follow_of_followed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="follow_once"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="follow_somebody_else"),
        ]

    def __str__(self):
        return f"{self.follower_id} follows {self.followed_id}"


class BlockQuerySet(models.QuerySet):
    def between(self, one, other):
        """In either direction; `one` and `other` are people or OuterRefs."""
        return self.filter(Q(blocker=one, blocked=other) | Q(blocker=other, blocked=one))


class Block(models.Model):
    """`blocker` wants nothing to do with `blocked`: neither sees, casts nor answers the other."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocked_by")
    made_at = models.DateTimeField(default=timezone.now)

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="block_somebody_else"),
        ]

    def __str__(self):
        return f"{self.blocker_id} blocks {self.blocked_id}"


class Notification(models.Model):
    """Something that happened to `owner`'s things. `link` leads there, `about` quotes it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in Kind])
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    link = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["owner", "-made_at", "-id"], name="notification_of_owner")]
        constraints = [
            # Liking, taking it back and liking again is told once.
            models.UniqueConstraint(fields=["owner", "kind", "actor", "link"], name="notification_once")
        ]

    def __str__(self):
        return f"{self.kind} for {self.owner_id}"
