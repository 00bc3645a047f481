"""People: whom they follow, a few being followed by many, and whose cameo may be used by whom."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import Follow, User
from cameos.models import Cameo, CameoPicture, Grant, Level
from cameos.portraits import draw_portrait
from sora_site.seeding.rows import Rows, random_id, write_all

PREFIX = "measured_"
NAMES = ("Ana", "Ben", "Chloé", "Dario", "Eun-ji", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kofi", "Léa", "Mei")
CAMEO_EVERY = 5  # people


def make_people(count: int, dice: Random, now: datetime) -> list[int]:
    """So many people who follow each other; their keys, the best known first."""
    graph = [_followed(number, count, dice) for number in range(count)]
    followers = Counter(other for others in graph for other in others)
    # An empty password field is one that nobody can sign in with.
    varying = ("username", "display_name", "follower_count", "following_count")
    seen = now - timedelta(days=7)  # what happened since is unread
    people = Rows(User, *varying, password="!", date_joined=now, inbox_seen_at=seen)
    for number, others in enumerate(graph):
        people.add(f"{PREFIX}{number}", f"{dice.choice(NAMES)} {number}", followers[number], len(others))
    write_all(people)
    keys = list(User.objects.filter(username__startswith=PREFIX).order_by("pk").values_list("pk", flat=True))
    _follow(graph, keys, now)
    return keys


def _followed(number: int, count: int, dice: Random) -> set[int]:
    wanted = min(count - 1, int(5 * dice.paretovariate(1.5)), 500)
    return {int(count * dice.random() ** 3) for _ in range(wanted)} - {number}


def _follow(graph, keys: list[int], now: datetime) -> None:
    follows = Rows(Follow, "follower_id", "followed_id", made_at=now)
    for number, others in enumerate(graph):
        for other in sorted(others):
            follows.add(keys[number], keys[other])
    write_all(follows)


def make_cameos(keys: list[int], dice: Random, now: datetime) -> list[tuple]:
    """A cameo for every fifth person, with one picture for all. Those that everybody may use: (owner, handle, key)."""
    picture = default_storage.save("cameos/measured.webp", ContentFile(draw_portrait("ana")))
    cameos = Rows(Cameo, "id", "owner_id", "level", made_at=now)
    pictures = Rows(CameoPicture, "cameo_id", file=picture, position=1)
    grants = Rows(Grant, "cameo_id", "to_id", state=Grant.State.APPROVED, made_at=now, decided_at=now)
    usable = []
    for number, level in zip(range(0, len(keys), CAMEO_EVERY), cycle(Level.values), strict=False):
        pk, owner = random_id(dice), keys[number]
        cameos.add(pk, owner, level)
        pictures.add(pk)
        if level == Level.APPROVED and owner != keys[0]:
            grants.add(pk, keys[0])
        elif level == Level.EVERYONE:
            usable.append((owner, f"{PREFIX}{number}", pk))
    write_all(cameos, pictures, grants)
    return usable
