"""A matrix of scikit-criteria is a case, and the case gives the same matrix."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skcriteria import mkdm

from criteria.model import Sense, Standing
from prioritisation.api import ImportHead, analyse, case_from_matrix, decision_matrix
from prioritisation.errors import InvalidRequest

HEAD = ImportHead("Une matrice", "Un groupe")
TODAY = dt.date(2026, 12, 5)
NUMBERS = st.one_of(st.integers(-1000, 1000).map(float), st.floats(-1e6, 1e6, width=32))


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    column = st.lists(NUMBERS, min_size=rows, max_size=rows)
    figures = [draw(column) for _ in range(columns)]
    ways = draw(st.lists(st.sampled_from([min, max]), min_size=columns, max_size=columns))
    names = [f"Option {k}" for k in range(rows)], [f"Critère {k}" for k in range(columns)]
    return np.array(figures).T, ways, *names


@given(tables())
def test_there_and_back_it_is_the_same(table):
    figures, ways, levers, criteria = table
    matrix = mkdm(figures, ways, alternatives=levers, criteria=criteria)
    case = case_from_matrix(matrix, HEAD, today=TODAY)
    again = decision_matrix(case)
    assert again.matrix.to_numpy().tolist() == (figures + 0.0).tolist()
    assert again.iobjectives.tolist() == matrix.iobjectives.tolist()
    assert [lever.label for lever in case.levers] == levers
    assert [criterion.label for criterion in case.criteria] == criteria


def matrix(*figures):
    return mkdm(list(figures), [min, max], alternatives=["a", "b"], criteria=["Coût", "Surface"])


def test_a_number_that_is_none_is_unknown_and_never_filled_in():
    case = case_from_matrix(matrix([1, np.nan], [3, 4]), HEAD, today=TODAY)
    table = case.tables[case.default_combination]
    assert [(s.lever, s.criterion) for s in table.unknowns] == [("a", "surface")]


def test_ways_are_those_of_the_matrix_and_ends_are_ours_until_they_are_said():
    case = case_from_matrix(matrix([1, 2], [3, 4]), HEAD, today=TODAY)
    cost = case.criterion("cout")
    assert cost.direction.default is Sense.MIN
    assert cost.direction.status is Standing.CONFIRMED
    assert cost.scale_status is Standing.TO_CONFIRM
    spoken = case_from_matrix(
        matrix([1, 2], [3, 4]), HEAD, today=TODAY, ends={"Coût": (0, 50)}, units={"Coût": "k€"}
    ).criterion("cout")
    assert (spoken.scale.worst, spoken.scale.best) == (50, 0)
    assert spoken.unit.several == "k€"


def test_ends_that_do_not_hold_the_scores_are_refused():
    with pytest.raises(InvalidRequest):
        case_from_matrix(matrix([1, 2], [30, 4]), HEAD, today=TODAY, ends={"Coût": (0, 10)})


def test_weights_of_a_matrix_are_those_of_an_analysis_once_they_are_said_again():
    figures, names = [[210.0, 3.5], [400.0, 5.0]], ["Coût", "Surface"]
    before = mkdm(figures, [min, max], weights=[3, 1], alternatives=["a", "b"], criteria=names)
    case = case_from_matrix(before, HEAD, today=TODAY, ends={"Coût": (0, 500), "Surface": (0, 9)})
    assert decision_matrix(case).weights.tolist() == [1, 1]
    ids = [criterion.id for criterion in case.criteria]
    points = dict(zip(ids, before.weights.to_numpy(), strict=True))
    after = decision_matrix(analyse(case, points))
    assert (after.weights * 4).tolist() == before.weights.tolist()
    assert after.matrix.to_numpy().tolist() == figures
    assert after.iobjectives.tolist() == before.iobjectives.tolist()
