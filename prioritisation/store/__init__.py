"""Where meetings are kept: one atomic write per action.

``open_store`` gives the store; everything else here is what goes in, comes out, or goes wrong.
"""

from prioritisation.store.casting import Allowed
from prioritisation.store.changing import Change
from prioritisation.store.copying import back_up, put_back
from prioritisation.store.engine import is_there
from prioritisation.store.errors import (
    Cause,
    Conflict,
    NewerStore,
    NotACopy,
    NotEmpty,
    Overtaken,
    StoreError,
    StoreUnavailable,
    TooMany,
    TooManyLeaves,
    TooManyScenarios,
    UnknownLeaf,
    UnknownMeeting,
    UnknownScenario,
    UnknownVoter,
    Unstorable,
)
from prioritisation.store.listeners import ERASED, Listener
from prioritisation.store.records import (
    Attendance,
    Entry,
    NewBallot,
    NewMeeting,
    NewPaper,
    NewScenario,
    NewVoter,
    StoredAnswer,
    StoredBallot,
    StoredCast,
    StoredEdit,
    StoredLink,
    StoredMatrix,
    StoredMeeting,
    StoredPaper,
    StoredScenario,
    StoredVoter,
)
from prioritisation.store.store import Store, open_store

__all__ = [
    "ERASED",
    "Allowed",
    "Attendance",
    "Cause",
    "Change",
    "Conflict",
    "Entry",
    "Listener",
    "NewBallot",
    "NewMeeting",
    "NewPaper",
    "NewScenario",
    "NewVoter",
    "NewerStore",
    "NotACopy",
    "NotEmpty",
    "Overtaken",
    "Store",
    "StoreError",
    "StoreUnavailable",
    "StoredAnswer",
    "StoredBallot",
    "StoredCast",
    "StoredEdit",
    "StoredLink",
    "StoredMatrix",
    "StoredMeeting",
    "StoredPaper",
    "StoredScenario",
    "StoredVoter",
    "TooMany",
    "TooManyLeaves",
    "TooManyScenarios",
    "UnknownLeaf",
    "UnknownMeeting",
    "UnknownScenario",
    "UnknownVoter",
    "Unstorable",
    "back_up",
    "is_there",
    "open_store",
    "put_back",
]
