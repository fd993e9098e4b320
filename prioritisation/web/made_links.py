"""Links of dossiers just made, until they are used: a page that is loaded again shows its own."""

import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from threading import Lock

from prioritisation.memory import MadeOnce

_MOST, _SHOWN_S = 100, 60 * 60.0
"""How many are kept, in memory alone, and for how long."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that leads a dossier, shown until it is used or put away.

    Attributes
    ----------
    is_new
        Whether the dossier is; else its link was lost.
    form
        What the tab keeps of the form that was sent goes by this name.
    """

    key: str
    secret: str
    title: str
    is_new: bool
    form: str = ""


class MadeLinks:
    """Links that were made and not yet used, each for the browser that made it alone."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._links: MutableMapping[str, tuple[float, str, MadeLink]] = {}

    def keep(self, link: MadeLink, mark: str) -> None:
        """Keep a link for a browser."""
        with self._lock:
            self._links.pop(link.key, None)
            self._links[link.key] = self._now(), mark, link
            self._shorten()

    def last_of(self, mark: str) -> MadeLink | None:
        """The last link that a browser made, as long as nobody has used it."""
        with self._lock:
            self._shorten()
            own = [link for _, whose, link in self._links.values() if whose == mark]
            return own[-1] if own and mark else None

    def forget(self, key: str) -> None:
        """Forget the link of a dossier: somebody came in by it, or has put it away."""
        with self._lock:
            self._links.pop(key, None)

    def _shorten(self) -> None:
        oldest = self._now() - _SHOWN_S
        for n, (key, (moment, *_)) in enumerate([*self._links.items()][::-1]):
            if moment < oldest or n >= _MOST:
                del self._links[key]


@MadeOnce
def current_made_links() -> MadeLinks:
    """The links that this process has made."""
    return MadeLinks()
