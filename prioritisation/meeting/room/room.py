"""The room: what pages and routes call. It asks the meeting first, then the store."""

from functools import lru_cache

from prioritisation.meeting.room.again import Again
from prioritisation.meeting.room.closing import Closing
from prioritisation.meeting.room.crowds import Crowds
from prioritisation.meeting.room.invitations import Invitations
from prioritisation.meeting.room.keys import Keys
from prioritisation.meeting.room.leaves import Leaves
from prioritisation.meeting.room.papers import Papers
from prioritisation.meeting.room.rationale import Rationales
from prioritisation.meeting.room.receipts import Receipts
from prioritisation.meeting.room.scenarios import Scenarios
from prioritisation.meeting.room.seeing import Seeing
from prioritisation.meeting.room.stage import Stages
from prioritisation.meeting.room.voters import Voters
from prioritisation.meeting.room.watch import Watch
from prioritisation.meeting.store import Store, open_store
from prioritisation.settings import database_url


class Room(
    Rationales,
    Closing,
    Invitations,
    Crowds,
    Again,
    Papers,
    Scenarios,
    Seeing,
    Watch,
    Leaves,
    Voters,
    Keys,
    Receipts,
):
    """All meetings of a store; usable from any thread."""

    def __init__(self, store: Store) -> None:
        stages = Stages(store)
        Rationales.__init__(self, store, stages)
        Voters.__init__(self, store, stages)
        Keys.__init__(self, store, stages.signing)
        Receipts.__init__(self, store)


@lru_cache(maxsize=1)
def current_room() -> Room:
    """The room of this process, opened at the first call.

    Raises
    ------
    StoreUnavailable
        With its cause; the next call tries again.
    NewerStore
        When a later version of the program has changed the tables.
    """
    return Room(open_store(database_url()))
