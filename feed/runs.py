"""For you, one run at a time: what may come, ranked for one viewer and kept, so that its pages never repeat.

A run ranks what stands highest for everybody and, for the first one, what the people one follows showed lately. The
next run goes on below it.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Follow
from feed import ranking
from feed.models import LISTED, Comment, Like, Post, SeeLess
from feed.prepared import prepared
from sora_site.paging import before, pack, unpack

HOT, FOLLOWED = 64, 32  # posts in a run
LATELY = timedelta(days=30)
SAME = 5 * 60  # seconds in which somebody who looks again gets the same run
KEPT = 60 * 60  # seconds that a run can be walked

FACTS = ("pk", "author_id", "lineage", "published_at", "like_count", "comment_count", "remix_count", "score")
BETWEEN = ("follows", "answered", "less_author", "less_root")


@dataclass(frozen=True)
class Place:
    """Where somebody is: at `offset` in the run of that `depth` among those of one look, the one below `ceiling`."""

    token: str
    depth: int = 0
    offset: int = 0
    ceiling: tuple[float, UUID] | None = None

    @classmethod
    def at(cls, cursor: str) -> "Place":
        """Raises ValueError for a cursor that nobody gave out."""
        token, depth, offset, score, pk = (unpack(cursor) + ["", ""])[:5]
        if not (re.fullmatch("[0-9a-f]{8}", token) and re.fullmatch(r"\d{1,6} \d{1,6}", f"{depth} {offset}", re.ASCII)):
            raise ValueError("no such page")
        return cls(token, int(depth), int(offset), (float(score), UUID(pk)) if score else None)

    @property
    def cursor(self) -> str:
        return pack(self.token, self.depth, self.offset, *self.ceiling or ())


@dataclass(frozen=True)
class Run:
    ids: tuple[UUID, ...]
    parts: tuple[ranking.Parts, ...]
    floor: tuple[float, UUID] | None  # where the next run goes on; None: nothing is left
    ahead: frozenset[UUID]  # what it brought from below its floor: the next runs leave it out


def first_place(viewer) -> Place:
    """The beginning of the run that `viewer` sees now: the same for a while, unless it held all that there is."""
    token = cache.get(_look(viewer))
    run = token and cache.get(_key(viewer, token, 0))
    # On a small site every new clip matters, and a run is made in no time.
    if not run or not run.floor:
        token = secrets.token_hex(4)
        cache.set(_look(viewer), token, SAME)
    return Place(token)


def drop(viewer) -> None:
    """Something changed what `viewer` wants to see: the next look begins a new run."""
    cache.delete(_look(viewer))


def run_at(viewer, place: Place) -> Run:
    """The run of that place; one that is no longer kept is made again, from the same ceiling."""
    key = _key(viewer, place.token, place.depth)
    run = cache.get(key)
    if run is None:
        above = cache.get(_key(viewer, place.token, place.depth - 1)) if place.depth else None
        run = _make(viewer, place.ceiling, ahead=above.ahead if above else frozenset())
        cache.set(key, run, KEPT)
    return run


def parts_of(post: Post, viewer) -> ranking.Parts:
    """The parts that `post` was ranked by for `viewer`; weighed now if it is in no run of theirs."""
    token = cache.get(_look(viewer))
    run = token and cache.get(_key(viewer, token, 0))
    if run and post.pk in run.ids:
        return run.parts[run.ids.index(post.pk)]
    now = timezone.now()
    (row,) = _weighable(Post.objects.filter(pk=post.pk), viewer, now - LATELY)
    return ranking.parts(_candidate(row, now))


def _look(viewer) -> str:
    return f"for-you-{viewer.pk or 'anyone'}"


def _key(viewer, token: str, depth: int) -> str:
    return f"{_look(viewer)}-{token}-{depth}"


def _make(viewer, ceiling, *, ahead: frozenset[UUID]) -> Run:
    now = timezone.now()
    rows = _candidates(viewer, now - LATELY, *ceiling or (None, None))
    rows.sort(key=lambda row: (-row["score"], -row["pk"].int))
    floor = (rows[HOT - 1]["score"], rows[HOT - 1]["pk"]) if len(rows) >= HOT else None
    ranked = ranking.rank(_candidate(row, now) for row in rows if row["pk"] not in ahead)
    return Run(
        ids=tuple(clip.id for clip, _ in ranked),
        parts=tuple(parts for _, parts in ranked),
        floor=floor,
        ahead=ahead | {row["pk"] for row in rows[HOT:]},
    )


@prepared
def _candidates(viewer, since: datetime, score: float | None, pk: UUID | None):
    """What stands highest below that score and key, and at the very top what people one follows showed lately."""
    listed = Post.objects.listed_for(viewer)
    hot = listed.filter(before("score", "pk", score, pk)) if score else listed
    hot = hot.order_by("-score", "-pk").values("pk")[:HOT]
    wanted = Post.objects.filter(pk__in=hot).values("pk").order_by()
    if viewer.is_authenticated and not score:
        followed = Follow.objects.filter(follower=viewer).values("followed")
        # First from the index alone, then whether each may be seen: some show a lot.
        theirs = Post.objects.filter(LISTED, author__in=followed, published_at__gt=since)
        newest = theirs.order_by("-published_at", "-pk").values("pk")[:FOLLOWED]
        wanted = wanted.union(listed.filter(pk__in=newest).values("pk").order_by())
    return _weighable(Post.objects.filter(pk__in=wanted), viewer, since)


def _weighable(posts, viewer, since: datetime):
    """What the rank of each of `posts` depends on, as rows."""
    posts = posts.order_by().annotate(lineage=Coalesce("root_id", "pk"))
    if viewer.is_authenticated:
        posts = posts.annotate(**_between(viewer, since))
    return posts.values(*FACTS, *BETWEEN if viewer.is_authenticated else ())


def _between(viewer, since: datetime) -> dict:
    """What stands between `viewer` and the author of a post. Only the last one looks at the post again and again."""
    likes = Like.objects.filter(user=viewer, made_at__gt=since).values("post__author")
    comments = Comment.objects.filter(author=viewer, made_at__gt=since).order_by().values("post__author")
    remixes = Post.objects.filter(author=viewer, parent__isnull=False, published_at__gt=since).order_by()
    less = SeeLess.objects.filter(user=viewer)
    answered = Q(author__in=likes) | Q(author__in=comments) | Q(author__in=remixes.values("parent__author"))
    tests = {
        "answered": answered & ~Q(author=viewer),
        "less_author": Q(author__in=less.values("post__author")),
        "less_root": Q(lineage__in=less.values(lineage=Coalesce("post__root_id", "post_id"))),
        "follows": Exists(Follow.objects.filter(follower=viewer, followed=OuterRef("author"))),
    }
    return {name: ExpressionWrapper(test, output_field=BooleanField()) for name, test in tests.items()}


def _candidate(row: dict, now: datetime) -> ranking.Candidate:
    return ranking.Candidate(
        id=row["pk"],
        author=row["author_id"],
        root=row["lineage"],
        age=(now - row["published_at"]).total_seconds() / 3600,
        likes=row["like_count"],
        comments=row["comment_count"],
        remixes=row["remix_count"],
        **{name: row[name] for name in BETWEEN if name in row},
    )
