"""Fill a database for measuring: many people, many posts, one clip that all of them share."""

import random
import uuid
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from accounts.models import User
from feed.models import Post
from generation import services
from generation.models import Generation
from generation.services.rendering import make_now
from safety.models import RegistryEntry

BATCH = 2000
WORDS = [
    "red",
    "blue",
    "small",
    "giant",
    "cat",
    "robot",
    "dragon",
    "boat",
    "beach",
    "city",
    "forest",
    "night",
    "rain",
    "sunset",
    "dancing",
    "flying",
]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--posts", type=int, required=True, metavar="N")
        parser.add_argument("--users", type=int, required=True, metavar="N")

    def handle(self, *args, posts, users, **options):
        dice = random.Random(posts)  # the same database for everybody who measures
        people = _people(users)
        model = _one_real_clip(people[0])
        for start in tqdm(range(0, posts, BATCH), unit_scale=BATCH, unit="post", disable=None):
            _fill(min(BATCH, posts - start), people, model, dice)
        self.stdout.write(f"{Post.objects.count()} posts by {User.objects.count()} people")


def _people(count: int) -> list[User]:
    # An empty password field is one that nobody can sign in with.
    names = [f"measured_{number}" for number in range(max(count, 1))]
    rows = [User(username=name, password="!") for name in names]
    User.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return list(User.objects.filter(username__startswith="measured_").order_by("pk"))


def _one_real_clip(owner: User) -> Generation:
    order = {"prompt": "a red ball on the beach", "seconds": 1, "size": "480x854", "seed": 1, "engine": "sketch"}
    clip = services.request(owner=owner, key="seed", limited=False, ring=False, **order)
    make_now(clip)
    return clip


def _fill(count: int, people: list[User], model: Generation, dice: random.Random) -> None:
    clips, entries, posts = [], [], []
    for _ in range(count):
        owner, words = dice.choice(people), " ".join(dice.sample(WORDS, 5))
        when = timezone.now() - timedelta(seconds=dice.randrange(90 * 24 * 3600))
        entry = RegistryEntry(
            payload=uuid.uuid4().hex[:16], clip=uuid.uuid4(), sha256=model.registry.sha256, engine="sketch", seconds=1
        )
        clip = _copy(model, pk=entry.clip, owner=owner, words=words, when=when)
        entries.append(entry)
        clips.append(clip)
        posts.append(Post(author=owner, clip=clip, caption=words, published_at=when))
    RegistryEntry.objects.bulk_create(entries)
    for clip, entry in zip(clips, entries, strict=True):
        clip.registry = entry
    Generation.objects.bulk_create(clips)
    Post.objects.bulk_create(posts)


def _copy(model: Generation, *, pk, owner, words, when) -> Generation:
    same = ("seconds", "width", "height", "engine", "state", "video", "poster", "preview", "fps", "decision_id")
    facts = {name: getattr(model, name) for name in same}
    times = {"started_at": when, "finished_at": when + timedelta(seconds=4)}
    return Generation(pk=pk, owner=owner, prompt=words, seed=1, attempts=1, **facts, **times)
