from dataclasses import replace
from itertools import product

import pytest

from criteria.errors import InvalidCase
from criteria.load import case_from_files
from criteria.model import Sense, Status
from prioritisation.meeting.room.case_edits import (
    ScoreEdit,
    case_files_of,
    check_edit,
    fingerprint,
    matrix_content,
    with_edit,
)
from prioritisation.meeting.room.errors import InvalidFrame, InvalidScore, Unsourced
from prioritisation.meeting.rules.setup import framed, starting_setup
from prioritisation.settings import current_case
from tests.conftest import INTERVALS
from tests.each import each

FILES = case_files_of(INTERVALS)
CASE = framed(case_from_files(FILES), starting_setup(current_case()))
SETUP = starting_setup(CASE)


def cell(**changes):
    lever = next(s for s in CASE.tables["gt"].unknowns).lever
    levels = [v.id for v in CASE.criterion("partner_ecosystem").scale.levels]
    given = {
        "lever": lever,
        "criterion": "partner_ecosystem",
        "low": levels[0],
        "high": levels[2],
        "status": Status.OPINION,
        "source": "séance",
        "reason": "à main levée",
    }
    return ScoreEdit(**{**given, **changes})


def test_the_files_kept_make_the_same_case():
    whole = current_case()
    again = case_from_files(FILES)
    assert again.tables["gt"].scores == whole.tables["gt"].scores
    assert [c.id for c in again.criteria] == [c.id for c in whole.criteria]


def test_files_that_make_no_case_are_refused():
    with pytest.raises(InvalidCase):
        case_from_files({**FILES, "levers.csv": "n’importe quoi"})


def test_a_score_written_in_the_room_is_in_every_table_with_where_it_comes_from():
    edit = check_edit(CASE, "gt", cell())
    seen = with_edit(CASE, edit)
    for table in seen.tables.values():
        score = table.score(edit.lever, edit.criterion)
        assert (score.low, score.high, score.source) == (edit.low, edit.high, "séance")
    assert CASE.tables["gt"].score(edit.lever, edit.criterion).unknown


LEVELS = [v.id for v in CASE.criterion("partner_ecosystem").scale.levels]
AMOUNTS = {
    "partner_ecosystem": LEVELS,
    "existing_coverage": [0.0, 1.0, 2.0, 5.0, 10.0],
    "ghg_impact": [100.0, 1000.5, 4000.0],
}


def faults_of(work):
    """Kinds of the problems of a refusal; none of what is taken."""
    try:
        work()
    except InvalidScore as error:
        return [problem.kind for problem in error.problems]
    return []


@each("sense", [Sense.MIN, Sense.MAX])
@each("criterion", AMOUNTS)
def test_a_low_end_beyond_the_high_one_is_refused_and_neither_is_guessed(criterion, sense):
    """Each pair of ends, whichever way the criterion counts."""
    case = framed(CASE, replace(SETUP, senses={**SETUP.senses, criterion: sense}))
    for (i, low), (j, high) in product(enumerate(AMOUNTS[criterion]), repeat=2):
        wrong = ["low_above_high"] if i > j else []
        edit = cell(criterion=criterion, low=low, high=high)
        assert faults_of(lambda edit=edit: check_edit(case, "gt", edit)) == wrong
        if not wrong:
            taken = check_edit(case, "gt", edit)
            assert (taken.low, taken.high) == (low, high)


def test_a_score_that_depends_on_the_perimeter_is_about_that_one_only():
    edit = check_edit(CASE, "gt", cell(criterion="ghg_impact", low=10.0, high=10.0))
    assert edit.reading == "gt"
    seen = with_edit(CASE, edit)
    assert seen.tables["gt"].score(edit.lever, "ghg_impact").low == 10.0
    assert seen.tables["sgpe"].score(edit.lever, "ghg_impact").low != 10.0


def test_unknown_stays_unknown_and_never_becomes_a_number():
    edit = check_edit(CASE, "gt", cell(low=None, high="a"))
    assert (edit.low, edit.high, edit.status) == (None, None, Status.UNKNOWN)
    assert with_edit(CASE, edit).tables["gt"].score(edit.lever, edit.criterion).unknown


@each(
    "changes",
    [
        {"low": "extraordinaire"},
        {"criterion": "existing_coverage", "low": -1.0, "high": 3.0},
        {"criterion": "existing_coverage", "low": 1.0, "high": float("nan")},
        {"criterion": "existing_coverage", "low": 1.0, "high": float("inf")},
        {"criterion": "ghg_impact", "low": 1.0, "high": 10.0**9},
    ],
)
def test_a_score_out_of_its_scale_is_refused(changes):
    with pytest.raises(InvalidScore):
        check_edit(CASE, "gt", cell(**changes))


@each(
    "changes", [{"lever": "x"}, {"criterion": "x"}, {"source": "x" * 501}, {"reason": "y" * 501}]
)
def test_a_cell_that_does_not_exist_or_words_without_end_are_refused(changes):
    with pytest.raises(InvalidFrame):
        check_edit(CASE, "gt", cell(**changes))


def test_the_hash_follows_each_score_and_each_choice_and_nothing_else():
    same = fingerprint(matrix_content(CASE, SETUP, 0))
    assert (
        fingerprint(matrix_content(case_from_files(FILES).keeping(SETUP.criteria), SETUP, 0))
        == same
    )
    other = with_edit(CASE, check_edit(CASE, "gt", cell()))
    assert fingerprint(matrix_content(other, SETUP, 0)) != same


@each("said", ["", "   ", "…", "—", "?", "\u200b"])
def test_a_score_needs_its_source_and_an_unknown_at_least_a_reason(said):
    with pytest.raises(Unsourced) as error:
        check_edit(CASE, "gt", cell(source=said))
    assert error.value.field == "source"
    nobody = {"low": None, "high": None, "status": Status.UNKNOWN}
    with pytest.raises(Unsourced) as error:
        check_edit(CASE, "gt", cell(**nobody, source=said, reason=said))
    assert error.value.field == "reason"
    assert check_edit(CASE, "gt", cell(**nobody, source=said)).low is None
    assert check_edit(CASE, "gt", cell(**nobody, reason=said)).low is None
