"""The room: meetings as pages and routes use them, every right asked of the meeting first."""

from prioritisation.cautions import WarningKind, WarningNote
from prioritisation.room.desk import FEWEST
from prioritisation.room.dossier import ScoreEdit
from prioritisation.room.errors import (
    InvalidFrame,
    InvalidScore,
    Rewritten,
    RoomError,
    StillMissing,
    Unsourced,
)
from prioritisation.room.identity import spelt
from prioritisation.room.office import Created, Listed
from prioritisation.room.own import OwnResult
from prioritisation.room.papers import LONGEST_PAPER, PAPERS, Decided
from prioritisation.room.results import Colleges, Results
from prioritisation.room.room import Room, current_room
from prioritisation.room.seeing import Sight, Votes, sight, votes
from prioritisation.room.setup import PROJECTED, Setup
from prioritisation.room.stage import DECIDING, DECISION, Stage
from prioritisation.room.trial import TRIAL_IDS, TrialCriterion, trial_criteria
from prioritisation.room.voters import LONGEST_REASON, MOST_OF_ONE, MOST_VOTERS, Claim, Standing

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
