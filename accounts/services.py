"""What people do about each other."""

from django.db import transaction
from django.db.models import F

from accounts.models import Block, Follow, Notification, User
from accounts.notices import Kind
from accounts.notifications import forget, notify, recount


class Blocked(Exception):
    """One does not follow the other: they are blocked either way, or the same."""


@transaction.atomic
def follow(person: User, *, by: User) -> bool:
    """False when `by` follows them already."""
    User.objects.hold(person, by)
    if person == by or Block.objects.between(person, by).exists():
        raise Blocked(f"{by} cannot follow {person}")
    _, is_new = Follow.objects.get_or_create(follower=by, followed=person)
    if is_new:
        _count(follower=by, followed=person, step=1)
        notify(person, Kind.FOLLOW, actor=by, link=by.get_absolute_url())
    return is_new


@transaction.atomic
def unfollow(person: User, *, by: User) -> bool:
    """False when `by` did not follow them."""
    User.objects.hold(person, by)
    ended, _ = Follow.objects.filter(follower=by, followed=person).delete()
    if ended:
        _count(follower=by, followed=person, step=-1)
    return bool(ended)


@transaction.atomic
def block(person: User, *, by: User) -> bool:
    """End what is between them, both ways, and tell nobody. False when it was so already."""
    if person == by:
        return False
    User.objects.hold(person, by)
    _, is_new = Block.objects.get_or_create(blocker=by, blocked=person)
    if is_new:
        unfollow(person, by=by)
        unfollow(by, by=person)
        forget(person, by)
    return is_new


@transaction.atomic
def unblock(person: User, *, by: User) -> bool:
    """False when it was not so. Who followed whom before stays ended."""
    ended, _ = Block.objects.filter(blocker=by, blocked=person).delete()
    return bool(ended)


@transaction.atomic
def part(person: User) -> None:
    """End everything between `person` and others, so that others' counters are right once the account is deleted."""
    User.objects.filter(followers__follower=person).update(follower_count=F("follower_count") - 1)
    User.objects.filter(follows__followed=person).update(following_count=F("following_count") - 1)
    Follow.objects.filter(follower=person).delete()
    Follow.objects.filter(followed=person).delete()
    told = Notification.objects.filter(actor=person)
    owners = list(told.values_list("owner", flat=True).distinct().order_by())
    told.delete()
    recount(User.objects.filter(pk__in=owners))


def _count(*, follower: User, followed: User, step: int) -> None:
    User.objects.filter(pk=follower.pk).update(following_count=F("following_count") + step)
    User.objects.filter(pk=followed.pk).update(follower_count=F("follower_count") + step)
