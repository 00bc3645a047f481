"""What people and moderators do about what should not be here."""

from safety.services.appeals import CannotAppeal, answer_appeal, appeal, still_stands
from safety.services.people import change_plan, reinstate, suspend
from safety.services.records import KEPT, objection, record_action, record_decision, storable
from safety.services.reports import CannotReport, report
from safety.services.standings import close, dismiss, restore, stand, take_down

__all__ = [
    "KEPT",
    "CannotAppeal",
    "CannotReport",
    "answer_appeal",
    "appeal",
    "change_plan",
    "close",
    "dismiss",
    "objection",
    "record_action",
    "record_decision",
    "reinstate",
    "report",
    "restore",
    "stand",
    "still_stands",
    "storable",
    "suspend",
    "take_down",
]
