"""What there is to watch, one function a page."""

from dataclasses import replace

from django.db.models import Exists, F, OuterRef

from accounts.models import Follow
from feed import paging, ranking, runs
from feed.models import Post, SeeLess
from feed.paging import GRID, SIZE, Page
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

AT_ONCE = SIZE + 4  # of a run are asked for: some may have been hidden since it was made


def for_you(viewer, cursor="") -> Page:
    """The ranked runs of `viewer`, one after the other."""
    place = runs.Place.at(cursor) if cursor else runs.first_place(viewer)
    while True:
        run = runs.run_at(viewer, place)
        posts, taken = _first_seen(run.ids[place.offset :], viewer)
        place = replace(place, offset=place.offset + taken)
        if place.offset >= len(run.ids):
            place = runs.Place(place.token, place.depth + 1, 0, run.floor)
        is_over = place.depth and not place.ceiling
        if posts or is_over:
            return Page(posts, "" if is_over else place.cursor)


def _first_seen(ids, viewer) -> tuple[list, int]:
    """The first page of those among `ids` that `viewer` still may and wants to see, and how many ids that took."""
    ids = ids[: AT_ONCE]
    rows = _cards(viewer).filter(pk__in=ids)
    if viewer.is_authenticated:
        rows = rows.exclude(Exists(SeeLess.objects.filter(user=viewer, post=OuterRef("pk"))))
    found = rows.in_bulk(ids)
    seen = [pk for pk in ids if pk in found][:SIZE]
    return [found[pk] for pk in seen], ids.index(seen[-1]) + 1 if len(seen) == SIZE else len(ids)


def why(viewer, post) -> list[tuple]:
    """The parts of the rank that `post` has for `viewer`: (sentence, number), the weightiest first."""
    return ranking.explain(runs.parts_of(post, viewer))


def following(viewer, cursor="") -> Page:
    """What the people that `viewer` follows show, newest first."""
    followed = Follow.objects.filter(follower=viewer).values("followed")
    return paging.page(_cards(viewer).filter(author__in=followed), cursor)


def latest(viewer, cursor="") -> Page:
    """Everything listed, newest first."""
    return paging.page(_cards(viewer), cursor)


def of(author, viewer, cursor="") -> Page:
    return paging.page(_cards(viewer).filter(author=author), cursor, size=GRID)


def starring(person, viewer, cursor="") -> Page:
    """The clips that `person` is in."""
    return paging.page(_cards(viewer).filter(clip__castings__person=person), cursor, size=GRID)


def kept(viewer, cursor="") -> Page:
    """What `viewer` kept, the last kept first; what is found by its address only as well."""
    posts = Post.objects.visible_to(viewer).for_cards(viewer).filter(bookmarks__user=viewer)
    posts = posts.annotate(kept_at=F("bookmarks__made_at"), kept_row=F("bookmarks__pk"))
    return paging.page(posts, cursor, size=GRID, by=("kept_at", "kept_row"), key_type=int)


def remixes_of(post, viewer, cursor="") -> Page:
    return paging.page(_cards(viewer).filter(parent=post), cursor, size=GRID)


def _cards(viewer):
    return Post.objects.listed_for(viewer).for_cards(viewer)
