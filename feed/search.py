"""Finding posts and people by words: every word must be there, the last one may be unfinished."""

import re
import unicodedata

from django.db import connection
from django.db.models import BooleanField, F, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower

from accounts.models import User
from feed.models import Post, SearchEntry
from feed.paging import GRID, Page
from feed.prepared import prepared
from sora_site.paging import pack, unpack

PEOPLE = 8
WORDS = 12  # of a query that count
NEWEST = 2**62
LOOKED_AT = 5 * GRID  # entries among which a page looks for posts that the viewer may see

# Scripts that write no spaces are found by their characters.
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]{{1,60}}")


def fold(text: str) -> list[str]:
    """The words of `text` without case, accents and signs: what is written down and what is asked for alike."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


# --- Two databases ---------------------------------------------------------------------------


class Fts5:
    """SQLite: a full-text table beside the entries, which triggers keep in step."""

    # Newest first is the order of its rows, so it stops after the first few.
    sql = (
        "feed_searchentry.id IN (SELECT rowid FROM feed_searchwords"
        " WHERE feed_searchwords MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT {})"
    )

    def wish(self, words: list[str]) -> str:
        return " ".join(f'"{word}"' for word in words) + " *"


class TsVector:
    """PostgreSQL: a column beside the words, which it keeps in step and has an inverted index of."""

    # An array is made first, and once; a subquery would be joined to all the posts.
    sql = (
        "feed_searchentry.id = ANY(ARRAY(SELECT id FROM feed_searchentry entry"
        " WHERE lexemes @@ %s::tsquery AND id < %s ORDER BY id DESC LIMIT {}))"
    )

    def wish(self, words: list[str]) -> str:
        return " & ".join(f"'{word}'" for word in words) + ":*"


def _index() -> Fts5 | TsVector:
    return {"sqlite": Fts5, "postgresql": TsVector}[connection.vendor]()


def _among_newest(wish: str, below: int) -> RawSQL:
    """Whether an entry is one of the newest that have what is wished for."""
    return RawSQL(_index().sql.format(LOOKED_AT), [wish, below], output_field=BooleanField())


# --- Writing ---------------------------------------------------------------------------------


def index(post: Post) -> None:
    """Let `post` be found by what it shows now. An unlisted one is not found."""
    if post.visibility == Post.Visibility.PUBLIC:
        SearchEntry.objects.update_or_create(post=post, defaults={"words": words_of(post)})
    else:
        SearchEntry.objects.filter(post=post).delete()


def words_of(post: Post) -> str:
    shown = [post.caption, post.author.username, post.author.display_name, *post.cast]
    shown += [post.clip.prompt] if post.show_prompt else []
    return " ".join(dict.fromkeys(fold(" ".join(shown))))


# --- Reading ---------------------------------------------------------------------------------


def posts(words: str, viewer, *, cursor: str = "") -> Page:
    """The listed posts found by `words`, the newest first. Raises ValueError for a cursor that nobody gave out."""
    below = _below(cursor)
    wanted = fold(words)[:WORDS]
    if not wanted:
        return Page([], "")
    wish = _index().wish(wanted)
    while True:
        found = _found(wish, below, viewer)
        if len(found) > GRID:
            return Page(found[:GRID], pack(found[GRID - 1].entry))
        below = found[0].end if found else _last_looked_at(wish, below).first()
        if found or below is None:
            return Page(found, pack(below) if below else "")


@prepared
def _found(wish: str, below: int, viewer):
    cards = Post.objects.listed_for(viewer).for_cards(viewer).filter(search_entry__isnull=False)
    cards = cards.filter(_among_newest(wish, below)).annotate(entry=F("search_entry"))
    return cards.annotate(end=Subquery(_last_looked_at(wish, below))).order_by("-entry")[: GRID + 1]


def _last_looked_at(wish: str, below: int):
    """The id of the last entry that is looked at for a page, if there may be more after it."""
    looked_at = SearchEntry.objects.filter(_among_newest(wish, below)).order_by("-pk")
    return looked_at.values_list("pk", flat=True)[LOOKED_AT - 1 : LOOKED_AT]


def _below(cursor: str) -> int:
    if not cursor:
        return NEWEST
    (entry,) = unpack(cursor)
    return min(int(entry), NEWEST)


def people(words: str, viewer) -> list[User]:
    """Whose handle begins with `words`, then whose name does."""
    start = words.replace("\0", "").strip().removeprefix("@").lower()
    if not start:
        return []
    seen = User.objects.visible_to(viewer).alias(lower_name=Lower("display_name"))
    by_handle = seen.filter(_begins("username", start)).order_by("username")
    named = _begins("lower_name", start)
    if not start[0].isascii():  # SQLite knows no lower case but that of a-z
        named |= _begins("lower_name", start.capitalize())
    by_name = seen.filter(named)
    first, then = by_handle.values("pk")[:PEOPLE], by_name.order_by("lower_name").values("pk")[:PEOPLE]
    pks = User.objects.filter(pk__in=first).values("pk").union(User.objects.filter(pk__in=then).values("pk"))
    found = User.objects.filter(pk__in=pks)
    return sorted(found, key=lambda person: (not person.username.startswith(start), person.username))[:PEOPLE]


def _begins(field: str, start: str) -> Q:
    """As a range, which every index serves."""
    return Q(**{f"{field}__gte": start, f"{field}__lt": start + "\U0010ffff"})
