import numpy as np
import pytest
from hypothesis import given, settings

from prioritisation.analysis.ranking import additive
from prioritisation.analysis.sets.best import by_listing, by_programme
from prioritisation.analysis.sets.dilution_programme import dilution_ends
from prioritisation.analysis.sets.programme import programme
from prioritisation.analysis.sets.question import Question
from tests.prioritisation.analysis.sets.made import problems, terms_of


@settings(max_examples=settings().max_examples // 5)
@given(problems(rows=(2, 5)))
def test_programmes_find_what_listing_every_set_finds(problem):
    matrix, weights, question = problem
    terms = terms_of(question, len(matrix.alternatives))
    ranking = additive(matrix, weights)
    if any(terms.fits((i,)) for i in terms.candidates):
        listed = by_listing(terms, ranking.low, ranking.high).dilution
        found = by_programme(terms, ranking.low, ranking.high).dilution
        assert (found is None) == (listed is None)
        if listed:
            assert found == pytest.approx(listed, abs=1e-9)


def test_levers_that_may_all_be_worth_nothing_may_be_equal():
    low, high = np.zeros(3), np.array([0.9, 0.4, 0.0])
    assert dilution_ends(programme(terms_of(Question(), 3)), low, high) == (0, 0.5)
    assert dilution_ends(programme(terms_of(Question(), 3)), low, low) == (0, 0)
