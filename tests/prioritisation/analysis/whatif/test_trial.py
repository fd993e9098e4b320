import pytest

from criteria.model import Sense
from prioritisation.analysis.inquiry import order_constraints
from prioritisation.analysis.opinions import Method
from prioritisation.analysis.robustness.weight_sets import weight_set
from prioritisation.analysis.scenario import within_weights
from prioritisation.analysis.weight_elicitation import Elicitation
from prioritisation.analysis.whatif import (
    InvalidFork,
    ScoreChange,
    forked,
    starting_fork,
)
from prioritisation.errors import InvalidPoints
from prioritisation.settings import current_case
from tests.strategies import fork_under
from tests.thresholds import analyse, trial

CASE = current_case()
START = starting_fork(CASE, "Point de départ")


def kinds(fork):
    with pytest.raises(InvalidFork) as error:
        trial(CASE, fork)
    return {p.kind for p in error.value.problems}


def test_a_fork_that_changes_nothing_ranks_as_the_case_does():
    here = trial(CASE, START)
    there = analyse(CASE, START.scenario)
    assert here.analysis.ranking.low.tolist() == there.ranking.low.tolist()
    assert here.firsts == ()
    assert len(here.possible_firsts) == 6


def test_the_case_is_never_touched():
    before = CASE.tables["gt"].scores["mieux_produire", "existing_coverage"]
    fork = START.scored(ScoreChange("mieux_produire", "existing_coverage", 1.0, 1.0)).without(
        "mieux_se_loger"
    )
    own = forked(CASE, fork)
    assert own.tables["gt"].score("mieux_produire", "existing_coverage").low == 1.0
    assert CASE.tables["gt"].scores["mieux_produire", "existing_coverage"] is before
    assert len(own.levers) == len(CASE.levers) - 1


def test_knowing_the_sheets_of_produire_settles_the_first_place():
    """« Ce qui peut trancher » of the first page: with 3 or 4 sheets it is surely first."""
    fork = START.scored(ScoreChange("mieux_produire", "existing_coverage", 4.0, 4.0))
    assert trial(CASE, fork).firsts == ("mieux_produire",)


def test_a_score_made_unknown_widens_and_never_becomes_a_number():
    fork = START.scored(ScoreChange("mieux_produire", "ghg_impact", None, None))
    low, high = trial(CASE, fork).values
    row = [v.id for v in CASE.levers].index("mieux_produire")
    plain_low, plain_high = trial(CASE, START).values
    assert low[row] < plain_low[row]
    assert high[row] >= plain_high[row]


def test_an_added_lever_is_unknown_everywhere_until_it_is_scored():
    fork = START.adding("Mieux former")
    added = fork.added[0].id
    low, high = trial(CASE, fork).values
    assert (low[-1], high[-1]) == (0.0, pytest.approx(1.0))
    scored = fork.scored(ScoreChange(added, "existing_coverage", 12.0, 12.0))
    assert trial(CASE, scored).values[1][-1] == pytest.approx(2 / 3)


def test_levers_added_or_withdrawn_change_no_other_value():
    """Anchors are fixed: no reversal by construction (method reference, section 4)."""
    plain = dict(zip((v.id for v in CASE.levers), trial(CASE, START).values[0], strict=True))
    other = trial(CASE, START.without("mieux_se_loger").adding("Mieux former"))
    ids = [v.id for v in other.analysis.case.levers]
    now = dict(zip(ids, other.values[0], strict=True))
    assert all(now[v] == plain[v] for v in now if v in plain)


def test_perimeter_direction_and_method_are_the_fork_s_own():
    fork = fork_under(START, "sgpe").turned({"existing_coverage": Sense.MAX}).by(Method.TOPSIS)
    ranked = trial(CASE, fork)
    assert ranked.analysis.scenario.combination == "sgpe"
    assert ranked.analysis.sense("existing_coverage") is Sense.MAX
    assert ranked.opinion.method is Method.TOPSIS


def test_the_same_changes_are_computed_once():
    fork = START.scored(ScoreChange("mieux_produire", "existing_coverage", 4.0, 4.0))
    assert forked(CASE, fork.named("A")) is forked(CASE, fork.named("B"))


@pytest.mark.parametrize(
    ("fork", "kind"),
    [
        (fork_under(START, "lune"), "unknown_reading"),
        (START.weighed({"lune": 3.0}), "unknown_criterion"),
        (START.turned({"lune": Sense.MAX}), "unknown_criterion"),
        (START.turned({"ghg_impact": Sense.MIN}), "unknown_direction"),
        (START.without("lune"), "unknown_lever"),
        (START.scored(ScoreChange("lune", "ghg_impact", 1.0, 1.0)), "unknown_lever"),
        (START.scored(ScoreChange("mieux_se_loger", "lune", 1.0, 1.0)), "unknown_criterion"),
        (
            START.scored(ScoreChange("mieux_se_loger", "ghg_impact", -1.0, 1.0)),
            "score_outside_anchors",
        ),
        (
            START.scored(ScoreChange("mieux_se_loger", "partner_ecosystem", "x", "x")),
            "unknown_level",
        ),
    ],
)
def test_what_does_not_fit_the_case_is_said(fork, kind):
    assert kinds(fork) == {kind}


def test_every_lever_withdrawn_leaves_nothing_to_rank():
    fork = START
    for lever in CASE.levers:
        fork = fork.without(lever.id)
    assert kinds(fork) == {"too_few_levers"}


def test_too_many_added_levers_are_refused():
    fork = START
    for k in range(11):
        fork = fork.adding(f"Levier {k}")
    assert kinds(fork) == {"too_long"}


@pytest.mark.parametrize("points", [{}, {"ghg_impact": 0.0}])
def test_no_weight_at_all_is_not_read_as_equal_weights(points):
    with pytest.raises(InvalidPoints):
        trial(CASE, START.weighed(points))


def test_a_scenario_of_one_question_opens_with_the_default_of_the_others(normandie):
    fork = fork_under(starting_fork(normandie, "Avant"), "sgpe")
    assert fork.fitted(normandie).scenario.combination == "sgpe-primary"
    strange = fork_under(fork, "lune")
    assert strange.fitted(normandie) is strange


ORDERED = ("existing_coverage", "ghg_impact", "partner_ecosystem")


@pytest.mark.parametrize("ranks", [(3, 1, 2), (2, 1, 1), (1, 1, 1)])
def test_an_order_that_was_told_is_a_set_of_weights_and_solidity_is_over_it(ranks):
    told = Elicitation(ORDERED, ranks)
    found = trial(CASE, START.elicited(told)).analysis
    free = analyse(CASE, found.scenario)
    expected = within_weights(free, weight_set(3, order_constraints(told, free.matrix.criteria)))
    assert not found.within.whole
    assert found.within == expected.within
    assert found.regions == expected.regions
    assert found.verdict == expected.verdict
    assert found.stability == expected.stability
    assert [a.verdict for a in found.alternates] == [a.verdict for a in expected.alternates]
    assert found.ranking.low.tolist() == free.ranking.low.tolist()


def test_points_leave_all_weights():
    assert trial(CASE, START).analysis.within.whole


def test_an_order_of_some_criteria_is_one_of_those_that_count():
    told = Elicitation(ORDERED[:2], (2, 1))
    found = trial(CASE, START.elicited(told)).analysis
    assert found.matrix.criteria == ("ghg_impact", "existing_coverage")
    assert set(found.within.corners) == {(0.5, 0.5), (1.0, 0.0)}
