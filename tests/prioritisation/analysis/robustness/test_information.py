from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from criteria.model import Score, Status
from criteria.scales import LinearScale, WordLevel, WordScale
from prioritisation.analysis.matrix import DecisionMatrix, PossibleValue, decision_matrix
from prioritisation.analysis.robustness.information import (
    can_change,
    can_overtake,
    value_of_information,
)
from prioritisation.sentences.shares import near_percent
from tests.strategies import (
    between,
    case_of,
    criterion_of,
    known,
    matrices,
    matrix_of,
    unknown,
    weighted,
)

HALVES = np.array([0.5, 0.5])


def places(values):
    """Levers first, and levers second."""
    ranks = 1 + (values[None, :] > values[:, None] + 1e-9).sum(axis=1)
    return tuple(ranks == 1), tuple(ranks == 2)


def enumerated(matrix, weights, cell, steps=4):
    """Whether some values of a grid of all the cells show a change of the first, of the second."""
    grids = [np.linspace(matrix.low[c], matrix.high[c], steps) for c in matrix.open_cells]
    seen = {}
    for values in product(*grids):
        filled = matrix.low.copy()
        for c, v in zip(matrix.open_cells, values, strict=True):
            filled[c] = v
        rest = tuple(v for c, v in zip(matrix.open_cells, values, strict=True) if c != cell)
        seen.setdefault(rest, []).append(places(filled @ weights))
    firsts = any(len({first for first, _ in found}) > 1 for found in seen.values())
    return firsts, any(len({second for _, second in found}) > 1 for found in seen.values())


def on_the_way(matrix, weights, cell):
    """The same, along the straight line from the least favourable values of others to the most."""
    found = [False, False]
    worst, best = matrix.high.copy(), matrix.low.copy()
    worst[cell[0]], best[cell[0]] = matrix.low[cell[0]], matrix.high[cell[0]]
    for t in np.linspace(0, 1, 2_001):
        filled = worst + t * (best - worst)
        ends = []
        for value in (matrix.low[cell], matrix.high[cell]):
            filled[cell] = value
            ends.append(places(filled @ weights))
        for k in range(2):
            found[k] |= ends[0][k] != ends[1][k]
    return tuple(found)


few_open = matrices(rows=(2, 3), columns=(1, 2), cells=known | known | between | unknown)


@given(few_open.filter(lambda m: 0 < len(m.open_cells) <= 4), st.data())
def test_what_the_enumeration_of_a_grid_shows_can_happen(matrix, data):
    weights = np.array([1.0]) if matrix.low.shape[1] == 1 else HALVES
    cell = data.draw(st.sampled_from(matrix.open_cells))
    shown, said = enumerated(matrix, weights, cell), can_change(matrix, weights, cell)
    assert said[0] >= shown[0]
    assert said[1] >= shown[1]


@given(weighted(rows=(2, 4), columns=(1, 3)).filter(lambda pair: pair[0].open_cells), st.data())
def test_what_is_said_to_be_possible_happens_somewhere(pair, data):
    matrix, weights = pair
    weighing = [
        c
        for c in matrix.open_cells
        if weights[c[1]] * np.ptp((matrix.low[c], matrix.high[c])) > 0.01
    ]
    assume(weighing)
    cell = data.draw(st.sampled_from(weighing))
    assert can_change(matrix, weights, cell)[0] == on_the_way(matrix, weights, cell)[0]


@given(matrices(columns=(2, 3)).filter(lambda m: any(c == 0 for _, c in m.open_cells)))
def test_a_cell_of_a_criterion_without_weight_changes_nothing(matrix):
    weights = np.array([0.0, 1.0, 0.0][: len(matrix.criteria)])
    for cell in matrix.open_cells:
        if cell[1] == 0:
            assert can_change(matrix, weights, cell) == (False, False)


