"""The life of a generation, as a table. No Django model, no queue, no torch in here."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    HELD = "held", _("waiting for a moderator")
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("being made")
    READY = "ready", _("ready")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


MOVES = {
    State.HELD: frozenset({State.QUEUED, State.REFUSED, State.CANCELLED}),
    State.QUEUED: frozenset({State.RUNNING, State.CANCELLED}),
    # Back to QUEUED when its worker died, ran out of memory or met an error: see services.render and services.sweep.
    State.RUNNING: frozenset({State.READY, State.FAILED, State.CANCELLED, State.QUEUED}),
    State.READY: frozenset(),
    # A moderator may find that the review was wrong.
    State.REFUSED: frozenset({State.QUEUED}),
    # Its maker may try once more.
    State.FAILED: frozenset({State.QUEUED}),
    State.CANCELLED: frozenset(),
}

#: Still on its way: counts against the limit of clips in flight.
IN_FLIGHT = frozenset({State.QUEUED, State.RUNNING})
#: Nothing more happens by itself.
FINISHED = frozenset({State.READY, State.REFUSED, State.FAILED, State.CANCELLED})


class Stage(TextChoices):
    """What a worker is doing with a RUNNING generation, in order."""

    MAKING = "making", _("Making the pictures")
    MARKING = "marking", _("Marking and encoding")
    SAVING = "saving", _("Saving")


class IllegalMove(Exception):
    """The table has no such move."""
