from math import comb

import numpy as np
import pytest

from prioritisation.analysis.sets.question import Capacity, LeverLoad, Load, Question, Wait
from prioritisation.analysis.sets.sets import LISTED, count_sets, listed_sets
from tests.prioritisation.analysis.sets.made import terms_of


def test_six_levers_make_21_sets_and_thirty_stay_listed():
    assert count_sets(terms_of(Question(), 6)) == 21
    assert comb(30, 1) + comb(30, 2) <= LISTED


def test_sets_are_listed_by_size_and_in_table_order():
    sets = listed_sets(terms_of(Question(3), 3))
    assert sets.members == ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))
    assert sets.all_sizes == (1, 2, 3)
    assert sets.of_size(2) == (3, 4, 5)
    assert np.array_equal(sets.belongs.sum(axis=1), sets.sizes)


@pytest.mark.parametrize("most", [3, 7])
def test_a_size_no_set_can_have_is_no_size(most):
    waits = (Wait("ac", "first results"),)
    sets = listed_sets(terms_of(Question(most, waits=waits), 3))
    assert sets.members == ((0,), (1,), (0, 1))


def test_sets_beyond_a_capacity_that_is_a_limit_are_told():
    words = {"aa": Load.LIGHT, "ab": Load.HEAVY, "ac": Load.HEAVY}
    loads = tuple(LeverLoad(lever, word) for lever, word in words.items())
    sets = listed_sets(terms_of(Question(2, (), loads, Capacity.FAIR, hard=True), 3))
    assert sets.members == ((0,), (1,), (2,))
    assert sets.excluded == ((0, 1), (0, 2), (1, 2))
