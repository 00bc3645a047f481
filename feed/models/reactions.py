"""What people do with a post, one row a press."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Like(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="likes")
    post = models.ForeignKey("feed.Post", models.CASCADE, related_name="likes")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="like_once")]

    def __str__(self):
        return f"{self.user_id} likes {self.post_id}"


class Bookmark(models.Model):
    """Kept for later; nobody else can tell."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey("feed.Post", models.CASCADE, related_name="bookmarks")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "-made_at", "-id"], name="bookmark_of_user")]
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="bookmark_once")]

    def __str__(self):
        return f"{self.user_id} keeps {self.post_id}"


class SeeLess(models.Model):
    """Somebody wants less of this: not this post again, and its author and its line of remixes further down."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="see_less")
    post = models.ForeignKey("feed.Post", models.CASCADE, related_name="see_less")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "post"], name="see_less_once")]

    def __str__(self):
        return f"{self.user_id} sees less of {self.post_id}"


#: What one person did with a post, by the name it has on a card.
ACTS = {"liked": Like, "kept": Bookmark}
