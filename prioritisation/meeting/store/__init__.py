"""Where meetings are kept: one atomic write per action.

``open_store`` gives the store; everything else here is what goes in, comes out, or goes wrong.
"""

from prioritisation.meeting.store.changing import Transaction
from prioritisation.meeting.store.copying import back_up, put_back
from prioritisation.meeting.store.engine import ERASED_VERSION, is_there
from prioritisation.meeting.store.errors import (
    Conflict,
    NewerStore,
    NotACopy,
    NotEmpty,
    NotOurs,
    Overtaken,
    StoreError,
    StoreFault,
    StoreUnavailable,
    TooManyVoters,
    UnknownDossier,
    UnknownMeeting,
    UnknownVoter,
    Unstorable,
)
from prioritisation.meeting.store.records import (
    DossierUse,
    Entry,
    NewEntry,
    NewMeeting,
    NewProposal,
    NewText,
    NewVoter,
    StoredBallot,
    StoredDossier,
    StoredDossierLink,
    StoredEdit,
    StoredEntry,
    StoredLink,
    StoredMeeting,
    StoredProposal,
    StoredText,
)
from prioritisation.meeting.store.schema import LOST, PAPER_BALLOT, SIMULATED
from prioritisation.meeting.store.store import Clock, Store, open_store

__all__ = [
    "ERASED_VERSION",
    "LOST",
    "PAPER_BALLOT",
    "SIMULATED",
    "Clock",
    "Conflict",
    "DossierUse",
    "Entry",
    "NewEntry",
    "NewMeeting",
    "NewProposal",
    "NewText",
    "NewVoter",
    "NewerStore",
    "NotACopy",
    "NotEmpty",
    "NotOurs",
    "Overtaken",
    "Store",
    "StoreError",
    "StoreFault",
    "StoreUnavailable",
    "StoredBallot",
    "StoredDossier",
    "StoredDossierLink",
    "StoredEdit",
    "StoredEntry",
    "StoredLink",
    "StoredMeeting",
    "StoredProposal",
    "StoredText",
    "TooManyVoters",
    "Transaction",
    "UnknownDossier",
    "UnknownMeeting",
    "UnknownVoter",
    "Unstorable",
    "back_up",
    "is_there",
    "open_store",
    "put_back",
]
