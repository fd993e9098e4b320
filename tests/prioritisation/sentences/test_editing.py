"""What is said while a case is corrected: what was typed with all of its figures, sums rounded."""

from dataclasses import replace

from criteria.model import Score, Status
from prioritisation.sentences.editing import CellLook, amount_in_full, cell_words
from prioritisation.sentences.effects import effect_lines
from prioritisation.settings import current_case
from tests.each import each

CASE = current_case()
COMBINATION = CASE.default_combination


def score(low, high=None):
    return Score("x", "cop_progress", low, low if high is None else high, Status.OPINION)


@each(("low", "high", "amount"), [(12.5, None, "12,5"), (1.25, 40, "1,25 à 40"), (0, None, "0")])
def test_what_was_typed_is_said_in_full(low, high, amount):
    criterion = CASE.criterion("cop_progress")
    words = cell_words(criterion, score(low, high))
    assert words.amount == amount
    assert words.look is (CellLook.KNOWN if high is None else CellLook.BETWEEN)
    assert amount_in_full(criterion, score(low, high)) == f"{amount}\u00a0%"


def test_a_sum_is_rounded():
    criterion = CASE.criterion("ghg_impact")
    summed = CASE.tables[COMBINATION].score(CASE.levers[0].id, "ghg_impact")
    words = cell_words(criterion, summed, computed=True)
    assert words.amount.replace("\u00a0", " ") == "3 288"


def test_a_missing_score_is_said_to_be():
    criterion = CASE.criterion("cop_progress")
    missing = Score("x", "cop_progress", None, None, Status.UNKNOWN)
    assert cell_words(criterion, missing).look is CellLook.MISSING


def test_what_changes_no_rank_is_told_to_change_nothing_whatever_it_renames():
    """Another name of the first lever is another sentence, and the same answer."""
    renamed = tuple(replace(v, label=f"{v.label} enfin") for v in CASE.levers)
    for after in (CASE, replace(CASE, levers=renamed)):
        lines = effect_lines(CASE, after, COMBINATION)
        assert lines[1] == "Cela n’y changerait rien."
