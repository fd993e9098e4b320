"""Sets of which nothing is said are those of the largest values: no solver, the same answers."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.sets.best import by_listing, by_programme
from prioritisation.analysis.sets.plain import largest_sums
from prioritisation.analysis.sets.programme import TIED, optimum, programme
from prioritisation.analysis.sets.question import Question
from tests.prioritisation.analysis.sets.made import terms_of

values_of = st.lists(st.integers(0, 8).map(lambda k: k / 8), min_size=3, max_size=7).map(np.array)
"""On a grid: sums are often tied."""


@given(values_of, st.integers(1, 4), st.data())
def test_the_largest_sums_are_those_of_brute_force(values, size, data):
    rows = range(len(values))
    candidates = data.draw(st.lists(st.sampled_from(rows), min_size=1, unique=True).map(sorted))
    every = list(combinations(candidates, size))
    top = max((values[list(one)].sum() for one in every), default=0)
    best = [one for one in every if values[list(one)].sum() >= top - TIE]
    assert sorted(largest_sums(values, candidates, size, 10_000)) == best
    few = largest_sums(values, candidates, size, 2)
    assert len(few) == min(2, len(best))
    assert set(few) <= set(best)


@settings(max_examples=30)
@given(values_of, values_of, st.integers(1, 3))
def test_without_a_solver_sets_and_thresholds_are_those_of_every_set_listed(one, other, most):
    count = min(len(one), len(other))
    low, high = np.minimum(one[:count], other[:count]), np.maximum(one[:count], other[:count])
    terms = terms_of(Question(most), count)
    assert programme(terms).plain
    listed, solved = by_listing(terms, low, high), by_programme(terms, low, high)
    for mine, theirs in zip(solved.bests, listed.bests, strict=True):
        if mine.complete:
            assert mine.sure == theirs.sure
    assert solved.threshold == (listed.threshold and pytest.approx(listed.threshold, abs=1e-12))


def test_sets_nearly_as_good_are_not_tied():
    values = np.array([0.9, 0.5, 0.5 - TIE / 2, 0.5 - 3 * TIE])
    assert largest_sums(values, range(4), 2, 10) == [(0, 1), (0, 2)]


def test_two_hundred_levers_of_which_nothing_is_known_are_answered():
    terms = terms_of(Question(), 200)
    choice = by_programme(terms, np.zeros(200), np.ones(200))
    assert [best.sure for best in choice.bests] == [(), ()]
    assert choice.threshold == (0, 1)
    tied = optimum(programme(terms), np.full(200, 0.5), (2, 2))
    assert (len(tied.sets), tied.complete, tied.sets[0]) == (TIED, False, (0, 1))
