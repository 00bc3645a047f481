"""Whoever is in a clip can take it back: nobody sees it again, and its files are gone for good."""

from django.db import transaction

from accounts.notices import Kind
from accounts.notifications import notify
from cameos.models import Receipt
from cameos.services import write_receipt
from generation import files
from generation.models import Generation
from generation.states import State
from safety.models import Standing

#: From everywhere, once.
TAKEN_FROM = (Standing.LIVE, Standing.HIDDEN, Standing.REMOVED)


FILES = ("video", "poster", "preview", "first_frame", "last_frame")


def withdraw(clip: Generation, *, by) -> bool:
    """Take back a clip that shows `by`. One on its way stops and is refunded; its maker is told.

    False when `by` is not in it, or it was taken back before.
    """
    if not _take_back(clip.pk, by):
        return False
    files.clear(files.folder(clip))
    clip.refresh_from_db()
    return True


def withdraw_all(*, by, maker=None) -> int:
    """Take back every clip of others, or of `maker` alone, that shows `by`; how many there were."""
    clips = Generation.objects.to_take_back(by).exclude(owner=by)
    return sum(withdraw(clip, by=by) for clip in (clips.filter(owner=maker) if maker else clips))


@transaction.atomic
def _take_back(pk, by) -> bool:
    # Locked: from here on no worker and no moderator moves it.
    clip = Generation.objects.starring(by).select_for_update(of=("self",)).filter(pk=pk).first()
    if clip is None or clip.standing not in TAKEN_FROM:
        return False
    if not clip.is_finished:
        clip.move(State.CANCELLED)
    clip.move_standing(Standing.WITHDRAWN, TAKEN_FROM)
    Generation.objects.filter(pk=pk).update(**dict.fromkeys(FILES, ""))
    write_receipt(Receipt.Kind.REMOVAL, owner=by, other=clip.owner, clip=str(pk))
    notify(clip.owner, Kind.CAST_REMOVED, actor=by, link=clip.get_absolute_url(), about=clip.prompt)
    return True
