"""Levers put in order in each draw: the same as comparing each with each, which is slow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from prioritisation.analysis.ranking import TIE
from prioritisation.analysis.robustness.places import (
    descending,
    ever_tied,
    fewest_above,
    leads_by_place,
    lever_order,
    most_above,
    tally_of,
)
from prioritisation.analysis.robustness.ranks import extreme_ranks
from prioritisation.analysis.robustness.set_draws import sample_within
from prioritisation.analysis.robustness.weight_sets import EVERY_WEIGHT
from tests.strategies import matrix_of

MANY = 25
"""More levers than are compared by pairs."""

grids = arrays(float, (MANY, 12), elements=st.integers(0, 9).map(lambda k: k / 9))
"""Values of many levers in a few draws: ties happen in most."""


def shared(scores):
    """Each lever's part of each rank in one draw, levers told one after the other."""
    parts = np.zeros((len(scores), len(scores)))
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or scores[order[end - 1]] - scores[order[end]] > TIE:
            for lever in order[start:end]:
                parts[lever, start:end] = 1 / (end - start)
            start = end
    return parts


def pairs(overall):
    """Draws in which each lever is ahead of each other, less those in which it is behind."""
    gaps = overall[:, None] - overall
    return (gaps > TIE).sum(axis=2) - (gaps < -TIE).sum(axis=2)


@given(grids)
def test_many_levers_have_the_places_that_each_draw_gives_them(overall):
    tally = tally_of(overall)
    by_draw = [shared(column) for column in overall.T]
    assert tally.ranks == pytest.approx(sum(by_draw))
    assert tally.parts == pytest.approx(np.array([parts[:, 0] for parts in by_draw]).T)
    assert np.array_equal(tally.leads, pairs(overall))
    assert tally.ranks.sum(axis=0) == pytest.approx(np.full(MANY, 12))


def test_levers_tied_through_others_share_their_places_and_not_their_duels():
    overall = np.tile(np.linspace(0.5, 0.9, MANY)[:, None], 3)
    overall[:3, 1] = [0.1, 0.1 + 0.8 * TIE, 0.1 + 1.6 * TIE]
    tally = tally_of(overall)
    assert tally.ranks[0, -3:] == pytest.approx([1 / 3, 1 / 3, 1 / 3 + 2])
    assert np.array_equal(tally.leads, pairs(overall))
    assert (tally.leads[2, 0], tally.leads[1, 0]) == (3, 2)


@given(grids, arrays(float, 12, elements=st.floats(0, 1)))
def test_the_fewest_and_the_most_above_a_bar_are_those_of_some_draw(values, bar):
    above = (values > bar).sum(axis=0)
    ranked = descending(values)
    assert most_above(ranked, bar, 0) == above.max()
    assert most_above(ranked, bar, 7) == max(7, above.max())
    assert fewest_above(ranked, bar, MANY) == above.min()
    assert fewest_above(ranked, bar, 7) == min(7, above.min())


@given(arrays(np.uint8, (6, 11), elements=st.integers(0, 5)), st.integers(1, 400))
def test_duels_are_counted_for_any_number_of_draws(places, times):
    repeated = np.tile(places, times)
    ahead = (places[:, None] < places).sum(axis=2)
    tied = (places[:, None] == places).any(axis=2)
    assert np.array_equal(leads_by_place(repeated, tied), times * (ahead - ahead.T))


@given(grids)
def test_levers_that_are_tied_in_some_draw_are_all_named(overall):
    equal = (np.abs(overall[:, None] - overall) <= TIE).any(axis=2)
    assert not (equal & ~ever_tied(lever_order(overall.T))).any()


def test_levers_that_are_never_tied_are_not_named():
    overall = np.array([[0.1, 0.9], [0.1, 0.8], [0.3, 0.2], [0.4, 0.2], [0.7, 0.5]])
    named = ever_tied(lever_order(overall.T))
    assert np.argwhere(np.triu(named, 1)).tolist() == [[0, 1], [2, 3]]


@pytest.mark.deep
@given(arrays(float, (MANY, 2), elements=st.integers(0, 6).map(lambda k: k / 6)), st.data())
def test_ranks_met_by_draws_do_not_depend_on_how_many_levers_there_are(low, data):
    """The first twenty compared by pairs; then with others that are behind all of them."""
    width = data.draw(st.sampled_from([0.0, 0.2]))
    low = low * 0.5 + 0.25
    last = np.zeros((MANY - 20, 2))
    matrix = matrix_of(np.vstack([low[:20], last]), np.vstack([low[:20] + width, last]))
    sample = sample_within(2, EVERY_WEIGHT)
    few = extreme_ranks(matrix_of(low[:20], low[:20] + width), EVERY_WEIGHT, sample)
    many = extreme_ranks(matrix, EVERY_WEIGHT, sample)[:20]
    assert [(e.best, e.worst) for e in many] == [(e.best, e.worst) for e in few]
