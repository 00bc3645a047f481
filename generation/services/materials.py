"""Everything an engine needs for one clip, brought together in one place of its own."""

import shutil
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from generation.models import Generation
from generation.script import Script, SourceClip
from generation.services import beginnings, casting
from safety.marks.moving import Mark


class SourceGone(Exception):
    """A clip or a picture that this one was to begin from is no longer there."""


def script_of(generation: Generation, folder: Path) -> Script:
    """The whole script: people, pictures, and the clips it begins from, whose files are copied into `folder`.

    Raises SourceGone.
    """
    if beginnings.is_lost(generation):
        raise SourceGone(str(generation.pk))
    script = replace(
        generation.script,
        references=casting.references(generation),
        first=_content(generation.first_frame),
        last=_content(generation.last_frame),
        before=_fetched(beginnings.parts_of(generation), folder),
    )
    if generation.strength is None:
        return script
    source = _fetch(generation.source, folder / "source.mp4")
    return replace(script, source=source, strength=generation.strength)


def _fetched(parts: list[Generation], folder: Path) -> tuple[SourceClip, ...]:
    return tuple(_fetch(part, folder / f"part-{number}.mp4") for number, part in enumerate(parts, start=1))


def _fetch(clip: Generation, to: Path) -> SourceClip:
    try:
        with clip.video.open("rb") as video, to.open("wb") as copy:
            shutil.copyfileobj(video, copy)
    except (FileNotFoundError, ValueError) as error:  # taken back at this moment
        raise SourceGone(str(clip.pk)) from error
    return SourceClip(
        video=to,
        mark=Mark(clip.pk, clip.registry.payload, clip.owner.username, settings.SITE_NAME),
        size=(clip.width, clip.height),
        fps=clip.fps,
        frames=round(clip.registry.seconds * clip.fps),
    )


def _content(file) -> bytes | None:
    if not file:
        return None
    try:
        with file.open("rb") as picture:
            return picture.read()
    except FileNotFoundError as error:
        raise SourceGone(file.name) from error
