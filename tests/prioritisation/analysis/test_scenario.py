import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.load import load_case
from criteria.model import Lever, PerformanceTable, Score, Sense, Standing, Status
from criteria.scales import LinearScale, PiecewiseScale, WordLevel, WordScale
from prioritisation.analysis.inquiry import assess_robustness
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import CLOSE, TIE, additive, at_ends_of
from prioritisation.analysis.robustness.regions import first_regions
from prioritisation.analysis.robustness.weight_sets import AtLeast, InconsistentConstraints
from prioritisation.analysis.scenario import Lead, Scenario, starting_scenario
from prioritisation.analysis.thresholds import RobustnessThresholds, RobustnessWord
from prioritisation.analysis.weights import shares
from prioritisation.settings import SOLIDITY_VARIABLE, robustness_thresholds
from tests.conftest import INTERVALS
from tests.each import each
from tests.strategies import (
    case_of,
    cases,
    criterion_of,
    matrix_of,
    names,
    points,
    scales,
    weighted,
)
from tests.thresholds import ROBUSTNESS, analyse

SCALE = LinearScale(0, 100)


def known_case(rows, status=Standing.CONFIRMED):
    """A case from scores out of 100, or (low, high), or None when unknown; levers in rows."""
    columns = names("criterion_", len(rows[0]))
    scores = {}
    for lever, row in zip(names("lever_", len(rows)), rows, strict=True):
        for column, cell in zip(columns, row, strict=True):
            low, high = cell if isinstance(cell, tuple) else (cell, cell)
            scores[lever, column] = Score(lever, column, low, high, Status.OPINION)
    return case_of([criterion_of(column, SCALE, status) for column in columns], scores)


def analysis_of(rows, *given_points, status=Standing.CONFIRMED, **thresholds):
    case = known_case(rows, status)
    given_points = given_points or (50,) * len(case.criteria)
    named = {c.id: p for c, p in zip(case.criteria, given_points, strict=True)}
    return analyse(case, Scenario(named, "here"), **thresholds)


@st.composite
def analyses(draw, **kinds):
    case = draw(cases(**kinds))
    count = len(case.criteria)
    drawn = draw(st.lists(points, min_size=count, max_size=count).filter(any))
    named = {c.id: p for c, p in zip(case.criteria, drawn, strict=True)}
    turned = draw(st.sets(st.sampled_from([c.id for c in case.criteria])))
    senses = {c.id: c.direction.default.opposite for c in case.criteria if c.id in turned}
    return analyse(case, Scenario(named, "here", senses))


def check_refusal_6(analysis):
    verdict, ranking = analysis.verdict, analysis.ranking
    assert verdict.leaders == ranking.necessary_firsts
    if verdict.winner is not None:
        share = analysis.region(verdict.winner).sure_share - 2 * analysis.regions.error
        assert verdict.leaders == (verdict.winner,)
        assert verdict.lead in (Lead.AHEAD, Lead.NECK_AND_NECK)
        assert share >= 0.5
        assert verdict.robustness not in (RobustnessWord.OPEN, RobustnessWord.NONE)
    else:
        certain = (analysis.region(i).sure_share for i in verdict.leaders)
        share = max(certain, default=0) - 2 * analysis.regions.error
        assert share < 0.5 or verdict.lead in (Lead.TIED, Lead.REACHABLE)


@given(analyses())
def test_no_winner_is_announced_when_it_is_tied_open_or_too_fragile(analysis):
    """Refusal R6."""
    check_refusal_6(analysis)


