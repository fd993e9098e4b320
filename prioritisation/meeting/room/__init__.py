"""The room: meetings as pages and routes use them, every right asked of the meeting first."""

from prioritisation.analysis.warnings import WarningNote
from prioritisation.meeting.room.case_edits import ScoreEdit
from prioritisation.meeting.room.errors import InvalidFrame, Rewritten, StillMissing
from prioritisation.meeting.room.identity import spelt
from prioritisation.meeting.room.office import (
    CreatedMeeting,
    MeetingCase,
    MeetingSummary,
    Room,
    current_room,
)
from prioritisation.meeting.room.reading import NO_CHANGE, SinceLast
from prioritisation.meeting.room.results import OwnResult, RoundResults
from prioritisation.meeting.room.stage import DECIDING, DECISION_TEXT, Stage
from prioritisation.meeting.room.voters import (
    LONGEST_BALLOT_REASON,
    MOST_VOTERS,
    InvitationState,
    VoterStanding,
)
from prioritisation.meeting.room.warnings import (
    OpenVotes,
    Sight,
    answer_in_time,
    open_votes,
    sight,
    visitor_meetings,
)
from prioritisation.meeting.rules.setup import trial_criteria

__all__ = [
    "DECIDING",
    "DECISION_TEXT",
    "LONGEST_BALLOT_REASON",
    "MOST_VOTERS",
    "NO_CHANGE",
    "CreatedMeeting",
    "InvalidFrame",
    "InvitationState",
    "MeetingCase",
    "MeetingSummary",
    "OpenVotes",
    "OwnResult",
    "Rewritten",
    "Room",
    "RoundResults",
    "ScoreEdit",
    "Sight",
    "SinceLast",
    "Stage",
    "StillMissing",
    "VoterStanding",
    "WarningNote",
    "answer_in_time",
    "current_room",
    "open_votes",
    "sight",
    "spelt",
    "trial_criteria",
    "visitor_meetings",
]
