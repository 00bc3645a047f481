"""A cast of people and a dozen clips, made by the same way as everybody's."""

import logging

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts.models import User
from feed.models import Post
from feed.services import publish
from generation import services
from generation.services.rendering import make_now
from generation.states import State

CAST = {"ana": "Ana Ferreira", "basil": "Basil Okoro", "chloe": "Chloé Martin", "dev": "Dev Patel"}

# maker, words, caption, size, seconds, seed
CLIPS = [
    ("ana", "a red ball bouncing on the beach at sunset", "First light of the evening.", "480x854", 10, 11),
    ("basil", "a small robot dancing on a stage", "He practised all week.", "480x854", 5, 5),
    ("chloe", "two white rabbits jumping in a snowy field", "Snow day!", "480x854", 5, 21),
    ("dev", "a rocket rising into space at night", "Next stop: everywhere.", "480x854", 10, 7),
    ("ana", "a big whale swimming under water", "Slow is a speed, too.", "480x854", 5, 3),
    ("basil", "a yellow bus driving through the city in the rain", "Line 9, never late.", "854x480", 5, 14),
    ("chloe", "a green dragon flying over the mountains at dawn", "Good morning, up there.", "480x854", 10, 8),
    ("dev", "a dog chasing a butterfly in the park", "Nobody was caught.", "640x640", 5, 17),
    ("ana", "three balloons rising over the desert", "Light luggage.", "480x854", 5, 2),
    ("basil", "a woman riding a bicycle along a forest road in autumn", "", "480x854", 5, 31),
    ("chloe", "a sailing boat on a lake in the fog", "Where the shore was.", "854x480", 5, 6),
    ("dev", "an elephant and a bird in the field, zoom in", "Old friends.", "480x854", 5, 12),
]


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("this site is in production: demo content stays out")
        keys = [f"demo-{number}" for number in range(len(CLIPS))]
        done = set(Post.objects.filter(clip__request_key__in=keys).values_list("clip__request_key", flat=True))
        missing = [(key, clip) for key, clip in zip(keys, CLIPS, strict=True) if key not in done]
        if missing:
            logging.getLogger("generation").setLevel(logging.WARNING)
            self.stdout.write("Making demo content: a cast of four and a dozen clips ...")
            cast = {handle: _person(handle, name) for handle, name in CAST.items()}
            for key, (handle, *clip) in tqdm(missing, unit="clip", disable=None):
                self._show(cast[handle], key, *clip)

    def _show(self, owner, key, words, caption, size, seconds, seed) -> None:
        order = {"prompt": words, "size": size, "seconds": seconds, "seed": seed, "engine": "sketch"}
        clip = services.request(owner=owner, key=key, limited=False, ring=False, **order)
        services.retry(clip, ring=False)
        make_now(clip)
        if clip.state != State.READY:
            raise CommandError(f"{words!r} is {clip.state}: {clip.trouble or clip.decision}")
        publish(clip, caption=caption)


def _person(handle: str, name: str) -> User:
    person, made = User.objects.get_or_create(username=handle, defaults={"display_name": name})
    if made:
        person.set_unusable_password()  # nobody can sign in as the cast
        person.save()
    return person
