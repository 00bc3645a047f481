"""Who shows what when, and what is a remix of what: decided for all posts before the first is written."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sora_site.seeding.rows import random_id

DAYS = 90
REMIXES = 0.15  # of all posts


@dataclass(frozen=True)
class Plan:
    """One entry a post, the oldest first."""

    ids: list[UUID]
    moments: list[float]  # seconds since the beginning
    parents: list[int | None]
    roots: list[int | None]
    remix_counts: Counter
    began: datetime
    ended: datetime

    def id_of(self, number: int | None) -> UUID | None:
        return None if number is None else self.ids[number]

    def when(self, number: int) -> datetime:
        return self.began + timedelta(seconds=self.moments[number])


def plan(count: int, dice: Random, now: datetime) -> Plan:
    span = DAYS * 24 * 3600
    parents: list[int | None] = []
    roots: list[int | None] = []
    for number in range(count):
        # Something shown not long before; every now and then a remix of a remix.
        parent = int(number - 1 - (number - 1) * dice.random() ** 3) if number and dice.random() < REMIXES else None
        parents.append(parent)
        roots.append(None if parent is None else parent if roots[parent] is None else roots[parent])
    return Plan(
        ids=[random_id(dice) for _ in range(count)],
        moments=sorted(dice.uniform(0, span) for _ in range(count)),
        parents=parents,
        roots=roots,
        remix_counts=Counter(parent for parent in parents if parent is not None),
        began=now - timedelta(seconds=span),
        ended=now,
    )
