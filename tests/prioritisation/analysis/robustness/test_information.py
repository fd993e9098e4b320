from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from criteria.model import Score, Status
from criteria.scales import LinearScale, WordLevel, WordScale
from prioritisation.analysis.matrix import DecisionMatrix, PossibleValue, decision_matrix
from prioritisation.analysis.ranking import TIE, additive
from prioritisation.analysis.robustness.acceptability import rank_acceptability
from prioritisation.analysis.robustness.draws import JOINT, score_draws, weight_sample
from prioritisation.analysis.robustness.information import (
    by_cell,
    can_change,
    can_overtake,
    deciding_cells,
    value_of_information,
)
from prioritisation.analysis.robustness.polytopes import first_rank_volumes
from prioritisation.analysis.robustness.robustness import (
    UncertaintySource,
    joint_acceptability,
    robustness,
    uncertainties,
)
from prioritisation.analysis.weights import shares
from tests.strategies import (
    between,
    case_of,
    cases,
    criterion_of,
    known,
    matrices,
    matrix_of,
    simplex,
    unknown,
    weighted,
)
from tests.thresholds import RobustnessInput

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


EQUAL = np.array([0.5, 0.5])


def found_in(matrix, weights):
    return deciding_cells(matrix, weights, additive(matrix, weights))


def firsts_when(matrix, weights, cell, value):
    """Who is surely first, and alone, once a cell is known to have that value."""
    low, high = matrix.low.copy(), matrix.high.copy()
    low[cell] = high[cell] = value
    ranking = additive(matrix_of(low, high), weights)
    rows = range(len(low))
    return tuple(i for i in rows if all(ranking.gap(i, k)[0] > TIE / 2 for k in rows if k != i))


@given(weighted(columns=(1, 4)))
def test_a_value_inside_makes_the_winner_surely_first_and_a_value_outside_does_not(drawn):
    matrix, weights = drawn
    for d in found_in(matrix, weights):
        cell = d.row, d.column
        margin = 3e-9 / weights[d.column]
        assert matrix.low[cell] <= d.low <= d.high <= matrix.high[cell]
        for value in (d.low + 1e-12, (d.low + d.high) / 2, d.high - 1e-12):
            if d.low <= value <= d.high:
                assert d.winner in firsts_when(matrix, weights, cell, value)
        for value in (d.low - margin, d.high + margin, matrix.low[cell], matrix.high[cell]):
            if matrix.low[cell] <= value <= matrix.high[cell] and not (
                d.low - margin / 2 <= value <= d.high + margin / 2
            ):
                assert d.winner not in firsts_when(matrix, weights, cell, value)


@given(weighted(columns=(1, 4)))
def test_a_cell_that_is_not_named_decides_nothing(drawn):
    matrix, weights = drawn
    if additive(matrix, weights).necessary_firsts:
        assert found_in(matrix, weights) == ()
        return
    named = {(d.row, d.column, d.winner) for d in found_in(matrix, weights)}
    for cell in matrix.open_cells:
        for value in np.linspace(matrix.low[cell], matrix.high[cell], 5):
            winners = firsts_when(matrix, weights, cell, value)
            assert {(*cell, winner) for winner in winners} <= named


@given(cases(columns=(2, 3)))
def test_the_scores_named_settle_and_the_others_leave_open(case):
    matrix = decision_matrix(case.tables["here"], {})
    weights = shares({c.id: 1 for c in case.criteria})
    for found in by_cell(found_in(matrix, weights)):
        cell = found[0].row, found[0].column
        for step in matrix.steps.get(cell, ()):
            winners = firsts_when(matrix, weights, cell, step.value)
            for d in found:
                assert (d.winner in winners) == (step.amount in d.settles)
            assert (step.amount in found[0].leaves_open) == (not winners)


