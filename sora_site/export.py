"""Everything a person made and agreed to, as one ZIP that is written while it is read."""

import json
import zipfile
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, QuerySet

from cameos.models import Grant
from generation.models import Part

README = """This is everything that @{handle} made on {site}, and what was recorded about it.

clips/       every clip that is ready, with its marks
pictures/    what you gave clips to begin or end with
likeness/    the photos of your cameo
picture.webp the picture of your profile
*.json       one list each; times are UTC, lengths seconds
"""


def tables(user) -> dict[str, QuerySet]:
    """The rows of `user`, by the name of the file they go into."""
    return {
        "clips": user.generations.filter(is_preview=False).values(
            "id", "prompt", "shots", "seconds", "made_seconds", "width", "height", "style", "style_words", "seed",
            "engine", "state", "standing", "source", "strength", "sheet", "captions", "requested_at", "finished_at",
            mark=F("registry__payload"),
        ),
        "parts": Part.objects.filter(clip__owner=user).values("clip", "source", "position"),
        "posts": user.posts.values(
            "id", "clip", "caption", "show_prompt", "allow_remix", "visibility", "standing", "published_at", "parent",
            "root", "like_count", "comment_count", "remix_count",
        ),
        "comments": user.comments.values("id", "post", "parent", "text", "standing", "made_at"),
        "likes": user.likes.values("post", "made_at"),
        "kept": user.bookmarks.values("post", "made_at"),
        "see_less": user.see_less.values("post", "made_at"),
        "follows": user.follows.values("made_at", handle=F("followed__username")),
        "followers": user.followers.values("made_at", handle=F("follower__username")),
        "blocks": user.blocks.values("made_at", handle=F("blocked__username")),
        "cast_in": user.castings.values("clip", maker=F("clip__owner__username"), state=F("clip__state")),
        "receipts": user.receipts.values("kind", "made_at", "details", about=F("other__username")),
        "grants_given": Grant.objects.filter(cameo__owner=user).values("state", "made_at", handle=F("to__username")),
        "grants_received": user.grants.values("state", "made_at", handle=F("cameo__owner__username")),
        "ledger": user.credit_entries.values("kind", "purse", "amount", "clip", "why", "made_at"),
        "notifications": user.notifications.values("kind", "about", "link", "made_at", by=F("actor__username")),
        "reports": user.reports.values("kind", "subject", "reason", "words", "made_at", "settled_at"),
        "appeals": user.appeals.values("words", "made_at", "answer", "answered_at", decision=F("action__action")),
    }  # fmt: skip


def profile(user) -> dict:
    cameo = getattr(user, "cameo", None)
    names = ("level", "preferences", "restrictions", "strict", "use_count", "made_at")
    return {
        "handle": user.username,
        "name": user.display_name,
        "joined": user.date_joined,
        "plan": user.plan,
        "cameo": cameo and {name: getattr(cameo, name) for name in names},
    }


def stream(user, *, site: str) -> Iterator[bytes]:
    """The ZIP file, piece by piece: no more of it is held in memory than one piece of one clip."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w") as archive:
        archive.writestr("README.txt", README.format(handle=user.username, site=site))
        archive.writestr("profile.json", _as_json(profile(user)))
        for name, rows in tables(user).items():
            archive.writestr(f"{name}.json", _as_json(list(rows)), zipfile.ZIP_DEFLATED)
            yield pieces.take()
        for name, file in _files(user):
            yield from _copy(file, archive, name, pieces)
    yield pieces.take()


def _files(user) -> Iterator[tuple[str, object]]:
    if user.picture:
        yield "picture.webp", user.picture
    if cameo := getattr(user, "cameo", None):
        yield from ((f"likeness/{picture.position}.webp", picture.file) for picture in cameo.pictures.all())
    for clip in user.generations.drafts().iterator():
        yield f"clips/{clip.requested_at:%Y-%m-%d}-{str(clip.pk)[:8]}.mp4", clip.video
    handed_in = user.generations.filter(is_preview=False).exclude(first_frame="", last_frame="")
    for clip in handed_in.iterator():
        for which, file in (("first", clip.first_frame), ("last", clip.last_frame)):
            if file:
                yield f"pictures/{str(clip.pk)[:8]}-{which}.webp", file


def _copy(file, archive: zipfile.ZipFile, name: str, pieces: "_Pieces") -> Iterator[bytes]:
    try:
        source = file.storage.open(file.name)
    except FileNotFoundError:  # deleted while this was being written
        return
    with source, archive.open(name, "w") as to:
        for chunk in source.chunks():
            to.write(chunk)
            yield pieces.take()


def _as_json(rows) -> str:
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


class _Pieces:
    """What a ZipFile writes to when it cannot go back: bytes that wait to be taken."""

    def __init__(self):
        self._waiting = []

    def write(self, data: bytes) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken
