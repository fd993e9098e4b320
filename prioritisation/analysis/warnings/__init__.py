"""Warnings: what may mislead the group, found in the case, in the meeting and in the ballots.

Section 5 of the method reference lists them; ``docs/method.md`` says how each is detected.
"""

from prioritisation.analysis.warnings.after_vote import (
    IN_THE_CASE,
    MeetingFigures,
    RevealedBallots,
    Turnout,
    WarningKind,
    WarningNote,
    are_few,
    ballot_warnings,
    case_warnings,
    is_about_a_round,
    meeting_warnings,
    unsettled_questions,
)

__all__ = [
    "IN_THE_CASE",
    "MeetingFigures",
    "RevealedBallots",
    "Turnout",
    "WarningKind",
    "WarningNote",
    "are_few",
    "ballot_warnings",
    "case_warnings",
    "is_about_a_round",
    "meeting_warnings",
    "unsettled_questions",
]