def test_the_values_that_settle_are_those_found_by_hand_the_most_frequent_first():
    # The second lever has 50 to 70, the first 30 and half of its cell.
    matrix = matrix_of([[0.6, 0.0], [0.5, 0.5]], [[0.6, 1.0], [0.9, 0.5]])
    found = [(d.row, d.column, d.winner, d.low, d.high) for d in found_in(matrix, EQUAL)]
    assert found == [(0, 1, 1, 0.0, pytest.approx(0.4)), (0, 1, 0, pytest.approx(0.8), 1.0)]


def test_listed_scores_are_weighed_by_how_many_of_them_settle():
    matrix = matrix_of([[0.0, 0.5], [0.4, 0.5]], [[1.0, 0.5], [0.4, 0.5]])
    steps = (PossibleValue("low", 0.0), PossibleValue("middle", 0.45), PossibleValue("high", 1.0))
    listed = DecisionMatrix(
        matrix.alternatives, matrix.criteria, matrix.low, matrix.high, {(0, 0): steps}
    )
    first, second = found_in(listed, EQUAL)
    assert (first.winner, first.settles, first.leaves_open) == (0, ("middle", "high"), ())
    assert (second.winner, second.settles, second.leaves_open) == (1, ("low",), ())


def test_the_cell_whose_scores_settle_most_often_comes_first():
    """Two scores of three before three scores of eight."""
    # The first lever has 25 and half of its cell, so has the second: they meet at 30 and 60.
    matrix = matrix_of([[0.5, 0.1], [0.3, 0.5]], [[0.5, 0.6], [0.9, 0.5]])
    few = tuple(PossibleValue(v, v) for v in (0.3, 0.7, 0.9))
    many = tuple(PossibleValue(v, v) for v in (0.1, 0.15, 0.2, 0.35, 0.4, 0.45, 0.5, 0.6))
    steps = {(0, 1): many, (1, 0): few}
    listed = DecisionMatrix(matrix.alternatives, matrix.criteria, matrix.low, matrix.high, steps)
    assert [(d.row, d.winner, d.settles) for d in found_in(listed, EQUAL)] == [
        (1, 1, (0.7, 0.9)),
        (0, 1, (0.1, 0.15, 0.2)),
    ]


def test_nothing_decides_when_two_cells_are_needed():
    matrix = matrix_of([[0.5, 0.5], [0, 0], [0, 0]], [[0.5, 0.5], [1, 1], [1, 1]])
    assert len(additive(matrix, EQUAL).possible_firsts) == 3
    assert found_in(matrix, EQUAL) == ()


def found(matrix, weights):
    sample = weight_sample(len(matrix.criteria))[:JOINT]
    return uncertainties(score_draws(matrix), np.array(weights), sample)


def of(result, source):
    return next(one for one in result.each if one.source is source)


@given(matrices(rows=(2, 5), columns=(2, 4), cells=known))
@settings(deadline=None, max_examples=20)
def test_with_known_scores_only_the_weights_can_change_the_first_place(matrix):
    weights = np.full(len(matrix.criteria), 1 / len(matrix.criteria))
    result = found(matrix, weights)
    assert of(result, UncertaintySource.SCORES).changed == 0
    assert result.together == of(result, UncertaintySource.WEIGHTS).changed
    assert result.driver in (None, UncertaintySource.WEIGHTS)
    values = matrix.low @ weights
    leaders = values >= values.max() - 1e-9
    exact = first_rank_volumes(matrix.low)
    if leaders.sum() == 1 and exact is not None:
        kept = exact[0][leaders].sum()
        # other weights may tie levers that are equal on all the criteria that weigh
        assert of(result, UncertaintySource.WEIGHTS).changed >= 1 - kept - 0.02


def test_one_unknown_score_changes_the_first_place_twice_p_times_1_minus_p():
    """First with a score above 0.4, so in 60 % of the draws: two draws differ in 48 %."""
    matrix = matrix_of([[0, 0.5], [0.4, 0.5]], [[1, 0.5], [0.4, 0.5]])
    result = found(matrix, [0.5, 0.5])
    scores = of(result, UncertaintySource.SCORES)
    assert scores.changed == pytest.approx(0.48, abs=4 * scores.error)
    assert of(result, UncertaintySource.WEIGHTS).changed == 0
    assert result.driver is UncertaintySource.SCORES
    assert result.draws == JOINT


