"""For whoever watches over all meetings: that they changed, and whether a ballot can be written.

Versions and codes only: what may be shown of a meeting is asked of it.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future

from prioritisation.meeting.room.reading import Reading


class Watch(Reading):
    """Nothing here says anything of what is in a meeting."""

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
