"""The moderators' desk: what waits to be decided, and the record of what was."""

from safety.admin.appeals import AppealAdmin
from safety.admin.cases import CaseAdmin
from safety.admin.desk import ModeratedAdmin, ReadOnlyAdmin, RecordAdmin, StandingAdmin, WhyForm
from safety.admin.people import PersonAdmin
from safety.admin.records import DecisionAdmin, ModerationActionAdmin, RegistryEntryAdmin, ReportAdmin
from safety.admin.showing import history, opinions, picture

__all__ = [
    "AppealAdmin",
    "CaseAdmin",
    "DecisionAdmin",
    "ModeratedAdmin",
    "ModerationActionAdmin",
    "PersonAdmin",
    "ReadOnlyAdmin",
    "RecordAdmin",
    "RegistryEntryAdmin",
    "ReportAdmin",
    "StandingAdmin",
    "WhyForm",
    "history",
    "opinions",
    "picture",
]
