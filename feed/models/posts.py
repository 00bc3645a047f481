"""What people show each other, and the words it is found by."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Block, Follow
from feed import ranking
from feed.models.reactions import ACTS
from generation.models import Casting, Generation
from safety.models import Report, Reviewable, Standing

LISTED = Q(visibility="public", standing=Standing.LIVE)
GONE = (Standing.HIDDEN, Standing.REMOVED, Standing.WITHDRAWN)


def live() -> Q:
    """Neither the post, nor its clip, nor its author, nor the cameo of anybody in it was taken down."""
    unconsented = Casting.objects.filter(clip=OuterRef("clip"), cameo__standing__in=GONE)
    # Not "is live", for which the planner would begin with the clips, nearly all of them.
    standing = Q(standing=Standing.LIVE, author__is_active=True) & ~Q(clip__standing__in=GONE)
    return standing & ~Q(Exists(unconsented))


class PostQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(author=user) if user.is_authenticated else self.none()

    def visible_to(self, user):
        """Whoever has the address may look; what was taken down is left to its author and the moderators.

        Who reported a post, or is blocked either way, does not see it.
        """
        if user.is_active and user.is_staff:
            return self.all()
        if not user.is_authenticated:
            return self.filter(live())
        return self.filter(live() | Q(author=user)).welcome_to(user)

    def listed(self):
        """Those that appear in feeds; the others are found by their address only."""
        return self.filter(live(), visibility=Post.Visibility.PUBLIC)

    def listed_for(self, user):
        """Those that appear in the feeds of `user`."""
        return self.listed().welcome_to(user) if user.is_authenticated else self.listed()

    def welcome_to(self, user):
        """Neither reported by `user`, nor by somebody who is blocked either way."""
        reported = Report.objects.filter(reporter=user, subject=OuterRef("pk"))
        blocked = Block.objects.between(OuterRef("author"), user)
        return self.exclude(Exists(reported)).exclude(Exists(blocked))

    def with_clips(self):
        return self.select_related("clip", "author")

    def for_cards(self, user):
        """With everything a card shows: clip, author, and what `user` did with it."""
        posts = self.with_clips()
        if not user.is_authenticated:
            return posts
        mine = {name: model.objects.filter(user=user, post=OuterRef("pk")) for name, model in ACTS.items()}
        follows = Follow.objects.filter(follower=user, followed=OuterRef("author"))
        return posts.annotate(follows=Exists(follows), **{name: Exists(rows) for name, rows in mine.items()})


class Post(Reviewable):
    """A clip that its maker chose to show."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone: it appears on Latest")
        UNLISTED = "unlisted", _("Only people who have the link")

    # Nearly all are live: with an index on it the planner would walk them all.
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.LIVE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="posts", db_index=False, verbose_name=_("author")
    )
    clip = models.OneToOneField(Generation, models.CASCADE, related_name="post", verbose_name=_("clip"))
    caption = models.CharField(_("caption"), max_length=280, blank=True)
    show_prompt = models.BooleanField(_("show the words it was made from"), default=True)
    visibility = models.CharField(_("who may see it"), max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    allow_remix = models.BooleanField(_("let others remix it"), default=True)
    cast = models.JSONField(default=list)  # handles of who is in it, by first mention; fixed by publishing
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    # Lineage: what it is a remix of, and where that line of remixes began.
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="remixes", db_index=False
    )
    root = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="descendants")

    # Stored, so that no page has to count; changed in the transaction that changes the rows.
    like_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    remix_count = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=0)  # feed.ranking.score of the above; changes only with them

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=LISTED, name="post_latest"),
            models.Index(fields=["-score", "-id"], condition=LISTED, name="post_hot"),
            # Whole, so that what somebody's people show is put in order without a look at the rows.
            models.Index(
                fields=["author", "visibility", "standing", "-published_at", "-id"], name="post_listed_of_author"
            ),
            models.Index(
                fields=["parent", "-published_at", "-id"], condition=Q(parent__isnull=False), name="post_of_parent"
            ),
        ]

    def __str__(self):
        return self.caption or str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("feed:post", args=[self.pk])

    @property
    def concerned(self):
        return self.author

    @property
    def line(self) -> str:
        return self.caption or (self.clip.prompt if self.show_prompt else "")

    def recount_comments(self) -> None:
        """After a moderator hid some, or showed them again; for a post that is held."""
        self.comment_count = self.comments.counted().count()
        self.score = ranking.score(self.like_count, self.comment_count, self.remix_count, self.published_at)
        self.save(update_fields=["comment_count", "score"])


class SearchEntry(models.Model):
    """The words a post is found by; its id grows with time, so the newest are found first. See `feed.search`."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="search_entry")
    words = models.TextField()

    def __str__(self):
        return self.words[:60]
