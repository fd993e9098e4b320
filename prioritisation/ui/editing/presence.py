"""Who else corrects a dossier now, on any server: nobody named, nothing kept, nothing locked."""

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from criteria.case import Case
from prioritisation.cases.shelf import Shelf, current_shelf
from prioritisation.drawing.markup import tag, text
from prioritisation.memory import MadeOnce
from prioritisation.sentences.editing import presence_lines
from prioritisation.ui.editing.ground import SCORES, chosen_part
from prioritisation.ui.editing.table import Cell, noted_cell
from prioritisation.ui.shared.server import is_connected
from prioritisation.ui.visit.parts import part
from prioritisation.ui.visit.trying import EXPECTED

_PERIOD_S = 5.0
"""Between two words of a page that it is still there."""

_ELSEWHERE = "elsewhere "
"""Before the mark of a page of another server; no session is named so."""

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
    say
        Tells the other servers on the same base; a page of theirs that is left is there until
        it has said nothing for long enough.
    """

    clock: Callable[[], float] = time.monotonic
    connected: Callable[[str], bool] = is_connected
    say: Callable[[str], None] = lambda _: None
    _lock: Lock = field(default_factory=Lock)
    _pages: dict[str, dict[str, tuple[float, Cell | None]]] = field(default_factory=dict)

    def beat(self, key: str, session: str, cell: Cell | None) -> tuple[Cell | None, ...]:
        """Say that a session corrects a dossier; what each of the others has open, None for none.

        Parameters
        ----------
        cell
            The one whose form is open.
        """
        # The name of a session opens it: others are told a print of it.
        mark = hashlib.sha256(session.encode()).hexdigest()[:16]
        with suppress(*EXPECTED):
            self.say(json.dumps([key, mark, *(cell or ())]))
        with self._lock:
            self._forget_silent()
            pages = self._pages.setdefault(key, {})
            pages[session] = self.clock(), cell
            for other in [*pages]:
                if other != session and not self._is_open(other):
                    del pages[other]
            return tuple(open_ for other, (_, open_) in pages.items() if other != session)

    def _forget_silent(self) -> None:
        """Of every dossier: nobody asks of one that is corrected on another server alone."""
        now = self.clock()
        for key, pages in [*self._pages.items()]:
            there = {name: page for name, page in pages.items() if now - page[0] <= _GONE_S}
            self._pages[key] = there
            if not there:
                del self._pages[key]

    def _is_open(self, page: str) -> bool:
        return page.startswith(_ELSEWHERE) or self.connected(page)

    def hear(self, words: str) -> None:
        """Take what another server says of a page of its own; what is no such words is nothing."""
        match _tree(words):
            case [str(key), str(mark)]:
                cell = None
            case [str(key), str(mark), str(lever), str(criterion)]:
                cell = lever, criterion
            case _:
                return
        with self._lock:
            self._forget_silent()
            self._pages.setdefault(key, {})[_ELSEWHERE + mark] = self.clock(), cell


def _tree(words: str) -> object:
    try:
        return json.loads(words)
    except ValueError:
        return None


@MadeOnce
def _presence_of(shelf: Shelf) -> Presence:
    """That of this process, which hears the other servers on the base of a shelf."""
    made = Presence(say=shelf.say)
    shelf.hear(made.hear)
    return made


@partial(part, every=_PERIOD_S)
def draw_presence(key: str, case: Case) -> None:
    """That others correct the dossier too, and which scores they have open.

    Its place is there at each run, whoever is there: nothing below it moves.
    """
    cell = noted_cell(key) if chosen_part(key) == SCORES else None
    run = get_script_run_ctx()
    others = _presence_of(current_shelf()).beat(key, run.session_id if run else "", cell)
    lines = presence_lines(case, others, cell)
    body = tag("p", text(" ".join(lines)), "note presence", role="status")
    st.html(body)
