import pytest

from criteria.model import Status
from prioritisation.documents.writing.board import (
    EMPTY_BOARD,
    board_of,
    recorded_ballots,
    rule_text,
)
from prioritisation.documents.writing.subject import subject_of
from prioritisation.sentences.phrases import status_text
from tests.each import each
from tests.prioritisation.documents.writing.recorded import NAMES, few, sample
from tests.reading import forbidden_in


@each("name", NAMES)
def test_figures_are_those_of_the_record(name):
    record = sample(name)
    board = board_of(record, subject_of(record))
    places = {p.lever: p for p in record.results.ranking.places}
    for row in board.rows:
        place = places[row.id]
        assert (row.low, row.high) == (place.value.low, place.value.high)
        assert (row.best, row.worst) == (place.best_rank, place.worst_rank)
        assert sum(row.parts) == pytest.approx(row.low)
    assert [c.weight for c in board.columns] == [w.value for w in record.results.weights]


@each("name", NAMES)
def test_what_a_score_rests_on_is_said_in_plain_words(name):
    """The words of the data files are for who writes these."""
    board = board_of(sample(name), subject_of(sample(name)))
    said = {cell.status for row in board.rows for cell in row.cells}
    assert said <= {status_text(status) for status in Status}
    assert not [word for text in said for word in forbidden_in(text)]


def test_levers_stand_in_the_order_of_the_ranking():
    rows = board_of(sample("clear"), subject_of(sample("clear"))).rows
    assert [row.best for row in rows] == sorted(row.best for row in rows)


def test_ballots_are_those_that_the_record_tells():
    assert len(recorded_ballots(sample("contested"))) == 20
    assert recorded_ballots(few()) == ()
    assert board_of(few(), None) is EMPTY_BOARD


def test_a_rule_tells_the_direction_and_both_ends():
    rule = rule_text(subject_of(sample("clear")), 2).replace("\u00a0", " ")
    assert (
        rule
        == "moins couvert = plus prioritaire ; 0 point : 12 fiches ; 100 points : aucune fiche"
    )
