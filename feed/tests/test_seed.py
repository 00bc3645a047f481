"""The site that `manage.py seed` grows is one that could have grown by itself."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F

from accounts.models import Notification, User
from cameos.models import Cameo, CameoPicture
from feed import queries, ranking
from feed.models import Comment, Post
from generation import lease
from generation.models import Casting

pytestmark = pytest.mark.django_db


@pytest.fixture
def seed(capsys, monkeypatch):
    # In a test's transaction no other thread sees the row, so the lease of the one real clip must not look.
    monkeypatch.setattr(lease, "BEAT_SECONDS", 60)

    def seed(**options):
        call_command("seed", posts=400, users=60, **options)

    return seed


def test_everything_is_there_and_counted(seed, charlie):
    seed()
    for post in Post.objects.all():
        stored = post.like_count, post.comment_count, post.remix_count
        assert stored == (post.likes.count(), post.comments.count(), post.remixes.count())
        assert post.score == pytest.approx(ranking.score(*stored, post.published_at))
        if post.parent:
            assert post.root == (post.parent.root or post.parent)
            assert post.parent.published_at < post.published_at
    for person in User.objects.filter(username__startswith="measured_"):
        assert (person.follower_count, person.following_count) == (person.followers.count(), person.follows.count())
        unread = person.notifications.filter(made_at__gt=person.inbox_seen_at)
        assert person.unread_count == unread.count()
    assert not Comment.objects.exclude(parent=None).exclude(parent__post=F("post")).exists()
    assert Comment.objects.filter(parent__isnull=False).exists()
    assert Notification.objects.exists()
    assert Cameo.objects.count() == CameoPicture.objects.count() == 12
    cast = Casting.objects.select_related("clip__post", "person").first()
    assert cast.clip.post.cast == [cast.person.username]
    assert cast.clip.post in queries.starring(cast.person, charlie).posts
    words = Post.objects.latest("published_at").caption
    assert words in [post.caption for post in queries.search(words, charlie).posts]
    with pytest.raises(CommandError):
        seed()


def test_the_same_dice_make_the_same_site(seed):
    facts = ("pk", "caption", "author__username", "like_count", "parent", "cast")
    sites = []
    for _ in range(2):
        with transaction.atomic():
            seed(seed=3)
            sites.append(list(Post.objects.order_by("pk").values_list(*facts)))
            transaction.set_rollback(True)
    assert sites[0] == sites[1]
