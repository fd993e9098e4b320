import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import Lever, PerformanceTable, Score, Sense, Status
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from prioritisation.analysis.matrix import decision_matrix, known_matrix
from tests.each import each
from tests.strategies import cases, criterion_of, scales

WORDS = WordScale((WordLevel("none", "", 0), WordLevel("some", "", 0.3), WordLevel("all", "", 1)))


def table_of(case):
    return case.tables["here"]


def one_cell(scale, low, high, sense=None):
    """The matrix of one score on one criterion."""
    criterion = criterion_of("c", scale)
    score = Score("l", "c", low, high, Status.OPINION)
    table = PerformanceTable(
        "here", (Lever("l", "L", "L", "#000000"),), (criterion,), {("l", "c"): score}
    )
    return decision_matrix(table, {} if sense is None else {"c": sense})


@each(
    ("scale", "bounds", "sense", "values"),
    [
        pytest.param(LinearScale(0, 8), (2.0, 2.0), None, (0.25, 0.25), id="known"),
        pytest.param(LinearScale(0, 8), (2.0, 4.0), None, (0.25, 0.5), id="between"),
        pytest.param(LinearScale(0, 8), (2.0, 4.0), Sense.MIN, (0.5, 0.75), id="turned"),
        pytest.param(LinearScale(8, 0), (2.0, 4.0), None, (0.5, 0.75), id="less is better"),
        pytest.param(LinearScale(8, 0), (2.0, 4.0), Sense.MAX, (0.25, 0.5), id="and turned"),
        pytest.param(WORDS, ("none", "some"), None, (0, 0.3), id="words"),
        pytest.param(WORDS, ("none", "some"), Sense.MIN, (0.7, 1), id="words turned"),
        pytest.param(PiecewiseScale((0, 9), (1, 0)), (0.0, 3.0), None, (2 / 3, 1), id="lines"),
    ],
)
def test_a_score_becomes_values_from_its_worst_to_its_best(scale, bounds, sense, values):
    matrix = one_cell(scale, *bounds, sense)
    assert (matrix.low[0, 0], matrix.high[0, 0]) == pytest.approx(values)


@given(scales(), st.sampled_from([None, *Sense]))
def test_an_unknown_score_keeps_its_whole_scale_whatever_the_sense(drawn, sense):
    """Refusal R5: a gap is never a zero, never a mean."""
    scale, accepted = drawn
    for bounds in ((None, None), (accepted[0], None), (None, accepted[0])):
        matrix = one_cell(scale, *bounds, sense)
        assert (matrix.low[0, 0], matrix.high[0, 0]) == (0.0, 1.0)


@given(cases(), st.sampled_from([None, *Sense]))
def test_values_hold_every_score_possible_and_no_more(case, sense):
    table = table_of(case)
    matrix = decision_matrix(table, {} if sense is None else {c.id: sense for c in case.criteria})
    for (i, j), low in np.ndenumerate(matrix.low):
        score = table.score(matrix.alternatives[i], matrix.criteria[j])
        scale = table.criteria[j].scale_in(sense)
        ends = (0.0, 1.0) if score.unknown else (scale.value(score.low), scale.value(score.high))
        assert (low, matrix.high[i, j]) == (min(ends), max(ends))
        assert ((i, j) in matrix.open_cells) == (low < matrix.high[i, j])
        for step in matrix.steps.get((i, j), ()):
            assert step.value == scale.value(step.amount)
            assert low - 1e-12 <= step.value <= matrix.high[i, j] + 1e-12


@given(cases())
def test_turning_every_criterion_complements_every_value(case):
    table = table_of(case)
    turned = {c.id: c.direction.default.opposite for c in case.criteria}
    here, there = decision_matrix(table, {}), decision_matrix(table, turned)
    assert there.low == pytest.approx(1 - here.high, abs=1e-12)
    assert there.high == pytest.approx(1 - here.low, abs=1e-12)


@given(cases(rows=(3, 4)))
def test_leaving_a_lever_out_changes_no_value_of_the_others(case):
    table = table_of(case)
    kept = {key: s for key, s in table.scores.items() if key[0] != table.levers[-1].id}
    fewer = PerformanceTable("here", table.levers[:-1], table.criteria, kept)
    all_of_them, rest = decision_matrix(table, {}), decision_matrix(fewer, {})
    assert (all_of_them.low[:-1] == rest.low).all()
    assert (all_of_them.high[:-1] == rest.high).all()


def test_the_scores_an_uncertain_cell_may_take_are_listed(case):
    matrix = decision_matrix(case.tables["gt"], {})
    produce = matrix.alternatives.index("mieux_produire")
    house = matrix.alternatives.index("mieux_se_loger")
    assert [s.amount for s in matrix.steps[produce, 2]] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert [round(s.value, 4) for s in matrix.steps[house, 1]] == [0, 0.3333, 0.6667, 1]
    assert (produce, 1) not in matrix.steps
    assert matrix.low.shape == (6, 5)
    assert matrix.steps[matrix.alternatives.index("preserver_ecosystemes"), 4] == ()


def test_a_matrix_is_a_copy_that_cannot_be_changed():
    values = np.array([[0.5]])
    matrix = known_matrix(("a",), ("c",), values, values)
    values[0, 0] = 0.9
    assert matrix.low[0, 0] == 0.5
    for array in (matrix.low, matrix.high):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1


def test_a_criterion_without_contrast_is_known():
    low = [[0.5, 0.2, 0.5], [0.5, 0.9, 0.5]]
    high = [[0.5, 0.2, 0.5], [0.5, 0.9, 0.6]]
    assert known_matrix(("a", "b"), ("c", "d", "e"), low, high).flat_columns == (0,)
    assert known_matrix(("a",), ("c",), [[0.5]], [[0.5]]).flat_columns == ()
