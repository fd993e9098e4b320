"""Open choices crossed, against brute force: each combination ranked by itself."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prioritisation.analysis.moving_shares import share_range

from criteria.model import Sense, Standing
from criteria.scales import LinearScale
from prioritisation.analysis import crossing as crossed
from prioritisation.analysis.crossing import ChoiceKind, cross, crossing_of, open_choices
from prioritisation.analysis.matrix import decision_matrix
from prioritisation.analysis.robustness.constraints import Order
from prioritisation.analysis.robustness.weight_sets import weight_set
from prioritisation.analysis.scenario import Scenario, starting_scenario, within_weights
from tests.strategies import crossed_cases
from tests.thresholds import analyse

COVERAGE, GHG, PARTNERS = "existing_coverage", "ghg_impact", "partner_ecosystem"
PRODUCE = "mieux_produire"


def started(normandie):
    scenario = starting_scenario(normandie)
    return analyse(normandie, scenario)


def test_the_open_choices_of_the_case_make_twenty_four(normandie):
    crossing = crossing_of(started(normandie))
    assert [len(choice.options) for choice in crossing.choices] == [2, 3, 4]
    assert len(crossing.outcomes) == 24
    assert [c.kind for c in crossing.choices] == [ChoiceKind.DIRECTION, *[ChoiceKind.READING] * 2]


def test_producing_is_first_in_nineteen_of_them(normandie):
    """The figure of the audit, and what undoes it."""
    analysis = started(normandie)
    crossing = crossing_of(analysis)
    row = analysis.matrix.alternatives.index(PRODUCE)
    assert crossing.leader == row
    assert crossing.sure_count(row) == 19
    assert sorted((b.count, b.sure == row) for b in crossing.branches) == [
        (1, False),
        (3, True),
        (4, False),
        (4, True),
        (12, True),
    ]


def test_housing_is_possibly_first_in_none(normandie):
    """Coverage told lever by lever named it: it is first under no single way of counting."""
    analysis = started(normandie)
    row = analysis.matrix.alternatives.index("mieux_se_loger")
    assert all(row not in outcome.possible for outcome in crossing_of(analysis).outcomes)


def firsts_by_hand(normandie, sense, combination):
    """Sure and possible firsts at equal weights of the start, in fractions of points."""
    scores = normandie.tables[combination].scores
    best = {"gt": 4200, "gt_freight": 6000, "sgpe": 8000}
    perimeter = combination.split("-")[0]
    # One kilotonne is worth what it is under the default perimeter.
    weights = (Fraction(best[perimeter], best["gt"]), Fraction(1), Fraction(1))
    words = {"a_construire": 0, "quelques_partenaires": 1, "plutot_favorable": 2}
    words["fortement_mobilise"] = 3
    ends = []
    for lever in normandie.levers:
        low = high = Fraction(0)
        ghg, partner, count = (scores[lever.id, c] for c in (GHG, PARTNERS, COVERAGE))
        unknown = ghg.low is None
        value = 0 if unknown else Fraction(ghg.low) / best[perimeter]
        low, high = weights[0] * value, weights[0] * (1 if unknown else value)
        known = partner.low is not None
        low += weights[1] * (Fraction(words[partner.low], 3) if known else 0)
        high += weights[1] * (Fraction(words[partner.high], 3) if known else 1)
        covered = Fraction(int(count.low), 12)
        share = covered if sense == "max" else 1 - covered
        ends.append((low + weights[2] * share, high + weights[2] * share))
    others = [[end for k, end in enumerate(ends) if k != row] for row in range(len(ends))]
    sure = [r for r, (low, _) in enumerate(ends) if all(low > high for _, high in others[r])]
    possible = [r for r, (_, high) in enumerate(ends) if all(high >= low for low, _ in others[r])]
    return sure, possible


def test_each_combination_is_what_exact_arithmetic_gives(normandie):
    crossing = crossing_of(started(normandie))
    for outcome in crossing.outcomes:
        sense, perimeter, links = outcome.options
        sure, possible = firsts_by_hand(normandie, sense, f"{perimeter}-{links}")
        assert ([] if outcome.sure is None else [outcome.sure]) == sure
        assert list(outcome.possible) == possible


points = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(any)


@given(crossed_cases(), points)
def test_crossing_equals_ranking_each_combination(case, given_points):
    here = next(iter(case.tables))
    scenario = Scenario(dict(zip(("c0", "c1"), given_points, strict=True)), here)
    crossing = cross(case, scenario)
    seen = set()
    for outcome in crossing.outcomes:
        other = outcome.scenario
        seen.add((other.combination, tuple(sorted(other.senses.items()))))
        analysis = analyse(case, other)
        ranking = analysis.ranking
        assert np.allclose(analysis.weights, outcome.weights)
        assert outcome.possible == ranking.possible_firsts
        if outcome.sure is not None:
            assert ranking.necessary_firsts == (outcome.sure,)
            gaps = [
                ranking.gap(outcome.sure, k)[0]
                for k in range(len(ranking.low))
                if k != outcome.sure
            ]
            assert min(gaps) > 0
        # What one unit is worth stays.
        for criterion in case.criteria:
            scales = [criterion.scale for c in (here, other.combination)]
            worth = [
                p[criterion.id] / s.best
                for p, s in zip((scenario.points, other.points), scales, strict=True)
            ]
            assert worth[0] == pytest.approx(worth[1])
    assert len(seen) == len(crossing.outcomes)
    assert crossing.here.scenario == scenario


@given(crossed_cases(), points)
def test_branches_are_a_partition_that_says_who_is_first(case, given_points):
    here = next(iter(case.tables))
    crossing = cross(case, Scenario(dict(zip(("c0", "c1"), given_points, strict=True)), here))
    counts = dict.fromkeys(range(len(crossing.branches)), 0)
    for outcome in crossing.outcomes:
        inside = [
            k
            for k, branch in enumerate(crossing.branches)
            if all(outcome.options[c] in options for c, options in branch.path)
        ]
        assert len(inside) == 1
        branch = crossing.branches[inside[0]]
        assert branch.sure == outcome.sure
        assert set(outcome.possible) <= set(branch.possible)
        counts[inside[0]] += 1
    assert [branch.count for branch in crossing.branches] == list(counts.values())
    # Choices that no branch asks are those that change nothing: each option gives the same.
    for choice in range(len(crossing.choices)):
        by_rest = {}
        for outcome in crossing.outcomes:
            rest = (*outcome.options[:choice], *outcome.options[choice + 1 :])
            by_rest.setdefault(rest, set()).add(outcome.sure)
        changes_nothing = all(len(sure) == 1 for sure in by_rest.values())
        assert (choice in crossing.idle) is changes_nothing


def test_what_weighs_nothing_is_not_crossed(normandie):
    points = {GHG: 50, PARTNERS: 50, COVERAGE: 0}
    scenario = Scenario(points, normandie.default_combination)
    (choice,) = open_choices(normandie, scenario)
    assert choice.about == "perimeter"


def test_a_choice_that_is_settled_is_not_crossed(normandie):
    settled = tuple(q.settled(q.readings[0].id) for q in normandie.questions)
    case = replace(normandie, questions=settled)
    crossing = cross(case, starting_scenario(case))
    assert [choice.about for choice in crossing.choices] == [COVERAGE]
    assert len(crossing.outcomes) == 2


def test_more_combinations_than_can_be_looked_at_are_not_crossed(normandie, monkeypatch):
    monkeypatch.setattr(crossed, "MOST_CROSSED", 23)
    assert cross(normandie, starting_scenario(normandie)) is None


@pytest.mark.parametrize("constraints", [(), (Order(0, 1),)])
def test_shares_move_as_the_same_weights_carried_to_each_combination(normandie, constraints):
    """Rejection sampling of weights, carried one by one: one unit is worth as much everywhere."""
    free = started(normandie)
    analysis = within_weights(free, weight_set(3, constraints))
    row = analysis.matrix.alternatives.index(PRODUCE)
    drawn = np.random.default_rng(7).dirichlet(np.ones(3), 40_000)
    drawn = drawn[drawn[:, 0] >= drawn[:, 1]] if constraints else drawn
    case, here = analysis.case, analysis.scenario.combination
    shares = []
    for outcome in crossing_of(analysis).outcomes:
        table, senses = case.tables[outcome.scenario.combination], outcome.scenario.senses
        matrix = decision_matrix(table, dict(senses))
        ranges = [
            [abs(s.best - s.worst) if isinstance(s, LinearScale) else 1 for s in each]
            for each in (
                [c.scale for c in case.criteria] for k in (outcome.scenario.combination, here)
            )
        ]
        carried = drawn * np.array(ranges[0]) / np.array(ranges[1])
        others = np.delete(matrix.high, row, axis=0)
        shares.append((carried @ (matrix.low[row] - others).T > 0).all(axis=1).mean())
    least, most = share_range(analysis, row)
    assert least == pytest.approx(min(shares), abs=0.01)
    assert most == pytest.approx(max(shares), abs=0.01)


def test_a_reading_that_widens_a_range_is_compared_at_one_exchange_rate(normandie):
    """« sgpe » counts 8,000 kt where the default counts 4,200: its own weights are others."""
    scenario = replace(started(normandie).scenario, senses={COVERAGE: Sense.MAX})
    settled = replace(
        normandie,
        questions=tuple(
            q if q.id == "perimeter" else q.settled("primary") for q in normandie.questions
        ),
        criteria=tuple(
            replace(c, direction=replace(c.direction, status=Standing.CONFIRMED))
            for c in normandie.criteria
        ),
    )
    analysis = analyse(settled, scenario)
    row = analysis.matrix.alternatives.index(PRODUCE)
    outcomes = crossing_of(analysis).outcomes
    assert len(outcomes) == 3
    own = [analyse(settled, o.scenario).regions.regions[row].sure_share for o in outcomes]
    assert share_range(analysis, row)[0] == pytest.approx(0.868, abs=0.001)
    assert min(own) == pytest.approx(0.926, abs=0.001)


def test_the_one_in_force_comes_first_whatever_it_is(normandie):
    scenario = Scenario(
        dict.fromkeys((GHG, PARTNERS, COVERAGE), 50), "sgpe-all_links", {COVERAGE: Sense.MAX}
    )
    crossing = cross(normandie.keeping((GHG, PARTNERS, COVERAGE)), scenario)
    assert crossing.here.options == ("max", "sgpe", "all_links")
    assert len(crossing.outcomes) == 24


def test_a_direction_kept_for_a_criterion_that_is_left_out_is_no_matter(normandie):
    scenario = replace(starting_scenario(normandie), senses={"cop_progress": Sense.MAX})
    assert len(cross(normandie, scenario).outcomes) == 24