@given(weighted(rows=(2, 4), columns=(1, 3)))
def test_what_only_ties_leaves_no_other_lever_alone_in_front(pair):
    """Brute force: the other cells at their ends, the cell at both: who is alone in front."""
    matrix, weights = pair
    for cell in matrix.open_cells[:2]:
        others = [c for c in matrix.open_cells if c != cell][:5]
        alone = False
        for ends in product((0, 1), repeat=len(others)):
            overall = []
            for mine in (0, 1):
                values = matrix.low.copy()
                for one, end in zip((cell, *others), (mine, *ends), strict=True):
                    values[one] = (matrix.low, matrix.high)[end][one]
                total = values @ weights
                overall.append(total[cell[0]] - np.delete(total, cell[0]).max(initial=-np.inf))
            alone = alone or (overall[0] < -1e-6 and overall[1] > 1e-6)
        if alone:
            assert can_overtake(matrix, weights, cell)
        [told] = [i for i in value_of_information(matrix, weights) if (i.row, i.column) == cell]
        assert not (told.only_ties and alone)
        if told.only_ties:
            assert told.first_chance < 1e-9


def test_the_second_place_can_change_when_the_first_cannot():
    matrix = matrix_of([[0.9], [0.5], [0.0]], [[0.9], [0.5], [0.7]])
    (found,) = value_of_information(matrix, np.array([1.0]))
    assert (found.row, found.column, found.first, found.second) == (2, 0, False, True)
    assert found.first_chance == 0
    assert found.second_chance == pytest.approx(2 * (5 / 7) * (2 / 7))


def test_a_cell_that_cannot_reach_anybody_changes_nothing():
    matrix = matrix_of([[0.9], [0.5], [0.0]], [[0.9], [0.5], [0.3]])
    (found,) = value_of_information(matrix, np.array([1.0]))
    assert (found.first, found.second, found.first_chance, found.second_chance) == (0, 0, 0, 0)


def test_three_places_are_told_apart_in_the_chance_of_the_second():
    matrix = matrix_of([[0.75], [0.25], [0.0]], [[0.75], [0.25], [1.0]])
    (found,) = value_of_information(matrix, np.array([1.0]))
    assert found.first_chance == pytest.approx(2 * 0.25 * 0.75)
    assert found.second_chance == pytest.approx(1 - 0.25**2 - 0.5**2 - 0.25**2)


def test_listed_scores_are_counted_a_tie_counting_as_half():
    base = matrix_of([[0.5], [0.0]], [[0.5], [1.0]])
    steps = {
        (1, 0): (
            PossibleValue("none", 0.0),
            PossibleValue("some", 0.5),
            PossibleValue("full", 1.0),
        )
    }
    matrix = DecisionMatrix(base.alternatives, base.criteria, base.low, base.high, steps)
    (found,) = value_of_information(matrix, np.array([1.0]))
    assert found.first_chance == pytest.approx(0.5)


def test_chances_are_those_of_drawing_everything_twice():
    rng = np.random.default_rng(4)
    low = rng.random((4, 3)) / 2
    high = low + rng.random((4, 3)) / 2 * (rng.random((4, 3)) < 0.5)
    matrix, weights = matrix_of(low, high), np.array([0.5, 0.3, 0.2])
    for found in value_of_information(matrix, weights):
        draws = low[..., None] + rng.random((4, 3, 40_000)) * (high - low)[..., None]
        again = draws.copy()
        cell = found.row, found.column
        again[cell] = low[cell] + rng.random(40_000) * (high[cell] - low[cell])
        orders = [
            np.argsort(-np.einsum("ijk,j->ik", drawn, weights), axis=0)[:2]
            for drawn in (draws, again)
        ]
        first, second = (orders[0] != orders[1]).mean(axis=1)
        assert found.first_chance == pytest.approx(first, abs=0.015)
        assert found.second_chance == pytest.approx(second, abs=0.02)


