"""The room: what pages and routes call. It asks the meeting first, then the store.

Whoever watches over all meetings is told that they changed, and whether a ballot can be written:
versions and codes only. What may be shown of a meeting is asked of it.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future

from prioritisation.meeting.room.facilitation import Invitations, RoundClosing
from prioritisation.meeting.room.office import Keys, Office
from prioritisation.meeting.room.rationale import MeetingTexts, Rationales, Reporting
from prioritisation.meeting.room.stage import Stages
from prioritisation.meeting.room.voters import Voters
from prioritisation.meeting.room.warnings import RankingAccess
from prioritisation.meeting.store import Store, open_store
from prioritisation.memory import MadeOnce
from prioritisation.settings import database_url


class Room(
    RoundClosing,
    Invitations,
    Office,
    Keys,
    Voters,
    MeetingTexts,
    Rationales,
    Reporting,
    RankingAccess,
):
    """All meetings of a store; usable from any thread. Its parts may stand in any order."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, Stages(store))

    def hear(self, listener: Callable[[str, int], None]) -> Callable[[], None]:
        """Have something called with the code and the version of each meeting that changes.

        See ``Store.add_listener``; what is returned ends it.
        """
        return self.store.add_listener(listener)

    def versions(self) -> Mapping[str, int]:
        """The version of each meeting by its code, those written by other servers included."""
        return self.store.versions()

    def probe_soon(self) -> Future[bool]:
        """Write something tiny where ballots are written; done once it is kept."""
        return self.store.probe_soon()


@MadeOnce
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