@settings(max_examples=settings().max_examples // 4)
@given(analyses(columns=(7, 7)))
def test_no_winner_is_announced_within_the_error_of_sampled_shares(analysis):
    assert analysis.regions.draws
    check_refusal_6(analysis)


@given(analyses())
def test_the_situation_of_the_first_place_follows_from_who_is_surely_first(analysis):
    verdict, ranking = analysis.verdict, analysis.ranking
    count = len(verdict.leaders)
    assert (verdict.lead is Lead.OPEN) == (count == 0)
    assert (verdict.lead is Lead.TIED) == (count > 1)
    if count == 1:
        (leader,) = verdict.leaders
        least = min(ranking.gap(leader, i)[0] for i in range(len(ranking.low)) if i != leader)
        assert verdict.gap[0] == least == ranking.gap(leader, verdict.rival)[0]
        assert (verdict.lead is Lead.REACHABLE) == (verdict.gap[0] <= TIE)
        near = verdict.gap[0] > TIE and verdict.gap[1] < CLOSE
        assert (verdict.lead is Lead.NECK_AND_NECK) == near
    else:
        assert (verdict.rival, verdict.gap, verdict.winner) == (None, None, None)


@given(analyses())
def test_an_analysis_is_made_of_the_parts_anyone_can_compute_again(analysis):
    scenario, case = analysis.scenario, analysis.case
    matrix = decision_matrix(case.tables["here"], scenario.senses)
    weights = shares(scenario.points)
    assert (analysis.matrix.low == matrix.low).all()
    assert (analysis.matrix.high == matrix.high).all()
    assert analysis.weights == pytest.approx(weights)
    assert analysis.ranking.low == pytest.approx(additive(matrix, weights).low)
    assert analysis.regions == first_regions(matrix)
    for i, j in np.ndindex(matrix.low.shape):
        key = matrix.alternatives[i], matrix.criteria[j]
        assert analysis.score(i, j) is case.tables["here"].scores[key]
        assert analysis.region(i).alternative == key[0]


@given(analyses())
def test_every_direction_to_confirm_is_shown_the_other_way_and_no_other(analysis):
    contested = [c.id for c in analysis.case.criteria if c.direction.contested]
    assert [a.criterion for a in analysis.alternates] == contested
    for alternate in analysis.alternates:
        assert alternate.sense is analysis.sense(alternate.criterion).opposite
        senses = {**analysis.scenario.senses, alternate.criterion: alternate.sense}
        other = analyse(analysis.case, Scenario(analysis.scenario.points, "here", senses))
        assert alternate.verdict == other.verdict
        assert alternate.ranking.low == pytest.approx(other.ranking.low)
        assert alternate.ranking.high == pytest.approx(other.ranking.high)


@each(
    ("second", "solidity", "announced"),
    [
        pytest.param(5, RobustnessWord.SOLID, True, id="first for 95 % of weights"),
        pytest.param(20, RobustnessWord.FAIR, True, id="80 %"),
        pytest.param(40, RobustnessWord.SHARED, True, id="60 %"),
        pytest.param(55, RobustnessWord.OPEN, False, id="45 %"),
    ],
)
def test_how_solid_a_first_place_is(second, solidity, announced):
    """Two criteria, the first lever ahead while its weight is at least ``second`` percent."""
    analysis = analysis_of([[100 - second, 0], [0, second]], 90, 10)
    assert analysis.region(0).sure_share == pytest.approx(1 - second / 100)
    assert analysis.verdict.robustness is solidity
    assert analysis.verdict.winner == (0 if announced else None)


@each(
    ("other", "lead"),
    [
        pytest.param(50, Lead.TIED, id="equal"),
        pytest.param(49.1, Lead.NECK_AND_NECK, id="less than a point behind"),
        pytest.param(48.9, Lead.AHEAD, id="more than a point behind"),
        pytest.param((40, 49.5), Lead.AHEAD, id="perhaps half a point behind, perhaps ten"),
        pytest.param((40, 50), Lead.REACHABLE, id="perhaps equal"),
        pytest.param((40, 51), Lead.OPEN, id="perhaps ahead"),
    ],
)
def test_what_is_said_of_the_lead(other, lead):
    assert analysis_of([[50], [other]]).verdict.lead is lead


def test_a_sampled_share_counts_less_twice_its_error():
    """Over a half by less than two errors leaves it open; by more than two is not."""
    said = {}
    middle = 100 * (1 - 0.5 ** (1 / 6))  # half of the weights give the first criterion more
    for second in np.arange(middle - 0.1, middle + 0.1, 0.005):
        low = 100 - second
        analysis = analysis_of([[low, *[0] * 6], [0, *[second] * 6]])
        errors = (analysis.region(0).sure_share - 0.5) / analysis.regions.error
        said[errors] = analysis.verdict.robustness, analysis.verdict.winner
    within = {verdict for errors, verdict in said.items() if 0 < errors < 2}
    beyond = {verdict for errors, verdict in said.items() if 2 < errors < 3}
    assert within == {(RobustnessWord.OPEN, None)}
    assert beyond == {(RobustnessWord.SHARED, 0)}


def test_the_words_follow_the_thresholds_set_which_the_verdict_carries(monkeypatch):
    assert analysis_of([[80, 20], [20, 70]]).verdict.thresholds == ROBUSTNESS
    monkeypatch.setenv(SOLIDITY_VARIABLE, "99,98,97")
    analysis = analysis_of([[80, 20], [20, 40]], thresholds=robustness_thresholds())
    assert analysis.region(0).sure_share == pytest.approx(0.75)
    assert analysis.verdict.robustness is RobustnessWord.OPEN
    assert analysis.verdict.thresholds == RobustnessThresholds(0.99, 0.98, 0.97)


def test_identical_levers_are_tied_and_none_is_announced():
    analysis = analysis_of([[80, 70, 60], [80, 70, 60], [10, 20, 30]])
    assert analysis.verdict.lead is Lead.TIED
    assert analysis.verdict.leaders == (0, 1)
    assert analysis.verdict.winner is None
    assert [analysis.region(i).sure_share for i in range(3)] == [0.5, 0.5, 0]
    assert analysis.regions.undecided_share == 0
    assert analysis.deciding == ()


def test_one_criterion_and_one_point_of_view():
    analysis = analysis_of([[80], [70], [None]])
    assert analysis.verdict.lead is Lead.OPEN
    assert analysis.regions.exact
    assert [r.possible_share for r in analysis.regions.regions] == [1, 0, 1]
    assert analysis.stability == ()
    assert {(d.row, d.winner) for d in analysis.deciding} == {(2, 0), (2, 2)}


def test_four_criteria_are_exact_and_seven_carry_their_error():
    assert analysis_of(np.eye(4) * 100).regions.exact
    analysis = analysis_of(np.eye(7) * 100)
    assert not analysis.regions.exact
    assert analysis.regions.error == pytest.approx((6 / 49 / 100_000) ** 0.5, rel=0.02)


@given(cases())
def test_the_start_is_equal_weights_the_first_perimeter_and_the_directions_of_the_data(case):
    start = starting_scenario(case)
    assert start.equal
    assert start.combination == next(iter(case.tables))
    assert start.senses == {}
    assert analyse(case, start).weights == pytest.approx(1 / len(case.criteria))
    assert not Scenario({"a": 1, "b": 2}, "here").equal


@given(cases(), st.data())
def test_the_sense_of_a_criterion_is_that_of_the_data_unless_the_scenario_turns_it(case, data):
    turned = data.draw(st.sampled_from(case.criteria))
    senses = {turned.id: turned.direction.default.opposite}
    analysis = analyse(case, Scenario({c.id: 1 for c in case.criteria}, "here", senses))
    for criterion in case.criteria:
        expected = senses.get(criterion.id, criterion.direction.default)
        assert analysis.sense(criterion.id) is expected
        assert expected in Sense


# What is asked further of an analysis agrees with what the packages below answer.


@pytest.fixture(scope="module")
def analysis():
    case = load_case(INTERVALS)
    return analyse(case, starting_scenario(case))


def test_the_solidity_has_the_ranking_and_the_regions_of_the_analysis(analysis):
    found = assess_robustness(analysis)
    assert np.array_equal(found.ranking.low, analysis.ranking.low)
    assert found.regions.regions == analysis.regions.regions
    assert found.by_ballots is None


def test_constraints_that_no_weight_satisfies_are_refused(analysis):
    with pytest.raises(InconsistentConstraints):
        assess_robustness(analysis, constraints=(AtLeast(0, 0.7), AtLeast(1, 0.7)))


WORDS = WordScale((WordLevel("none", "", 0), WordLevel("some", "", 0.3), WordLevel("all", "", 1)))


def table_of(case):
    return case.tables["here"]


def one_cell(scale, low, high, sense=None):
    """The matrix of one score on one criterion."""
    criterion = criterion_of("c", scale)
    score = Score("l", "c", low, high, Status.OPINION)
    table = PerformanceTable(
        "here", (Lever("l", "L", "L", "#000000"),), (criterion,), {("l", "c"): score}
    )
    return decision_matrix(table, {} if sense is None else {"c": sense})


@each(
    ("scale", "bounds", "sense", "values"),
    [
        pytest.param(LinearScale(0, 8), (2.0, 2.0), None, (0.25, 0.25), id="known"),
        pytest.param(LinearScale(0, 8), (2.0, 4.0), None, (0.25, 0.5), id="between"),
        pytest.param(LinearScale(0, 8), (2.0, 4.0), Sense.MIN, (0.5, 0.75), id="turned"),
        pytest.param(LinearScale(8, 0), (2.0, 4.0), None, (0.5, 0.75), id="less is better"),
        pytest.param(LinearScale(8, 0), (2.0, 4.0), Sense.MAX, (0.25, 0.5), id="and turned"),
        pytest.param(WORDS, ("none", "some"), None, (0, 0.3), id="words"),
        pytest.param(WORDS, ("none", "some"), Sense.MIN, (0.7, 1), id="words turned"),
        pytest.param(PiecewiseScale((0, 9), (1, 0)), (0.0, 3.0), None, (2 / 3, 1), id="lines"),
    ],
)
def test_a_score_becomes_values_from_its_worst_to_its_best(scale, bounds, sense, values):
    matrix = one_cell(scale, *bounds, sense)
    assert (matrix.low[0, 0], matrix.high[0, 0]) == pytest.approx(values)


@given(scales(), st.sampled_from([None, *Sense]))
def test_an_unknown_score_keeps_its_whole_scale_whatever_the_sense(drawn, sense):
    """Refusal R5: a gap is never a zero, never a mean."""
    scale, accepted = drawn
    for bounds in ((None, None), (accepted[0], None), (None, accepted[0])):
        matrix = one_cell(scale, *bounds, sense)
        assert (matrix.low[0, 0], matrix.high[0, 0]) == (0.0, 1.0)


@given(cases(), st.sampled_from([None, *Sense]))
def test_values_hold_every_score_possible_and_no_more(case, sense):
    table = table_of(case)
    matrix = decision_matrix(table, {} if sense is None else {c.id: sense for c in case.criteria})
    for (i, j), low in np.ndenumerate(matrix.low):
        score = table.score(matrix.alternatives[i], matrix.criteria[j])
        scale = table.criteria[j].scale_in(sense)
        ends = (0.0, 1.0) if score.unknown else (scale.value(score.low), scale.value(score.high))
        assert (low, matrix.high[i, j]) == (min(ends), max(ends))
        assert ((i, j) in matrix.open_cells) == (low < matrix.high[i, j])
        for step in matrix.steps.get((i, j), ()):
            assert step.value == scale.value(step.amount)
            assert low - 1e-12 <= step.value <= matrix.high[i, j] + 1e-12


@given(cases())
def test_turning_every_criterion_complements_every_value(case):
    table = table_of(case)
    turned = {c.id: c.direction.default.opposite for c in case.criteria}
    here, there = decision_matrix(table, {}), decision_matrix(table, turned)
    assert there.low == pytest.approx(1 - here.high, abs=1e-12)
    assert there.high == pytest.approx(1 - here.low, abs=1e-12)


@given(cases(rows=(3, 4)))
def test_leaving_a_lever_out_changes_no_value_of_the_others(case):
    table = table_of(case)
    kept = {key: s for key, s in table.scores.items() if key[0] != table.levers[-1].id}
    fewer = PerformanceTable("here", table.levers[:-1], table.criteria, kept)
    all_of_them, rest = decision_matrix(table, {}), decision_matrix(fewer, {})
    assert (all_of_them.low[:-1] == rest.low).all()
    assert (all_of_them.high[:-1] == rest.high).all()


def test_the_scores_an_uncertain_cell_may_take_are_listed(case):
    matrix = decision_matrix(case.tables["gt"], {})
    produce = matrix.alternatives.index("mieux_produire")
    house = matrix.alternatives.index("mieux_se_loger")
    assert [s.amount for s in matrix.steps[produce, 2]] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert [round(s.value, 4) for s in matrix.steps[house, 1]] == [0, 0.3333, 0.6667, 1]
    assert (produce, 1) not in matrix.steps
    assert matrix.low.shape == (6, 5)
    assert matrix.steps[matrix.alternatives.index("preserver_ecosystemes"), 4] == ()


ONE = np.array([1.0])


def ranking_of(low, high=None, weights=ONE):
    return additive(matrix_of(low, high), np.array(weights, dtype=float))


def test_float_noise_is_a_tie_and_the_next_rank_is_skipped():
    ranking = ranking_of([[0.1 + 0.2], [0.3], [0.9], [0.2]])
    assert ranking.best.tolist() == ranking.worst.tolist() == [2, 2, 1, 4]


@each(("lead", "firsts"), [(0.9e-9, (0, 1)), (1.1e-9, (0,))])
def test_a_tie_ends_where_it_is_said_to(lead, firsts):
    assert ranking_of([[0.5 + lead], [0.5]]).necessary_firsts == firsts


def test_intervals_of_ranks_are_those_found_by_hand():
    # a: 60 exactly; b: 50 to 70; c: 0 to 100; d: 10 to 20.
    ranking = ranking_of([[0.6], [0.5], [0], [0.1]], [[0.6], [0.7], [1], [0.2]])
    assert list(zip(ranking.best.tolist(), ranking.worst.tolist(), strict=True)) == [
        (1, 3),
        (1, 3),
        (1, 4),
        (3, 4),
    ]
    assert ranking.necessary_firsts == ()
    assert ranking.possible_firsts == (0, 1, 2)
    assert ranking.to_beat == 0.6
    assert ranking.order == (0, 1, 3, 2)


def test_the_rows_are_drawn_by_what_is_certain_then_by_what_is_possible():
    ranking = ranking_of([[0.2], [0.5], [0.2], [0.2]], [[0.3], [0.5], [0.9], [0.3]])
    assert ranking.order == (1, 2, 0, 3)


@given(weighted())
def test_the_rival_is_the_other_that_can_come_closest(drawn):
    ranking = additive(*drawn)
    for row in range(len(ranking.low)):
        rival = ranking.runner_up(row)
        assert rival != row
        gaps = [ranking.gap(row, k)[0] for k in range(len(ranking.low)) if k != row]
        assert ranking.gap(row, rival)[0] == min(gaps)


@given(weighted())
def test_who_cannot_reach_the_best_certain_value_cannot_be_first(drawn):
    ranking = additive(*drawn)
    reach = {i for i, high in enumerate(ranking.high) if high + TIE >= ranking.to_beat}
    assert set(ranking.possible_firsts) == reach
    assert set(ranking.necessary_firsts) <= reach
    assert reach


@given(weighted(), st.data())
def test_a_lead_is_what_the_intervals_leave(drawn, data):
    matrix, weights = drawn
    ranking = additive(matrix, weights)
    row, other = data.draw(st.permutations(range(len(matrix.low))))[:2]
    low, high = ranking.gap(row, other)
    assert low == pytest.approx(-ranking.gap(other, row)[1])
    assert low == pytest.approx((matrix.low[row] - matrix.high[other]) @ weights, abs=1e-12)
    assert high == pytest.approx((matrix.high[row] - matrix.low[other]) @ weights, abs=1e-12)


def test_one_score_at_its_two_ends_leaves_the_others_as_they_are():
    # a: 0 to 100, b: 60, c: 20 to 40.
    low, high = np.array([[0], [0.6], [0.2]]), np.array([[1], [0.6], [0.4]])
    worst, best = at_ends_of(matrix_of(low, high), ONE, (0, 0))
    assert (worst.best.tolist(), worst.worst.tolist()) == ([3, 1, 2], [3, 1, 2])
    assert (best.best.tolist(), best.worst.tolist()) == ([1, 2, 3], [1, 2, 3])
    worst, best = at_ends_of(matrix_of(low, high), ONE, (2, 0))
    assert (worst.best[2], worst.worst[2]) == (best.best[2], best.worst[2]) == (2, 3)


@given(weighted(), st.data())
def test_between_the_two_ends_of_a_score_its_lever_is_between_their_ranks(drawn, data):
    matrix, weights = drawn
    row = data.draw(st.integers(0, len(matrix.alternatives) - 1))
    column = data.draw(st.integers(0, len(matrix.criteria) - 1))
    share = data.draw(st.floats(0, 1))
    worst, best = at_ends_of(matrix, weights, (row, column))
    low, high = matrix.low.copy(), matrix.high.copy()
    at = low[row, column] + share * (high[row, column] - low[row, column])
    low[row, column] = high[row, column] = min(at, high[row, column])
    between = additive(matrix_of(low, high), weights)
    assert best.best[row] <= between.best[row] <= worst.best[row]
    assert best.worst[row] <= between.worst[row] <= worst.worst[row]