@given(weighted(rows=(1, 4), columns=(1, 3)))
def test_chances_are_chances_and_the_most_useful_cells_come_first(pair):
    matrix, weights = pair
    found = value_of_information(matrix, weights, draws=500)
    assert {(i.row, i.column) for i in found} == set(matrix.open_cells)
    assert [i.first for i in found] == sorted((i.first for i in found), reverse=True)
    assert all(0 <= i.settling_share <= 1 for i in found)
    for i in found:
        assert 0 <= i.first_chance <= 0.5 + 1e-9
        assert 0 <= i.second_chance <= 2 / 3 + 1e-9
        assert i.second >= i.first
        assert i.first or i.first_chance == 0


def alone_first(matrix, weights):
    """The lever that is first, and alone, at every corner of the uncertain cells; None if none."""
    winners = set()
    for values in product(*((matrix.low[c], matrix.high[c]) for c in matrix.open_cells)):
        filled = matrix.low.copy()
        for c, v in zip(matrix.open_cells, values, strict=True):
            filled[c] = v
        totals = filled @ weights
        best = np.flatnonzero(totals > totals.max() - 1e-9)
        winners.add(int(best[0]) if len(best) == 1 else None)
    return winners.pop() if len(winners) == 1 else None


def known_at(matrix, cell, value):
    """The matrix once a cell is known."""
    low, high = matrix.low.copy(), matrix.high.copy()
    low[cell] = high[cell] = value
    return matrix_of(low, high)


@given(few_open.filter(lambda m: 0 < len(m.open_cells) <= 4), st.data())
def test_a_cell_settles_for_the_values_that_leave_one_first_whatever_the_others(matrix, data):
    """By hand: a thousand values of the cell, every corner of the others."""
    weights = np.array([1.0]) if matrix.low.shape[1] == 1 else HALVES
    cell, steps = data.draw(st.sampled_from(matrix.open_cells)), 1_000
    low, high = matrix.low[cell], matrix.high[cell]
    values = low + (np.arange(steps) + 0.5) / steps * (high - low)
    settled = [alone_first(known_at(matrix, cell, v), weights) is not None for v in values]
    (found,) = (
        i for i in value_of_information(matrix, weights, draws=50) if (i.row, i.column) == cell
    )
    nothing_to_settle = alone_first(matrix, weights) is not None
    expected = 0 if nothing_to_settle else np.mean(settled)
    assert found.settling_share == pytest.approx(expected, abs=3 / steps)


def test_listed_scores_settle_by_how_many_of_them_do():
    base = matrix_of([[0.5], [0.0]], [[0.5], [1.0]])
    steps = {(1, 0): tuple(PossibleValue(str(v), v) for v in (0.0, 0.5, 0.75, 1.0))}
    matrix = DecisionMatrix(base.alternatives, base.criteria, base.low, base.high, steps)
    (found,) = value_of_information(matrix, np.array([1.0]))
    assert found.settling_share == pytest.approx(0.75)  # at 0.5 both are tied


def test_a_cell_may_change_the_first_place_and_never_settle_it():
    matrix = matrix_of([[0.4], [0.4], [0.0]], [[0.6], [0.6], [0.45]])
    found = {i.row: i for i in value_of_information(matrix, np.array([1.0]))}
    assert found[2].first
    assert found[2].settling_share == 0


@given(weighted(rows=(2, 4), columns=(1, 3)), st.data())
def test_doubted_cells_come_after_the_unknown_ones_and_change_nothing_of_these(pair, data):
    matrix, weights = pair
    known = [tuple(c) for c in np.ndindex(matrix.low.shape) if c not in matrix.open_cells]
    weak = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
    doubted = replace(matrix, doubted=dict.fromkeys(weak, ()))
    found = value_of_information(doubted, weights, draws=200)
    assert {(i.row, i.column) for i in found} == {*matrix.open_cells, *weak}
    assert [i.weak for i in found] == sorted(i.weak for i in found)
    without = {(i.row, i.column): i for i in value_of_information(matrix, weights, draws=200)}
    for i in found:
        assert i.weak is ((i.row, i.column) not in matrix.open_cells)
        assert i.weak or i == without[i.row, i.column]


