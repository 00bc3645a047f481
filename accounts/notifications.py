"""The inbox: telling people what happened to their things, and what of it they have not seen."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import Truncator

from accounts.models import Block, Notification, User
from accounts.notices import SOCIAL, TOLD_ONCE, Kind
from sora_site.paging import before, moment, pack, unpack

PAGE = 20
ABOUT = Notification._meta.get_field("about").max_length


@dataclass(frozen=True)
class Page:
    notices: list[Notification]
    next_cursor: str  # empty on the last page


@transaction.atomic
def notify(owner: User, kind: Kind, *, actor: User | None = None, link: str = "", about: str = "") -> None:
    """Tell `owner` once; the same again moves to the top. Nobody is told about themselves or by people blocked.

    Whoever tells several people in one transaction tells them in the order of their pk.
    """
    if actor and (actor == owner or Block.objects.between(owner, actor).exists()):
        return
    User.objects.hold(owner)  # else two at once make two rows where there is no actor: NULLs are not the same
    about, now = Truncator(about).chars(ABOUT), timezone.now()
    told, is_first = Notification.objects.select_related("owner").get_or_create(
        owner=owner, kind=kind, actor=actor, link=link, defaults={"about": about, "made_at": now}
    )
    was_seen = not is_first and told.made_at <= told.owner.inbox_seen_at
    if was_seen and kind in TOLD_ONCE:
        return
    if not is_first:
        Notification.objects.filter(pk=told.pk).update(about=about, made_at=now)
    if is_first or was_seen:
        User.objects.filter(pk=owner.pk).update(unread_count=F("unread_count") + 1)


def mark_read(owner: User) -> None:
    """`owner` has seen everything up to now. One statement, so that a page can afford it."""
    owner.unread_count, owner.inbox_seen_at = 0, timezone.now()
    owner.save(update_fields=["unread_count", "inbox_seen_at"])


def forget(one: User, other: User) -> None:
    """Take what they did with each other out of both inboxes. What concerns somebody's likeness stays."""
    between = Q(owner=one, actor=other) | Q(owner=other, actor=one)
    Notification.objects.filter(between, kind__in=SOCIAL).delete()
    recount(User.objects.filter(pk__in=(one.pk, other.pk)))


def recount(people) -> None:
    """Count anew what is new to each of `people`, after notifications were deleted."""
    new = Notification.objects.filter(owner=OuterRef("pk"), made_at__gt=OuterRef("inbox_seen_at"))
    count = new.order_by().values("owner").annotate(count=Count("pk")).values("count")
    people.update(unread_count=Coalesce(Subquery(count), 0))


def page(owner: User, *, since: datetime, cursor: str = "", size: int = PAGE) -> Page:
    """The `size` notifications after `cursor`, newest first; `is_new` says which were made after `since`.

    A cursor carries its `since`, so that the new ones that did not fit are new on the next page too.
    Raises ValueError for a cursor that is none.
    """
    notices = Notification.objects.filter(owner=owner).select_related("actor")
    if cursor:
        when, pk, since = unpack(cursor)
        since = moment(since)
        notices = notices.filter(before("made_at", "pk", moment(when), int(pk)))
    found = list(notices[: size + 1])
    more = len(found) > size
    for notice in found:
        notice.is_new = notice.made_at > since
    return Page(notices=found[:size], next_cursor=_cursor(found[size - 1], since) if more else "")


def _cursor(notice: Notification, since: datetime) -> str:
    return pack(notice.made_at.isoformat(), notice.pk, since.isoformat())
