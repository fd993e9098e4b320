from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.ballots import camps as module
from prioritisation.analysis.ballots.ballot import share_table
from prioritisation.analysis.matrix import known_matrix
from tests.each import each
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
    return found and tuple(c.firsts.n for c in found.camps)


def rooms(top):
    """Ballots with the same criterion first: who is first differs among them."""
    others = st.tuples(*[st.integers(0, 45)] * 2)
    own = others.map(lambda p: ballot(*p[:top], 100, *p[top:]))
    return st.lists(own, min_size=5, max_size=9)


reached = []


@given(rooms(0), rooms(1), st.integers(0, 3), st.integers(0, 40), st.data())
def counted_as_each_ballot_says(first, second, silent, unknown, data):
    low = np.array([[1, 0, 0.5], [0, 1, 0.5], [0.75, 0.6, 0.5], [0.6, 0.5, 0.8]])
    high = low + np.array([[0, 0, 0], [0, 0, 0], [0, unknown / 100, 0], [0, 0, 0]])
    matrix = known_matrix(tuple("ABCD"), THREE, low, high)
    cast = data.draw(st.permutations(first + second + [ballot(100, None, 50)] * silent))
    found = camps(matrix, cast)
    if found is None:
        return
    assert found.left_out == silent
    assert found.silhouette >= GROUP.silhouette
    assert sum(c.firsts.n for c in found.camps) == len(first + second)
    drawn = sorted(by_hand(low, high, room) for room in (first, second))
    of_each = sorted(map(told, found.camps))
    # Now and then a ballot drawn in one room is nearer to the other.
    if [mean for mean, *_ in of_each] == [mean for mean, *_ in drawn]:
        assert of_each == drawn
        reached.append(any(sum(count > 0 for count in c.firsts.sure) > 1 for c in found.camps))


def told(camp):
    counts = camp.firsts
    return camp.weights.round(9).tolist(), counts.sure, counts.possible, counts.tied, counts.open


def by_hand(low, high, own):
    """Mean of ballots, and their first levers, from nothing but each ballot's points."""
    sure, possible, tied, mean = [0] * len(low), [0] * len(low), 0, np.zeros(len(THREE))
    for one in own:
        shares = np.array([one.points[c] for c in THREE]) / sum(one.points.values())
        mean += shares / len(own)
        least, most = (low @ shares).round(9), (high @ shares).round(9)
        for i in range(len(low)):
            sure[i] += all(least[i] > m for j, m in enumerate(most) if j != i)
            possible[i] += most[i] >= least.max()
        tops = [i for i in range(len(low)) if all(least[i] >= np.delete(most, i))]
        tied += len(tops) > 1 and sum(most >= least.max()) == len(tops)
    left = len(own) - sum(sure) - tied
    return mean.round(9).tolist(), tuple(sure), tuple(possible), tied, left


def test_a_camp_is_told_by_its_own_ballots():
    counted_as_each_ballot_says()
    assert reached.count(True) > len(reached) / 10 > 1


def test_three_camps():
    assert sizes(around(FIRST, 7) + around(SECOND, 6) + around(THIRD, 5)) == (7, 6, 5)


def test_of_many_ballots_some_are_compared_and_each_is_in_a_camp_whatever_their_order():
    ballots = around(FIRST, 1_700) + around(SECOND, 1_300)
    found = camps(levers(), ballots)
    assert [c.firsts.n for c in found.camps] == [1_700, 1_300]
    again = camps(levers(), ballots[::-1])
    assert [c.firsts.n for c in again.camps] == [1_700, 1_300]
    assert again.silhouette == pytest.approx(found.silhouette)


@each(
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


def test_more_ballots_than_sets_of_medoids_can_be_tried_for():
    assert sizes(around(FIRST, 70) + around(SECOND, 30) + around(THIRD, 20)) == (70, 30, 20)


@settings(max_examples=25)
@given(shuffled(10, 16, abstentions=False), st.booleans())
def test_camps_do_not_depend_on_the_order_of_ballots(both, drawn):
    first, other = (list(b) + (around(SECOND, 6) if drawn else []) for b in both)
    one, two = camps(levers(), first), camps(levers(), other)
    assert (one is None) == (two is None)
    if one:
        assert [c.firsts.n for c in one.camps] == [c.firsts.n for c in two.camps]
        assert all(c.firsts.n >= 5 for c in one.camps)
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
