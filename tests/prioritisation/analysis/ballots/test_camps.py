from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prioritisation.analysis.ballots import camps as module
from prioritisation.analysis.ballots.ballot import Ballot, share_table
from prioritisation.analysis.ballots.group import (
    Backing,
    backing,
    duels,
    first_counts,
    group_weights,
    own_ranking,
)
from prioritisation.analysis.matrix import known_matrix
from prioritisation.analysis.ranking import additive
from prioritisation.sentences.group import duels_text
from tests.each import each
from tests.prioritisation.analysis.ballots.made import (
    CONDORCET,
    TENNESSEE,
    THREE,
    alike,
    ballot,
    condorcet_winner,
    election,
    groups,
    preferences,
    shuffled,
)
from tests.strategies import matrices, names
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
        others = [k for k in range(len(distances)) if k not in swapped]
        for out, new in product(swapped, others):
            assert cost([k for k in swapped if k != out] + [new]) >= cost(swapped) - 1e-9


def test_the_silhouette_by_hand():
    """Points 0, 1 and 10, 12 on a line."""
    place = np.array([0.0, 1.0, 10.0, 12.0])
    distances = np.abs(place[:, None] - place)
    found = module._silhouette(distances, np.array([0, 0, 1, 1]))  # noqa: SLF001
    by_hand = [(11 - 1) / 11, (10 - 1) / 10, (9.5 - 2) / 9.5, (11.5 - 2) / 11.5]
    assert found == pytest.approx(np.mean(by_hand))


# Published elections, and every completion of unknown scores.

SCORES = "notes incertaines"


def said(found, levers):
    return duels_text(found, levers, SCORES).replace("\xa0", " ")


def test_the_capital_of_tennessee():
    """Memphis, Nashville, Chattanooga, Knoxville: Nashville wins all its duels."""
    found = duels(*election(*TENNESSEE))
    assert (found.winner, found.contenders, found.settled) == (1, (1,), True)
    assert said(found, ["Memphis", "Nashville", "Chattanooga", "Knoxville"]) == (
        "« Nashville » gagne tous ses duels : face à chaque autre levier, plus de votes le "
        "préfèrent que l’inverse."
    )


@each("step", [1, -1])
def test_the_cycle_of_condorcet_whatever_the_order_of_the_ballots(step):
    """His election of 1785 with 60 voters: a beats b, b beats c, c beats a."""
    matrix, ballots = election(*CONDORCET)
    found = duels(matrix, ballots[::step])
    assert (found.winner, found.contenders) == (None, ())
    assert found.low[0].tolist() == [0, 6, -10]
    assert said(found, list("ABC")) == "Aucun levier ne gagne tous ses duels."


def test_fewer_than_five_ballots_and_one_lever_are_not_told():
    few = duels(*election([[0, 1], [1, 0]], [2, 2]))
    assert not few.shown
    assert said(few, ["A", "B"]) == ""
    assert duels(*election([[0, 1], [1, 0]], [3, 2])).shown
    assert not duels(*election([[0]], [5])).shown


def test_a_score_that_nobody_knows_leaves_what_rests_on_it_open():
    low = np.array([[0.8, 0.0], [0.6, 0.5], [0.1, 0.1]])
    high = np.array([[0.8, 1.0], [0.6, 0.5], [0.1, 0.1]])
    matrix = known_matrix(("a", "b", "c"), ("k", "u"), low, high)
    found = duels(matrix, [Ballot({"k": 50, "u": 100}, "u")] * 6)
    assert (found.winner, found.contenders) == (None, (0, 1))
    assert said(found, list("ABC")).endswith("Aucun autre que A ou B ne le peut.")


GRID = (0.0, 0.5, 1.0)
CELL = st.sampled_from([(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.0, 0.5), (0.5, 1.0), (0.0, 1.0)])


@st.composite
def elections(draw):
    m, n = draw(st.integers(2, 4)), draw(st.integers(2, 3))
    cells = draw(st.lists(CELL, min_size=m * n, max_size=m * n))
    names = tuple("abc"[:n])
    points = st.lists(st.sampled_from([0, 30, 100]), min_size=n, max_size=n).filter(any)
    given_points = draw(st.lists(points, min_size=1, max_size=5))
    ballots = [Ballot(dict(zip(names, p, strict=True)), names[0]) for p in given_points]
    ends = np.array(cells).reshape(m, n, 2)
    return known_matrix(tuple("wxyz"[:m]), names, ends[..., 0], ends[..., 1]), ballots