def test_a_doubted_cell_is_taken_as_unknown_and_said_to_be_weak():
    matrix = matrix_of([[0.6, 0.2], [0.2, 0.5]])
    (found,) = value_of_information(replace(matrix, doubted={(1, 1): ()}), HALVES)
    assert (found.row, found.column, found.weak, found.first) == (1, 1, True, True)
    assert found.first_chance == pytest.approx(2 * 0.6 * 0.4)
    assert value_of_information(matrix, HALVES) == ()


@given(scoring=st.data(), kind=st.sampled_from(["counted", "in words"]))
def test_a_doubted_count_or_word_is_counted_over_its_listed_scores(scoring, kind):
    """By hand, each score of the scale: a tie is half a first place, and settles nothing."""
    inner = sorted(scoring.draw(st.sets(st.integers(1, 11), min_size=1, max_size=6)))
    scale = LinearScale(12, 0, whole=True)
    if kind == "in words":
        levels = enumerate([0, *inner, 12])
        scale = WordScale(tuple(WordLevel(f"w{k}", f"w{k}", v / 12) for k, v in levels))
    every = scale.steps(None, None)
    amounts = scoring.draw(st.lists(st.sampled_from(every), min_size=2, max_size=4))
    scores = {
        (f"v{k}", "c"): Score(
            f"v{k}", "c", amount, amount, Status.OPINION if k else Status.INFERRED, "s"
        )
        for k, amount in enumerate(amounts)
    }
    matrix = decision_matrix(case_of([criterion_of("c", scale)], scores).tables["here"], {})
    (found,) = value_of_information(matrix, np.array([1.0]), draws=1)
    best = max(scale.value(a) for a in amounts[1:])
    leads = [scale.value(a) - best for a in every]
    first = sum((lead > 1e-9) + (abs(lead) <= 1e-9) / 2 for lead in leads) / len(every)
    alone = sum(scale.value(a) >= best - 1e-9 for a in amounts[1:]) == 1
    settled = sum(lead > 1e-9 or (lead < -1e-9 and alone) for lead in leads) / len(every)
    assert found.first_chance == pytest.approx(2 * first * (1 - first))
    assert found.settling_share == pytest.approx(settled)


def test_a_cell_without_weight_or_without_rivals_changes_nothing():
    matrix = matrix_of([[0.5, 0.0], [0.5, 0.0]], [[0.5, 1.0], [0.5, 0.0]])
    (found,) = value_of_information(matrix, np.array([1.0, 0.0]))
    assert (found.first, found.second, found.first_chance) == (False, False, 0)
    (alone,) = value_of_information(matrix_of([[0.0]], [[1.0]]), np.array([1.0]))
    assert (alone.first, alone.second, alone.second_chance) == (False, False, 0)


@given(matrices(rows=(2, 4), columns=(1, 3), cells=between | unknown), st.data())
def test_cells_of_the_same_written_chances_are_in_the_order_of_the_matrix(matrix, data):
    """Levers that are copied have the same chances, but for noise."""
    count = len(matrix.criteria)
    twins = matrix_of(np.vstack([matrix.low] * 2), np.vstack([matrix.high] * 2))
    weights = np.array(data.draw(st.permutations([0.5, 0.3, 0.2])))[:count]
    found = value_of_information(twins, weights / weights.sum(), draws=500)
    written = [
        (not c.first, near_percent(c.first_chance), not c.second, near_percent(c.second_chance))
        for c in found
    ]
    for one, other, here, there in zip(found, found[1:], written, written[1:], strict=False):
        assert here != there or (one.row, one.column) < (other.row, other.column)
