"""The room: meetings as pages and routes use them, every right asked of the meeting first."""

from prioritisation.analysis.warnings import WarningKind, WarningNote
from prioritisation.meeting.room.desk import FEWEST
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
from prioritisation.meeting.room.office import Created, Listed
from prioritisation.meeting.room.results import Colleges, OwnResult, Results
from prioritisation.meeting.room.room import Room, current_room
from prioritisation.meeting.room.setup import (
    PROJECTED,
    TRIAL_IDS,
    Setup,
    TrialCriterion,
    trial_criteria,
)
from prioritisation.meeting.room.stage import DECIDING, DECISION, Stage
from prioritisation.meeting.room.visibility import Sight, Votes, sight, votes
from prioritisation.meeting.room.voters import (
    LONGEST_REASON,
    MOST_OF_ONE,
    MOST_VOTERS,
    Claim,
    Standing,
)
from prioritisation.meeting.room.writings import LONGEST_PAPER, PAPERS, Decided

__all__ = [
    "DECIDING",
    "DECISION",
    "FEWEST",
    "LONGEST_PAPER",
    "LONGEST_REASON",
    "MOST_OF_ONE",
    "MOST_VOTERS",
    "PAPERS",
    "PROJECTED",
    "TRIAL_IDS",
    "Claim",
    "Colleges",
    "Created",
    "Decided",
    "InvalidFrame",
    "InvalidScore",
    "Listed",
    "OwnResult",
    "Results",
    "Rewritten",
    "Room",
    "RoomError",
    "ScoreEdit",
    "Setup",
    "Sight",
    "Stage",
    "Standing",
    "StillMissing",
    "TrialCriterion",
    "Unsourced",
    "Votes",
    "WarningKind",
    "WarningNote",
    "current_room",
    "sight",
    "spelt",
    "trial_criteria",
    "votes",
]
