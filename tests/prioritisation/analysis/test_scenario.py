import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.model import Score, Sense, Standing, Status
from criteria.scales import LinearScale
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.ranking import CLOSE, TIE, additive
from prioritisation.analysis.robustness.regions import first_regions
from prioritisation.analysis.scenario import Lead, Scenario, starting_scenario
from prioritisation.analysis.thresholds import RobustnessThresholds, RobustnessWord
from prioritisation.analysis.weights import shares
from prioritisation.errors import InvalidPoints
from prioritisation.settings import SOLIDITY_VARIABLE, robustness_thresholds
from tests.each import each
from tests.strategies import case_of, cases, criterion_of, names, points
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


def test_points_are_taken_in_the_order_of_the_criteria_not_of_the_scenario():
    case = known_case([[100, 0], [0, 90]])
    points_of = {"criterion_b": 10, "criterion_a": 90}
    analysis = analyse(case, Scenario(points_of, "here"))
    assert analysis.weights == pytest.approx([0.9, 0.1])
    assert analysis.verdict.winner == 0


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


def test_two_criteria_are_exact():
    analysis = analysis_of([[100, 0], [0, 100], [40, 40]])
    assert analysis.regions.exact
    assert [r.sure_share for r in analysis.regions.regions] == pytest.approx([0.5, 0.5, 0])


def test_four_criteria_are_exact_and_seven_carry_their_error():
    assert analysis_of(np.eye(4) * 100).regions.exact
    analysis = analysis_of(np.eye(7) * 100)
    assert not analysis.regions.exact
    assert analysis.regions.error == pytest.approx((6 / 49 / 100_000) ** 0.5, rel=0.02)


@each("wrong", [{"criterion_a": 0}, {"criterion_a": -1}], ids=str)
def test_points_that_make_no_weights_are_refused(wrong):
    with pytest.raises(InvalidPoints):
        analyse(known_case([[1], [2]]), Scenario(wrong, "here"))


@each(
    "scenario",
    [
        Scenario({"criterion_a": 1}, "elsewhere"),
        Scenario({"criterion_a": 1, "another": 1}, "here"),
    ],
)
def test_a_perimeter_or_a_criterion_of_another_case_is_refused(scenario):
    with pytest.raises(KeyError):
        analyse(known_case([[1], [2]]), scenario)


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
