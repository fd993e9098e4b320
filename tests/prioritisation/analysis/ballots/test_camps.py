from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.ballots import camps as module
from prioritisation.analysis.ballots.ballot import share_table
from prioritisation.analysis.matrix import known_matrix
from tests.prioritisation.analysis.ballots.made import THREE, alike, ballot, shuffled
from tests.thresholds import GROUP, camps

FIRST, SECOND, THIRD = (100, 20, 10), (20, 100, 10), (10, 20, 100)


def levers():
    low = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.75, 0.5, 0.5]])
    return known_matrix(("A", "B", "C"), THREE, low, low)


def around(points, count):
    """Ballots near some points, all different."""
    top = points.index(100)
    return [
        ballot(*(p if j == top else p + (k * (j + 1)) % 7 for j, p in enumerate(points)))
        for k in range(count)
    ]


def sizes(ballots, **thresholds):
    found = camps(levers(), ballots, thresholds=replace(GROUP, **thresholds))
    return found and tuple(c.size for c in found.camps)


def test_two_camps_and_who_is_first_in_each():
    found = camps(levers(), around(FIRST, 8) + around(SECOND, 6))
    assert [c.size for c in found.camps] == [8, 6]
    assert [c.ranking.necessary_firsts for c in found.camps] == [(0,), (1,)]
    assert all(np.isclose(c.weights.sum(), 1) for c in found.camps)
    assert found.silhouette > 0.5
    assert found.left_out == 0


def test_three_camps():
    assert sizes(around(FIRST, 7) + around(SECOND, 6) + around(THIRD, 5)) == (7, 6, 5)


def test_of_many_ballots_some_are_compared_and_each_is_in_a_camp_whatever_their_order():
    ballots = around(FIRST, 1_700) + around(SECOND, 1_300)
    found = camps(levers(), ballots)
    assert [c.size for c in found.camps] == [1_700, 1_300]
    again = camps(levers(), ballots[::-1])
    assert [c.size for c in again.camps] == [1_700, 1_300]
    assert again.silhouette == pytest.approx(found.silhouette)


@pytest.mark.parametrize(
    "ballots",
    [
        pytest.param([], id="nobody"),
        pytest.param(around(FIRST, 9), id="too few for two"),
        pytest.param(alike(100, 50, 50, times=14), id="identical"),
        pytest.param(around(FIRST, 14), id="one opinion"),
        pytest.param(around(FIRST, 10) + around(SECOND, 4), id="a camp of four"),
        pytest.param(alike(100, 40, 0, times=7) + alike(100, 40, 9, times=7), id="weigh alike"),
    ],
)
def test_no_camps(ballots):
    assert sizes(ballots) is None


def test_thresholds_decide():
    ballots = around(FIRST, 8) + around(SECOND, 6)
    assert sizes(ballots, silhouette=0.99) is None
    assert sizes(ballots, apart=0.9) is None


def test_ballots_with_an_abstention_are_in_no_camp():
    silent = [ballot(100, None, 50)] * 3
    found = camps(levers(), around(FIRST, 8) + around(SECOND, 6) + silent)
    assert [c.size for c in found.camps] == [8, 6]
    assert found.left_out == 3


def test_more_ballots_than_sets_of_medoids_can_be_tried_for():
    assert sizes(around(FIRST, 70) + around(SECOND, 30) + around(THIRD, 20)) == (70, 30, 20)


@settings(max_examples=25)
@given(shuffled(10, 16, abstentions=False), st.booleans())
def test_camps_do_not_depend_on_the_order_of_ballots(both, drawn):
    first, other = (list(b) + (around(SECOND, 6) if drawn else []) for b in both)
    one, two = camps(levers(), first), camps(levers(), other)
    assert (one is None) == (two is None)
    if one:
        assert [c.size for c in one.camps] == [c.size for c in two.camps]
        assert all(c.size >= 5 for c in one.camps)
        assert all(
            np.array_equal(a.weights, b.weights) for a, b in zip(one.camps, two.camps, strict=True)
        )


@settings(max_examples=25)
@given(shuffled(10, 14, abstentions=False))
def test_medoids_are_the_best_and_swaps_never_beat_them(both):
    table = share_table(both[0], THREE)
    distances = module._distances(table, table)  # noqa: SLF001 (two ways, one aim)

    def cost(medoids):
        return distances[list(medoids)].min(axis=0).sum()

    for number in (2, 3):
        best = module._best_medoids(distances, number)  # noqa: SLF001
        swapped = module._improved_medoids(distances, number)  # noqa: SLF001
        least = min(cost(c) for c in combinations(range(len(distances)), number))
        assert cost(best) == pytest.approx(least)
        assert cost(swapped) >= least - 1e-9


def test_the_silhouette_by_hand():
    """Points 0, 1 and 10, 12 on a line."""
    place = np.array([0.0, 1.0, 10.0, 12.0])
    distances = np.abs(place[:, None] - place)
    found = module._silhouette(distances, np.array([0, 0, 1, 1]))  # noqa: SLF001
    by_hand = [(11 - 1) / 11, (10 - 1) / 10, (9.5 - 2) / 9.5, (11.5 - 2) / 11.5]
    assert found == pytest.approx(np.mean(by_hand))


def test_a_ballot_alone_in_its_camp_has_no_silhouette():
    place = np.array([0.0, 1.0, 10.0])
    distances = np.abs(place[:, None] - place)
    found = module._silhouette(distances, np.array([0, 0, 1]))  # noqa: SLF001
    assert found == pytest.approx(np.mean([9 / 10, 8 / 9, 0]))
