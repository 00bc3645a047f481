"""Posts by the dozen: rows as a worker leaves them, without a file behind."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from feed import ranking, services
from feed.models import Post
from generation.models import Generation
from generation.states import State
from safety.models import Decision, RegistryEntry

MADE = {
    "seconds": 5,
    "made_seconds": 5,
    "width": 480,
    "height": 854,
    "seed": 1,
    "engine": "quick",
    "state": State.READY,
}


@pytest.fixture
def finished_clip(db):
    """`finished_clip(bob, source=clip)`: a finished clip of his."""

    def finished_clip(owner, **details):
        clip = uuid.uuid4()
        entry = RegistryEntry.objects.create(payload=clip.hex[:16], clip=clip, sha256="0", engine="quick", seconds=5)
        files = {"video": f"{clip}/video.mp4", "poster": f"{clip}/poster.webp", "preview": f"{clip}/preview.mp4"}
        decision = Decision.objects.create(text="a red ball", verdict="allow")
        order = MADE | files | {"prompt": "a red ball on the beach"} | details
        return Generation.objects.create(pk=clip, owner=owner, decision=decision, registry=entry, **order)

    return finished_clip


@pytest.fixture
def show(finished_clip, alice, settings):
    """`show(bob, hours=3, caption="...")`: something he showed three hours ago."""
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]

    def show(author=alice, *, hours=0, source=None, prompt="a red ball on the beach", **details):
        post = services.publish(finished_clip(author, source=source and source.clip, prompt=prompt), **details)
        if hours:
            when = timezone.now() - timedelta(hours=hours)
            Post.objects.filter(pk=post.pk).update(published_at=when, score=ranking.score(0, 0, 0, when))
            post.refresh_from_db()
        return post

    return show


@pytest.fixture
def counted():
    """The stored counters of a post, which are what they count."""

    def counted(post):
        post.refresh_from_db()
        stored = post.like_count, post.comment_count, post.remix_count
        assert stored == (post.likes.count(), post.comments.count(), post.remixes.count())
        assert post.score == ranking.score(*stored, post.published_at)
        return stored

    return counted
