"""Change your mind about a clip: stop it, try it again, delete it."""

from django.db import transaction
from django.utils import timezone

from accounts.notices import Kind
from generation import files, queue
from generation.models import Generation
from generation.services.credits import told_in_words
from generation.services.faults import tell_maker
from generation.states import State


def cancel(generation: Generation) -> bool:
    """Stop it wherever it is; False when it was finished first."""
    while not generation.is_finished:
        if generation.move(State.CANCELLED):
            return True
    return False


def stop_remixes_of(source: Generation, *, but) -> None:
    """Nobody but `but` may begin from `source` any more: what waits to is cancelled, its makers are told.

    What is being made is finished.
    """
    waiting = source.remixes.filter(state__in=(State.QUEUED, State.HELD)).exclude(owner=but)
    for remix in waiting.select_related("owner"):
        if remix.move(State.CANCELLED, failure="remix"):
            tell_maker(remix, Kind.FAILED)


def retry(generation: Generation, *, limited=True, ring=True) -> bool:
    """Try a failed clip once more, from its place at the end of its maker's line.

    Raises LimitReached when `limited` and they have too little left for it.
    """
    if generation.state != State.FAILED:
        return False
    afresh = {"tries": 0, "queued_at": timezone.now(), "failure": "", "trouble": "", "finished_at": None}
    with told_in_words():
        won = generation.move(State.QUEUED, limited=limited, **afresh)
    if won and ring:
        queue.ring(generation.pk)
    return won


def discard(generation: Generation) -> None:
    """Delete a clip: its row, its files, its post. The registry keeps no more than its mark."""
    folder = files.folder(generation)
    with transaction.atomic():
        # Locked: what is under way is refunded, and cannot begin anew before it is gone.
        for row in Generation.objects.select_for_update().filter(pk=generation.pk):
            cancel(row)
            row.delete()
    files.clear(folder)
