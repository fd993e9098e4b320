"""Who else corrects a dossier is said on the page where it is corrected, and nobody is named."""

import pytest

from prioritisation.meeting.rules import Role
from prioritisation.meeting.store import StoreUnavailable
from prioritisation.ui.editing import presence
from prioritisation.ui.editing.presence import Presence
from tests.prioritisation.ui.reading import page, words

DOSSIERS = "screens/dossiers.py"
CELL, OTHER = ("mieux_se_loger", "partner_ecosystem"), ("mieux_produire", "cop_progress")
ONE = "Quelqu’un d’autre corrige ce dossier en ce moment"
pages = pytest.mark.usefixtures("fresh")


class Counted(Presence):
    """Pages that are counted by a clock of one's own; « cut » is the name of one cut off."""

    now, key = 0.0, "D"

    def __init__(self):
        super().__init__(lambda: self.now, lambda session: session != "cut")

    def here(self, session, cell=None):
        return self.beat(self.key, session, cell)


@pytest.fixture
def counted(monkeypatch):
    made = Counted()
    monkeypatch.setattr(presence, "_presence_of", lambda _: made)
    return made


def test_each_page_is_told_of_the_others_of_its_dossier_alone(counted):
    assert counted.here("a", CELL) == ()
    assert counted.here("b") == (CELL,)
    assert counted.here("a") == (None,)
    assert counted.beat("E", "c", None) == ()


def test_a_page_that_was_left_or_cut_off_is_nobody(counted):
    counted.here("a", CELL)
    counted.here("cut", CELL)
    assert counted.here("b") == (CELL,)
    counted.now += 15
    assert counted.here("b") == (CELL,), "a page that is late by a turn or two is still there"
    counted.now += 10
    assert counted.here("b") == ()
    assert counted.here("a") == (None,), "and one that comes back is there again"


def test_a_page_of_another_server_is_there_until_it_is_silent(counted):
    there = Counted()
    counted.say, there.say = there.hear, counted.hear
    assert counted.here("a", CELL) == ()
    assert there.here("b", OTHER) == (CELL,)
    assert counted.here("a", CELL) == (OTHER,)
    assert counted.beat("E", "c", None) == (), "another dossier"
    there.now += 15
    assert there.here("b") == (CELL,)
    there.now += 10
    assert there.here("b") == ()


def test_a_dossier_that_is_corrected_elsewhere_alone_is_forgotten_with_its_pages(counted):
    for k in range(3):
        counted.now += 25
        counted.hear(f'["D{k}", "mark{k}"]')
    assert [*counted._pages] == ["D2"]  # noqa: SLF001 (nobody here asks of them)


def test_what_is_said_elsewhere_names_no_session_and_foreign_words_are_nobody(counted):
    words = []
    counted.say = words.append
    counted.here("session-secret", CELL)
    assert "secret" not in words[0]
    for foreign in ("", "x", "{}", "[1, 2]", '["D"]', '["D", "m", "lever"]', '["D", "m", 1, 2]'):
        counted.hear(foreign)
    assert counted.here("session-secret") == ()


def test_a_base_that_does_not_answer_leaves_the_page_as_it_is(counted):
    def away(_):
        raise StoreUnavailable("gone")

    counted.say = away
    counted.here("b", CELL)
    assert counted.here("a") == (CELL,)


@pytest.fixture
def edited(shelved, counted):
    def opened(note=""):
        app = page(DOSSIERS, dossier=shelved.key, vue="corriger", note=note)
        assert not app.exception
        return app

    counted.key = shelved.key
    return opened


@pages
def test_nobody_else_is_said_by_nothing(edited):
    assert ONE not in words(edited())


@pages
def test_somebody_else_is_said_with_the_score_that_is_open_there(edited, counted):
    counted.here("b", OTHER)
    said = words(edited())
    assert ONE in said
    assert "Note ouverte ailleurs : Mieux produire, Peu d’avancement de la COP." in said
    counted.here("c")
    assert "2 autres personnes corrigent ce dossier en ce moment" in words(edited())


@pages
def test_the_same_score_is_said_to_be_open_there_too(edited, counted):
    counted.here("b", CELL)
    said = words(edited(".".join(CELL)).run())
    assert "La note que vous avez ouverte l’est aussi ailleurs" in said
    assert "Note ouverte ailleurs" not in said
    assert counted.here("b", CELL) == (CELL,), "and there, this page has it open"


@pages
def test_a_score_that_the_case_has_not_is_not_named(edited, counted):
    counted.here("b", ("lune", "soleil"))
    said = words(edited())
    assert ONE in said
    assert "lune" not in said


@pages
def test_whoever_only_reads_is_counted_by_nobody(edited, counted, shelved, holds):
    holds(**shelved.cookie(shelved.link(Role.OBSERVER)))
    counted.here("b")
    assert ONE not in words(edited())
    assert counted.here("b") == ()