def completions(matrix, most=40):
    """Matrices that the open cells may make, at their ends and in the middle."""
    cells = matrix.open_cells
    choices = [[x for x in GRID if matrix.low[c] <= x <= matrix.high[c]] for c in cells]
    for k, values in enumerate(product(*choices)):
        if k % max(1, int(np.prod([len(c) for c in choices])) // most) == 0:
            found = np.array(matrix.low)
            for cell, value in zip(cells, values, strict=True):
                found[cell] = value
            yield known_matrix(matrix.alternatives, matrix.criteria, found, found)


@given(elections())
def test_whatever_is_unknown_the_truth_is_within_what_is_said(made):
    matrix, ballots = made
    found = duels(matrix, ballots)
    for complete in completions(matrix):
        preferred = preferences(complete, ballots)
        margins = preferred - preferred.T
        assert (found.low <= margins).all()
        assert (margins <= found.high).all()
        winner = condorcet_winner(preferred)
        assert found.winner is None or found.winner == winner
        assert winner is None or winner in found.contenders
        if not matrix.open_cells:
            assert found.winner == winner


LEVERS = ("A", "B", "C")
NOBODYS_FIRST = [[1, 0, 0.5], [0, 1, 0.5], [0.75, 0.5, 0.5]]


def matrix_of(low, high=None):
    return known_matrix(LEVERS[: len(low)], THREE, np.array(low), np.array(high or low))


def two_camps():
    """Golden example 3 of the method reference, in points: (.8, .1, .1) and (.1, .8, .1)."""
    first, second = ballot(80, 10, 10, first=0), ballot(10, 80, 10, first=1)
    return [first] * 7 + [second] * 7


def test_nobodys_first_choice_wins_the_mean():
    matrix, ballots = matrix_of(NOBODYS_FIRST), two_camps()
    assert np.allclose(own_ranking(matrix, ballots[0]).low, [0.85, 0.15, 0.70])
    assert np.allclose(own_ranking(matrix, ballots[-1]).low, [0.15, 0.85, 0.525])
    weights = group_weights(ballots, THREE)
    assert np.allclose(weights.mean, [0.45, 0.45, 0.10])
    ranking = additive(matrix, weights.mean)
    assert np.allclose(ranking.low, [0.5, 0.5, 0.6125])
    counts = first_counts(matrix, ballots)
    assert counts.sure == counts.possible == (7, 7, 0)
    assert (counts.tied, counts.open, counts.n) == (0, 0, 14)
    found = backing(ranking, counts)
    assert found == Backing(2, 0, 0, 14)
    assert found.minority
    assert not found.maybe_minority


def test_ties_and_unknown_scores_are_counted_apart():
    matrix = matrix_of([[1, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    ballots = [
        ballot(100, 10, 0),  # A, surely
        ballot(100, 100, 0),  # A and B
        ballot(10, 20, 100),  # C or B
        ballot(100, 0, 100),  # A, perhaps with C
    ]
    counts = first_counts(matrix, ballots)
    assert counts.sure == (1, 0, 0)
    assert counts.possible == (3, 2, 2)
    assert (counts.tied, counts.open, counts.n) == (1, 2, 4)
    assert not counts.shown


def test_half_of_the_voters_is_no_minority():
    matrix = matrix_of([[1, 0, 0], [0, 0.9, 0]])
    counts = first_counts(matrix, alike(100, 0, 0) + alike(0, 100, 0))
    ranking = additive(matrix, np.array([0.5, 0.5, 0]))
    assert counts.shown
    assert not backing(ranking, counts).minority
    assert not backing(ranking, counts).maybe_minority


def test_without_a_sure_winner_nobody_is_backed():
    matrix = matrix_of([[0.5, 0, 0], [0.5, 0, 0]])
    ranking = additive(matrix, np.array([1.0, 0, 0]))
    assert backing(ranking, first_counts(matrix, alike(100, 0, 0))) is None


def test_the_unknown_scores_may_decide_whether_it_is_a_minority():
    assert Backing(0, 6, 7, 14).maybe_minority
    assert not Backing(0, 7, 9, 14).maybe_minority
    assert not Backing(0, 6, 7, 14).minority


def on_three(draw_matrix):
    return known_matrix(
        names("a", draw_matrix.low.shape[0]), THREE, draw_matrix.low, draw_matrix.high
    )


three_columns = matrices(columns=(3, 3)).map(on_three)


@given(three_columns, groups(), st.data())
def test_every_ballot_is_counted_once(matrix, ballots, data):
    counts = first_counts(matrix, ballots)
    assert sum(counts.sure) + counts.tied + counts.open == counts.n == len(ballots)
    assert all(s <= p for s, p in zip(counts.sure, counts.possible, strict=True))
    one = data.draw(st.sampled_from(ballots))
    again = first_counts(matrix, [*ballots, one])
    assert again.n == counts.n + 1
    assert all(a - b in (0, 1) for a, b in zip(again.possible, counts.possible, strict=True))
