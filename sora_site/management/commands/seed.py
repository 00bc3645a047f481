"""Fill a database for measuring: people who follow, like, remix and cast each other, all with one clip."""

from random import Random

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from tqdm import tqdm

from accounts.models import User
from accounts.notifications import recount
from feed.models import Post
from generation import services
from generation.models import Generation
from generation.services.rendering import make_now
from sora_site.seeding.lines import plan
from sora_site.seeding.people import PREFIX, make_cameos, make_people
from sora_site.seeding.posts import Posts

BATCH = 2000


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--posts", type=int, required=True, metavar="N")
        parser.add_argument("--users", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number: another site")

    def handle(self, *args, posts, users, seed, **options):
        if User.objects.filter(username__startswith=PREFIX).exists():
            raise CommandError("This database was filled already; begin with an empty one.")
        if connection.vendor == "sqlite":  # the ids are random: what is written to must fit into memory
            connection.cursor().execute("PRAGMA cache_size = -500000")
        now, dice = timezone.now(), Random(seed)
        people = make_people(max(users, 2), dice, now)
        cameos = make_cameos(people, dice, now)
        writer = Posts(plan(posts, dice, now), people, cameos, _one_real_clip(people[0]), dice)
        for start in tqdm(range(0, posts, BATCH), unit_scale=BATCH, unit="post", disable=None):
            writer.write(range(start, min(start + BATCH, posts)))
        writer.finish()
        recount(User.objects.filter(username__startswith=PREFIX))
        if connection.vendor == "postgresql":  # it would do so by itself, some minutes later
            connection.cursor().execute("ANALYZE")
        self.stdout.write(f"{Post.objects.count()} posts by {User.objects.count()} people")


def _one_real_clip(owner: int) -> Generation:
    order = {"prompt": "a red ball on the beach", "seconds": 1, "size": "480x854", "seed": 1, "engine": "sketch"}
    person = User.objects.get(pk=owner)
    clip = services.request(owner=person, key="seed", limited=False, ring=False, **order)
    make_now(clip)
    return clip