def test_what_scores_to_check_change_is_what_finding_them_out_would():
    """One measure: the chance of each alone is its share, and both vary where both are doubted."""
    base = matrix_of([[0.3, 0.5], [0.4, 0.5], [0.1, 0.5]])
    counted = tuple(PossibleValue(float(k), k / 12) for k in range(13))
    for doubted in ({(0, 0): counted}, {(0, 0): ()}, {(0, 0): counted, (1, 0): ()}, {}):
        matrix, weights = replace(base, doubted=doubted), np.array([0.5, 0.5])
        found = robustness(RobustnessInput(matrix, weights))
        scores = of(found.uncertainties, UncertaintySource.SCORES)
        if len(doubted) < 2:
            expected = sum(information.first_chance for information in found.information)
        else:
            drawn = np.random.default_rng(1).random((2, 2, 200_000))
            drawn[0] = np.floor(13 * drawn[0]) / 12
            # A count level with the lever whose score is known, or drawn, in no case here.
            firsts = np.where(np.maximum(*drawn) < 0.1, 2, drawn[1] > drawn[0])
            expected = (firsts[0] != firsts[1]).mean()
        assert scores.changed == pytest.approx(expected, abs=4 * scores.error + 0.005)
        assert (scores.changed > 0) is bool(doubted)


@given(matrices(rows=(1, 5), columns=(1, 4)))
@settings(deadline=None)
def test_rows_and_columns_of_the_ranks_sum_to_1_and_pairs_share_the_draws(matrix):
    found = joint_acceptability(score_draws(matrix, 200), simplex(len(matrix.criteria), 200))
    assert found.ranks.sum(axis=0) == pytest.approx(np.ones(len(matrix.low)))
    assert found.ranks.sum(axis=1) == pytest.approx(np.ones(len(matrix.low)))
    assert found.pairs + found.pairs.T == pytest.approx(np.ones(found.pairs.shape))
    assert np.isnan(found.confidence).tolist() == (found.firsts == 0).tolist()


@given(matrices(rows=(1, 5), columns=(1, 4), cells=known))
@settings(deadline=None)
def test_without_uncertain_scores_it_is_the_acceptability_of_the_weights(matrix):
    """And a lever is surely first with its central weights: its region is convex."""
    weights = simplex(len(matrix.criteria), 200)
    found = joint_acceptability(score_draws(matrix, 200), weights)
    expected = rank_acceptability(matrix.low, weights)
    assert found.ranks == pytest.approx(expected.shares)
    assert found.central_weights == pytest.approx(expected.central_weights, nan_ok=True)
    assert (found.confidence[found.firsts > 0] > 0).all()


def test_one_unknown_cell_has_the_shares_that_can_be_worked_out():
    """First when w1 u > w2 / 2 with u and w1 uniform: 1 - the mean of 1 / (1 + 2 u)."""
    matrix = matrix_of([[0, 0], [0, 0.5]], [[1, 0], [0, 0.5]])
    found = joint_acceptability(score_draws(matrix, 100_000), simplex(2, 100_000))
    expected = 1 - np.log(3) / 2
    assert abs(found.firsts[0] - expected) <= 4 * found.errors(found.firsts)[0]
    assert found.pairs[0, 1] == pytest.approx(found.firsts[0])
    central = found.central_weights[0]
    threshold = central[1] / central[0] / 2
    assert found.confidence[0] == pytest.approx(1 - threshold, abs=0.01)


def test_identical_levers_share_every_place():
    matrix = matrix_of([[0.5, 0.5], [0.5, 0.5], [0, 0]])
    found = joint_acceptability(score_draws(matrix, 100), simplex(2, 100))
    assert found.ranks.tolist() == [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]
    assert found.confidence[:2].tolist() == [0.5, 0.5]
