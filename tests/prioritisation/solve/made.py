"""Problems, random or not, and their answers."""

import json

import numpy as np
import pytest
from hypothesis import strategies as st

from prioritisation.solve.problem import InvalidProblem, parse_problem, read_table
from prioritisation.solve.solve import answer_text

SCORES = [[250, 16, 12], [200, 16, 8], [300, 32, 16], [275, 32, 8]]


def problem(method="weighted_sum", **keys):
    """The problem that JSON says, as it would be read from a file."""
    return parse_problem(json.dumps({"method": method, **keys}), "problem.json")


def warned(method, **keys):
    """The answer, and what is said beside it."""
    text, warnings = answer_text(problem(method, **keys), "problem.json")
    return json.loads(text), warnings


def solved(method, **keys):
    return warned(method, **keys)[0]


def refused(method, **keys):
    """Where a problem is wrong, and what is said of it."""
    with pytest.raises(InvalidProblem) as error:
        answer_text(problem(method, **keys), "problem.json")
    return error.value.place.replace("\u00a0", " "), error.value.fault.replace("\u00a0", " ")


def ranking_problem(matrix=SCORES, weights=None, objectives=None, **params):
    """The keys of a problem that compares levers."""
    n = len(matrix[0])
    return {
        "matrix": matrix,
        "weights": [1] * n if weights is None else weights,
        "objectives": ["max"] * n if objectives is None else objectives,
        "params": params,
    }


def table_of(matrix, objectives=None, **keys):
    return read_table(problem(**{**ranking_problem(matrix, objectives=objectives), **keys}))


@st.composite
def problems(draw, rows=(2, 6), columns=(1, 5), cells=(1, 60), ways=("max", "min")):
    """Matrix, weights, objectives; whole scores, so that ties happen and none is an accident."""
    m, n = draw(st.integers(*rows)), draw(st.integers(*columns))
    row = st.lists(st.integers(*cells), min_size=n, max_size=n)
    return {
        "matrix": draw(st.lists(row, min_size=m, max_size=m)),
        "weights": draw(st.lists(st.integers(1, 20), min_size=n, max_size=n)),
        "objectives": draw(st.lists(st.sampled_from(ways), min_size=n, max_size=n)),
    }


def arrays(keys):
    """Matrix, weights summing to 1, and directions (1 or -1) of a problem."""
    weights = np.array(keys["weights"], dtype=float)
    signs = np.array([1 if way == "max" else -1 for way in keys["objectives"]])
    return np.array(keys["matrix"], dtype=float), weights / weights.sum(), signs
