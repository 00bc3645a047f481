"""Bob leaves: nothing of him is left, and what others have is counted right."""

import pytest
from django.core.files.storage import default_storage

from accounts import services as people
from accounts.models import Notification, User
from cameos.models import Receipt
from feed import services as feed
from feed.models import Comment, Post
from generation.models import CreditEntry, Generation
from generation.states import State
from safety.models import Standing
from sora_site.leaving import erase

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_bob(make_cameo, make_clip, alice, bob):
    """A post of Alice's that shows Bob."""
    make_cameo(bob, level="everyone")
    return feed.publish(make_clip(owner=alice, prompt="@bob on the beach"), caption="With Bob")


@pytest.fixture
def of_alice(make_clip, alice):
    return feed.publish(make_clip(owner=alice), caption="Mine alone")


def test_clips_that_show_him_lose_their_files_and_nobody_sees_them(with_bob, bob, as_, charlie):
    video = with_bob.clip.video.name
    assert default_storage.exists(video)
    erase(bob)
    assert not default_storage.exists(video)
    with_bob.clip.refresh_from_db()
    assert with_bob.clip.standing == Standing.WITHDRAWN
    assert as_(charlie).get(with_bob.get_absolute_url()).status_code == 404


def test_what_he_liked_said_and_followed_no_longer_counts(of_alice, alice, bob):
    feed.like(of_alice, by=bob)
    feed.comment(of_alice, by=bob, text="Lovely")
    people.follow(alice, by=bob)
    people.follow(bob, by=alice)
    erase(bob)
    of_alice.refresh_from_db()
    alice.refresh_from_db()
    assert (of_alice.like_count, of_alice.comment_count) == (0, 0)
    assert (alice.follower_count, alice.following_count) == (0, 0)
    assert not Comment.objects.exists()
    assert not Notification.objects.filter(owner=alice).exists()


def test_his_own_clips_go_and_a_remix_of_hers_is_counted_no_more(of_alice, make_clip, bob):
    remix = feed.publish(make_clip(owner=bob, source=of_alice.clip))
    assert Post.objects.get(pk=of_alice.pk).remix_count == 1
    erase(bob)
    assert not Post.objects.filter(pk=remix.pk).exists()
    assert Post.objects.get(pk=of_alice.pk).remix_count == 0


def test_one_being_made_stops_and_is_given_back(make_clip, bob):
    clip = make_clip(owner=bob, state=State.RUNNING)
    erase(bob)
    assert not Generation.objects.filter(pk=clip.pk).exists()
    lines = CreditEntry.objects.filter(clip=clip.pk).values_list("kind", "amount", "owner")
    assert sorted(lines) == [("hold", 1, None), ("refund", 1, None)]


def test_his_receipts_stay_without_his_name(with_bob, bob):
    erase(bob)
    receipts = Receipt.objects.all()
    assert {"consent", "use", "removal", "deletion"} <= {receipt.kind for receipt in receipts}
    assert not any("signature" in receipt.details or receipt.owner for receipt in receipts)
    assert not User.objects.filter(username="bob").exists()
