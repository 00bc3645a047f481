"""The ledger as tests look at it."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import F, QuerySet

from generation.models import CreditEntry, Generation
from generation.states import FINISHED


def lines(**about) -> list[tuple[str, str, int]]:
    """Kind, purse and amount of the lines in question, oldest first."""
    entries = CreditEntry.objects.filter(**about).order_by("id")
    return [(entry.kind, entry.purse, entry.amount) for entry in entries]


def age(**ago) -> None:
    """As if every line had been written that long before it was."""
    QuerySet(CreditEntry).update(made_at=F("made_at") - timedelta(**ago))


def imbalances() -> dict:
    """Clips for which held is not what was settled and given back, but for what is held for those on their way."""
    sums = defaultdict(lambda: defaultdict(int))
    for clip, kind, amount in CreditEntry.objects.exclude(clip=None).values_list("clip", "kind", "amount"):
        sums[clip][kind] += amount
    open_ones = {clip.pk for clip in Generation.objects.all() if clip.state not in FINISHED}
    held = {clip: of["hold"] - of["settle"] - of["refund"] for clip, of in sums.items()}
    wrong = {clip: left for clip, left in held.items() if (left > 0) != (clip in open_ones) or left < 0}
    return wrong | dict.fromkeys(open_ones - set(held), "nothing held")
