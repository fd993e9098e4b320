"""The room: meetings as pages and routes use them, every right asked of the meeting first."""

from prioritisation.analysis.warnings import WarningKind, WarningNote
from prioritisation.meeting.room.desk import FEWEST_CRITERIA
from prioritisation.meeting.room.dossier import ScoreEdit
from prioritisation.meeting.room.errors import (
    InvalidFrame,
    InvalidScore,
    Rewritten,
    RoomError,
    StillMissing,
    Unsourced,
)
from prioritisation.meeting.room.identity import spelt
from prioritisation.meeting.room.office import CreatedMeeting, MeetingSummary
from prioritisation.meeting.room.results import Colleges, OwnResult, RoundResults
from prioritisation.meeting.room.room import Room, current_room
from prioritisation.meeting.room.setup import (
    PROJECTIONS,
    TRIAL_IDS,
    Setup,
    TrialCriterion,
    trial_criteria,
)
from prioritisation.meeting.room.stage import DECIDING, DECISION_TEXT, Stage
from prioritisation.meeting.room.visibility import OpenVotes, Sight, open_votes, sight
from prioritisation.meeting.room.voters import (
    LONGEST_BALLOT_REASON,
    MOST_OF_NETWORK,
    MOST_VOTERS,
    InvitationState,
    VoterStanding,
)
from prioritisation.meeting.room.writings import (
    LONGEST_MEETING_TEXT,
    MEETING_TEXTS,
    StoredDecision,
)

__all__ = [
    "DECIDING",
    "DECISION_TEXT",
    "FEWEST_CRITERIA",
    "LONGEST_BALLOT_REASON",
    "LONGEST_MEETING_TEXT",
    "MEETING_TEXTS",
    "MOST_OF_NETWORK",
    "MOST_VOTERS",
    "PROJECTIONS",
    "TRIAL_IDS",
    "Colleges",
    "CreatedMeeting",
    "InvalidFrame",
    "InvalidScore",
    "InvitationState",
    "MeetingSummary",
    "OpenVotes",
    "OwnResult",
    "Rewritten",
    "Room",
    "RoomError",
    "RoundResults",
    "ScoreEdit",
    "Setup",
    "Sight",
    "Stage",
    "StillMissing",
    "StoredDecision",
    "TrialCriterion",
    "Unsourced",
    "VoterStanding",
    "WarningKind",
    "WarningNote",
    "current_room",
    "open_votes",
    "sight",
    "spelt",
    "trial_criteria",
]
