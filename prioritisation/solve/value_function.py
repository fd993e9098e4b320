"""Piecewise linear partial values."""

import numpy as np

from prioritisation.solve.answer import Answer
from prioritisation.solve.errors import InvalidProblem
from prioritisation.solve.numbers import reals, unnamed
from prioritisation.solve.reading import PARAMS, Problem
from prioritisation.wording import t


def value_function(problem: Problem) -> Answer:
    """Values of ``x`` read on a line broken at the cutoffs, flat beyond the first and the last."""
    place = f"{PARAMS}.cutoffs"
    cutoffs = reals(problem.param("cutoffs"), place, None, unnamed)
    falls = np.flatnonzero(cutoffs[1:] <= cutoffs[:-1])
    if len(falls):
        fault = t("cutoffs must be strictly increasing")
        raise InvalidProblem(fault, f"{place}[{int(falls[0]) + 1}]")
    values = reals(problem.param("values"), f"{PARAMS}.values", len(cutoffs), unnamed)
    x = reals(problem.param("x"), f"{PARAMS}.x", None, unnamed)
    return Answer({"value": np.interp(x, cutoffs, values)})
