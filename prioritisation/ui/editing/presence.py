"""Who else corrects a dossier now: counted in this process, nobody named, nothing locked."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from criteria.case import Case
from prioritisation.drawing.markup import tag, text
from prioritisation.sentences.editing import presence_lines
from prioritisation.ui.editing.ground import SCORES, chosen_part
from prioritisation.ui.editing.table import Cell, noted_cell
from prioritisation.ui.shared.server import is_connected
from prioritisation.ui.visit.parts import part

_PERIOD_S = 5.0
"""Between two words of a page that it is still there."""

_GONE_S = 4 * _PERIOD_S
"""Past which a page is not there any more: it was left for another one."""


@dataclass(slots=True)
class Presence:
    """The pages on which a dossier is corrected now, by the session of each.

    Attributes
    ----------
    clock
        Seconds, from anywhere on.
    connected
        Whether the browser of a session still hears: a page that is loaded again is another
        session, and the former one is nobody.
    """

    clock: Callable[[], float] = time.monotonic
    connected: Callable[[str], bool] = is_connected
    _lock: Lock = field(default_factory=Lock)
    _pages: dict[str, dict[str, tuple[float, Cell | None]]] = field(default_factory=dict)

    def beat(self, key: str, session: str, cell: Cell | None) -> tuple[Cell | None, ...]:
        """Say that a session corrects a dossier; what each of the others has open, None for none.

        Parameters
        ----------
        cell
            The one whose form is open.
        """
        with self._lock:
            now = self.clock()
            pages = self._pages.setdefault(key, {})
            pages[session] = now, cell
            for other, (seen, _) in [*pages.items()]:
                if now - seen > _GONE_S or (other != session and not self.connected(other)):
                    del pages[other]
            return tuple(open_ for other, (_, open_) in pages.items() if other != session)


_PRESENCE = Presence()


@partial(part, every=_PERIOD_S)
def draw_presence(key: str, case: Case) -> None:
    """That others correct the dossier too, and which scores they have open.

    Its place is there at each run, whoever is there: nothing below it moves.
    """
    cell = noted_cell(key) if chosen_part(key) == SCORES else None
    run = get_script_run_ctx()
    others = _PRESENCE.beat(key, run.session_id if run else "", cell)
    lines = presence_lines(case, others, cell)
    body = tag("p", text(" ".join(lines)), "note presence", role="status")
    st.html(body)
