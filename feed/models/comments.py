"""What people say about a post."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Block
from feed.models.posts import Post
from safety.models import Report, Reviewable, Standing


class CommentQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(author=user) if user.is_authenticated else self.none()

    def visible_to(self, user):
        """Comments on what `user` can see, but for those they reported, and for people blocked either way."""
        if user.is_active and user.is_staff:
            return self.all()
        return self.filter(post__in=Post.objects.visible_to(user)).welcome_to(user)

    def welcome_to(self, user):
        """Of comments on a post that `user` sees, those that they see as well."""
        if user.is_active and user.is_staff:
            return self.all()
        seen = self.filter(author__is_active=True)
        if not user.is_authenticated:
            return seen.filter(standing=Standing.LIVE)
        live = seen.filter(Q(standing=Standing.LIVE) | Q(author=user))
        reported = Report.objects.filter(reporter=user, subject=OuterRef("pk"))
        return live.exclude(Exists(reported)).exclude(Exists(Block.objects.between(OuterRef("author"), user)))

    def counted(self):
        """Those in the number beside a post: neither they nor what they answer was taken down."""
        return self.filter(Q(parent=None) | Q(parent__standing=Standing.LIVE), standing=Standing.LIVE)


class Comment(Reviewable):
    """What somebody says about a post, or, with `parent`, about a comment: two levels, no more."""

    standing = models.CharField(max_length=10, choices=Standing, default=Standing.LIVE)  # no index, as for posts
    post = models.ForeignKey(Post, models.CASCADE, related_name="comments", verbose_name=_("post"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="comments", db_index=False, verbose_name=_("author")
    )
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    text = models.CharField(_("comment"), max_length=500)
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["made_at", "id"]
        indexes = [
            models.Index(
                fields=["post", "-made_at", "-id"], condition=Q(parent__isnull=True), name="comment_top_of_post"
            ),
            models.Index(fields=["author", "-made_at"], name="comment_of_author"),
        ]

    def __str__(self):
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return f"{reverse('feed:post', args=[self.post_id])}#comment-{self.pk}"

    @property
    def concerned(self):
        return self.author

    @property
    def line(self) -> str:
        return self.text

    def stood(self, was: Standing) -> None:
        Post.objects.select_for_update(no_key=True).get(pk=self.post_id).recount_comments()
