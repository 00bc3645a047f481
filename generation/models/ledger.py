"""What clips cost, line by line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Sum, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from generation.plans import allowance
from generation.states import FINISHED, State
from safety.models import Record, RecordQuerySet

#: The allowance of a plan is for any stretch of this length: what was held longer ago is back.
DAY = timedelta(hours=24)


class Kind(models.TextChoices):
    GRANT = "grant", _("granted")
    HOLD = "hold", _("held")
    SETTLE = "settle", _("spent")
    REFUND = "refund", _("given back")


class Purse(models.TextChoices):
    PLAN = "plan", _("the day's allowance")
    CREDITS = "credits", _("granted credits")


@dataclass(frozen=True)
class Balance:
    """What somebody may still ask for: `plan_left` of the day's allowance, and `credits` that were granted."""

    plan_left: int
    credits: int

    def purse_for(self, price: int) -> Purse | None:
        """Where a clip of that price is paid from; None: from neither."""
        if price <= self.plan_left:
            return Purse.PLAN
        return Purse.CREDITS if price <= self.credits else None


class NotEnough(Exception):
    """Somebody has too little left for a clip of that `price`."""

    def __init__(self, owner, price: int, balance: Balance):
        super().__init__(f"{owner}: {balance}")
        self.owner, self.price, self.balance = owner, price, balance


class LedgerQuerySet(RecordQuerySet):
    def owned_by(self, user):
        return self.filter(owner=user)

    def counting(self):
        """The lines that what is left today depends on, and every line about granted credits."""
        since = timezone.now() - DAY
        its_hold = CreditEntry.objects.filter(
            kind=Kind.HOLD, clip=OuterRef("clip"), id__lt=OuterRef("id"), made_at__gt=since
        )
        of_the_day = Q(kind=Kind.HOLD) | Q(Exists(its_hold), kind=Kind.REFUND)
        today = Q(of_the_day, purse=Purse.PLAN, made_at__gt=since)
        return self.filter(today | Q(purse=Purse.CREDITS))

    def balance(self, user) -> Balance:
        """One query, however long the ledger is."""
        change = Case(
            When(kind=Kind.HOLD, then=-F("amount")),
            When(kind=Kind.SETTLE, then=0),
            default=F("amount"),
            output_field=models.IntegerField(),
        )
        of = {purse: Sum(change, filter=Q(purse=purse), default=0) for purse in Purse.values}
        sums = self.owned_by(user).counting().aggregate(**of)
        left = allowance(user.plan).daily + sums[Purse.PLAN]
        return Balance(plan_left=max(left, 0), credits=sums[Purse.CREDITS])

    def room_at(self, user, price: int) -> datetime | None:
        """When the day's allowance has room for `price` again, if nothing more is asked for; None: never."""
        given_back = CreditEntry.objects.filter(kind=Kind.REFUND, clip=OuterRef("clip"), id__gt=OuterRef("id"))
        today = self.owned_by(user).filter(purse=Purse.PLAN, kind=Kind.HOLD)
        held = today.filter(~Exists(given_back), made_at__gt=timezone.now() - DAY).order_by("made_at")
        lines = list(held.values_list("made_at", "amount"))
        room = allowance(user.plan).daily - sum(amount for _, amount in lines)
        for made_at, amount in lines:
            room += amount
            if room >= price:
                return made_at + DAY
        return None

    def follow(self, generation, *, came_from: State | None, limited: bool) -> None:
        """Keep up with a clip that has just moved, in the transaction of that move."""
        began = came_from is None or came_from in FINISHED
        if generation.state not in FINISHED:
            if began:
                self._hold(generation, limited)
        elif not began:
            ready = generation.state == State.READY
            self._close(generation, Kind.SETTLE if ready else Kind.REFUND)

    def _hold(self, generation, limited: bool) -> None:
        price, purse = generation.price, Purse.PLAN
        if not price:
            return
        if limited:
            # Two clips asked for at once are paid for one after the other.
            owner = get_user_model().objects.select_for_update(no_key=True).get(pk=generation.owner_id)
            balance = self.balance(owner)
            purse = balance.purse_for(price)
            if purse is None:
                raise NotEnough(owner, price, balance)
        line = {"owner_id": generation.owner_id, "clip": generation.pk, "amount": price, "purse": purse}
        self.create(kind=Kind.HOLD, **line)

    def _close(self, generation, kind: Kind) -> None:
        """Make the open hold of a clip final, or give it back; clips older than the ledger have none."""
        last = self.filter(clip=generation.pk).order_by("-id").first()
        if last and last.kind == Kind.HOLD:
            line = {"owner_id": last.owner_id, "clip": last.clip, "amount": last.amount, "purse": last.purse}
            self.create(kind=kind, **line)


class CreditEntry(Record):
    """One line of the ledger. What a person has is the sum of their lines, never a number that is changed.

    A clip within the day's allowance draws on the plan, any other on what was granted. HOLD takes, SETTLE makes it
    final when the clip is READY, REFUND gives back: HOLD = SETTLE + REFUND for every clip that is finished.
    """

    Kind, Purse = Kind, Purse

    # Erasing a person leaves the sums, without the person.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, related_name="credit_entries",
        verbose_name=_("whose"),
    )  # fmt: skip
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    purse = models.CharField(_("from"), max_length=10, choices=Purse)
    amount = models.PositiveIntegerField(_("credits"))
    clip = models.UUIDField(_("clip"), null=True, db_index=True)  # no key: the ledger outlives the clip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, db_constraint=False, related_name="+",
        verbose_name=_("by"),
    )  # fmt: skip
    why = models.CharField(_("why"), max_length=200, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["owner", "purse", "made_at"], name="ledger_of_owner"),
            models.Index(fields=["owner", "-id"], name="ledger_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_amount_positive"),
            models.CheckConstraint(condition=Q(kind="grant") | Q(clip__isnull=False), name="ledger_names_the_clip"),
        ]

    def __str__(self):
        return f"{self.kind} {self.amount} ({self.purse})"
