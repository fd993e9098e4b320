import numpy as np
import pytest

from criteria.load import load_case
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.warnings import (
    FEWEST,
    WarningKind,
    double_counting_warnings,
    rank_correlation,
)
from tests.each import each
from tests.synthetic import write_case


def matrix(*columns, high=None):
    low = np.array(columns, dtype=float).T / 10
    rows = tuple(f"l{i}" for i in range(len(low)))
    top = low if high is None else np.array(high, dtype=float).T / 10
    return known_matrix(rows, tuple(f"c{j}" for j in range(low.shape[1])), low, top)


def found(tmp_path, scores, levers=6, criteria=2, least=0.9):
    case = load_case(write_case(tmp_path, levers, criteria, scores))
    return [
        note
        for note in double_counting_warnings(case.tables[""], {}, least)
        if note.share is not None
    ]


@each(
    ("other", "rho"),
    [
        ([0, 2, 4, 6, 9], 1.0),
        ([9, 6, 4, 2, 0], -1.0),
        ([2, 0, 4, 6, 9], 0.9),  # 1 - 6 x 2 / (5 x 24)
    ],
)
def test_the_rank_correlation_is_spearman_s(other, rho):
    assert rank_correlation(matrix([1, 2, 3, 4, 5], other), 0, 1) == (pytest.approx(rho), 5)


def test_tied_ranks_share_their_mean():
    """By hand: ranks 1.5 1.5 3 4 5 and 1 2 3 4 5 give 9.5 / sqrt(9.5 x 10)."""
    pair = matrix([1, 1, 3, 4, 5], [1, 2, 3, 4, 5])
    assert rank_correlation(pair, 0, 1) == (pytest.approx(0.9746794), 5)


def test_no_correlation_of_too_few_exact_scores_or_of_a_constant():
    few = [[1, 2, 3, 4], [1, 2, 3, 4]]
    assert rank_correlation(matrix(*few), 0, 1) is None
    assert rank_correlation(matrix([5] * FEWEST, range(FEWEST)), 0, 1) is None
    low = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]
    assert rank_correlation(matrix(*low, high=[[1, 2, 3, 4, 9], low[1]]), 0, 1) is None


def test_two_criteria_that_rank_alike_are_named(tmp_path):
    (note,) = found(tmp_path, lambda i, j: (i + j, i + j))
    assert (note.id, note.kind, note.n) == ("correlated:c0+c1", WarningKind.CORRELATED, 6)
    assert note.share == pytest.approx(1)


def test_a_correlation_of_exactly_the_limit_is_not_above_it(tmp_path):
    order = [1, 0, 2, 3, 4]
    scores = lambda i, j: (i, i) if j else (order[i], order[i])  # noqa: E731
    assert found(tmp_path / "a", scores, levers=5) == []
    (note,) = found(tmp_path / "b", scores, levers=5, least=0.85)
    assert note.share == pytest.approx(0.9)


def test_a_source_of_two_criteria_is_named_and_what_is_unknown_rests_on_none(tmp_path):
    case = load_case(write_case(tmp_path, 3, 3, lambda i, j: None if j == 2 else (i, i)))
    shared = [
        n
        for n in double_counting_warnings(case.tables[""], {}, 1)
        if n.kind is WarningKind.SHARED_SOURCE
    ]
    assert [n.what for n in shared] == [("s", "c0", "c1")]
    alone = load_case(write_case(tmp_path / "b", 3, 2, lambda i, j: None if j else (i, i)))
    assert [
        n
        for n in double_counting_warnings(alone.tables[""], {}, 1)
        if n.kind is WarningKind.SHARED_SOURCE
    ] == []
