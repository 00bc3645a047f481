"""What people show each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from generation.models import Generation
from safety.models import Reviewable, Standing

#: Neither the post, nor its clip, nor its author was taken down.
LIVE = Q(standing=Standing.LIVE, clip__standing=Standing.LIVE, author__is_active=True)


class PostQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(author=user) if user.is_authenticated else self.none()

    def visible_to(self, user):
        """Whoever has the address may look; what was taken down is left to its author and the moderators."""
        if user.is_active and user.is_staff:
            return self.all()
        return self.filter(LIVE | Q(author=user)) if user.is_authenticated else self.filter(LIVE)

    def listed(self):
        """Those that appear in feeds; the others are found by their address only."""
        return self.filter(LIVE, visibility=Post.Visibility.PUBLIC)

    def with_clips(self):
        return self.select_related("clip", "author")


class Post(Reviewable):
    """A clip that its maker chose to show."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone: it appears on Latest")
        UNLISTED = "unlisted", _("Only people who have the link")

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="posts", verbose_name=_("author"))
    clip = models.OneToOneField(Generation, models.CASCADE, related_name="post", verbose_name=_("clip"))
    caption = models.CharField(_("caption"), max_length=280, blank=True)
    show_prompt = models.BooleanField(_("show the words it was made from"), default=True)
    visibility = models.CharField(_("who may see it"), max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"], condition=Q(visibility="public", standing="live"), name="post_latest"
            ),
            models.Index(fields=["author", "-published_at"], name="post_of_author"),
        ]

    def __str__(self):
        return self.caption or str(self.pk)
