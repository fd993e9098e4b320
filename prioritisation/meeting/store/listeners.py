"""Who is told of each new version of a meeting."""

import logging
from collections.abc import Callable
from threading import Lock

Listener = Callable[[str, int], None]
"""Called with the code and the version of a meeting, ``ERASED`` once it is purged; it must not
wait."""

ERASED = 0
"""The version of a meeting that is no more: the others begin at 1."""

_LOGGER = logging.getLogger(__name__)


class Listeners:
    """Listeners, told one after the other by the thread that wrote."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: dict[object, Listener] = {}

    def add(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` from now on; the function returned ends it."""
        key = object()
        with self._lock:
            self._all[key] = listener

        def remove() -> None:
            with self._lock:
                self._all.pop(key, None)

        return remove

    def tell(self, code: str, version: int) -> None:
        """Tell all; one that raises is logged and holds nobody up."""
        with self._lock:
            everybody = tuple(self._all.values())
        for listener in everybody:
            try:
                listener(code, version)
            except Exception:
                _LOGGER.exception("a listener of meeting %s failed", code)
