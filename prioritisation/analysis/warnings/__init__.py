"""Warnings: what may mislead the group, found in the case, in the meeting and in the ballots.

Section 5 of the method reference lists them; ``docs/method.md`` says how each is detected.
"""

from prioritisation.analysis.warnings.after import Counts, Revealed, after_vote
from prioritisation.analysis.warnings.before import Sitting, are_few, in_meeting, warnings_of
from prioritisation.analysis.warnings.notes import (
    CODES,
    IN_THE_CASE,
    WarningKind,
    WarningNote,
    is_of_a_round,
)

__all__ = [
    "CODES",
    "IN_THE_CASE",
    "Counts",
    "Revealed",
    "Sitting",
    "WarningKind",
    "WarningNote",
    "after_vote",
    "are_few",
    "in_meeting",
    "is_of_a_round",
    "warnings_of",
]
