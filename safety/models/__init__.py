"""Rows about what should not be here: what is said, what is decided, what left the site."""

from safety.models.records import Decision, ModerationAction, Record, RecordQuerySet, RegistryEntry, WrittenOnce
from safety.models.reports import Appeal, Case, Report
from safety.models.reviewable import Reviewable, Standing

__all__ = [
    "Appeal",
    "Case",
    "Decision",
    "ModerationAction",
    "Record",
    "RecordQuerySet",
    "RegistryEntry",
    "Report",
    "Reviewable",
    "Standing",
    "WrittenOnce",
]
