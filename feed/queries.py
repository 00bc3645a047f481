"""What there is to watch, one function a page."""

from dataclasses import replace

from django.db.models import Exists, F, OuterRef

from accounts.models import Follow
from feed import ranking, runs
from feed.models import LISTED, Post, SeeLess
from feed.paging import GRID, SIZE, Page, paged
from feed.prepared import prepared
from feed.search import people
from feed.search import posts as search
from feed.threads import comments_of, replies_of

__all__ = [
    "comments_of",
    "following",
    "for_you",
    "kept",
    "latest",
    "of",
    "people",
    "remixes_of",
    "replies_of",
    "search",
    "starring",
    "why",
]

OF_A_CLIP = ("prompt", "engine", "width", "height", "seconds", "style", "has_sound", "captions")
#: What a card, a tile or a cursor says of a post, its clip and its author.
SHOWN = (
    *(field.name for field in Post._meta.concrete_fields),
    *(f"clip__{name}" for name in OF_A_CLIP),
    *(f"author__{name}" for name in ("username", "display_name", "picture")),
)
AT_ONCE = SIZE + 4  # of a run are asked for: some may have been hidden since it was made


def for_you(viewer, *, cursor: str = "") -> Page:
    """The ranked runs of `viewer`, one after the other."""
    place = runs.Place.at(cursor) if cursor else runs.first_place(viewer)
    while True:
        run = runs.run_at(viewer, place)
        posts, taken = _first_seen(run.ids[place.offset : place.offset + AT_ONCE], viewer)
        place = replace(place, offset=place.offset + taken)
        if place.offset >= len(run.ids):
            place = runs.Place(place.token, place.depth + 1, 0, run.floor)
        is_over = place.depth and not place.ceiling
        if posts or is_over:
            return Page(posts, "" if is_over else place.cursor)


def _first_seen(ids, viewer) -> tuple[list[Post], int]:
    """The first page of those among `ids` that `viewer` still may and wants to see, and how many ids that took."""
    found = {post.pk: post for post in _seen(ids, viewer)} if ids else {}
    seen = [pk for pk in ids if pk in found][:SIZE]
    return [found[pk] for pk in seen], ids.index(seen[-1]) + 1 if len(seen) == SIZE else len(ids)


@prepared
def _seen(ids, viewer):
    cards = _cards(viewer).filter(pk__in=ids).order_by()
    if not viewer.is_authenticated:
        return cards
    return cards.exclude(Exists(SeeLess.objects.filter(user=viewer, post=OuterRef("pk"))))


def why(viewer, post) -> list[tuple]:
    """The parts of the rank that `post` has for `viewer`: (sentence, number), the weightiest first."""
    return ranking.explain(runs.parts_of(post, viewer))


def _of_followed(viewer):
    return Post.objects.filter(LISTED, author__in=Follow.objects.filter(follower=viewer).values("followed"))


@paged(among=_of_followed)
def following(viewer):
    """What the people that `viewer` follows show."""
    return _cards(viewer)


@paged()
def latest(viewer):
    """Everything listed."""
    return _cards(viewer)


@paged(size=GRID)
def of(author, viewer):
    return _cards(viewer).filter(author=author)


@paged(size=GRID)
def starring(person, viewer):
    """The clips that `person` is in."""
    return _cards(viewer).filter(clip__castings__person=person)


@paged(size=GRID, by=("kept_at", "kept_row"), key_type=int)
def kept(viewer):
    """What `viewer` kept, the last kept first; what is found by its address only as well."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer).only(*SHOWN).filter(bookmarks__user=viewer)
    return posts.annotate(kept_at=F("bookmarks__made_at"), kept_row=F("bookmarks__pk"))


@paged(size=GRID)
def remixes_of(post, viewer):
    return _cards(viewer).filter(parent=post)


def _cards(viewer):
    return Post.objects.listed_for(viewer).for_cards(viewer).only(*SHOWN)
