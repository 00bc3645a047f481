"""What the drafts page holds, and whom to follow for a start."""

from feed import queries
from feed.paging import paged
from generation.cards import outcome
from generation.models import Generation
from generation.states import State
from safety.models import Standing

PAGE = 24
UNMADE = 24  # the latest ones that came to nothing


def drafts_of(user, *, cursor: str = "") -> dict:
    """Everything of one person: on its way, ready (newest first, from `cursor` on), and what came to nothing.

    Raises ValueError for a cursor that is none.
    """
    ready = _ready(user, cursor=cursor)
    if cursor:
        return {"ready": ready.posts, "page": ready}
    mine = Generation.objects.owned_by(user).filter(is_preview=False)
    under_way = mine.filter(state__in=(State.QUEUED, State.RUNNING, State.HELD), standing=Standing.LIVE)
    newest = under_way.order_by("-requested_at")
    return {"ready": ready.posts, "page": ready, "under_way": list(newest), "unmade": _unmade(mine)}


@paged(size=PAGE, by=("requested_at", "pk"))
def _ready(user):
    return Generation.objects.owned_by(user).drafts().select_related("post")


def _unmade(mine) -> list[dict]:
    came_to_nothing = mine.filter(state__in=(State.REFUSED, State.FAILED, State.CANCELLED)) | mine.filter(
        standing=Standing.REMOVED
    )
    latest = came_to_nothing.select_related("decision").order_by("-requested_at")[:UNMADE]
    return [{"clip": clip} | outcome(clip) for clip in latest]


def suggestions(viewer) -> list:
    """Whoever has shown something lately, but for the viewer themselves and whom they follow."""
    posts = queries.latest(viewer).posts
    authors = {post.author_id: post.author for post in posts if not post.follows and post.author_id != viewer.pk}
    return list(authors.values())
