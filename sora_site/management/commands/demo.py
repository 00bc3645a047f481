"""A cast of people who do not exist, with cameos, clips, likes and comments, made by the same way as everybody's."""

import logging

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

import accounts.services as people
from accounts.models import User
from accounts.pictures import redraw
from cameos import services as cameos
from cameos.portraits import draw_portrait
from feed import services as feed
from feed.models import Post
from generation import services
from generation.models import Generation
from generation.services.rendering import make_now
from generation.states import State
from generation.storyboards import draft
from sora_site.demo import APPROVED, CAST, CLIPS, LIKES, REMARKS, STRANGERS, Clip, Person


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("this site is in production: demo content stays out")
        shown = Post.objects.filter(clip__request_key__in=map(_key, range(len(CLIPS)))).count()
        if shown == len(CLIPS):
            return
        logging.getLogger("generation").setLevel(logging.WARNING)
        self.stdout.write("Making demo content: a cast of four and what they made ...")
        cast = {handle: _person(handle, person) for handle, person in CAST.items()}
        _acquaint(cast)
        posts = [self._post(cast, number, clip) for number, clip in enumerate(tqdm(CLIPS, unit="clip", disable=None))]
        _talk(cast, posts)

    def _post(self, cast: dict[str, User], number: int, wanted: Clip) -> Post:
        source = None
        if wanted.remix_of is not None:
            source = Generation.objects.get(request_key=_key(wanted.remix_of))
        order = {"prompt": wanted.words, "size": wanted.size, "seconds": wanted.seconds, "seed": wanted.seed}
        order |= {"owner": cast[wanted.maker], "key": _key(number), "source": source, "engine": "sketch"}
        order["shots"] = draft(wanted.words, wanted.seconds) if wanted.in_shots else ()
        clip = services.request(limited=False, ring=False, **order)
        services.retry(clip, limited=False, ring=False)
        make_now(clip)
        if clip.state != State.READY:
            raise CommandError(f"{wanted.words!r} is {clip.state}: {clip.trouble or clip.decision}")
        return feed.publish(clip, caption=wanted.caption)


def _key(number: int) -> str:
    return f"demo-{number}"


def _person(handle: str, described: Person) -> User:
    person, is_new = User.objects.get_or_create(username=handle, defaults={"display_name": described.name})
    if is_new:
        person.set_unusable_password()  # nobody can sign in as the cast
        person.save()
        portrait = draw_portrait(handle)
        person.show_picture(redraw(ContentFile(portrait), side=256))
        terms = {"level": described.level, "preferences": described.preferences}
        cameos.make(owner=person, pictures=[ContentFile(portrait)], signature=described.name, **terms)
    return person


def _acquaint(cast: dict[str, User]) -> None:
    for one in CAST:
        for other in CAST:
            if one != other and (one, other) not in STRANGERS:
                people.follow(cast[other], by=cast[one])
    for handle, others in APPROVED.items():
        for other in others:
            cameos.grant(cast[handle].cameo, to=cast[other])


def _talk(cast: dict[str, User], posts: list[Post]) -> None:
    for number, handles in LIKES.items():
        for handle in handles.split():
            feed.like(posts[number], by=cast[handle])
    before = None
    for remark in REMARKS:
        parent = before if remark.answers else None
        before = feed.comment(posts[remark.clip], by=cast[remark.by], text=remark.text, parent=parent)
