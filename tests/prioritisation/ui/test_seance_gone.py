"""A meeting that is erased at any moment of the drawing of one of its pages is said to be gone."""

import sqlite3
from contextlib import contextmanager

import pytest

from prioritisation.meeting.rules import Act
from prioritisation.meeting.store.engine import Database
from tests.prioritisation.ui.reading import SEANCE, go_to, opened, words

NOTE, COMPARER = "compte-rendu", "comparer"
ELSEWHERE = "GONE9"
BROKEN = ("n’a pas pu être affichée",)
ACTS = (Act.START_ANALYSIS, Act.START_PORTFOLIO, Act.START_DECISION)


def brought(sitting, phase):
    """The meeting at one of its phases."""
    if phase == "draft":
        return
    sitting.open()
    sitting.vote(6)
    if phase != "open":
        sitting.reveal()
        for act in ACTS[: ACTS.index(phase) + 1]:
            sitting.act(act)


class Erasing:
    """Has the meeting gone from the store at one of the reads of a page, and back afterwards.

    It takes another code: nobody is told, as when another server erases one.
    """

    def __init__(self, sitting, sqlite, monkeypatch):
        self._file, self._code = sqlite.removeprefix("sqlite:///"), sitting.code
        self.gone = f"Aucune séance n’a le code « {sitting.code} »"
        self.reads, self._at, read = 0, None, Database.read

        @contextmanager
        def counted(database):
            self.reads += 1
            if self.reads == self._at:
                self._renamed(self._code, ELSEWHERE)
            with read(database) as connection:
                yield connection

        # Each look at the meeting reads it: none is kept from one to the next.
        monkeypatch.setattr("prioritisation.meeting.room.stage.STAGE_FRESH_S", 0.0)
        monkeypatch.setattr(Database, "read", counted)

    def _renamed(self, code, other):
        base = sqlite3.connect(self._file)
        with base:
            base.execute("UPDATE meeting SET code = ? WHERE code = ?", (other, code))
        base.close()

    def drawn(self, screen, at=None):
        """The page, from which the meeting goes at a read: drawn again if it said nothing of it.

        What it read last may be nothing of the meeting.
        """
        app, self._at = opened(), at
        go_to(app, screen)
        app.query_params["seance"] = self._code
        self.reads = 0
        app.run()
        if at and not wrong(app) and self.gone not in words(app):
            self._renamed(self._code, ELSEWHERE)
            app.run()
        self._renamed(ELSEWHERE, self._code)
        return app


def wrong(app):
    """What a page says that it must not."""
    broken = [one for one in BROKEN if one in words(app)]
    return broken + [one.stack_trace or one.message for one in app.exception]


PAGES = [
    *((SEANCE, office, phase) for office in (True, False) for phase in ("draft", "open", *ACTS)),
    *((screen, office, ACTS[2]) for office in (True, False) for screen in (NOTE, COMPARER)),
]


def named(value):
    return str(getattr(value, "value", value))


FEW = 2
"""Moments of each page; `make soak` takes them all."""


def walk(erasing, screen, few):
    """Moment -> what was wrong, at a few moments of the drawing of a page, or at all of them."""
    erasing.drawn(screen)
    reads = erasing.reads
    moments = range(1, reads + 1) if few is None else {reads * (n + 1) // few for n in range(few)}
    assert reads > 1
    found = {}
    for at in moments:
        app = erasing.drawn(screen, at)
        found[at] = wrong(app) or ([] if erasing.gone in words(app) else [words(app)[900:1900]])
    return {at: said for at, said in found.items() if said}


@pytest.fixture(params=PAGES, ids=lambda page: " ".join(map(named, page)))
def page(request, sitting, holds, sqlite, monkeypatch):
    """A page for who has the facilitator's link or none, and what erases its meeting."""
    screen, office, phase = request.param
    brought(sitting, phase)
    if not office:
        holds()
    return Erasing(sitting, sqlite, monkeypatch), screen


def test_a_meeting_erased_while_a_page_is_drawn_is_said_to_be_gone(page):
    assert walk(*page, FEW) == {}
