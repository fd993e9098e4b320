"""The room: what pages and routes call. It asks the meeting first, then the store."""

from functools import lru_cache

from prioritisation.room.again import Again
from prioritisation.room.closing import Closing
from prioritisation.room.crowds import Crowds
from prioritisation.room.invitations import Invitations
from prioritisation.room.keys import Keys
from prioritisation.room.leaves import Leaves
from prioritisation.room.papers import Papers
from prioritisation.room.rationale import Rationale
from prioritisation.room.receipts import Receipts
from prioritisation.room.scenarios import Scenarios
from prioritisation.room.seeing import Seeing
from prioritisation.room.stage import Stages
from prioritisation.room.voters import Voters
from prioritisation.room.watch import Watch
from prioritisation.settings import database_url
from prioritisation.store import Store, open_store


class Room(
    Rationale,
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
        Rationale.__init__(self, store, stages)
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
